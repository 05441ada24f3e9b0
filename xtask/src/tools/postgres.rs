//! PostgreSQL, of which the stories about the store start one of their own.

use std::fs;

use anyhow::Result;

use super::packages::{self, Missing};

/// Where Debian keeps the programs, a folder for each version. Its package also starts a server,
/// which the stories leave alone.
const INSTALLED: &str = "/usr/lib/postgresql";

/// Installs it where it is missing and we may.
pub(crate) fn ensure() -> Result<()> {
    packages::ensure("installing PostgreSQL", missing)
}

fn missing() -> Vec<Missing> {
    let versions = fs::read_dir(INSTALLED).into_iter().flatten().flatten();
    let is_there = |version: fs::DirEntry| version.path().join("bin/initdb").is_file();
    if versions.into_iter().any(is_there) {
        return Vec::new();
    }
    vec![Missing {
        what: "PostgreSQL",
        packages: &["postgresql"],
    }]
}
