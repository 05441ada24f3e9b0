//! What the browser tests need: chromium, node with npm, and a font with Chinese characters.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::{find_program, node};
use crate::process;

/// The browser to test with.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
}

/// Finds everything, after installing what is missing where we may.
pub(crate) fn ensure() -> Result<Browser> {
    if let Some(named) = named_chromium().filter(|path| !path.is_file()) {
        bail!("CHROMIUM_PATH is {}, which is no file", named.display());
    }
    let mut missing = missing();
    if !missing.is_empty() && may_install() {
        process::step("installing what the browser tests need", || {
            install(&missing)
        })?;
        missing = self::missing();
    }
    match chromium() {
        Some(chromium) if missing.is_empty() => Ok(Browser { chromium }),
        _ => bail!("{}", advice(&missing)),
    }
}

/// A thing that is not there.
#[derive(Debug, Clone, Copy)]
struct Missing {
    what: &'static str,
    packages: &'static [&'static str],
}

fn missing() -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut need = |there: bool, what, packages| {
        if !there {
            missing.push(Missing { what, packages });
        }
    };
    need(chromium().is_some(), "chromium", &["chromium"]);
    need(node::is_there(), "node 18 or later", &["nodejs"]);
    need(find_program("npm").is_some(), "npm", &["npm"]);
    // Without one, every Chinese character is the same empty box, and widths are wrong.
    let fonts = process::probe("fc-list", &[":lang=zh"]);
    need(
        fonts.is_some_and(|fonts| !fonts.is_empty()),
        "a font with Chinese characters, known to fc-list",
        &["fonts-noto-cjk", "fontconfig"],
    );
    missing
}

/// The browser the user names, or the first known one.
fn chromium() -> Option<PathBuf> {
    named_chromium().or_else(|| {
        [
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ]
        .into_iter()
        .find_map(find_program)
    })
}

fn named_chromium() -> Option<PathBuf> {
    env::var_os("CHROMIUM_PATH").map(PathBuf::from)
}

/// Only as root on Debian, which is what containers and CI machines are; a person's own machine
/// is left alone.
fn may_install() -> bool {
    let root = process::probe("id", &["-u"]).is_some_and(|id| id == "0");
    root && Path::new("/etc/debian_version").exists() && find_program("apt-get").is_some()
}

fn install(missing: &[Missing]) -> Result<()> {
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    process::run(apt().arg("update"))?;
    process::run(
        apt()
            .args(["install", "-y", "--no-install-recommends"])
            .args(packages(missing)),
    )
}

fn packages(missing: &[Missing]) -> impl Iterator<Item = &'static str> {
    missing.iter().flat_map(|missing| missing.packages).copied()
}

/// One line: what is missing, and the command that brings it.
fn advice(missing: &[Missing]) -> String {
    let what: Vec<_> = missing.iter().map(|missing| missing.what).collect();
    let packages: Vec<_> = packages(missing).collect();
    format!(
        "missing: {}; on Debian: `sudo apt-get install --no-install-recommends {}`",
        what.join(", "),
        packages.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_is_one_line_with_the_command() {
        let missing = [
            Missing {
                what: "chromium",
                packages: &["chromium"],
            },
            Missing {
                what: "npm",
                packages: &["npm"],
            },
        ];
        assert_eq!(
            advice(&missing),
            "missing: chromium, npm; on Debian: \
             `sudo apt-get install --no-install-recommends chromium npm`"
        );
    }
}
