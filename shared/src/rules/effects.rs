//! What follows from a command in other records, as effects that travel with it and are taken back
//! with it.

use super::Attempt;
use crate::schema::{
    FieldNo, Kind, OrderKey, Record, RecordId, Signature, Value, ValueType, coordinates,
};
use crate::state::{Change, Effect, FieldChange, State};

/// Makes a record, its states at their beginning and its order at the end. One that was put away,
/// as taking back a command does, comes back with these values. Nothing when it is there.
pub(super) fn create<K: Kind>(
    state: &State,
    id: RecordId,
    given: Vec<(FieldNo, Value)>,
) -> Vec<Effect> {
    match state.get(id) {
        None => vec![Effect {
            kind: K::ID,
            id,
            change: Change::Create(complete::<K>(state, given)),
        }],
        Some(record) if record.archived.is_some() => {
            let given = given.into_iter().map(|(no, value)| (no, Some(value)));
            let mut effects = vec![restore(record)];
            effects.extend(set(record, given.collect()));
            effects
        }
        Some(_) => Vec::new(),
    }
}

/// Makes the record whose place its values name; nothing when they name none.
pub(super) fn create_known<K: Kind>(state: &State, given: Vec<(FieldNo, Value)>) -> Vec<Effect> {
    let value_of = |no| given.iter().find(|(field, _)| *field == no).map(|(_, v)| v);
    match coordinates::id_of(K::SPEC, value_of) {
        Some(id) => create::<K>(state, id, given),
        None => Vec::new(),
    }
}

fn complete<K: Kind>(state: &State, mut values: Vec<(FieldNo, Value)>) -> Vec<(FieldNo, Value)> {
    for field in K::SPEC.fields {
        if values.iter().any(|(no, _)| *no == field.no) {
            continue;
        }
        let value = match field.ty {
            ValueType::Choice(choice) if K::SPEC.states.contains(&field.no) => choice
                .options
                .first()
                .map(|option| Value::Choice(option.no)),
            ValueType::Order => {
                let last = state.last_place(K::ID, field.no);
                OrderKey::between(last, None).map(Value::Order)
            }
            _ => None,
        };
        values.extend(value.map(|value| (field.no, value)));
    }
    values.sort_by_key(|(no, _)| *no);
    values
}

/// Changes fields of a record; nothing when they hold the values already.
pub(super) fn set(record: &Record, wanted: Vec<(FieldNo, Option<Value>)>) -> Option<Effect> {
    let changes: Vec<FieldChange> = wanted
        .into_iter()
        .filter(|(field, value)| record.value(*field) != value.as_ref())
        .map(|(field, value)| FieldChange {
            field,
            value,
            replaced: record.value(field).cloned(),
            replaced_seq: record.slot(field).map(|slot| slot.seq),
            unseen: false,
        })
        .collect();
    (!changes.is_empty()).then_some(Effect {
        kind: record.kind,
        id: record.id,
        change: Change::Set(changes),
    })
}

/// Takes a record back from the archive.
pub(super) fn restore(record: &Record) -> Effect {
    Effect {
        kind: record.kind,
        id: record.id,
        change: Change::Restore,
    }
}

/// The signature of who acts.
pub(super) fn signature(attempt: &Attempt<'_>) -> Value {
    Value::Signature(Signature {
        account: attempt.context.actor.id,
        by: attempt.context.actor.name.clone(),
        at: attempt.context.now,
    })
}
