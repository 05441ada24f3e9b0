//! What may happen while we wait: a file changes, or the user has had enough.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context as _, Result};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::changes::Changes;
use crate::workspace::Workspace;

/// An editor saves in several steps, and a checkout changes many files: wait for the quiet after.
const QUIET: Duration = Duration::from_millis(200);

/// Something to react to.
#[derive(Debug)]
pub(super) enum Event {
    /// Files changed.
    Changed(Changes),
    /// Ctrl-C.
    Stopped,
}

/// Where the events come from.
pub(super) struct Events {
    receiver: Receiver<Signal>,
    /// Watches for as long as it exists.
    _watcher: RecommendedWatcher,
}

/// What the two sources send, each from a thread of its own.
enum Signal {
    Files(notify::Result<notify::Event>),
    Interrupt,
}

impl Events {
    /// Starts to watch, before the first build: what changes during it must not be missed.
    pub(super) fn start(workspace: &Workspace) -> Result<Self> {
        let (sender, receiver) = mpsc::channel();
        let interrupt = sender.clone();
        // Sending fails only when nobody waits any more, and then there is nobody to tell.
        ctrlc::set_handler(move || drop(interrupt.send(Signal::Interrupt)))
            .context("cannot wait for Ctrl-C")?;
        let mut watcher =
            notify::recommended_watcher(move |event| drop(sender.send(Signal::Files(event))))
                .context("cannot watch files")?;
        for folder in Changes::FOLDERS {
            watcher
                .watch(&workspace.root().join(folder), RecursiveMode::Recursive)
                .with_context(|| format!("cannot watch {folder}/"))?;
        }
        Ok(Self {
            receiver,
            _watcher: watcher,
        })
    }

    /// Waits for something to happen; changes that come close together are one event.
    pub(super) fn next(&self, workspace: &Workspace) -> Event {
        let mut changes = Changes::NONE;
        loop {
            let signal = if changes == Changes::NONE {
                self.receiver.recv().map_err(RecvTimeoutError::from)
            } else {
                self.receiver.recv_timeout(QUIET)
            };
            match signal {
                Ok(Signal::Files(Ok(event))) => {
                    changes = changes.and(meaning(&event, workspace.root()));
                }
                Ok(Signal::Files(Err(error))) => eprintln!("warning: watching files: {error}"),
                Err(RecvTimeoutError::Timeout) => return Event::Changed(changes),
                Ok(Signal::Interrupt) | Err(RecvTimeoutError::Disconnected) => {
                    return Event::Stopped;
                }
            }
        }
    }
}

/// What a report from the file system means for us. That a file was read is one too, and the
/// build itself reads them all.
fn meaning(event: &notify::Event, root: &Path) -> Changes {
    if matches!(event.kind, EventKind::Access(_)) {
        return Changes::NONE;
    }
    event
        .paths
        .iter()
        .filter_map(|path| path.strip_prefix(root).ok())
        .map(Changes::after)
        .fold(Changes::NONE, Changes::and)
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, ModifyKind};

    use super::*;

    #[test]
    fn reading_a_file_changes_nothing() {
        let event = |kind| notify::Event::new(kind).add_path("/guatu/app/boot.js".into());
        let after = |kind| meaning(&event(kind), Path::new("/guatu"));
        assert_eq!(after(EventKind::Access(AccessKind::Any)), Changes::NONE);
        assert!(after(EventKind::Modify(ModifyKind::Any)).app);
    }
}
