//! New records.

use super::order::free_place;
use super::{FIELDS_LIMIT, check, is_blank, required, too_many_fields};
use crate::rules::{Command, Context, Refusal, RefusalCode, policy};
use crate::schema::{
    FieldNo, FieldSpec, KindSpec, OrderKey, Record, Sentence, Seq, Slot, Value, ValueType, Write,
    coordinates,
};
use crate::state::{Change, Effect, State};

pub(super) fn create(
    state: &State,
    context: &Context<'_>,
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
    is_at_its_place(spec, command, &values)?;
    may_write_fields(state, context, spec, command, given, &values)?;
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
        ValueType::Choice(choice) if spec.states.contains(&field.no) => choice
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

/// Whether the id is the one that follows from the coordinates, where it must.
fn is_at_its_place(
    spec: &KindSpec,
    command: &Command,
    values: &[(FieldNo, Value)],
) -> Result<(), Refusal> {
    if spec.coordinates.is_none() {
        return Ok(());
    }
    let value_of = |no| {
        values
            .iter()
            .find(|(field, _)| *field == no)
            .map(|(_, v)| v)
    };
    match coordinates::id_of(spec, value_of) {
        Some(id) if id == command.id => Ok(()),
        Some(id) => Err(Refusal::new(
            RefusalCode::WrongId,
            spec.id,
            Sentence::new(
                format!("这条{}的编号应为 {id}", spec.label.zh),
                format!("the id of this {} must be {id}", spec.key),
            ),
        )),
        None => Err(Refusal::new(
            RefusalCode::Required,
            spec.id,
            Sentence::new(
                format!("「{}」缺少决定编号的字段", spec.label.zh),
                format!("{} lacks a field its id is made of", spec.key),
            ),
        )),
    }
}

/// Whether the actor may give every field that is given.
fn may_write_fields(
    state: &State,
    context: &Context<'_>,
    spec: &KindSpec,
    command: &Command,
    given: &[(FieldNo, Value)],
    values: &[(FieldNo, Value)],
) -> Result<(), Refusal> {
    let mut record = Record::new(command.id, spec.id, Seq::ZERO);
    for (no, value) in values {
        let value = Some(value.clone());
        record.put(
            *no,
            Slot {
                value,
                seq: Seq::ZERO,
            },
        );
    }
    for (no, _) in given {
        let Some(field) = spec.field(*no) else {
            continue;
        };
        policy::may_write_field(state, context.actor, field, &record)
            .map_err(|reason| Refusal::new(RefusalCode::Forbidden, spec.id, reason).at(*no))?;
    }
    Ok(())
}
