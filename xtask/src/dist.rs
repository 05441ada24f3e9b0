//! `cargo xtask dist`: one binary with the app inside, and what the app weighs on the wire.

use std::env::consts::EXE_SUFFIX;
use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::app_build::{self, Flavour, Weight};
use crate::workspace::Workspace;
use crate::{process, server};

/// What wasm, scripts and styles together may weigh in brotli, in bytes (DESIGN §9).
const BUDGET: u64 = 600_000;

/// Builds and weighs; fails when the download is over budget.
pub(crate) fn dist(workspace: &Workspace) -> Result<()> {
    let app = app_build::build(workspace, Flavour::Release)?;
    let binary = process::step("server with the app inside", || {
        server::build_with_app(workspace, app.path())
    })?;

    let folder = workspace.root().join("dist");
    let copy = folder.join(format!("guatu{EXE_SUFFIX}"));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(&binary, &copy))
        .with_context(|| format!("cannot write {}", copy.display()))?;

    let weights = app.weigh()?;
    print!("\n{}", table(&weights));
    println!("\n{}", copy.display());
    check_budget(download(&weights))
}

/// What a first visit must fetch before the app runs: wasm, scripts, styles, all in brotli.
fn download(weights: &[Weight]) -> u64 {
    weights
        .iter()
        .filter(|weight| {
            let kind = weight.name.rsplit('.').next();
            matches!(kind, Some("wasm" | "js" | "css"))
        })
        .map(|weight| weight.brotli)
        .sum()
}

fn check_budget(download: u64) -> Result<()> {
    if download > BUDGET {
        bail!(
            "the download is {} kB, over its budget of {} kB",
            kilobytes(download),
            kilobytes(BUDGET)
        );
    }
    Ok(())
}

/// One line for each file, in kB, and the total against the budget.
fn table(weights: &[Weight]) -> String {
    let line = |name: &str, raw: &str, gzip: &str, brotli: &str| {
        format!("{name:<24} {raw:>10} {gzip:>10} {brotli:>10}\n")
    };
    let mut text = line("kB", "raw", "gzip", "brotli");
    for weight in weights {
        text += &line(
            &weight.name,
            &kilobytes(weight.raw),
            &kilobytes(weight.gzip),
            &kilobytes(weight.brotli),
        );
    }
    text += &line("wasm + js + css", "", "", &kilobytes(download(weights)));
    text + &line("budget", "", "", &kilobytes(BUDGET))
}

/// Thousands of bytes with one decimal, rounded up: a budget is not met by rounding.
fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(name: &str, brotli: u64) -> Weight {
        Weight {
            name: name.to_owned(),
            raw: 4_000,
            gzip: 2_000,
            brotli,
        }
    }

    #[test]
    fn the_download_is_wasm_scripts_and_styles() {
        let weights = [
            weight("index.html", 1),
            weight("icon.0.svg", 10),
            weight("app.0.css", 100),
            weight("app.0.js", 1_000),
            weight("app.0.wasm", 10_000),
        ];
        assert_eq!(download(&weights), 11_100);
        let table = table(&weights);
        let total = table
            .lines()
            .find(|line| line.starts_with("wasm + js + css"));
        assert!(total.is_some_and(|line| line.ends_with(" 11.1")), "{table}");
    }

    #[test]
    fn the_budget_holds_to_the_byte() {
        assert!(check_budget(BUDGET).is_ok());
        let error = check_budget(BUDGET + 1).unwrap_err().to_string();
        assert!(error.contains("600.1 kB"), "{error}");
    }
}
