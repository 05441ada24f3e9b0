//! How reliably liaisons report: R30 (DOMAIN §10, 9.9).

use crate::model::{Obligation, ObligationForm, Occurrence, OccurrenceState};
use crate::rules::Basis;
use crate::rules::figures::Ratio;
use crate::rules::obligation::{Owed, owed_under};
use crate::schema::{Day, RecordId, View};
use crate::state::State;

/// How a unit has reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnTime {
    /// The unit.
    pub unit: RecordId,
    /// How often it owed something whose last day has come.
    pub expected: i64,
    /// How often it handed something in by now.
    pub submitted: i64,
    /// How often by the last day.
    pub in_time: i64,
}

impl OnTime {
    /// In time, of what was expected.
    pub fn rate(self) -> Ratio {
        Ratio::new(self.in_time, self.expected)
    }

    /// Handed in, but late.
    pub fn late(self) -> i64 {
        self.submitted - self.in_time
    }

    /// Not handed in.
    pub fn missing(self) -> i64 {
        self.expected - self.submitted
    }
}

/// How the units have met the obligations of this form that were due from `from` to `to`; what is
/// still to come does not count, nor does what is exempt.
pub fn on_time(
    state: &State,
    basis: &Basis,
    form: ObligationForm,
    from: Day,
    to: Day,
) -> Vec<OnTime> {
    let mut all: Vec<Owed> = Vec::new();
    for record in state.all::<Obligation>() {
        let obligation = record.view::<Obligation>();
        if let Some(obligation) = obligation.filter(|view| view.form() == Some(form)) {
            all.extend(owed_under(
                state,
                basis,
                obligation,
                from,
                to.min(basis.day),
            ));
        }
    }
    all.sort_by_key(|owed| owed.unit);
    let mut units: Vec<OnTime> = Vec::new();
    for owed in all {
        let record = owed.record.and_then(|id| state.get(id));
        let record = record.and_then(|record| record.view::<Occurrence>());
        let submitted = record.and_then(|view| view.done_on().or(view.submitted_on()));
        let is_exempt = record.and_then(View::<Occurrence>::state) == Some(OccurrenceState::Exempt);
        // What is due today may still come.
        if is_exempt || (submitted.is_none() && owed.due >= basis.day) {
            continue;
        }
        if units.last().is_none_or(|last| last.unit != owed.unit) {
            units.push(OnTime {
                unit: owed.unit,
                expected: 0,
                submitted: 0,
                in_time: 0,
            });
        }
        if let Some(row) = units.last_mut() {
            row.expected += 1;
            row.submitted += i64::from(submitted.is_some());
            row.in_time += i64::from(submitted.is_some_and(|on| on <= owed.due));
        }
    }
    units
}

/// Of all units together.
pub fn on_time_rate(units: &[OnTime]) -> Ratio {
    let sum = |figure: fn(&OnTime) -> i64| units.iter().map(figure).sum();
    Ratio::new(sum(|row| row.in_time), sum(|row| row.expected))
}
