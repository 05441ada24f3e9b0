//! Which leader dispatches a project (DOMAIN B10, B11, 9.11; §12, 1–3).

use crate::model::{self, Project, Settings as Fields, Stage, Standing};
use crate::rules::Settings;
use crate::schema::{Day, View, Week};

/// The tier of a project: by its planned total investment, the limits included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// From 1 billion yuan: dispatched by the leader or the deputy.
    A,
    /// From 100 million yuan: dispatched by the city leader in charge.
    B,
    /// Below that, and on a key list.
    C,
}

impl Tier {
    /// Its name.
    pub const fn named(self) -> model::Tier {
        match self {
            Self::A => model::Tier::A,
            Self::B => model::Tier::B,
            Self::C => model::Tier::C,
        }
    }
}

/// The tier a project of this total is in.
pub fn of_total(total: i64, settings: &Settings) -> Tier {
    if total >= settings.money(Fields::TIER_A) {
        Tier::A
    } else if total >= settings.money(Fields::TIER_B) {
        Tier::B
    } else {
        Tier::C
    }
}

/// The tier by the total as it is now; `None` for a project nobody need dispatch: a small one on
/// no key list, or one that rests or is complete.
pub fn of_project(project: View<'_, Project>, settings: &Settings) -> Option<Tier> {
    by_total(project, project.total_investment()?, settings)
}

/// The tier by this total; `None` for a project nobody need dispatch.
pub(super) fn by_total(
    project: View<'_, Project>,
    total: i64,
    settings: &Settings,
) -> Option<Tier> {
    if !is_active(project) {
        return None;
    }
    let tier = of_total(total, settings);
    let is_key = project.levels().is_some_and(|levels| !levels.is_empty());
    (tier < Tier::C || is_key).then_some(tier)
}

/// Whether work on it goes on: neither paused nor ended, and not complete.
pub fn is_active(project: View<'_, Project>) -> bool {
    let is_open = project.stage().is_none_or(|stage| stage < Stage::Completed);
    project.standing() == Some(Standing::Active) && is_open
}

/// A change of the total, as the log has it (DOMAIN B33).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The day of the change.
    pub on: Day,
    /// The total before it, in yuan.
    pub before: i64,
}

/// The total at the beginning of the week, which decides the tier for the whole of it: a revision
/// in the week counts from the next one on (DOMAIN B10). `revisions` in the order of their days.
pub fn total_at_beginning(week: Week, now: i64, revisions: &[Revision]) -> i64 {
    revisions
        .iter()
        .find(|revision| revision.on >= week.first_day())
        .map_or(now, |revision| revision.before)
}
