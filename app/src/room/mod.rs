//! The room as this page holds it.
//!
//! The replica is the truth of the page; signals only say where to look again: one signal for each
//! record somebody shows, one for "some record changed". Everything here lives as long as the page.

mod core;
mod handle;
mod undo;

pub(crate) use handle::{Line, Room, Start, Sync, moved};
