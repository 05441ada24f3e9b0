//! Lists of projects, made by hand or by rule, and what is counted and decided over them.
//!
//! - [`membership`]: who is on a list on a day
//! - [`hard_start`]: the hundred days with their countdown (DOMAIN T23, T24)
//! - [`fund_review`]: whose money may have to be adjusted or taken back (T25)
//! - [`element`], [`nomination`]: who is served first, who is put forward (T26, T27)
//! - [`ranking`], [`lagging`]: places side by side, and who lags month after month (T28, 9.6, 9.8)
//! - [`new_starts`], [`supervised`], [`life_cycle`]: what the bulletin tells every month (T30–T34)
//! - [`rate`]: named rates, for the office's page (9.9)
//! - [`months`]: what was invested, month by month
//!
//! A list never copies a project: it names it, so a project on many lists is counted once in the
//! city's sums (DOMAIN B29, §7.2, 9). Each list is made in one pass over what it looks at. How far
//! a project is behind comes in as `lag`: its own part knows.

pub mod element;
pub mod fund_review;
pub mod hard_start;
pub mod lagging;
pub mod life_cycle;
pub mod membership;
pub mod months;
pub mod new_starts;
pub mod nomination;
pub mod ranking;
pub mod rate;
pub mod supervised;
#[cfg(test)]
mod tests;

use super::{Attempt, Refusal};
use crate::state::Effect;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    membership::check(attempt)?;
    fund_review::check(attempt)?;
    element::check(attempt)?;
    nomination::check(attempt)
}

pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let mut effects = membership::consequences(attempt);
    effects.extend(fund_review::consequences(attempt));
    effects.extend(nomination::consequences(attempt));
    effects
}
