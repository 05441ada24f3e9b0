//! What is owed by whom when: computed for any days, joined with what has been written down.

use std::collections::HashMap;

use super::dues::dues;
use super::verdict::{DueVerdict, Measure};
use super::who::{Owing, on, owing};
use crate::model::{Obligation, Occurrence, OccurrenceState};
use crate::rules::Basis;
use crate::schema::{Day, Kind, Period, Record, RecordId, Value, View, coordinates};
use crate::state::State;

/// What a unit owes once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The obligation.
    pub obligation: RecordId,
    /// Who owes it.
    pub unit: RecordId,
    /// For which period.
    pub period: Period,
    /// The last day on which it is in time: the one kept in the record, when there is one.
    pub due: Day,
    /// The record, once something has been written down.
    pub record: Option<RecordId>,
}

/// Everything that is due from `from` to `to`, both included, the earliest first.
pub fn owed(state: &State, basis: &Basis, from: Day, to: Day) -> Vec<Owed> {
    let mut all: Vec<Owed> = obligations(state)
        .flat_map(|obligation| owed_under(state, basis, obligation, from, to))
        .collect();
    all.sort_by_key(|owed| (owed.due, owed.obligation, owed.unit));
    all
}

/// What the unit owes from `from` to `to`, both included, the earliest first.
pub fn owed_by(state: &State, basis: &Basis, unit: RecordId, from: Day, to: Day) -> Vec<Owed> {
    let mut all: Vec<Owed> = obligations(state)
        .flat_map(|obligation| {
            let mut owing = owing(state, obligation);
            owing.retain(|owing| owing.unit == unit);
            let records = state
                .referring::<Occurrence>(unit, Occurrence::UNIT)
                .filter_map(|record| record.view::<Occurrence>())
                .filter(|record| record.obligation() == Some(obligation.record.id));
            between(
                obligation,
                &owing,
                &dues(obligation, basis, from, to),
                records,
                (from, to),
            )
        })
        .collect();
    all.sort_by_key(|owed| (owed.due, owed.obligation));
    all
}

/// What is owed under one obligation from `from` to `to`, both included, the earliest first.
pub fn owed_under(
    state: &State,
    basis: &Basis,
    obligation: View<'_, Obligation>,
    from: Day,
    to: Day,
) -> Vec<Owed> {
    let owing = owing(state, obligation);
    let records = state
        .referring::<Occurrence>(obligation.record.id, Occurrence::OBLIGATION)
        .filter_map(|record| record.view::<Occurrence>());
    let due_days = dues(obligation, basis, from, to);
    between(obligation, &owing, &due_days, records, (from, to))
}

/// The obligations of the room.
pub(super) fn obligations(state: &State) -> impl Iterator<Item = View<'_, Obligation>> {
    state
        .all::<Obligation>()
        .filter_map(|record| record.view::<Obligation>())
}

fn between<'a>(
    obligation: View<'_, Obligation>,
    owing: &[Owing],
    dues: &[(Period, Day)],
    records: impl Iterator<Item = View<'a, Occurrence>>,
    (from, to): (Day, Day),
) -> Vec<Owed> {
    let mut known: HashMap<(RecordId, Period), View<'a, Occurrence>> = records
        .filter_map(|record| Some(((record.unit()?, record.period()?), record)))
        .collect();
    let obligation = obligation.record.id;
    let mut all = Vec::new();
    for (period, due) in dues {
        for unit in on(owing, *due) {
            let record = known.remove(&(unit, *period));
            all.push(Owed {
                obligation,
                unit,
                period: *period,
                due: record.and_then(View::<Occurrence>::due).unwrap_or(*due),
                record: record.map(|record| record.record.id),
            });
        }
    }
    // Those whose day the office has moved or set, and those of units that have left since.
    all.extend(known.into_iter().filter_map(|((unit, period), record)| {
        let due = record.due()?;
        counts(record, owing, unit, due).then_some(Owed {
            obligation,
            unit,
            period,
            due,
            record: Some(record.record.id),
        })
    }));
    all.retain(|owed| from <= owed.due && owed.due <= to);
    all.sort_by_key(|owed| (owed.due, owed.unit, owed.period));
    all
}

/// Whether a record counts although the schedule does not ask for it: the unit owes it at its due
/// day, or has handed it in.
pub(super) fn counts(
    record: View<'_, Occurrence>,
    owing: &[Owing],
    unit: RecordId,
    due: Day,
) -> bool {
    let is_open = matches!(
        record.state(),
        None | Some(OccurrenceState::Pending | OccurrenceState::Returned)
    );
    let owes = |owing: &Owing| owing.unit == unit && owing.term.contains(due);
    !is_open || owing.iter().any(owes)
}

/// Where the record of what is owed is, or would be.
pub fn occurrence_id(obligation: RecordId, unit: RecordId, period: Period) -> Option<RecordId> {
    let (obligation, unit) = (Value::Ref(obligation), Value::Ref(unit));
    let period = Value::Period(period);
    coordinates::id_of(Occurrence::SPEC, |no| match no {
        Occurrence::OBLIGATION => Some(&obligation),
        Occurrence::UNIT => Some(&unit),
        Occurrence::PERIOD => Some(&period),
        _ => None,
    })
}

/// How it stands with what is owed.
pub fn verdict_of(state: &State, basis: &Basis, owed: &Owed) -> DueVerdict {
    let record = owed.record.and_then(|id| state.get(id));
    let since = state
        .get(owed.obligation)
        .and_then(|record| record.view::<Obligation>()?.from());
    Measure::new(basis).judge(
        Some(owed.due),
        since.filter(|_| is_once(owed.period)),
        record.and_then(|record: &std::sync::Arc<Record>| record.view::<Occurrence>()),
    )
}

/// Whether the period is no stretch of the calendar: what is long is measured then.
pub(super) fn is_once(period: Period) -> bool {
    matches!(period, Period::Once | Period::Step(_))
}
