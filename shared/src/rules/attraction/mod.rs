//! Activities, contracts, banks and publicity (DOMAIN T29, T44–T49, T51, T54–T56).
//!
//! - [`activity`]: 比晒亮, the matrix of places and months, briefings, scores of inspection tours
//! - [`bank`]: the funnel from recommendation to money, the public pool for the fund
//! - [`lead`]: leads on investors and the events where they are won
//! - [`contract`]: what was agreed; [`look_back`]: whether both sides keep it
//! - [`environment`]: local leadership, services, publicity

pub mod activity;
pub mod bank;
pub mod contract;
pub mod environment;
pub mod lead;
pub mod look_back;

pub use look_back::{Breach, Finding};

use super::{Attempt, Refusal};

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    activity::check(attempt)?;
    bank::check(attempt)?;
    lead::check(attempt)?;
    contract::check(attempt)?;
    look_back::check(attempt)?;
    environment::check(attempt)
}

#[cfg(test)]
mod tests;
