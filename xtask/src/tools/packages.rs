//! Packages of the distribution.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::find_program;
use crate::process;

/// A thing that is not there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Missing {
    pub(super) what: &'static str,
    pub(super) packages: &'static [&'static str],
}

/// Installs what is missing where we may; fails when something still is afterwards.
pub(super) fn ensure(step: &str, missing: fn() -> Vec<Missing>) -> Result<()> {
    let mut still = missing();
    if !still.is_empty() && may_install() {
        process::step(step, || install(&still))?;
        still = missing();
    }
    if !still.is_empty() {
        bail!("{}", advice(&still));
    }
    Ok(())
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
