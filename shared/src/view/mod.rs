//! What a board shows, as pure functions of the records, the day and the address.
//!
//! A view is an address ([`Query`]); the same address shows the same board to everyone.

mod board;
mod card;
mod history;
mod query;

pub use board::{Board, Lane, LightCounts, board};
pub use card::{Card, UnitDuty, card, duties, members, units};
pub use history::{Line, lines};
pub use query::Query;
