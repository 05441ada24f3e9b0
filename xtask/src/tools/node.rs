//! Node, which runs the browser tests and measures what the browser runs.

use anyhow::{Result, ensure};

use crate::process;

/// The oldest that Playwright runs on.
const OLDEST: u32 = 18;

/// Whether there is one that is new enough.
pub(super) fn is_there() -> bool {
    let version = process::probe("node", &["--version"]);
    version
        .as_deref()
        .and_then(major_version)
        .is_some_and(|major| major >= OLDEST)
}

/// Says what to install when there is none.
pub(crate) fn ensure() -> Result<()> {
    ensure!(
        is_there(),
        "missing: node {OLDEST} or later; on Debian: \
         `sudo apt-get install --no-install-recommends nodejs`"
    );
    Ok(())
}

/// `v20.20.2` is 20.
fn major_version(version: &str) -> Option<u32> {
    let digits = version.trim().trim_start_matches('v').split('.').next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node() {
        assert_eq!(major_version("v20.20.2\n"), Some(20));
        assert_eq!(major_version("18.0.0"), Some(18));
        assert_eq!(major_version("node"), None);
    }
}
