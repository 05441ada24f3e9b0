//! What tabs say to each other.

use serde::{Deserialize, Serialize};
use shared::schema::DeviceId;

use crate::room::Line;
use crate::store::Queued;

/// What one tab says to all others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Word {
    /// From a new follower: how is the line, and who is there?
    Here,
    /// From a new leader: who follows?
    Leads,
    /// From any tab: these are in the queue now.
    Queued(DeviceId, Vec<Queued>),
    /// From the leader: a frame of the server, as it came.
    Frame(Vec<u8>),
    /// From the leader: how the line is, and how far this device's clock is behind the server's.
    Line(Line, i64),
    /// From the leader: how many devices are connected.
    Devices(u32),
    /// From the leader: the store holds something else now, read it again.
    Anew,
    /// From any tab: the tray has changed.
    Tray,
    /// From a follower: try the line now.
    Wake,
}

impl Word {
    /// Whether only the leader says it.
    pub(crate) fn is_from_the_leader(&self) -> bool {
        match self {
            Self::Leads | Self::Frame(_) | Self::Line(..) | Self::Devices(_) | Self::Anew => true,
            Self::Here | Self::Queued(..) | Self::Tray | Self::Wake => false,
        }
    }
}
