//! `obligations`: what is owed in the month of the date, by whom, and whether it is in time.

use serde_json::{Value, json};
use shared::model::{Obligation, Occurrence, OccurrenceState, Unit};
use shared::rules::obligation::{occurrence_id, owed, verdict_of};
use shared::schema::{Choices as _, Month, View};

use super::Asked;

pub(super) fn obligations(asked: &Asked<'_>) -> Value {
    let (state, basis) = (asked.state, &asked.basis);
    let month = Month::of(basis.day);
    owed(state, basis, month.first_day(), month.last_day())
        .into_iter()
        .map(|owed| {
            let obligation = state.get(owed.obligation);
            let obligation = obligation.and_then(|record| record.view::<Obligation>());
            let unit = state
                .get(owed.unit)
                .and_then(|record| record.view::<Unit>());
            let record = owed.record.and_then(|id| state.get(id));
            let record = record.and_then(|record| record.view::<Occurrence>());
            let handed_in = record.and_then(View::<Occurrence>::state);
            json!({
                "obligation": obligation.and_then(View::<Obligation>::title),
                "section": obligation.and_then(View::<Obligation>::source),
                "unit": unit.and_then(View::<Unit>::code),
                "name": unit.and_then(View::<Unit>::name),
                "period": owed.period,
                "due": owed.due,
                "occurrence": occurrence_id(owed.obligation, owed.unit, owed.period),
                "state": handed_in.unwrap_or(OccurrenceState::Pending).key(),
                "light": verdict_of(state, basis, &owed).light(Some(owed.due)),
            })
        })
        .collect()
}
