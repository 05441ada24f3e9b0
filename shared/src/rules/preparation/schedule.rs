//! When approvals can be done, and by when they have to begin (DOMAIN T14, 倒排).

use super::clock::limit;
use super::template::{steps_of, template};
use crate::model::{ApprovalType, StepKind};
use crate::rules::calendar::Calendar;
use crate::schema::{Day, RecordId};
use crate::state::State;

/// Steps begun together on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPlan {
    /// When each is done, in the order given.
    pub due: Vec<Day>,
    /// When all are done.
    pub done: Day,
    /// How many working days they take one after the other.
    pub in_a_row: u32,
    /// When they would be done one after the other.
    pub done_in_a_row: Day,
}

/// The plan of steps with these limits in working days, begun together on the day.
pub fn plan_group(calendar: &Calendar, start: Day, limits: &[u32]) -> GroupPlan {
    let due: Vec<Day> = limits
        .iter()
        .map(|limit| calendar.working_days_after(start, *limit))
        .collect();
    let in_a_row = limits
        .iter()
        .fold(0, |sum: u32, limit| sum.saturating_add(*limit));
    GroupPlan {
        done: due.iter().copied().max().unwrap_or(start),
        due,
        in_a_row,
        done_in_a_row: calendar.working_days_after(start, in_a_row),
    }
}

/// By when a step has to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatestStart {
    /// The step.
    pub kind: StepKind,
    /// The last day on which it can be accepted.
    pub start: Day,
    /// The day by which it is then done.
    pub end: Day,
    /// Whether its limit is known; one that is not counts as nothing.
    pub is_limited: bool,
}

/// Back from the day on which everything has to be done: the latest start of each step, in the
/// order of the groups. A group ends when the first step of the next has to begin.
pub fn latest_starts(
    calendar: &Calendar,
    groups: &[Vec<(StepKind, Option<u32>)>],
    end: Day,
) -> Vec<LatestStart> {
    let mut end = last_worked(calendar, end);
    let mut planned: Vec<Vec<LatestStart>> = Vec::new();
    for group in groups.iter().rev() {
        let starts: Vec<LatestStart> = group
            .iter()
            .map(|(kind, limit)| LatestStart {
                kind: *kind,
                start: calendar.working_days_before(end, limit.unwrap_or(0)),
                end,
                is_limited: limit.is_some(),
            })
            .collect();
        end = starts.iter().map(|step| step.start).min().unwrap_or(end);
        planned.push(starts);
    }
    planned.into_iter().rev().flatten().collect()
}

fn last_worked(calendar: &Calendar, day: Day) -> Day {
    if calendar.is_working_day(day) {
        return day;
    }
    calendar.previous_working_day(day)
}

/// The steps of the project's template with the limits that are entered; those it does not need
/// are left out.
pub fn limits(
    state: &State,
    project: RecordId,
    approval_type: ApprovalType,
) -> Vec<Vec<(StepKind, Option<u32>)>> {
    use crate::model::ApprovalState::NotNeeded;
    let entered: Vec<_> = steps_of(state, project)
        .filter_map(|step| Some((step.kind()?, step.state()?, limit(step))))
        .collect();
    let planned = |kind: StepKind, is_required: bool| match entered
        .iter()
        .find(|(entered, ..)| *entered == kind)
    {
        Some((_, NotNeeded, _)) => None,
        Some((_, _, limit)) => Some((kind, *limit)),
        None => is_required.then_some((kind, None)),
    };
    let groups = template(approval_type).groups.iter();
    groups
        .map(|group| {
            let steps = group.iter();
            steps
                .filter_map(|step| planned(step.kind, step.is_required))
                .collect()
        })
        .collect()
}
