//! Obligations that are met by another form of the product: filing the form hands in the
//! occurrence, accepting it passes it, returning it returns it (DOMAIN B08, B07).

use super::dues::due_of;
use super::owed::{obligations, occurrence_id};
use super::who::{on, owing};
use crate::model::{Obligation, ObligationForm, Occurrence, OccurrenceState, Task};
use crate::rules::{Attempt, Basis, effects};
use crate::schema::{Choices, Day, FieldNo, Period, Record, RecordId, Value, View};
use crate::state::{Effect, State};

/// What a form of the product meets: every obligation of its kind that the unit owes for the period.
#[derive(Clone, Copy, Debug)]
pub struct Met {
    /// How the obligation is met.
    pub form: ObligationForm,
    /// Of which tasks of the notice it is, by number; empty when the form alone says it.
    pub tasks: &'static [i64],
    /// Who owes it.
    pub unit: RecordId,
    /// For when.
    pub period: Period,
}

/// Hands in what is met. `evidence` says where it is to be found.
pub fn hand_in(attempt: &Attempt<'_>, met: Met, evidence: &str) -> Vec<Effect> {
    let values = || {
        vec![
            (
                Occurrence::STATE,
                Some(Value::Choice(OccurrenceState::Submitted.no())),
            ),
            (Occurrence::SUBMITTED_ON, Some(Value::Day(attempt.day))),
            (Occurrence::SUBMITTED_BY, Some(effects::signature(attempt))),
            (Occurrence::EVIDENCE, Some(Value::Text(evidence.to_owned()))),
            (Occurrence::REASON, None),
        ]
    };
    let open = [OccurrenceState::Pending, OccurrenceState::Returned];
    asked(attempt, met)
        .flat_map(|place| match attempt.state.get(place.id) {
            Some(record) => change(record, &open, values()).into_iter().collect(),
            None => place.create(attempt.state, values()),
        })
        .collect()
}

/// Passes what was handed in, but for what the same person has handed in (DOMAIN §7.2, 8).
pub fn pass(attempt: &Attempt<'_>, met: Met) -> Vec<Effect> {
    let values = || {
        vec![
            (
                Occurrence::STATE,
                Some(Value::Choice(OccurrenceState::Passed.no())),
            ),
            (Occurrence::ACCEPTED_ON, Some(Value::Day(attempt.day))),
            (Occurrence::ACCEPTED_BY, Some(effects::signature(attempt))),
        ]
    };
    let by_another = |record: &Record| {
        let by = record
            .view::<Occurrence>()
            .and_then(View::<Occurrence>::submitted_by);
        by.is_none_or(|by| by.account != attempt.context.actor.id)
    };
    change_all(attempt, met, by_another, values)
}

/// Returns what was handed in.
pub fn give_back(attempt: &Attempt<'_>, met: Met, reason: &str) -> Vec<Effect> {
    let values = || {
        vec![
            (
                Occurrence::STATE,
                Some(Value::Choice(OccurrenceState::Returned.no())),
            ),
            (Occurrence::REASON, Some(Value::Text(reason.to_owned()))),
            (Occurrence::SUBMITTED_ON, None),
            (Occurrence::SUBMITTED_BY, None),
        ]
    };
    change_all(attempt, met, |_| true, values)
}

type Values = Vec<(FieldNo, Option<Value>)>;

fn change_all(
    attempt: &Attempt<'_>,
    met: Met,
    may: impl Fn(&Record) -> bool,
    values: impl Fn() -> Values,
) -> Vec<Effect> {
    asked(attempt, met)
        .filter_map(|place| {
            let record = attempt.state.get(place.id).filter(|record| may(record))?;
            change(record, &[OccurrenceState::Submitted], values())
        })
        .collect()
}

/// Where an occurrence is, or would be.
struct Place {
    id: RecordId,
    obligation: RecordId,
    unit: RecordId,
    period: Period,
    due: Day,
}

impl Place {
    fn create(&self, state: &State, values: Values) -> Vec<Effect> {
        let known = [
            (Occurrence::OBLIGATION, Value::Ref(self.obligation)),
            (Occurrence::UNIT, Value::Ref(self.unit)),
            (Occurrence::PERIOD, Value::Period(self.period)),
            (Occurrence::DUE, Value::Day(self.due)),
        ];
        let given = values
            .into_iter()
            .filter_map(|(no, value)| Some((no, value?)));
        effects::create::<Occurrence>(state, self.id, known.into_iter().chain(given).collect())
    }
}

fn asked(attempt: &Attempt<'_>, met: Met) -> impl Iterator<Item = Place> {
    let state = attempt.state;
    let Met { unit, period, .. } = met;
    let basis = Basis::new(state, attempt.day);
    obligations(state)
        .filter(move |obligation| obligation.form() == Some(met.form))
        .filter(move |obligation| met.tasks.is_empty() || is_of(state, *obligation, met.tasks))
        .filter_map(move |obligation| {
            let due = due_of(obligation, &basis, period)?;
            let mut owes = on(&owing(state, obligation), due)
                .collect::<Vec<_>>()
                .into_iter();
            owes.find(|owes| *owes == unit)?;
            Some(Place {
                id: occurrence_id(obligation.record.id, unit, period)?,
                obligation: obligation.record.id,
                unit,
                period,
                due,
            })
        })
}

/// Whether the obligation is of one of the tasks.
fn is_of(state: &State, obligation: View<'_, Obligation>, tasks: &[i64]) -> bool {
    let no = |task: &RecordId| state.get(*task)?.view::<Task>()?.no();
    let own = obligation.tasks().into_iter().flatten();
    own.filter_map(no).any(|no| tasks.contains(&no))
}

/// The change of an occurrence that is in one of the states `from`.
fn change(record: &Record, from: &[OccurrenceState], values: Values) -> Option<Effect> {
    let state = record.view::<Occurrence>()?.state()?;
    if record.archived.is_some() || !from.contains(&state) {
        return None;
    }
    effects::set(record, values)
}
