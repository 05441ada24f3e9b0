//! What all answers say in the same way.

use serde_json::{Map, Value, json};
use shared::model::{Project, Unit};
use shared::rules::light::Colour;
use shared::schema::{Choices, RecordId, View};
use shared::state::State;

/// How many there are by light; lights nobody has are left out.
pub(super) fn by_light(count: impl Fn(Colour) -> u64) -> Value {
    let some = Colour::ALL.iter().filter(|colour| count(**colour) > 0);
    some.map(|colour| (colour.key().to_owned(), json!(count(*colour))))
        .collect::<Map<_, _>>()
        .into()
}

/// A project by id, name and the code of the unit that reports on it, and what is said of it.
pub(super) fn project(state: &State, id: RecordId, said: Value) -> Value {
    let project = state.get(id).and_then(|record| record.view::<Project>());
    let county = project.and_then(View::<Project>::county);
    let named = json!({
        "id": id,
        "name": project.and_then(View::<Project>::name),
        "county": county.and_then(|unit| code(state, unit)),
    });
    joined(named, said)
}

/// A place by its code and name, and what is said of it; both are null for what belongs to no place.
pub(super) fn place(state: &State, unit: Option<RecordId>, said: Value) -> Value {
    let unit = unit.and_then(|unit| state.get(unit));
    let unit = unit.and_then(|record| record.view::<Unit>());
    let named = json!({
        "county": unit.and_then(View::<Unit>::code),
        "name": unit.and_then(View::<Unit>::name),
    });
    joined(named, said)
}

/// The code of a unit.
pub(super) fn code(state: &State, unit: RecordId) -> Option<&str> {
    state.get(unit)?.view::<Unit>()?.code()
}

/// The place of a unit in the order of units.
pub(super) fn number(state: &State, unit: RecordId) -> Option<i64> {
    state.get(unit)?.view::<Unit>()?.no()
}

/// A choice by its key and its names.
pub(super) fn choice<C: Choices>(choice: C) -> Value {
    json!({ "key": choice.key(), "label": choice.label() })
}

/// The first object with the fields of the second.
pub(super) fn joined(mut named: Value, said: Value) -> Value {
    if let (Value::Object(named), Value::Object(said)) = (&mut named, said) {
        named.extend(said);
    }
    named
}
