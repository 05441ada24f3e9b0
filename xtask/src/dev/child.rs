//! The running server, and ending it so that it may finish what it is at.

use std::process::{self, Command};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

/// How long the server may take to end, before it is ended.
const PATIENCE: Duration = Duration::from_secs(5);
const GLANCE: Duration = Duration::from_millis(20);

/// A server we started. Dropped, it is ended at once.
pub(super) struct Child(process::Child);

impl Child {
    pub(super) fn start(command: &mut Command) -> Result<Self> {
        command.spawn().map(Self).context("cannot start the server")
    }

    /// Asks it to end, waits, and returns when it is gone.
    pub(super) fn stop(mut self) -> Result<()> {
        if self.0.try_wait()?.is_some() {
            return Ok(());
        }
        self.ask()?;
        let start = Instant::now();
        while self.0.try_wait()?.is_none() {
            if start.elapsed() > PATIENCE {
                eprintln!("warning: the server does not end by itself, so it is ended");
                self.0.kill()?;
            }
            thread::sleep(GLANCE);
        }
        Ok(())
    }

    /// The standard library can only kill, so that the polite signal is sent by the command for it.
    fn ask(&mut self) -> Result<()> {
        if cfg!(unix) {
            let id = self.0.id().to_string();
            Command::new("kill").args(["-TERM", &id]).status()?;
            Ok(())
        } else {
            Ok(self.0.kill()?)
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // Fails only when it has ended already, which is what we want.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_asked_before_it_is_killed() {
        let folder = tempfile::tempdir().unwrap();
        let [ready, ended] = ["ready", "ended"].map(|name| folder.path().join(name));
        let script = format!(
            "trap 'touch {}; exit 0' TERM; touch {}; while :; do sleep 0.01; done",
            ended.display(),
            ready.display()
        );
        let child = Child::start(Command::new("sh").args(["-c", &script])).unwrap();
        while !ready.exists() {
            thread::yield_now();
        }
        child.stop().unwrap();
        assert!(ended.exists());
    }
}
