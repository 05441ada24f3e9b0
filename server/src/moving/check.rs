//! Judging a room by its own log, part by part.

use std::collections::HashMap;

use anyhow::{Context as _, Result, bail, ensure};
use async_trait::async_trait;
use room::{Hash, Replay};
use shared::schema::{CommandNumber, DeviceId, RecordId, Seq};

use super::part::{Header, Part, Sink};

/// What was judged so far.
#[derive(Default)]
pub(crate) struct Check {
    begun: Option<Begun>,
    done: bool,
}

struct Begun {
    key: String,
    head: Seq,
    hash: Hash,
    replay: Replay,
    devices: HashMap<DeviceId, CommandNumber>,
}

impl Check {
    /// The room's key, once it is known.
    pub(crate) fn room(&self) -> Result<&str> {
        Ok(&self.begun()?.key)
    }

    /// How many entries and records there are so far.
    pub(crate) fn counts(&self) -> Result<(u64, usize)> {
        let replay = self.replay()?;
        Ok((replay.end().0, replay.records()))
    }

    /// The log so far.
    pub(super) fn replay(&self) -> Result<&Replay> {
        Ok(&self.begun()?.replay)
    }

    fn begun(&self) -> Result<&Begun> {
        self.begun.as_ref().context("it does not begin with a room")
    }

    /// Judges the next part; the records that an entry touched.
    pub(super) fn judge(&mut self, part: &Part) -> Result<Vec<RecordId>> {
        ensure!(!self.done, "something follows the end");
        if let Part::Header(header) = part {
            ensure!(self.begun.is_none(), "it begins twice");
            self.begun = Some(Begun::new(header));
            return Ok(Vec::new());
        }
        let begun = self
            .begun
            .as_mut()
            .context("it does not begin with a room")?;
        match part {
            Part::Entry(row) => {
                ensure!(
                    begun.devices.is_empty(),
                    "an entry stands after the devices"
                );
                return Ok(begun.replay.take(row)?);
            }
            Part::Device(id, device) => drop(begun.devices.insert(*id, device.last)),
            Part::End => {
                begun.finish()?;
                self.done = true;
            }
            Part::Header(_) | Part::Result(_) => {}
        }
        Ok(Vec::new())
    }
}

impl Begun {
    fn new(header: &Header) -> Self {
        Self {
            key: header.row.key.clone(),
            head: header.row.head,
            hash: header.hash,
            replay: Replay::new(&header.row, header.former.clone()),
            devices: HashMap::new(),
        }
    }

    fn finish(&mut self) -> Result<()> {
        self.replay.finish(self.head)?;
        ensure!(
            self.replay.hash() == self.hash,
            "the hash at its head is another than it says"
        );
        for (device, found) in self.replay.numbers() {
            let said = self.devices.get(&device).copied().unwrap_or_default();
            if said < found {
                bail!(
                    "device {device} is said to be at command {said}, but the log has its command {found}"
                );
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Sink for Check {
    async fn take(&mut self, part: Part) -> Result<()> {
        self.judge(&part).map(drop)
    }
}
