//! A client that keeps sending, through crashes, as a tablet does.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail, ensure};
use shared::protocol::{Encoding, Outcome, ProblemCode, ServerMessage};
use shared::rules::Command;
use shared::schema::{CommandNumber, DeviceId, Seq};
use tokio::sync::watch;

use crate::{Client, Live, create_person};

/// How many commands are on their way at a time.
const ON_THE_WAY: u64 = 40;

/// One device and everything it ever sent: what was not answered is sent again under the same
/// numbers, to whatever server there is.
#[derive(Debug)]
pub struct Stream {
    device: DeviceId,
    /// Command `n` is at place `n - 1`.
    commands: Vec<Command>,
    acknowledged: BTreeMap<CommandNumber, Seq>,
    progress: watch::Sender<usize>,
}

impl Default for Stream {
    fn default() -> Self {
        Self {
            device: Live::new_device(),
            commands: Vec::new(),
            acknowledged: BTreeMap::new(),
            progress: watch::Sender::new(0),
        }
    }
}

impl Stream {
    /// Tells how many commands were acknowledged so far.
    pub fn progress(&self) -> watch::Receiver<usize> {
        self.progress.subscribe()
    }

    fn last(&self) -> u64 {
        self.acknowledged.keys().last().map_or(0, |number| number.0)
    }

    /// Sends until everything up to command `until` was acknowledged, and returns true; false when
    /// there is no connection, it breaks, or the server cannot store.
    pub async fn run(&mut self, client: &Client, until: u64) -> Result<bool> {
        let Ok(mut live) = client.live(Encoding::Postcard).await else {
            return Ok(false);
        };
        if live.say_hello(self.device, None).await.is_err() {
            return Ok(false);
        }
        let welcome = match live.next().await? {
            None => return Ok(false),
            Some(ServerMessage::Welcome(welcome)) => welcome,
            Some(other) => bail!("no welcome but {other:?}"),
        };
        ensure!(
            welcome.last_number.0 >= self.last(),
            "acknowledged commands are gone"
        );
        // The results of some may have been lost on the way: they are asked for again.
        let mut next = self.last() + 1;
        while self.last() < until {
            while next <= (self.last() + ON_THE_WAY).min(until) {
                let command = self.command(next)?;
                if live.push(next, vec![command]).await.is_err() {
                    return Ok(false);
                }
                next += 1;
            }
            match live.next().await? {
                None => return Ok(false),
                Some(ServerMessage::Result(verdict)) => {
                    let Outcome::Applied { seq } = verdict.outcome else {
                        bail!("{verdict:?}");
                    };
                    let before = self.acknowledged.insert(verdict.number, seq);
                    ensure!(before.is_none(), "{verdict:?} came again");
                    self.progress.send_replace(self.acknowledged.len());
                }
                // What follows an unstored command leaves a gap; both are sent again later.
                Some(ServerMessage::Problem(problem))
                    if matches!(problem.code, ProblemCode::Unavailable | ProblemCode::Gap) =>
                {
                    return Ok(false);
                }
                Some(ServerMessage::Problem(problem)) => bail!("{problem:?}"),
                Some(_) => {}
            }
        }
        Ok(true)
    }

    fn command(&mut self, number: u64) -> Result<Command> {
        let place = usize::try_from(number - 1)?;
        while self.commands.len() <= place {
            let name = format!("person {}", self.commands.len());
            self.commands.push(create_person(&name));
        }
        Ok(self.commands[place].clone())
    }

    /// Every acknowledged command is in the log exactly once, at the place that was named.
    pub fn check(&self, log: &[serde_json::Value]) -> Result<()> {
        let device = self.device.to_string();
        let mut found = BTreeMap::new();
        for entry in log.iter().filter(|entry| entry["device"] == device) {
            let number = CommandNumber(entry["number"].as_u64().context("a number")?);
            let seq = Seq(entry["seq"].as_u64().context("a seq")?);
            let before = found.insert(number, seq);
            ensure!(before.is_none(), "{number} is there twice");
        }
        for (number, seq) in &self.acknowledged {
            let there = found.get(number);
            ensure!(there == Some(seq), "{number} at {seq}: {there:?}");
        }
        Ok(())
    }
}
