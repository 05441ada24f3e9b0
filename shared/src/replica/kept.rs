//! What a device keeps of a room, so that it goes on where it was after it was switched off.

use std::sync::Arc;

use uuid::Uuid;

use crate::protocol::Snapshot;
use crate::rules::{Actor, Command};
use crate::schema::{CommandNumber, DeviceId, Record, Seq};

/// What a device keeps of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The device its commands are numbered by.
    pub device: DeviceId,
    /// Who acts on it.
    pub actor: Actor,
    /// The epoch the copy belongs to.
    pub epoch: Uuid,
    /// How far the records go.
    pub cursor: Seq,
    /// The confirmed records.
    pub records: Vec<Arc<Record>>,
    /// The commands that wait, by rising number.
    pub queue: Vec<(CommandNumber, Command)>,
    /// The number of the next command: above every one that was ever given out.
    pub next: CommandNumber,
    /// The changes in the log that are this device's own.
    pub own: Vec<Seq>,
}

impl Kept {
    /// What a device keeps when it starts afresh from a snapshot: its queue, whatever becomes of
    /// the rest. `None` when it cannot yet: the room is in another epoch, and `known` does not say
    /// what the server has of this device there.
    ///
    /// Another epoch means that a backup was put back. What the server already had of the queue then
    /// keeps its numbers, so that it is not carried out again; what it did not have goes on from
    /// there, because the numbers in between are lost (R9).
    #[must_use]
    pub fn afresh(mut self, snapshot: Snapshot, known: Option<Known>) -> Option<Self> {
        if snapshot.epoch != self.epoch {
            let known = known.filter(|known| known.epoch == snapshot.epoch)?;
            self.own.clear();
            self.next = known.last_number.next();
            for (number, _) in &mut self.queue {
                if *number > known.last_number {
                    *number = self.next;
                    self.next = self.next.next();
                }
            }
        }
        for (_, command) in &mut self.queue {
            // The author may have seen more than there is now.
            command.base = command.base.min(snapshot.seq);
        }
        self.epoch = snapshot.epoch;
        self.cursor = snapshot.seq;
        self.records = snapshot.records;
        Some(self)
    }
}

/// What the server has of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// In which epoch.
    pub epoch: Uuid,
    /// The last command number it has.
    pub last_number: CommandNumber,
}
