//! The clock of an approval (DOMAIN 9.13): working days, the day after acceptance is day 1, and
//! time in correction does not count.

use crate::model::{ApprovalState, ApprovalStep};
use crate::rules::Basis;
use crate::schema::{Day, View};

/// The longest limit there can be: a year. Ends the search for a last day.
pub(super) const LONGEST: u32 = 366;

/// The clock of one approval on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The day of acceptance.
    pub accepted: Day,
    /// The limit in working days, when there is one.
    pub limit: Option<u32>,
    /// For how many working days it has stood still.
    pub stopped: u32,
    /// For how many working days it has run: until the day, or until the approval was finished.
    pub used: u32,
    /// The last day of the limit. While it stands still, the one it would be if the clock went on
    /// at once.
    pub due: Option<Day>,
}

impl Clock {
    /// The clock of the step; `None` while it has not been accepted.
    pub fn of(basis: &Basis, step: View<'_, ApprovalStep>) -> Option<Self> {
        let accepted = step.accepted_on()?;
        let calendar = &basis.calendar;
        let now = step.done_on().unwrap_or(basis.day);
        let stopped = match (step.correcting_since(), step.corrected_on()) {
            (Some(since), Some(until)) => calendar.working_days_between(since, until),
            (Some(since), None) => calendar.working_days_between(since, now),
            (None, _) => 0,
        };
        let limit = limit(step);
        let due =
            limit.map(|limit| calendar.working_days_after(accepted, limit.saturating_add(stopped)));
        let used = calendar
            .working_days_between(accepted, now)
            .saturating_sub(stopped);
        Some(Self {
            accepted,
            limit,
            stopped,
            used,
            due,
        })
    }

    /// How many working days of the limit are left.
    pub fn left(self) -> Option<u32> {
        self.limit.map(|limit| limit.saturating_sub(self.used))
    }
}

/// The limit of the step in working days.
pub(super) fn limit(step: View<'_, ApprovalStep>) -> Option<u32> {
    let limit = u32::try_from(step.limit()?).ok()?;
    Some(limit.min(LONGEST))
}

/// Whether the clock stands still.
pub(super) fn is_stopped(step: View<'_, ApprovalStep>) -> bool {
    step.state() == Some(ApprovalState::Correcting)
}
