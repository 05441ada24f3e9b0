//! A crate of the workspace, compiled for the browser.

use std::fs;

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;
use crate::{process, tools};

/// Compiles the crate's library and returns the module as the compiler left it.
pub(crate) fn build(workspace: &Workspace, package: &str, profile: &str) -> Result<Vec<u8>> {
    tools::rust::ensure_wasm_target()?;
    process::run(
        workspace
            .cargo()
            .args(["build", "-p", package, "--lib"])
            .args(["--target", tools::rust::WASM_TARGET])
            .args(["--profile", profile])
            .args(workspace.locked()),
    )?;
    let path = workspace
        .target()
        .join(tools::rust::WASM_TARGET)
        .join(profile)
        .join(format!("{package}.wasm"));
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}
