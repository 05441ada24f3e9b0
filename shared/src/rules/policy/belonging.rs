//! To which units and projects a record belongs: found by following the references its
//! declaration names as owners. A monthly figure belongs to its project, the project to its county.
//! A task belongs to the units that lead it, which its assignments say.

use crate::model::{self, Assignment, Duty, Task};
use crate::schema::{Kind, Record, RecordId, Value, View};
use crate::state::State;

/// How many references are followed one after the other: a figure, its project, its county, with
/// room to spare. Ends a walk in a circle.
const DEPTH: usize = 5;

/// Whether the record is, or belongs to, the unit or project with this id.
pub fn belongs_to(state: &State, record: &Record, owner: RecordId) -> bool {
    let mut found = false;
    walk(state, record, &mut |id| {
        found = found || id == owner;
        found
    });
    found
}

/// Every unit the record belongs to.
pub fn units_of(state: &State, record: &Record) -> Vec<RecordId> {
    let mut units = Vec::new();
    walk(state, record, &mut |id| {
        let is_unit = state
            .get(id)
            .is_some_and(|record| record.kind == model::Unit::ID);
        if is_unit && !units.contains(&id) {
            units.push(id);
        }
        false
    });
    units
}

/// Visits the record's own id and those of everything it belongs to, until `visit` says that it
/// has seen enough.
pub(super) fn walk(state: &State, record: &Record, visit: &mut dyn FnMut(RecordId) -> bool) {
    step(state, record, DEPTH, visit);
}

fn step(
    state: &State,
    record: &Record,
    depth: usize,
    visit: &mut dyn FnMut(RecordId) -> bool,
) -> bool {
    if visit(record.id) {
        return true;
    }
    let owners = model::kind(record.kind).map_or(&[][..], |spec| spec.owners);
    for owner in owners {
        let found = match record.value(*owner) {
            Some(Value::Ref(id)) => follow(state, *id, depth, visit),
            Some(Value::Refs(ids)) => ids.iter().any(|id| follow(state, *id, depth, visit)),
            Some(Value::Shares(shares)) => shares.keys().any(|id| follow(state, *id, depth, visit)),
            _ => false,
        };
        if found {
            return true;
        }
    }
    record.kind == Task::ID && leads(state, record.id).any(|unit| follow(state, unit, depth, visit))
}

/// The units that lead the task now: they begin it, and say when it is done. Who only has a part
/// in it reports on that part.
fn leads(state: &State, task: RecordId) -> impl Iterator<Item = RecordId> {
    state
        .referring::<Assignment>(task, Assignment::TASK)
        .filter_map(|record| record.view::<Assignment>())
        .filter(|duty| duty.duty() == Some(Duty::Lead) && duty.to().is_none())
        .filter_map(View::<Assignment>::unit)
}

fn follow(
    state: &State,
    id: RecordId,
    depth: usize,
    visit: &mut dyn FnMut(RecordId) -> bool,
) -> bool {
    match state.get(id) {
        Some(record) if depth > 0 => step(state, record, depth - 1, visit),
        _ => false,
    }
}
