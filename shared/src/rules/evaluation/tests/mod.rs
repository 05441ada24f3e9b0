//! The acceptance examples of DOMAIN, on records.

mod bulletin;
mod interview;
mod quarter;
mod ranking;
mod room;
mod scheme;
mod sheet;
mod undo;
