//! `cargo xtask dev`: build, run, watch, and again.
//!
//! One loop owns everything. What happens outside reaches it as an [`Event`]; what is still to be
//! built is a [`Changes`], from which a part is taken only when it has been built, so that a
//! mistake in one crate is tried again together with the next change.

mod changes;
mod child;
mod events;

use std::ffi::OsString;

use anyhow::Result;

use self::changes::Changes;
use self::child::Child;
use self::events::{Event, Events};
use crate::app_build::{self, AppFolder, Flavour};
use crate::workspace::Workspace;
use crate::{process, server};

/// Runs until Ctrl-C.
pub(crate) fn dev(workspace: &Workspace, server_arguments: &[OsString]) -> Result<()> {
    let events = Events::start(workspace)?;
    let mut session = Session {
        workspace,
        server_arguments,
        pending: Changes::ALL,
        app: None,
        server: None,
    };
    loop {
        // A mistake in the code is the normal state of code being written: say it, and go on.
        if let Err(error) = session.rebuild() {
            eprintln!("error: {error:#}");
        }
        match events.next(workspace) {
            Event::Changed(changes) => session.pending = session.pending.and(changes),
            Event::Stopped => break,
        }
    }
    // Ctrl-C reached the server as well. Wait, so that its last words come before the prompt.
    match session.server {
        Some(server) => server.stop(),
        None => Ok(()),
    }
}

/// What has been built, what runs, and what is still to do.
struct Session<'a> {
    workspace: &'a Workspace,
    server_arguments: &'a [OsString],
    pending: Changes,
    app: Option<AppFolder>,
    server: Option<Child>,
}

impl Session<'_> {
    fn rebuild(&mut self) -> Result<()> {
        if self.pending.app {
            self.app = Some(app_build::build(self.workspace, Flavour::Dev)?);
            self.pending.app = false;
        }
        let Some(app) = &self.app else {
            return Ok(());
        };
        if self.pending.server {
            let binary = process::step("server", || server::build(self.workspace))?;
            if let Some(running) = self.server.take() {
                running.stop()?;
            }
            let mut command = server::serve(&binary, app.path(), self.server_arguments);
            // Without it the server reads the folder once, at its start.
            command.arg("--reload");
            self.server = Some(Child::start(&mut command)?);
            self.pending.server = false;
        }
        app.announce()
    }
}
