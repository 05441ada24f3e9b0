//! Projects: what their records must keep, and what is derived of them for a day.
//!
//! - `guards`, `month`: stages and dates, monthly figures
//! - `rules`: the day and the settings projects are judged by, resolved once
//! - `figures`, `capacity`, `shares`, `tier`, `deadline`, `stay`: what the records of
//!   one project come to
//! - `light`: its lights
//! - `board`: all projects and their sums, kept up to date by what changes
//!
//! Nothing here looks at lists of projects beyond their hard deadlines, and nothing is stored but
//! the totals a project had before (`tier`).

mod board;
mod capacity;
mod deadline;
pub mod figures;
mod guards;
pub mod light;
mod month;
mod rules;
mod shares;
mod stay;
pub mod tier;

pub use board::{Entry, ProjectBoard, Sums, Totals};
pub use capacity::Capacity;
pub use deadline::{hard_deadline, hard_start};
pub use figures::ProjectFigures;
pub use light::ProjectLights;
pub use rules::ProjectRules;
pub use shares::{divide, parts, shares};
pub use stay::StageDates;

use super::{Attempt, Refusal};
use crate::model::{MonthCorrection, Project, ProjectMonth};
use crate::state::Effect;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(project) = attempt.of::<Project>() {
        return guards::check(attempt, project);
    }
    if let Some(month) = attempt.after.view::<ProjectMonth>() {
        return month::check(attempt, month);
    }
    if let Some(correction) = attempt.after.view::<MonthCorrection>() {
        return month::check_correction(attempt, correction);
    }
    Ok(())
}

/// A changed total leaves behind what it was (DOMAIN B10, B33).
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    tier::revision(attempt)
}

#[cfg(test)]
mod tests;
