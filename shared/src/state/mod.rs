//! The records of one room, found by id, by kind and by what they refer to; effects applied to
//! them and taken back.

mod checksum;
mod effect;
mod index;
mod json;
mod store;

pub use checksum::Checksum;
pub use effect::{Change, Effect, FieldChange};
pub use store::{State, Undo};
