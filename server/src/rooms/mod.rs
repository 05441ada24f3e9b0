//! The rooms of this server: kept by [`Rooms`], filled by [`import()`], handed out whole by
//! [`Snapshots`]. What a room is and does is in the crate `room`.

mod host;
mod import;
mod kept;
mod snapshot;

pub(crate) use self::import::{Portion, by_the_system, import};
pub(crate) use self::kept::Rooms;
pub(crate) use self::snapshot::{SnapshotError, Snapshots};
