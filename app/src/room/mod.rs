//! The room as this page holds it.
//!
//! The replica is the truth of the page; signals only say where to look again: one signal for each
//! record somebody shows, one for "some record changed". Everything here lives as long as the page;
//! what outlives it is in the browser's store, and `keeper` is what is on its way there.

mod core;
mod handle;
mod keeper;
mod undo;

pub(crate) use handle::{Line, Room, Start, Sync, Times, Unkept, moved, resume};
