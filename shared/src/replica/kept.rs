//! What a device keeps of a room, so that it goes on where it was after it was switched off.

use std::sync::Arc;

use uuid::Uuid;

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
