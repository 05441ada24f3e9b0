//! The browser tests: an npm package of their own, in `tests/browser`.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Result, ensure};

use super::Product;
use super::tally::Tally;
use crate::process;
use crate::tools::browser::Browser;
use crate::workspace::Workspace;

/// What Playwright runs: one of the projects of its configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suite {
    /// The tests.
    Stories,
    /// What takes the documents' pictures.
    Pictures,
    /// What prints figures.
    Measures,
}

impl Suite {
    fn project(self) -> &'static str {
        match self {
            Self::Stories => "--project=stories",
            Self::Pictures => "--project=pictures",
            Self::Measures => "--project=measures",
        }
    }

    fn headline(self) -> &'static str {
        match self {
            Self::Stories => "browser tests",
            Self::Pictures => "pictures for docs/pictures",
            Self::Measures => "measures",
        }
    }
}

/// Installs the package's dependencies if need be and runs Playwright.
pub(super) fn test(
    workspace: &Workspace,
    product: &Product,
    browser: &Browser,
    suite: Suite,
    arguments: &[OsString],
    tally: &mut Tally,
) -> Result<()> {
    let package = workspace.root().join("tests/browser");
    ensure!(
        package.join("package.json").is_file(),
        "tests/browser/package.json does not exist, so there are no browser tests to run"
    );
    if !is_installed(&package) {
        process::step("npm packages of the browser tests", || {
            process::run(
                Command::new("npm")
                    .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
                    .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                    .current_dir(&package),
            )
        })?;
    }
    process::step(suite.headline(), || {
        process::run_watched(
            Command::new("npx")
                .args(["playwright", "test", suite.project()])
                .args(arguments)
                .envs(product.environment())
                .env("CHROMIUM_PATH", &browser.chromium)
                .env("GUATU_PICTURES", workspace.root().join("docs/pictures"))
                .current_dir(&package),
            |line| tally.read_playwright(line),
        )
    })
}

/// Whether what npm installed is no older than what the lock file asks for.
fn is_installed(package: &Path) -> bool {
    let changed = |path: &str| -> Option<SystemTime> {
        fs::metadata(package.join(path)).ok()?.modified().ok()
    };
    // npm writes this file as the last thing it does.
    let installed = changed("node_modules/.package-lock.json");
    installed.is_some() && installed >= changed("package-lock.json")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn packages_older_than_their_lock_file_are_not_installed() {
        let package = tempfile::tempdir().unwrap();
        let written_at = |name: &str, seconds: u64| {
            let path = package.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            fs::File::create(&path).unwrap().set_modified(time).unwrap();
        };
        written_at("package-lock.json", 2_000);
        assert!(!is_installed(package.path()));
        written_at("node_modules/.package-lock.json", 1_000);
        assert!(!is_installed(package.path()));
        written_at("node_modules/.package-lock.json", 3_000);
        assert!(is_installed(package.path()));
    }
}
