//! `cargo xtask simulate`: stories of the real sync under a seeded scheduler, as many as one likes.

use std::ffi::OsString;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Builds the simulation with its checks on, and runs it.
pub(crate) fn simulate(workspace: &Workspace, arguments: &[OsString]) -> Result<()> {
    process::run(
        workspace
            .cargo()
            .args([
                "run",
                "--quiet",
                "--profile",
                "simulate",
                "-p",
                "simulation",
            ])
            .args(workspace.locked())
            .arg("--")
            .args(arguments),
    )
}
