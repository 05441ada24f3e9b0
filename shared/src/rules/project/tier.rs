//! Tiers: who dispatches a project, by its total investment (DOMAIN B10, B11, 9.11).

use super::ProjectRules;
use crate::model::{Project, Tier, TotalRevision};
use crate::rules::Attempt;
use crate::schema::{Day, Kind, RecordId, Value, View, Week, coordinates};
use crate::state::{Change, Effect, State};

/// The tier of a total, in yuan. The limit itself is above: 以上 includes the number
/// (DOMAIN §12, 1).
pub fn tier(total: i64, rules: &ProjectRules) -> Tier {
    if total >= rules.tier_a {
        Tier::A
    } else if total >= rules.tier_b {
        Tier::B
    } else {
        Tier::C
    }
}

/// The tier by which the project is dispatched in the week: that of the total with which the week
/// began. A change on a Wednesday counts from the following week (DOMAIN B10).
pub fn tier_in_week(
    state: &State,
    rules: &ProjectRules,
    project: View<'_, Project>,
    week: Week,
) -> Tier {
    tier(total_before(state, project, week.first_day()), rules)
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
pub(super) fn revision(attempt: &Attempt<'_>) -> Option<Effect> {
    let project = attempt.after.view::<Project>()?;
    let before = attempt.was(Project::TOTAL_INVESTMENT)?;
    if !attempt.changes(Project::TOTAL_INVESTMENT) {
        return None;
    }
    let (id, on) = (Value::Ref(project.record.id), Value::Day(attempt.day));
    let revision = coordinates::id_of(TotalRevision::SPEC, |no| match no {
        TotalRevision::PROJECT => Some(&id),
        _ => Some(&on),
    })?;
    let values = vec![
        (TotalRevision::PROJECT, id),
        (TotalRevision::REVISED_ON, on),
        (TotalRevision::BEFORE, before.clone()),
    ];
    Some(Effect {
        kind: TotalRevision::ID,
        id: revision,
        change: written(attempt.state, revision, values)?,
    })
}

fn written(
    state: &State,
    id: RecordId,
    values: Vec<(crate::schema::FieldNo, Value)>,
) -> Option<Change> {
    match state.get(id) {
        None => Some(Change::Create(values)),
        // Put away when an earlier change of the day was taken back.
        Some(record) if record.archived.is_some() => Some(Change::Restore),
        Some(_) => None,
    }
}
