//! `cargo xtask test`: everything that is checked before a change goes in.
//!
//! In three parts, cheapest first, each of which can be run alone: lints and documentation; unit
//! tests, properties and server stories; the browser. It stops at the first step that fails.

mod browser;
mod tally;

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};

use self::browser::Suite;
use self::tally::Tally;
use crate::app_build::{self, AppFolder, Flavour};
use crate::tools::{self, rust::WASM_TARGET};
use crate::workspace::Workspace;
use crate::{process, server};

/// What to run.
#[derive(Debug, Args)]
pub(crate) struct Selection {
    /// Only this part, while working on it
    #[arg(long, value_name = "PART")]
    only: Option<Part>,
    /// Handed to `cargo test` or `playwright test`; with --only unit or --only browser
    #[arg(last = true)]
    arguments: Vec<OsString>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Format, clippy, documentation
    Lint,
    /// cargo test: units, properties, server stories
    Unit,
    /// Playwright
    Browser,
    /// Take the documents' pictures anew; not part of a whole run
    Pictures,
    /// Print figures, without judging them; not part of a whole run
    Measures,
}

impl Selection {
    fn has(&self, part: Part) -> bool {
        match self.only {
            Some(only) => only == part,
            None => !matches!(part, Part::Pictures | Part::Measures),
        }
    }

    fn check(&self) -> Result<()> {
        ensure!(
            self.arguments.is_empty() || !matches!(self.only, None | Some(Part::Lint)),
            "arguments after -- belong to one part: add --only unit or --only browser"
        );
        Ok(())
    }
}

/// What the stories run against: the very files and the very server that `cargo xtask run` uses.
struct Product {
    app: AppFolder,
    server: PathBuf,
}

impl Product {
    fn build(workspace: &Workspace) -> Result<Self> {
        Ok(Self {
            app: app_build::build(workspace, Flavour::Release)?,
            server: process::step("server", || server::build(workspace))?,
        })
    }

    /// How a test finds it.
    fn environment(&self) -> [(&'static str, PathBuf); 2] {
        [
            ("GUATU_BIN", self.server.clone()),
            ("GUATU_APP_DIR", self.app.path().to_path_buf()),
        ]
    }
}

/// Runs the selected parts.
pub(crate) fn test(workspace: &Workspace, selection: &Selection) -> Result<()> {
    selection.check()?;
    // What is missing is said now, not after ten minutes.
    if selection.has(Part::Lint) {
        tools::rust::ensure_lints()?;
    }
    if selection.has(Part::Unit) {
        tools::postgres::ensure()?;
    }
    let suite = match selection.only {
        None | Some(Part::Browser) => Some(Suite::Stories),
        Some(Part::Pictures) => Some(Suite::Pictures),
        Some(Part::Measures) => Some(Suite::Measures),
        Some(Part::Lint | Part::Unit) => None,
    };
    let browser = suite
        .map(|suite| tools::browser::ensure().map(|browser| (suite, browser)))
        .transpose()?;

    if selection.has(Part::Lint) {
        lint(workspace)?;
    }
    if selection.only == Some(Part::Lint) {
        return Ok(());
    }

    let product = Product::build(workspace)?;
    let mut tally = Tally::default();
    if selection.has(Part::Unit) {
        unit(workspace, &product, &selection.arguments, &mut tally)?;
    }
    if let Some((suite, browser)) = browser {
        browser::test(
            workspace,
            &product,
            &browser,
            suite,
            &selection.arguments,
            &mut tally,
        )?;
    }
    println!("{tally}");
    Ok(())
}

fn lint(workspace: &Workspace) -> Result<()> {
    let deny = ["--", "-D", "warnings"];
    process::step("format", || {
        process::run(workspace.cargo().args(["fmt", "--all", "--", "--check"]))
    })?;
    process::step("clippy", || {
        process::run(
            workspace
                .cargo()
                .args(["clippy", "--workspace", "--all-targets", "--locked"])
                .args(deny),
        )
    })?;
    process::step("clippy, as compiled for the browser", || {
        tools::rust::ensure_wasm_target()?;
        process::run(
            workspace
                .cargo()
                .args([
                    "clippy",
                    "-p",
                    "app",
                    "-p",
                    "benches",
                    "--lib",
                    "--target",
                    WASM_TARGET,
                    "--locked",
                ])
                .args(deny),
        )
    })?;
    process::step("documentation", || {
        process::run(
            workspace
                .cargo()
                .args([
                    "doc",
                    "--workspace",
                    "--no-deps",
                    "--document-private-items",
                    "--locked",
                ])
                .env("RUSTDOCFLAGS", "-Dwarnings"),
        )
    })
}

fn unit(
    workspace: &Workspace,
    product: &Product,
    arguments: &[OsString],
    tally: &mut Tally,
) -> Result<()> {
    process::step("unit tests, properties, server stories", || {
        process::run_watched(
            workspace
                .cargo()
                .args(["test", "--workspace", "--locked"])
                .args(arguments)
                .envs(product.environment()),
            |line| tally.read_cargo(line),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_need_one_part_to_go_to() {
        let selection = |only| Selection {
            only,
            arguments: vec!["board".into()],
        };
        assert!(selection(Some(Part::Browser)).check().is_ok());
        assert!(selection(Some(Part::Lint)).check().is_err());
        assert!(selection(None).check().is_err());
    }

    #[test]
    fn without_a_selection_every_part_runs() {
        let selection = |only| Selection {
            only,
            arguments: Vec::new(),
        };
        assert!(selection(None).has(Part::Lint) && selection(None).has(Part::Browser));
        assert!(!selection(Some(Part::Unit)).has(Part::Browser));
        assert!(!selection(None).has(Part::Pictures));
    }
}
