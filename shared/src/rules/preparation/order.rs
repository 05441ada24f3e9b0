//! Approvals that were accepted before what should come first (前置, DOMAIN T14, T15). They are
//! pointed out, not refused.

use super::Warning;
use super::template::{is_settled, steps_of, template};
use crate::model::{ApprovalState, ApprovalStep, Project, StepKind};
use crate::schema::{Choices, Day, RecordId, View};
use crate::state::State;

/// Which steps of earlier groups were not done when this one was accepted.
pub fn missing_before(state: &State, step: View<'_, ApprovalStep>) -> Vec<StepKind> {
    let found = || {
        let project = step.project()?;
        let record = state.get(project)?.view::<Project>()?;
        let template = template(record.approval_type()?);
        let group = template.group_of(step.kind()?)?;
        Some((project, template.groups.get(..group)?, begun_on(step)?))
    };
    let Some((project, earlier, on)) = found() else {
        return Vec::new();
    };
    let steps = earlier.iter().copied().flatten();
    let recorded = recorded(state, project);
    steps
        .filter(
            |step| match recorded.iter().find(|(kind, ..)| *kind == step.kind) {
                Some((_, state, done)) => !was_settled(*state, *done, on),
                None => step.is_required,
            },
        )
        .map(|step| step.kind)
        .collect()
}

/// The remark on a step accepted too early; `None` when it was not.
pub fn warning(state: &State, step: View<'_, ApprovalStep>) -> Option<Warning> {
    let missing = missing_before(state, step);
    if missing.is_empty() {
        return None;
    }
    let name = step.kind()?.label();
    let (zh, en): (Vec<String>, Vec<&str>) = missing
        .iter()
        .map(|kind| (format!("「{}」", kind.label().zh), kind.label().en))
        .unzip();
    Some(Warning::new(
        ApprovalStep::ACCEPTED_ON,
        format!("前置:「{}」受理时,{}尚未办结", name.zh, zh.join("")),
        format!("{} was accepted before {} was done", name.en, en.join(", ")),
    ))
}

type Recorded = (StepKind, ApprovalState, Option<Day>);

fn recorded(state: &State, project: RecordId) -> Vec<Recorded> {
    steps_of(state, project)
        .filter_map(|step| Some((step.kind()?, step.state()?, step.done_on())))
        .collect()
}

/// When work on the step began: it was accepted, or done at once.
fn begun_on(step: View<'_, ApprovalStep>) -> Option<Day> {
    step.accepted_on().or(step.done_on())
}

/// A step that has expired since was done at the time.
fn was_settled(state: ApprovalState, done: Option<Day>, on: Day) -> bool {
    let is_settled = is_settled(state) || state == ApprovalState::Expired;
    is_settled && done.is_none_or(|done| done <= on)
}
