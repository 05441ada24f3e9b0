//! What a sample is made of.
//!
//! - `command`: commands that create records, whose ids follow from their coordinates.
//! - `room`: the records that commands make, each decided like any other.

mod command;
mod room;

pub use command::{act, create, day, id, number, text};
pub use room::{NothingOwn, Unplayable, office, played, room};
