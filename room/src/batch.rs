//! What was decided and is to be written.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use shared::protocol::{Entry, Outcome, Verdict};
use shared::rules::OwnChanges;
use shared::schema::{CommandNumber, DeviceId, RecordId, Seq, Timestamp};
use shared::state::{Effect, Undo};

use super::Hash;
use super::known::Known;
use crate::ledger::{Device, LogRow};

/// What was decided and must be written together.
#[derive(Debug)]
pub(crate) struct Batch {
    /// Where the room was.
    pub(crate) from: Seq,
    /// When it was decided. Never before an earlier entry, whatever the clock says.
    pub(crate) at: Timestamp,
    /// New entries as the log keeps them …
    pub(crate) rows: Vec<LogRow>,
    /// … and as clients get them.
    pub(crate) entries: Vec<Arc<Entry>>,
    /// Which record was touched by which entry.
    pub(crate) touched: Vec<(RecordId, Seq)>,
    /// What became of commands.
    pub(crate) results: Vec<(DeviceId, Verdict)>,
    /// The same by identity, for a command that comes twice in one batch.
    pub(super) kept: HashMap<(DeviceId, CommandNumber), Outcome>,
    /// The devices it moves on, as they were before.
    pub(super) devices: BTreeMap<DeviceId, Option<Device>>,
    /// What takes its effects back, in the order in which they were applied.
    pub(super) undo: Vec<Undo>,
    /// The hash and the time of the last entry before it.
    pub(super) before: (Hash, Timestamp),
}

impl Batch {
    /// Whether there is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.results.is_empty()
    }

    /// The kept result of a number that was decided on before (R2).
    pub(super) fn kept(
        &self,
        known: &Known,
        device: DeviceId,
        number: CommandNumber,
    ) -> Option<Outcome> {
        let identity = (device, number);
        let outcome = self.kept.get(&identity).or(known.results.get(&identity));
        outcome.cloned()
    }

    fn entry(&self, seq: Seq) -> Option<&Arc<Entry>> {
        let place = seq.0.checked_sub(self.from.0 + 1)?;
        self.entries.get(usize::try_from(place).ok()?)
    }
}

/// The changes of one device: those in the batch that is being made, and those looked up.
pub(super) struct Own<'a> {
    pub(super) device: DeviceId,
    pub(super) batch: &'a Batch,
    pub(super) known: &'a Known,
}

impl OwnChanges for Own<'_> {
    fn is_own(&self, seq: Seq) -> bool {
        match self.batch.entry(seq) {
            Some(entry) => entry.device == self.device,
            None => self.known.own.contains(&(self.device, seq)),
        }
    }

    fn effects_of(&self, number: CommandNumber) -> Option<(Seq, &[Effect])> {
        let is_it = |entry: &&Arc<Entry>| entry.device == self.device && entry.number == number;
        if let Some(entry) = self.batch.entries.iter().rev().find(is_it) {
            return Some((entry.seq, &entry.effects));
        }
        let (seq, effects) = self.known.undo.get(&(self.device, number))?;
        Some((*seq, effects))
    }
}
