//! New records.

use super::order::free_place;
use super::{FIELDS_LIMIT, check, is_blank, required, too_many_fields};
use crate::rules::{Command, Refusal, RefusalCode};
use crate::schema::{FieldNo, FieldSpec, KindSpec, OrderKey, Sentence, Value, ValueType, Write};
use crate::state::{Change, Effect, State};

pub(super) fn create(
    state: &State,
    spec: &'static KindSpec,
    command: &Command,
    given: &[(FieldNo, Value)],
) -> Result<Vec<Effect>, Refusal> {
    if state.get(command.id).is_some() {
        return Err(Refusal::new(
            RefusalCode::Exists,
            spec.id,
            Sentence::new(
                format!("记录 {} 已经存在", command.id),
                format!("there is already a record {}", command.id),
            ),
        ));
    }
    if given.len() > FIELDS_LIMIT {
        return Err(too_many_fields(spec));
    }
    let mut values: Vec<(FieldNo, Value)> = Vec::with_capacity(given.len() + 2);
    for (no, value) in given {
        let field = check::field_spec(spec, *no)?;
        if field.write == Write::ByAction || field.ty == ValueType::Notes {
            return Err(not_at_creation(spec, field));
        }
        check::value(state, spec, field, value)?;
        if field.required && is_blank(value) {
            return Err(required(spec, field));
        }
        values.retain(|(earlier, _)| earlier != no);
        let value = match value {
            Value::Order(key) => Value::Order(free_place(state, spec, *no, key, command.id)),
            value => value.clone(),
        };
        values.push((*no, value));
    }
    for field in spec.fields {
        if values.iter().any(|(no, _)| *no == field.no) {
            continue;
        }
        match initial(state, spec, field) {
            Some(value) => values.push((field.no, value)),
            None if field.required => return Err(required(spec, field)),
            None => {}
        }
    }
    values.sort_by_key(|(no, _)| *no);
    Ok(vec![Effect {
        kind: command.kind,
        id: command.id,
        change: Change::Create(values),
    }])
}

/// What a field holds in a new record when its author says nothing: the first state, the last
/// place.
fn initial(state: &State, spec: &KindSpec, field: &FieldSpec) -> Option<Value> {
    match field.ty {
        ValueType::Choice(choice) if spec.state == Some(field.no) => choice
            .options
            .first()
            .map(|option| Value::Choice(option.no)),
        ValueType::Order => {
            let last = state.last_place(spec.id, field.no);
            OrderKey::between(last, None).map(Value::Order)
        }
        _ => None,
    }
}

/// A new record starts at its first state: what actions and people add comes later.
fn not_at_creation(spec: &KindSpec, field: &FieldSpec) -> Refusal {
    Refusal::new(
        RefusalCode::NotWritable,
        spec.id,
        Sentence::new(
            format!("「{}」不能在建立时填写", field.label.zh),
            format!("`{}` cannot be given when the record is made", field.key),
        ),
    )
    .at(field.no)
}
