//! The ledger of the rooms.

use std::sync::Arc;

use async_trait::async_trait;
use shared::protocol::{Entry, Verdict};
use shared::schema::{CommandNumber, DeviceId, Record, RecordId, Seq, Timestamp};
use shared::state::Effect;
use tokio::sync::watch;
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

/// An epoch that is over: the room was restored or moved, and what others made of it after this
/// place is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormerEpoch {
    /// Which.
    pub epoch: Uuid,
    /// How far the log went when it ended.
    pub head: Seq,
    /// The hash of the entry there.
    pub hash: Hash,
    /// When it ended.
    pub at: Timestamp,
}

/// A room as it was at one moment.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The room.
    pub row: RoomRow,
    /// Its epochs that are over, oldest first.
    pub former: Vec<FormerEpoch>,
    /// Every record.
    pub records: Vec<RecordRow>,
    /// The last entry of its log.
    pub last: Option<LogRow>,
}

impl RoomRow {
    /// What the first entry of the log stands on: the first epoch of all.
    pub fn origin(&self, former: &[FormerEpoch]) -> Hash {
        Hash::of_epoch(former.first().map_or(self.epoch, |first| first.epoch))
    }
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

impl LogQuery {
    /// The last entry.
    pub const LAST: Self = Self {
        from: Seq::ZERO,
        limit: 1,
        record: None,
        newest: Newest::First,
    };

    /// What comes after a place, in order.
    pub fn after(seq: Seq, limit: u32) -> Self {
        Self {
            from: seq.next(),
            limit,
            record: None,
            newest: Newest::Last,
        }
    }
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
    /// The epoch in which it was decided: in another one, its place is another place.
    pub epoch: Uuid,
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

/// The turn to write to a room that several processes write to: until it is over, nobody else's
/// group gets in between. It is over when a group was written, or when this is dropped.
#[async_trait]
pub trait Turn: Send {
    /// Where the room is, whoever wrote last.
    fn head(&self) -> Seq;

    /// How many groups were written to the room so far, whoever wrote them.
    fn written(&self) -> u64;

    /// As [`Ledger::commit`].
    async fn commit(self: Box<Self>, group: Group<'_>) -> Result<(), StoreError>;
}

/// The ledger of the rooms.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// Whether it can be read at all.
    async fn ping(&self) -> Result<(), StoreError>;

    /// The rooms in the order in which they were made.
    async fn rooms(&self) -> Result<Vec<RoomRow>, StoreError>;

    /// Makes an empty room, unless there is one of this key.
    async fn create_room(&self, room: &RoomRow) -> Result<(), StoreError>;

    /// The epochs of a room that are over, oldest first.
    async fn former_epochs(&self, room: &str) -> Result<Vec<FormerEpoch>, StoreError> {
        let _ = room;
        Ok(Vec::new())
    }

    /// A room as it is at this one moment; `None` when there is none of this key.
    async fn load(&self, room: &str) -> Result<Option<Loaded>, StoreError> {
        let rows = self.rooms().await?;
        let Some(row) = rows.into_iter().find(|row| row.key == room) else {
            return Ok(None);
        };
        Ok(Some(Loaded {
            row,
            former: self.former_epochs(room).await?,
            records: self.records(room).await?,
            last: self.log(room, LogQuery::LAST).await?.pop(),
        }))
    }

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

    /// What is known of each of these devices, in their order.
    async fn devices(
        &self,
        room: &str,
        devices: &[DeviceId],
    ) -> Result<Vec<Option<Device>>, StoreError> {
        let mut known = Vec::with_capacity(devices.len());
        for device in devices {
            known.push(self.device(room, *device).await?);
        }
        Ok(known)
    }

    /// The kept results of a device from one number to another, both included.
    async fn results(
        &self,
        room: &str,
        device: DeviceId,
        first: CommandNumber,
        last: CommandNumber,
    ) -> Result<Vec<Verdict>, StoreError>;

    /// Takes the turn to write to a room, once whoever has it is done. `None` where no other
    /// process writes: groups then go straight to [`Ledger::commit`].
    async fn turn(&self, room: &str) -> Result<Option<Box<dyn Turn>>, StoreError> {
        let _ = room;
        Ok(None)
    }

    /// Tells how far other processes have brought the room, now and then also what is known
    /// already. `None` where no other process writes.
    fn doorbell(&self, room: &str) -> Option<watch::Receiver<Seq>> {
        let _ = room;
        None
    }

    /// Writes a group; durable when it returns. Fails with [`StoreError::HeadMoved`] when the room
    /// is not where the group starts, or in another epoch.
    async fn commit(&self, group: Group<'_>) -> Result<(), StoreError>;

    /// Throws away results from before `at`.
    async fn forget_results(&self, at: Timestamp) -> Result<(), StoreError>;

    /// Finishes what is under way and lets go of the files.
    async fn close(&self);
}
