//! Whether a project's approvals allow its start (DOMAIN §8).

use super::template::{is_settled, steps_of, template};
use crate::model::{ApprovalState, Project, StepKind};
use crate::rules::{Attempt, Refusal};
use crate::schema::{Choices, View};
use crate::state::State;

/// The required steps that are not done yet: neither finished, nor covered by a regional
/// evaluation, nor promised, nor marked as not needed.
pub fn missing_for_start(state: &State, project: View<'_, Project>) -> Vec<StepKind> {
    let Some(approval_type) = project.approval_type() else {
        return Vec::new();
    };
    let recorded: Vec<(StepKind, ApprovalState)> = steps_of(state, project.record.id)
        .filter_map(|step| Some((step.kind()?, step.state()?)))
        .collect();
    let is_missing = |kind: &StepKind| {
        let found = recorded.iter().find(|(recorded, _)| recorded == kind);
        !found.is_some_and(|(_, state)| is_settled(*state))
    };
    template(approval_type)
        .steps()
        .filter(|step| step.is_required)
        .map(|step| step.kind)
        .filter(is_missing)
        .collect()
}

/// Whether the project may start: its required steps are done, or it starts by promise or is built
/// first (承诺制、先建后验).
pub fn may_start(attempt: &Attempt<'_>, project: View<'_, Project>) -> Result<(), Refusal> {
    if project.standard_start() == Some(true) {
        return Ok(());
    }
    let missing = missing_for_start(attempt.state, project);
    if missing.is_empty() {
        return Ok(());
    }
    let (zh, en): (Vec<String>, Vec<&str>) = missing
        .iter()
        .map(|kind| (format!("「{}」", kind.label().zh), kind.label().en))
        .unzip();
    let count = missing.len();
    Err(attempt.refuse(
        Project::STANDARD_START,
        format!(
            "还有 {count} 项审批未办结:{};按承诺制或先建后验开工的,请勾选「承诺制或先建后验」",
            zh.join("")
        ),
        format!(
            "{count} approvals are not done: {}; a start by promise has to be marked as one",
            en.join(", ")
        ),
    ))
}
