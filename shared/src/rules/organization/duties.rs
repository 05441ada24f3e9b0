//! Which units have which part in a task (DOMAIN B09, §7.2, 2), and what documents serve it.

use super::Term;
use super::groups::existence;
use crate::model::{Assignment, Duty, PolicyDoc};
use crate::schema::{RecordId, View};
use crate::state::State;

/// The role of a unit that is named among the leads, the responsible units, or both: lead wins.
/// `None` when it is named nowhere.
pub fn role(among_leads: bool, among_responsible: bool) -> Option<Duty> {
    match (among_leads, among_responsible) {
        (true, _) => Some(Duty::Lead),
        (false, true) => Some(Duty::Responsible),
        (false, false) => None,
    }
}

/// When the unit has the duty.
pub fn term_of(state: &State, assignment: View<'_, Assignment>) -> Term {
    let own = Term::new(assignment.from(), assignment.to());
    match assignment.unit() {
        Some(unit) => own.meet(existence(state, unit)),
        None => own,
    }
}

/// The assignments of the task in the order of the notice, whenever they hold.
pub fn assignments_of(state: &State, task: RecordId) -> Vec<View<'_, Assignment>> {
    let mut all: Vec<View<'_, Assignment>> = state
        .referring::<Assignment>(task, Assignment::TASK)
        .filter_map(|record| record.view::<Assignment>())
        .collect();
    all.sort_by_key(|assignment| (assignment.duty(), assignment.no()));
    all
}

/// The first named lead, which writes the summary for all; the others co-lead (DOMAIN §12, 18).
/// `None` for tasks whose coordinator is the office (DOMAIN §12, 19).
pub fn coordinator_of(state: &State, task: RecordId) -> Option<RecordId> {
    let all = assignments_of(state, task);
    let first = all.iter().find(|one| one.coordinator() == Some(true))?;
    first.unit()
}

/// The documents that serve the task, the oldest first (DOMAIN B04).
pub fn documents_of(state: &State, task: RecordId) -> Vec<View<'_, PolicyDoc>> {
    let mut all: Vec<View<'_, PolicyDoc>> = state
        .referring::<PolicyDoc>(task, PolicyDoc::TASKS)
        .filter_map(|record| record.view::<PolicyDoc>())
        .collect();
    all.sort_by_key(|document| document.issued_on());
    all
}
