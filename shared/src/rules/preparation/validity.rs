//! For how long an approval is valid (DOMAIN T14–T16; the years are settings).

use crate::model::{ApprovalStep, Project, Settings as Setting, Stage, StepKind};
use crate::rules::{Basis, Settings};
use crate::schema::{Day, FieldNo, Month, View};
use crate::state::State;

/// The last day on which the approval is valid; `None` when it does not expire, or is not there.
/// A term of years ends on the day of the same date.
pub fn valid_until(settings: &Settings, step: View<'_, ApprovalStep>) -> Option<Day> {
    if step.valid_until().is_some() {
        return step.valid_until();
    }
    let years = settings.count(years_of(step.kind()?)?);
    let done = step.done_on()?;
    let months = i32::try_from(years).ok()?.checked_mul(12)?;
    Some(Month::of(done).plus(months).day(done.day_of_month()))
}

/// The setting that says for how many years an approval is valid. Since 国办发〔2019〕11号 the site
/// opinion and the land review are one paper.
fn years_of(kind: StepKind) -> Option<FieldNo> {
    match kind {
        StepKind::Site | StepKind::LandReview => Some(Setting::SITE_YEARS),
        StepKind::Feasibility => Some(Setting::FEASIBILITY_YEARS),
        StepKind::Environment => Some(Setting::ENVIRONMENT_YEARS),
        StepKind::LandPlanning | StepKind::WorksPlanning => Some(Setting::PLANNING_YEARS),
        _ => None,
    }
}

/// Whether the project has still to start: only then can an approval expire unused.
pub(super) fn is_before_start(state: &State, step: View<'_, ApprovalStep>) -> bool {
    let project = step.project().and_then(|id| state.get(id));
    let reached = project.and_then(|record| record.view::<Project>()?.stage());
    reached.is_none_or(|reached| reached < Stage::Building)
}

/// How many days ahead of its end an approval is warned of.
pub(super) fn warned_from(basis: &Basis, until: Day) -> Day {
    let ahead = basis.settings.count(Setting::EXPIRY_WARNING_DAYS);
    until.plus(-i32::try_from(ahead).unwrap_or(i32::MAX))
}
