//! What a collective name stands for on a day (DOMAIN B09).

use super::Term;
use crate::model::{Group, GroupTerm, Unit};
use crate::schema::{Day, RecordId};
use crate::state::State;

/// When the unit is there at all.
pub fn existence(state: &State, unit: RecordId) -> Term {
    let unit = state
        .get(unit)
        .filter(|record| record.archived.is_none())
        .and_then(|record| record.view::<Unit>());
    match unit {
        Some(unit) => Term::new(unit.valid_from(), unit.valid_to()),
        // One that is not there, or put away, is in no group from the first day on.
        None => Term::new(None, Some(Day::FIRST)),
    }
}

/// Every unit the group ever stands for, with when. A unit that left and came back is there twice.
pub fn members_of(state: &State, group: RecordId) -> Vec<(RecordId, Term)> {
    let terms: Vec<(RecordId, Term)> = state
        .referring::<GroupTerm>(group, GroupTerm::GROUP)
        .filter_map(|record| record.view::<GroupTerm>())
        .filter_map(|term| Some((term.unit()?, Term::new(term.from(), term.to()))))
        .collect();
    let listed = state
        .get(group)
        .and_then(|record| record.view::<Group>()?.members());
    let by_list = listed
        .into_iter()
        .flatten()
        .filter(|unit| terms.iter().all(|(other, _)| other != *unit))
        .map(|unit| (*unit, Term::ALWAYS));
    let mut all: Vec<(RecordId, Term)> = by_list
        .chain(terms.iter().copied())
        .map(|(unit, term)| (unit, term.meet(existence(state, unit))))
        .filter(|(_, term)| !term.is_empty())
        .collect();
    all.sort_by_key(|(unit, term)| (*unit, term.from));
    all
}

/// The units the group stands for on the day, in the order of their numbers.
pub fn units_of_group(state: &State, group: RecordId, day: Day) -> Vec<RecordId> {
    let mut units: Vec<RecordId> = members_of(state, group)
        .into_iter()
        .filter(|(_, term)| term.contains(day))
        .map(|(unit, _)| unit)
        .collect();
    units.dedup();
    units.sort_by_key(|unit| (number_of(state, *unit), *unit));
    units
}

/// The place of a unit in lists.
pub fn number_of(state: &State, unit: RecordId) -> i64 {
    let number = state
        .get(unit)
        .and_then(|record| record.view::<Unit>()?.no());
    number.unwrap_or(i64::MAX)
}
