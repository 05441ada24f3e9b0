//! The ledger of the rooms.

use std::sync::Arc;

use async_trait::async_trait;
use shared::protocol::{Entry, Verdict};
use shared::schema::{CommandNumber, DeviceId, Record, RecordId, Seq, Timestamp};
use shared::state::Effect;
use uuid::Uuid;

use super::StoreError;
use crate::room::{Chained, Hash};

/// A room as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct RoomRow {
    /// Its key in addresses.
    pub(crate) key: String,
    /// Its name.
    pub(crate) name: String,
    /// Its epoch.
    pub(crate) epoch: Uuid,
    /// How far its log goes.
    pub(crate) head: Seq,
    /// When it was made.
    pub(crate) created: Timestamp,
}

/// An entry of the log with everything that is kept of it. The texts are the ones that were
/// hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LogRow {
    pub(crate) seq: Seq,
    pub(crate) at: Timestamp,
    pub(crate) actor_id: RecordId,
    pub(crate) actor_name: String,
    pub(crate) device: DeviceId,
    pub(crate) number: CommandNumber,
    pub(crate) command: String,
    pub(crate) effects: String,
    pub(crate) prev_hash: Hash,
    pub(crate) hash: Hash,
}

impl LogRow {
    /// The effects, read.
    pub(crate) fn read_effects(&self) -> Result<Vec<Effect>, StoreError> {
        serde_json::from_str(&self.effects)
            .map_err(|error| StoreError::unreadable(format!("effects of seq {}", self.seq), error))
    }

    /// The entry as clients get it.
    pub(crate) fn into_entry(self) -> Result<Arc<Entry>, StoreError> {
        Ok(Arc::new(Entry {
            seq: self.seq,
            at: self.at,
            effects: self.read_effects()?,
            by: self.actor_name,
            device: self.device,
            number: self.number,
        }))
    }

    /// What its hash is computed over.
    pub(crate) fn chained<'a>(&'a self, room: &'a str) -> Chained<'a> {
        Chained {
            room,
            seq: self.seq,
            at: self.at,
            actor_id: self.actor_id,
            actor_name: &self.actor_name,
            device: self.device,
            number: self.number,
            command: &self.command,
            effects: &self.effects,
        }
    }
}

/// From which end of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Newest {
    /// Newest first.
    First,
    /// Newest last.
    Last,
}

/// Which entries of the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LogQuery {
    /// Not before this one.
    pub(crate) from: Seq,
    /// At most this many.
    pub(crate) limit: u32,
    /// Only those that touched this record.
    pub(crate) record: Option<RecordId>,
    /// In which order.
    pub(crate) newest: Newest,
}

/// A stored record with the columns it can be found by.
#[derive(Clone, Debug)]
pub(crate) struct RecordRow {
    pub(crate) kind: String,
    pub(crate) seq: Seq,
    pub(crate) record: Record,
}

/// What is known of a device in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Device {
    /// The first account that used it; its numbers belong to that one.
    pub(crate) account: RecordId,
    /// The last number that was decided on.
    pub(crate) last: CommandNumber,
}

/// What is written together: all of it, or nothing.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    /// The room.
    pub(crate) room: &'a str,
    /// Where the room must be for this to fit.
    pub(crate) from: Seq,
    /// Where it is afterwards.
    pub(crate) to: Seq,
    /// When.
    pub(crate) at: Timestamp,
    /// New entries of the log.
    pub(crate) rows: &'a [LogRow],
    /// Which record was touched by which entry.
    pub(crate) touched: &'a [(RecordId, Seq)],
    /// Records as they are afterwards.
    pub(crate) records: &'a [Arc<Record>],
    /// Devices as they are afterwards.
    pub(crate) devices: &'a [(DeviceId, Device)],
    /// What became of commands.
    pub(crate) results: &'a [(DeviceId, Verdict)],
}

/// The ledger of the rooms.
#[async_trait]
pub(crate) trait Ledger: Send + Sync {
    /// Whether it can be read at all.
    async fn ping(&self) -> Result<(), StoreError>;

    /// The rooms in the order in which they were made.
    async fn rooms(&self) -> Result<Vec<RoomRow>, StoreError>;

    /// Makes an empty room.
    async fn create_room(&self, room: &RoomRow) -> Result<(), StoreError>;

    /// Every record of a room.
    async fn records(&self, room: &str) -> Result<Vec<RecordRow>, StoreError>;

    /// Entries of the log.
    async fn log(&self, room: &str, query: LogQuery) -> Result<Vec<LogRow>, StoreError>;

    /// The entry that a device's command became.
    async fn entry_of(
        &self,
        room: &str,
        device: DeviceId,
        number: CommandNumber,
    ) -> Result<Option<LogRow>, StoreError>;

    /// Which of these places in the log came from the device.
    async fn own_among(
        &self,
        room: &str,
        device: DeviceId,
        seqs: &[Seq],
    ) -> Result<Vec<Seq>, StoreError>;

    /// What is known of a device.
    async fn device(&self, room: &str, device: DeviceId) -> Result<Option<Device>, StoreError>;

    /// The kept results of a device from one number to another, both included.
    async fn results(
        &self,
        room: &str,
        device: DeviceId,
        first: CommandNumber,
        last: CommandNumber,
    ) -> Result<Vec<Verdict>, StoreError>;

    /// Writes a group; durable when it returns. Fails with [`StoreError::HeadMoved`] when the room
    /// is not where the group starts.
    async fn commit(&self, group: Group<'_>) -> Result<(), StoreError>;

    /// Throws away results from before `at`.
    async fn forget_results(&self, at: Timestamp) -> Result<(), StoreError>;

    /// Finishes what is under way and lets go of the files.
    async fn close(&self);
}
