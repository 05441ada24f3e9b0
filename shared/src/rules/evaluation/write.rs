//! Effects in other records: what follows from an action.

use crate::rules::Attempt;
use crate::schema::{FieldNo, Kind, Record, Signature, Value, coordinates};
use crate::state::{Change, Effect, FieldChange};

/// A new record at the place its values name; `None` when they do not name one.
pub(super) fn create<K: Kind>(mut values: Vec<(FieldNo, Value)>) -> Option<Effect> {
    values.sort_by_key(|(no, _)| *no);
    let value_of = |no| {
        let found = values.iter().find(|(field, _)| *field == no);
        found.map(|(_, value)| value)
    };
    Some(Effect {
        kind: K::ID,
        id: coordinates::id_of(K::SPEC, value_of)?,
        change: Change::Create(values),
    })
}

/// The record with these values; `None` when it holds them already.
pub(super) fn set(record: &Record, values: Vec<(FieldNo, Option<Value>)>) -> Option<Effect> {
    let changes: Vec<FieldChange> = values
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
    if changes.is_empty() {
        return None;
    }
    Some(Effect {
        kind: record.kind,
        id: record.id,
        change: Change::Set(changes),
    })
}

/// The record taken back from the archive.
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
