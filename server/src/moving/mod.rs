//! Moving whole rooms: into a file and out of it, from one store to another.
//!
//! ```text
//! walk    says what a room of a store consists of, part by part
//! file    writes the parts to a file, reads them from one
//! check   judges the parts by the room's own log
//! intake  writes the parts to a store, after judging them
//! ```
//!
//! Parts flow: nothing holds a whole log. What is taken in is there entirely or not at all.

mod check;
mod file;
mod intake;
mod part;
mod walk;

pub(crate) use self::check::Check;
pub(crate) use self::file::{FileWriter, walk_file};
pub(crate) use self::intake::{EpochOf, RoomIntake};
pub(crate) use self::walk::walk_room;
