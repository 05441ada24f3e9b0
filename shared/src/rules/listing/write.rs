//! What follows from a change, as effects.

use crate::rules::Attempt;
use crate::schema::{FieldNo, Record, Signature, Value};
use crate::state::{Change, Effect, FieldChange};

/// The record with these values.
pub(super) fn set(record: &Record, values: Vec<(FieldNo, Value)>) -> Effect {
    let changes = values.into_iter().map(|(field, value)| FieldChange {
        field,
        value: Some(value),
        replaced: record.value(field).cloned(),
        replaced_seq: record.slot(field).map(|slot| slot.seq),
        unseen: false,
    });
    Effect {
        kind: record.kind,
        id: record.id,
        change: Change::Set(changes.collect()),
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
