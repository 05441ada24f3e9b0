//! The ledger of the rooms.

use std::sync::Arc;

use async_trait::async_trait;
use shared::protocol::{Entry, Verdict};
use shared::schema::{CommandNumber, DeviceId, Record, RecordId, Seq, Timestamp};
use shared::state::Effect;
use uuid::Uuid;

use crate::{Chained, Hash, StoreError};

/// A room as it is stored.
#[derive(Clone, Debug)]
pub struct RoomRow {
    /// Its key in addresses.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its epoch.
    pub epoch: Uuid,
    /// How far its log goes.
    pub head: Seq,
    /// When it was made.
    pub created: Timestamp,
}

/// An entry of the log with everything that is kept of it. The texts are the ones that were
/// hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its place in the room's order.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// Who, by account.
    pub actor_id: RecordId,
    /// Who, by name at that time.
    pub actor_name: String,
    /// From which device.
    pub device: DeviceId,
    /// Its number on that device.
    pub number: CommandNumber,
    /// What was wanted.
    pub command: String,
    /// What it does.
    pub effects: String,
    /// The hash of the entry before it.
    pub prev_hash: Hash,
    /// Its own hash.
    pub hash: Hash,
}

impl LogRow {
    /// The effects, read.
    pub fn read_effects(&self) -> Result<Vec<Effect>, StoreError> {
        serde_json::from_str(&self.effects)
            .map_err(|error| StoreError::unreadable(format!("effects of seq {}", self.seq), error))
    }

    /// The entry as clients get it.
    pub fn into_entry(self) -> Result<Arc<Entry>, StoreError> {
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
    pub fn chained<'a>(&'a self, room: &'a str) -> Chained<'a> {
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
pub enum Newest {
    /// Newest first.
    First,
    /// Newest last.
    Last,
}

/// Which entries of the log.
#[derive(Clone, Copy, Debug)]
pub struct LogQuery {
    /// Not before this one.
    pub from: Seq,
    /// At most this many.
    pub limit: u32,
    /// Only those that touched this record.
    pub record: Option<RecordId>,
    /// In which order.
    pub newest: Newest,
}

/// A stored record with the columns it can be found by.
#[derive(Clone, Debug)]
pub struct RecordRow {
    /// Its kind, by number.
    pub kind: String,
    /// Its place in the room's order.
    pub seq: Seq,
    /// The record.
    pub record: Record,
}

/// What is known of a device in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// The first account that used it; its numbers belong to that one.
    pub account: RecordId,
    /// The last number that was decided on.
    pub last: CommandNumber,
}

/// What is written together: all of it, or nothing.
#[derive(Debug)]
pub struct Group<'a> {
    /// The room.
    pub room: &'a str,
    /// Where the room must be for this to fit.
    pub from: Seq,
    /// Where it is afterwards.
    pub to: Seq,
    /// When.
    pub at: Timestamp,
    /// New entries of the log.
    pub rows: &'a [LogRow],
    /// Which record was touched by which entry.
    pub touched: &'a [(RecordId, Seq)],
    /// Records as they are afterwards.
    pub records: &'a [Arc<Record>],
    /// Devices as they are afterwards.
    pub devices: &'a [(DeviceId, Device)],
    /// What became of commands.
    pub results: &'a [(DeviceId, Verdict)],
}

/// The ledger of the rooms.
#[async_trait]
pub trait Ledger: Send + Sync {
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
