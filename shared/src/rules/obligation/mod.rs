//! What is owed by whom when, with lights, and how they roll up (DOMAIN §3, §8, 9.4, 9.5).
//!
//! - `who`: which units owe something; `dues`: until when; `owed`: both, joined with what has been
//!   written down
//! - `verdict`, `words`: the light of something owed; `counts`, `roll_up`: of a task, a unit, a part
//! - `reminder`: when people are reminded
//! - `hand_in`: meeting an obligation by another form; `met`: the forms that do; `guard`: what
//!   changes must keep

mod counts;
mod dues;
mod guard;
mod hand_in;
mod met;
mod owed;
mod reminder;
mod roll_up;
#[cfg(test)]
pub(crate) mod tests;
mod verdict;
mod who;
mod words;

pub use counts::Counts;
pub use dues::{due_of, dues, is_undated};
pub use hand_in::{Met, give_back, hand_in, pass};
pub use owed::{Owed, occurrence_id, owed, owed_by, owed_under, verdict_of};
pub use reminder::{Digest, Reminder, digest, reminder_on, reminders};
pub use roll_up::{
    BoardRow, Cell, RollUp, Source, TaskStanding, part_distribution, task_light, unit_board,
};
pub use verdict::{DueVerdict, Measure, lag};
pub use who::{Owing, owing};

use super::{Attempt, Refusal};
use crate::state::Effect;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    guard::check(attempt)
}

pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    met::consequences(attempt)
}
