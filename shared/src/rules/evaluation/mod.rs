//! Evaluation, rankings, rewards, interviews and bulletins (DOMAIN B15–B22, T28, T50).
//!
//! - [`scheme`]: which version counts, and whether there is one at all
//! - [`sheet`]: the score sheet, with the ground of every cell; [`ledger`]: the figures nobody
//!   enters; [`marks`]: points
//! - [`quarter`]: the steps of an evaluation; [`history`]: quarters side by side
//! - [`interview`]: whom the rule proposes
//! - [`ranking`]: the monthly ranking
//! - [`bulletin`]: what it says, when it is due, who has read it, what was corrected since
//!
//! What has been issued never changes: `frozen` refuses it for all kinds of this part
//! (DOMAIN §7.2, 10).

pub mod bulletin;
mod frozen;
pub mod history;
pub mod interview;
pub mod ledger;
pub mod marks;
mod objection;
pub mod quarter;
pub mod ranking;
mod reward;
pub mod scheme;
pub mod sheet;
#[cfg(test)]
mod tests;

use super::{Attempt, Refusal};
use crate::state::Effect;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    frozen::frozen(attempt)?;
    scheme::check(attempt)?;
    quarter::check(attempt)?;
    objection::check(attempt)?;
    reward::check(attempt)?;
    interview::check(attempt)?;
    ranking::check(attempt)?;
    bulletin::check(attempt)
}

pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let mut effects = quarter::consequences(attempt);
    effects.extend(reward::consequences(attempt));
    effects.extend(ranking::consequences(attempt));
    effects.extend(bulletin::consequences(attempt));
    effects
}
