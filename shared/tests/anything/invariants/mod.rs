//! The invariants of DOMAIN §7.2, read off the records.
//!
//! - here: what holds for every kind, and the words of the notice (1, 5)
//! - `projects`: their figures (3, 4, 6, 13); `counting`: each counts once (9)
//! - `binding`: decisions, problems, evidence (7, 8, 12)
//! - `issued`: what never changes (10); `balances`: what is never overdrawn (11)

mod balances;
mod binding;
mod counting;
mod issued;
mod projects;

use std::collections::HashMap;

use shared::model::{Assignment, KINDS, Task};
use shared::rules::project::ProjectBoard;
use shared::schema::{Day, Kind, KindSpec, Month, Record, RecordId, Value, ValueType, WHOLE};

pub(crate) use balances::half_used;
pub(crate) use issued::is_issued;

use crate::world::World;

/// What must stay as it was when it was first seen.
#[derive(Default)]
pub(crate) struct Kept {
    words: HashMap<RecordId, Vec<Option<Value>>>,
    locked: HashMap<(RecordId, Month), Option<i64>>,
    issued: issued::Kept,
    board: Option<ProjectBoard>,
}

/// What is broken, in words; nothing when all is well.
pub(crate) fn broken(world: &World, kept: &mut Kept) -> Vec<String> {
    let mut broken = Vec::new();
    for record in world.state.records() {
        let Some(spec) = KINDS.iter().find(|spec| spec.id == record.kind) else {
            broken.push(format!("{} has an unknown kind", record.id));
            continue;
        };
        broken.extend(fits_its_declaration(spec, record));
        for action in spec.actions {
            broken.extend(binding::asked_and_verified_by_one(spec, record, action));
            broken.extend(binding::ended_without_evidence(spec, record, action));
        }
    }
    broken.extend(words_of_the_notice_changed(world, kept));
    broken.extend(two_roles_in_one_task(world));
    broken.extend(projects::dates_out_of_order(world));
    broken.extend(projects::too_much_invested(world));
    broken.extend(projects::locked_figures_changed(world, kept));
    broken.extend(projects::written_by_the_wrong_role(world));
    broken.extend(counting::counted_more_than_once(world, kept));
    broken.extend(binding::nobody_is_responsible(world));
    broken.extend(issued::changed_after_issue(world, &mut kept.issued));
    broken.extend(balances::overdrawn(world));
    broken
}

fn name(spec: &KindSpec, record: &Record) -> String {
    format!("{} {}", spec.key, record.id)
}

/// Every field holds a value of its type; shares add up to the whole (5).
fn fits_its_declaration(spec: &KindSpec, record: &Record) -> Vec<String> {
    let mut broken = Vec::new();
    for field in spec.fields {
        let value = record.value(field.no);
        let name = format!("{} of {}", field.key, name(spec, record));
        if value.is_none() && field.required {
            broken.push(format!("{name} is empty"));
        }
        if value.is_some_and(|value| !field.ty.holds(value)) {
            broken.push(format!("{name} is {value:?}"));
        }
        if let (ValueType::Shares(_), Some(Value::Shares(shares))) = (field.ty, value)
            && shares.values().sum::<u32>() != WHOLE
        {
            broken.push(format!("{name} does not add up"));
        }
    }
    broken
}

/// (1) The words of a task are never edited.
fn words_of_the_notice_changed(world: &World, kept: &mut Kept) -> Vec<String> {
    let mut broken = Vec::new();
    for record in world.state.of_kind(Task::ID) {
        let fields = [Task::NO, Task::TEXT, Task::REQUIREMENT];
        let words: Vec<_> = fields.iter().map(|no| record.value(*no).cloned()).collect();
        let first = kept.words.entry(record.id).or_insert_with(|| words.clone());
        if *first != words {
            broken.push(format!("the words of task {} changed", record.id));
        }
    }
    broken
}

/// (2) A unit has one role in a task at a time.
fn two_roles_in_one_task(world: &World) -> Vec<String> {
    let mut terms: HashMap<_, Vec<(Option<Day>, Option<Day>)>> = HashMap::new();
    for record in world.state.all::<Assignment>() {
        let Some(duty) = record.view::<Assignment>() else {
            continue;
        };
        let of_pair = terms.entry((duty.task(), duty.unit())).or_default();
        of_pair.push((duty.from(), duty.to()));
    }
    let begins_before_end = |from: Option<Day>, to: Option<Day>| match (from, to) {
        (Some(from), Some(to)) => from < to,
        _ => true,
    };
    let overlap = |one: &(Option<Day>, Option<Day>), other: &(Option<Day>, Option<Day>)| {
        begins_before_end(one.0, other.1) && begins_before_end(other.0, one.1)
    };
    let doubled = terms.iter().filter(|(_, terms)| {
        let mut rest = terms.as_slice();
        while let Some((one, others)) = rest.split_first() {
            if others.iter().any(|other| overlap(one, other)) {
                return true;
            }
            rest = others;
        }
        false
    });
    doubled
        .map(|((task, unit), _)| format!("{unit:?} has two roles in {task:?}"))
        .collect()
}
