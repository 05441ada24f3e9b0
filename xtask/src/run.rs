//! `cargo xtask run`: from a fresh checkout to a running server.

use std::ffi::OsString;

use anyhow::Result;

use crate::app_build::{self, Flavour};
use crate::workspace::Workspace;
use crate::{process, server};

/// Builds what changed, then becomes the server: Ctrl-C is then the server's own to handle.
pub(crate) fn run(workspace: &Workspace, server_arguments: &[OsString]) -> Result<()> {
    let app = app_build::build(workspace, Flavour::Release)?;
    let binary = process::step("server", || server::build(workspace))?;
    process::become_it(&mut server::serve(&binary, app.path(), server_arguments))
}
