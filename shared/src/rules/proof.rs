//! Evidence: what ends something must be shown (DOMAIN §7.2, 12; B28, B32).

use super::{Attempt, Refusal};
use crate::model;
use crate::schema::{ActionSpec, Record, Value};

/// The shortest text that counts as evidence, in characters (DOMAIN B28).
pub(super) const PROOF_LENGTH: usize = 10;

/// Whether the value shows something: a file, or a text of some length.
pub(super) fn is_proof(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim().chars().count() >= PROOF_LENGTH,
        Value::Refs(files) => !files.is_empty(),
        Value::File(_) | Value::Ref(_) => true,
        _ => false,
    }
}

/// Evidence that was given cannot be taken away while the record stands where it led.
pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let (Some(before), Some(spec)) = (attempt.before, model::kind(attempt.after.kind)) else {
        return Ok(());
    };
    for action in spec
        .actions
        .iter()
        .filter(|action| !action.proof.is_empty())
    {
        let stays = stands_at_end(before, action) && stands_at_end(attempt.after, action);
        if stays && is_shown(before, action) && !is_shown(attempt.after, action) {
            return Err(attempt.refuse(
                action.proof[0],
                format!("「{}」的依据不能去掉", action.label.zh),
                format!("the evidence of “{}” cannot be taken away", action.label.en),
            ));
        }
    }
    Ok(())
}

fn stands_at_end(record: &Record, action: &ActionSpec) -> bool {
    let now = record.value(action.field);
    action.to.is_some_and(|to| now == Some(&Value::Choice(to)))
}

fn is_shown(record: &Record, action: &ActionSpec) -> bool {
    let proof = action.proof.iter();
    proof.filter_map(|no| record.value(*no)).any(is_proof)
}
