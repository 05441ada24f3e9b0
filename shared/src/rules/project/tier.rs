//! Tiers: who dispatches a project, by its total investment (DOMAIN B10, B11, 9.11).

use crate::model::{Project, Settings as Fields, Stage, Standing, Tier, TotalRevision};
use crate::rules::effects::create_known;
use crate::rules::{Attempt, Settings};
use crate::schema::{Day, Value, View, Week};
use crate::state::{Effect, State};

/// The totals at which the tiers begin, in yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A project is of tier A from this total.
    pub a: i64,
    /// A project is of tier B from this total.
    pub b: i64,
}

impl Limits {
    /// What the room has decided.
    pub fn of(settings: &Settings) -> Self {
        Self {
            a: settings.money(Fields::TIER_A),
            b: settings.money(Fields::TIER_B),
        }
    }

    /// The tier of a total, in yuan. The limit itself is above: 以上 includes the number
    /// (DOMAIN §12, 1).
    pub fn tier(self, total: i64) -> Tier {
        if total >= self.a {
            Tier::A
        } else if total >= self.b {
            Tier::B
        } else {
            Tier::C
        }
    }
}

/// The tier by which a project is dispatched in a week: that of the total with which the week
/// began. A change on a Wednesday counts from the following week (DOMAIN B10). `None` for a project
/// nobody need dispatch: one that is not major, or one that rests or is
/// complete.
pub fn tier_in_week(state: &State) -> impl Fn(View<'_, Project>, Week) -> Option<Tier> {
    let limits = Limits::of(&Settings::of(state));
    move |project, week| {
        if !is_active(project) {
            return None;
        }
        let tier = limits.tier(total_before(state, project, week.first_day()));
        is_major(project, tier).then_some(tier)
    }
}

/// Whether it is a major project: by its total, or by being on a key list (DOMAIN §12, 3).
pub fn is_major(project: View<'_, Project>, tier: Tier) -> bool {
    tier < Tier::C || project.levels().is_some_and(|levels| !levels.is_empty())
}

/// Whether work on it goes on: neither paused nor ended, and not complete.
pub fn is_active(project: View<'_, Project>) -> bool {
    let is_open = project.stage().is_none_or(|stage| stage < Stage::Completed);
    project.standing() == Some(Standing::Active) && is_open
}

/// The project's total as it was when the day began.
pub fn total_before(state: &State, project: View<'_, Project>, day: Day) -> i64 {
    let first_since = state
        .referring::<TotalRevision>(project.record.id, TotalRevision::PROJECT)
        .filter_map(|record| record.view::<TotalRevision>())
        .filter_map(|revision| Some((revision.revised_on()?, revision.before()?)))
        .filter(|(on, _)| *on >= day)
        .min();
    first_since.map_or_else(
        || project.total_investment().unwrap_or(0),
        |(_, before)| before,
    )
}

/// A changed total leaves behind what it was when the day began. Later changes of the same day
/// leave nothing more.
pub(super) fn revision(attempt: &Attempt<'_>) -> Vec<Effect> {
    let project = attempt.after.view::<Project>();
    let Some((project, before)) = project.zip(attempt.was(Project::TOTAL_INVESTMENT)) else {
        return Vec::new();
    };
    if !attempt.changes(Project::TOTAL_INVESTMENT) {
        return Vec::new();
    }
    let values = vec![
        (TotalRevision::PROJECT, Value::Ref(project.record.id)),
        (TotalRevision::REVISED_ON, Value::Day(attempt.day)),
        (TotalRevision::BEFORE, before.clone()),
    ];
    create_known::<TotalRevision>(attempt.state, values)
}
