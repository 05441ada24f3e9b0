//! What a board shows, as pure functions of the records, the day and the address.
//!
//! A view is an address ([`Query`]); the same address shows the same board to everyone.

mod board;
mod card;
mod columns;
mod history;
mod query;
mod words;

pub use board::{Board, Lane, LightCounts, board};
pub use card::{Card, UnitDuty, card, duties, members, units};
pub use columns::{Align, Column, columns};
pub use history::{Line, lines};
pub use query::Query;
pub use words::{title, words};
