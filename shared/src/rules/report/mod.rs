//! Monthly reports, sub-tasks, and the lock of a month (DOMAIN B06, B08, B17).
//!
//! - `breakdown`: tasks broken down; `monthly`: reports, what they must hold and what follows
//! - `contacts`: the names units hand in; `on_time`: how reliably they report
//! - `lock`: the lock of a month

mod breakdown;
mod contacts;
mod lock;
mod monthly;
mod on_time;
#[cfg(test)]
mod tests;

pub use breakdown::{Breakdown, FIVE, breakdown, deadline_warning, missing};
pub use lock::{any_locked, is_locked, lock_of};
pub use monthly::{entries, problem_of};
pub use on_time::{OnTime, on_time, on_time_rate};

use super::{Attempt, Refusal};
use crate::state::Effect;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    lock::check(attempt)?;
    breakdown::check(attempt)?;
    monthly::check(attempt)
}

pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let mut effects = monthly::consequences(attempt);
    effects.extend(contacts::consequences(attempt));
    effects
}
