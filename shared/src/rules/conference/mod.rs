//! Problems, meetings, decisions, the weekly dispatch and agendas (DOMAIN B10–B14, B23, B24, T53).
//!
//! - [`problem`], [`blockage`], [`brief`]: guards of a problem's way, levels, ages, clean-up figures,
//!   the page for the leading group
//! - [`meeting`], [`agenda`], [`attendees`]: what a meeting takes up, who comes, how it ends
//! - [`decision`]: guards of a decision, countersigning, rates
//! - [`coverage`], [`local`]: who dispatches which project, and whether it was done
//! - [`timeliness`]: whether a problem, decision or supervision item is in time
//!
//! The tier of a project in a week is its own part's ([`super::project::tier`]); its light comes in
//! as a function.

pub mod agenda;
pub mod attendees;
pub mod blockage;
pub mod brief;
pub mod coverage;
pub mod decision;
pub mod local;
pub mod meeting;
pub mod problem;
#[cfg(test)]
mod tests;
pub mod timeliness;

use super::{Attempt, Refusal};
use crate::rules::proof::is_proof;
use crate::schema::{FieldNo, Record};
use crate::state::Effect;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    problem::check(attempt)?;
    meeting::check(attempt)?;
    decision::check(attempt)?;
    local::check(attempt)
}

pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let mut effects = meeting::consequences(attempt);
    effects.extend(decision::consequences(attempt));
    effects
}

/// Whether one of the fields shows something (DOMAIN §7.2, 12).
pub(super) fn shows(record: &Record, proof: &[FieldNo]) -> bool {
    proof
        .iter()
        .filter_map(|no| record.value(*no))
        .any(is_proof)
}
