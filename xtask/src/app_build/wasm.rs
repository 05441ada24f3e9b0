//! The app crate, compiled for the browser.

use std::fs;

use anyhow::{Context as _, Result};

use super::Flavour;
use crate::workspace::Workspace;
use crate::{process, tools};

/// Compiles the app and returns the module as the compiler left it.
pub(super) fn build(workspace: &Workspace, flavour: Flavour) -> Result<Vec<u8>> {
    tools::rust::ensure_wasm_target()?;
    process::run(
        workspace
            .cargo()
            .args(["build", "-p", "app", "--lib"])
            .args(["--target", tools::rust::WASM_TARGET])
            .args(["--profile", flavour.cargo_profile()])
            .args(workspace.locked()),
    )?;
    let path = workspace
        .target()
        .join(tools::rust::WASM_TARGET)
        .join(flavour.cargo_profile())
        .join("app.wasm");
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}
