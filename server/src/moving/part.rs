//! What a room consists of.

use anyhow::Result;
use async_trait::async_trait;
use room::{Device, FormerEpoch, Hash, LogRow, RoomRow};
use shared::schema::DeviceId;

use crate::store::{Account, KeptResult};

/// What stands before everything else.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// The room, with the head that its log goes to.
    pub(crate) row: RoomRow,
    /// Its epochs that are over.
    pub(crate) former: Vec<FormerEpoch>,
    /// The hash at its head.
    pub(crate) hash: Hash,
    /// The accounts that own its devices.
    pub(crate) accounts: Vec<Account>,
}

/// A part of a room, in this order.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// First.
    Header(Header),
    /// Every entry of the log, in order. The records follow from them.
    Entry(LogRow),
    /// Every device.
    Device(DeviceId, Device),
    /// Every kept result, in the order of their times.
    Result(KeptResult),
    /// Nothing comes after it.
    End,
}

/// Where parts go.
#[async_trait]
pub(crate) trait Sink: Send {
    /// Takes the next part.
    async fn take(&mut self, part: Part) -> Result<()>;
}
