//! `cargo xtask load`: traffic on loopback against the server as it is given to people.

use std::ffi::OsString;

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{process, server};

/// Builds both sides, and runs the load program.
pub(crate) fn load(workspace: &Workspace, arguments: &[OsString]) -> Result<()> {
    let guatu = server::build_optimised(workspace)?;
    process::run(
        workspace
            .cargo()
            .args(["run", "--quiet", "--release", "-p", "load"])
            .args(workspace.locked())
            .arg("--")
            .args(arguments)
            .env("GUATU_BIN", guatu),
    )
}
