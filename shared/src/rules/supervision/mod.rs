//! Supervision items, slips, rounds and verdicts (DOMAIN B25–B28, T34).
//!
//! - [`item`]: how an item comes to be, by itself or on request, and the guards of its way
//! - [`slip`]: what colour of letter is due next, and until when one can ask for more time
//! - [`round`]: the frozen list of a quarter, its verdicts and rates, the answers of units
//! - [`element`]: the four questions on elements asked of each place

pub mod element;
pub mod item;
pub mod round;
pub mod slip;
#[cfg(test)]
mod tests;

use super::{Attempt, Refusal};
use crate::state::Effect;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    item::check(attempt)?;
    slip::check(attempt)?;
    round::check(attempt)
}

pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let mut effects = item::consequences(attempt);
    effects.extend(slip::consequences(attempt));
    effects.extend(element::consequences(attempt));
    effects
}
