//! How long approvals take, and what the reforms save (DOMAIN T51, T52).

use std::collections::BTreeMap;

use super::clock::{self, Clock};
use crate::model::{ApprovalState, ApprovalStep, StepKind};
use crate::rules::Basis;
use crate::rules::figures::Ratio;
use crate::schema::{Day, RecordId, View};
use crate::state::State;

/// How long the approvals of one kind took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duration {
    /// How many there were.
    pub cases: u32,
    /// Working days of all of them, without the time in correction.
    pub used: u32,
    /// The limits of all of them, in working days.
    pub limits: u32,
    /// How many were finished within their limit.
    pub in_time: u32,
}

impl Duration {
    /// The working days of one, in the mean.
    pub fn average(self) -> Ratio {
        Ratio::new(self.used.into(), self.cases.into())
    }

    /// The limit of one, in the mean.
    pub fn limit(self) -> Ratio {
        Ratio::new(self.limits.into(), self.cases.into())
    }
}

/// How long the approvals finished from `from` to `to` took, by kind. Only those with a limit are
/// counted, so that the two means are of the same cases.
pub fn durations(
    state: &State,
    basis: &Basis,
    (from, to): (Day, Day),
) -> BTreeMap<StepKind, Duration> {
    let mut durations: BTreeMap<StepKind, Duration> = BTreeMap::new();
    let steps = state
        .all::<ApprovalStep>()
        .filter_map(|record| record.view::<ApprovalStep>());
    for step in steps {
        let Some((kind, used, limit)) = measured(basis, step, from, to) else {
            continue;
        };
        let duration = durations.entry(kind).or_default();
        duration.cases += 1;
        duration.used = duration.used.saturating_add(used);
        duration.limits = duration.limits.saturating_add(limit);
        duration.in_time += u32::from(used <= limit);
    }
    durations
}

fn measured(
    basis: &Basis,
    step: View<'_, ApprovalStep>,
    from: Day,
    to: Day,
) -> Option<(StepKind, u32, u32)> {
    let was_finished = matches!(
        step.state()?,
        ApprovalState::Finished | ApprovalState::Expired
    );
    let done = step.done_on().filter(|done| (from..=to).contains(done))?;
    let clock = Clock::of(basis, step).filter(|_| was_finished && done >= from)?;
    Some((step.kind()?, clock.used, clock.limit?))
}

/// How many working days a short-cut saves: the limit, as the step is done at once. 0 when it was
/// done the ordinary way.
pub fn saved_days(step: View<'_, ApprovalStep>) -> u32 {
    let is_short_cut = matches!(
        step.state(),
        Some(
            ApprovalState::Adopted
                | ApprovalState::Promised
                | ApprovalState::Checking
                | ApprovalState::Verified
        )
    );
    if is_short_cut {
        return clock::limit(step).unwrap_or(0);
    }
    0
}

/// The working days that the short-cuts of the project save.
pub fn saved_by_project(state: &State, project: RecordId) -> u32 {
    super::steps_of(state, project)
        .map(saved_days)
        .fold(0, u32::saturating_add)
}
