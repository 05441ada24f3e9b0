//! Who owes something, and from when to when.

use crate::model::{AssignedDuty, Assignment, Duty, Obligation};
use crate::rules::organization::{Term, existence, members_of, term_of_assignment};
use crate::schema::{Day, RecordId, View};
use crate::state::State;

/// That a unit owes what an obligation asks for, for some time and for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owing {
    /// The unit.
    pub unit: RecordId,
    /// When.
    pub term: Term,
    /// The task through whose assignment it owes it; `None` when the obligation names it, or a
    /// group it is in.
    pub task: Option<RecordId>,
}

/// Every unit that ever owes what the obligation asks for, by unit. One that owes it for several
/// reasons is there several times.
pub fn owing(state: &State, obligation: View<'_, Obligation>) -> Vec<Owing> {
    let named = obligation.units().into_iter().flatten().map(|unit| Owing {
        unit: *unit,
        term: existence(state, *unit),
        task: None,
    });
    let grouped = obligation.groups().into_iter().flatten().flat_map(|group| {
        let members = members_of(state, *group).into_iter();
        members.map(|(unit, term)| Owing {
            unit,
            term,
            task: None,
        })
    });
    let mut all: Vec<Owing> = named.chain(grouped).collect();
    if let Some(which) = obligation.assigned() {
        for task in obligation.tasks().into_iter().flatten() {
            all.extend(assigned(state, *task, which));
        }
    }
    if let Some(except) = obligation.except() {
        all.retain(|owing| !except.contains(&owing.unit));
    }
    all.sort_by_key(|owing| owing.unit);
    all
}

fn assigned(state: &State, task: RecordId, which: AssignedDuty) -> impl Iterator<Item = Owing> {
    state
        .referring::<Assignment>(task, Assignment::TASK)
        .filter_map(|record| record.view::<Assignment>())
        .filter(move |assignment| owes(*assignment, which))
        .filter_map(move |assignment| {
            Some(Owing {
                unit: assignment.unit()?,
                term: term_of_assignment(state, assignment),
                task: Some(task),
            })
        })
}

fn owes(assignment: View<'_, Assignment>, which: AssignedDuty) -> bool {
    match which {
        AssignedDuty::All => true,
        AssignedDuty::Lead => assignment.duty() == Some(Duty::Lead),
        AssignedDuty::Responsible => assignment.duty() == Some(Duty::Responsible),
        AssignedDuty::Coordinator => assignment.coordinator() == Some(true),
    }
}

/// The units of `owing` that owe it on the day, each once, by id.
pub(super) fn on(owing: &[Owing], day: Day) -> impl Iterator<Item = RecordId> {
    let mut last = None;
    owing
        .iter()
        .filter(move |owing| owing.term.contains(day))
        .map(|owing| owing.unit)
        // Sorted by unit: the same ones stand beside each other.
        .filter(move |unit| last.replace(*unit) != Some(*unit))
}
