//! What comes before construction: approvals, pre-construction work, plans and proposals for money.
//!
//! - `approval`, `clock`, `validity`, `verdict`: one approval, what it must keep, its days
//!   and its light
//! - `template`, `order`, `schedule`, `checklist`, `start`: the approvals of a project
//! - `pre_work`, `plan`, `last`: the matrix of documents and conditions, the plan, the last progress
//! - `bond`, `rolling`: proposals for money
//! - `reserve`, `reviewer`, `sector`: the reserve in ten fields and who looks after it
//! - `service`: how long approvals take
//! - `code`: project codes; `warning`: what is pointed out and not refused
//!
//! Nothing here is stored; all of it follows from the records and the day.

mod approval;
pub mod bond;
pub mod checklist;
pub mod clock;
pub mod code;
mod last;
pub mod order;
pub mod plan;
pub mod pre_work;
pub mod reserve;
pub mod reviewer;
pub mod rolling;
pub mod schedule;
pub mod sector;
pub mod service;
pub mod start;
pub mod template;
mod validity;
pub mod verdict;
pub mod warning;

pub use checklist::{Checklist, checklist};
pub use clock::Clock;
pub use last::last_finished;
pub use pre_work::{Matrix, readiness};
pub use reserve::{ReserveCell, ReserveMatrix};
pub use reviewer::Reviewers;
pub use start::{may_start, missing_for_start};
pub use template::{Template, TemplateStep, steps_of, template};
pub use validity::valid_until;
pub use verdict::{StepVerdict, verdict};
pub use warning::Warning;

use super::{Attempt, Refusal};
use crate::model::{
    ApprovalStep, BondApplication, PlanMove, PlanStep, PreWorkMark, Project, RollingPlan,
};
use crate::schema::Record;
use crate::state::State;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(project) = attempt.of::<Project>() {
        return code::check(attempt, project);
    }
    if let Some(step) = attempt.of::<ApprovalStep>() {
        return approval::check(attempt, step);
    }
    if let Some(mark) = attempt.of::<PreWorkMark>() {
        return pre_work::check(attempt, mark);
    }
    if let Some(step) = attempt.of::<PlanStep>() {
        return plan::check(attempt, step);
    }
    if let Some(moved) = attempt.of::<PlanMove>() {
        return plan::check_move(attempt, moved);
    }
    if let Some(application) = attempt.of::<BondApplication>() {
        return bond::check(attempt, application);
    }
    if let Some(plan) = attempt.of::<RollingPlan>() {
        return rolling::check(attempt, plan);
    }
    Ok(())
}

/// What is odd about the record, without being wrong.
pub fn warnings(state: &State, record: &Record) -> Vec<Warning> {
    let project = record.view::<Project>();
    let step = record.view::<ApprovalStep>();
    let plan = record.view::<RollingPlan>();
    let of_project = project.and_then(|project| code::warning(state, project));
    let of_step = step.and_then(|step| order::warning(state, step));
    let of_plan = plan.and_then(|plan| rolling::warning(state, plan));
    [of_project, of_step, of_plan]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests;
