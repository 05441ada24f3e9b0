//! Checks of single values, the same for every command.

use super::{Refusal, RefusalCode};
use crate::model;
use crate::schema::{
    Day, Due, FieldNo, FieldSpec, KindId, KindSpec, RecordId, Sentence, Value, ValueType, WHOLE,
    Write,
};
use crate::state::State;

/// The longest one-line text, in characters.
pub(super) const TEXT_LIMIT: usize = 500;
/// The longest text of several lines, in characters.
pub(super) const LONG_TEXT_LIMIT: usize = 50_000;
/// The most members of a set.
const SET_LIMIT: usize = 1_000;
/// The most remarks on one record.
pub(super) const NOTES_LIMIT: usize = 1_000;
/// The longest remark, in characters.
pub(super) const NOTE_LIMIT: usize = 2_000;
/// The longest place in an order, in digits. Keys made between neighbours stay far below.
const ORDER_LIMIT: usize = 512;

pub(super) fn kind_spec(kind: KindId) -> Result<&'static KindSpec, Refusal> {
    model::kind(kind).ok_or_else(|| {
        Refusal::new(
            RefusalCode::UnknownKind,
            kind,
            Sentence::new(
                format!("没有编号为 {} 的记录类型", kind.0),
                format!("there is no kind with the number {}", kind.0),
            ),
        )
    })
}

pub(super) fn field_spec(
    spec: &'static KindSpec,
    field: FieldNo,
) -> Result<&'static FieldSpec, Refusal> {
    spec.field(field).ok_or_else(|| {
        Refusal::new(
            RefusalCode::UnknownField,
            spec.id,
            Sentence::new(
                format!("「{}」没有编号为 {field} 的字段", spec.label.zh),
                format!("kind `{}` has no field with the number {field}", spec.key),
            ),
        )
        .at(field)
    })
}

/// Whether a plain edit may write the field.
pub(super) fn writable(spec: &KindSpec, field: &FieldSpec) -> Result<(), Refusal> {
    let (zh, en) = match (field.write, field.ty) {
        (Write::Edit, ValueType::Order) => (
            format!("「{}」由移动决定,不能直接填写", field.label.zh),
            format!("`{}` follows from moving, it cannot be written", field.key),
        ),
        (Write::Edit, _) => return Ok(()),
        (Write::Once, _) => (
            format!("「{}」是原文,建立后不能修改", field.label.zh),
            format!("`{}` cannot be changed once the record is there", field.key),
        ),
        (Write::ByAction, _) => (
            format!("「{}」只能由办理动作改变", field.label.zh),
            format!("`{}` is changed by actions only", field.key),
        ),
    };
    Err(Refusal::new(RefusalCode::NotWritable, spec.id, Sentence::new(zh, en)).at(field.no))
}

/// Whether the field can hold the value: its type, its size, and that what it refers to is there.
pub(super) fn value(
    state: &State,
    spec: &KindSpec,
    field: &FieldSpec,
    value: &Value,
) -> Result<(), Refusal> {
    if matches!(value, Value::Unknown { .. }) || !field.ty.holds(value) {
        let expected = field.ty.label();
        return Err(Refusal::new(
            RefusalCode::WrongType,
            spec.id,
            Sentence::new(
                format!("字段「{}」应为{}", field.label.zh, expected.zh),
                format!("field `{}` must be {}", field.key, expected.en),
            ),
        )
        .at(field.no));
    }
    size(spec, field, value)?;
    plausible(spec, field, value)?;
    in_range(spec, field, value)?;
    match (field.ty, value) {
        (ValueType::Ref(kind), Value::Ref(id)) => reference(state, spec, field, kind, *id),
        (ValueType::Refs(kind), Value::Refs(ids)) => ids
            .iter()
            .try_for_each(|id| reference(state, spec, field, kind, *id)),
        (ValueType::Shares(kind), Value::Shares(shares)) => shares
            .keys()
            .try_for_each(|id| reference(state, spec, field, kind, *id)),
        _ => Ok(()),
    }
}

/// Numbers that count things are not below zero; shares add up to the whole (DOMAIN §7.2, 5).
fn in_range(spec: &KindSpec, field: &FieldSpec, value: &Value) -> Result<(), Refusal> {
    let (zh, en) = match value {
        Value::Int(number) | Value::Money(number) if *number < 0 && !field.signed => (
            format!("「{}」不能小于零,收到 {number}", field.label.zh),
            format!("`{}` cannot be below zero; got {number}", field.key),
        ),
        Value::Decimal(number) if number.units < 0 && !field.signed => (
            format!("「{}」不能小于零,收到 {number}", field.label.zh),
            format!("`{}` cannot be below zero; got {number}", field.key),
        ),
        Value::Shares(shares) => {
            let sum: u64 = shares.values().map(|share| u64::from(*share)).sum();
            if sum == u64::from(WHOLE) {
                return Ok(());
            }
            (
                format!(
                    "「{}」合计须为 100%,现为 {}.{:02}%",
                    field.label.zh,
                    sum / 100,
                    sum % 100
                ),
                format!(
                    "`{}` must add up to 100 %; it is {}.{:02} %",
                    field.key,
                    sum / 100,
                    sum % 100
                ),
            )
        }
        _ => return Ok(()),
    };
    Err(Refusal::new(RefusalCode::Rule, spec.id, Sentence::new(zh, en)).at(field.no))
}

fn size(spec: &KindSpec, field: &FieldSpec, value: &Value) -> Result<(), Refusal> {
    let (length, limit) = match (field.ty, value) {
        (ValueType::Text, Value::Text(text)) => (text.chars().count(), TEXT_LIMIT),
        (_, Value::Text(text)) => (text.chars().count(), LONG_TEXT_LIMIT),
        (_, Value::Refs(ids)) => (ids.len(), SET_LIMIT),
        (_, Value::Choices(options)) => (options.len(), SET_LIMIT),
        (_, Value::Texts(texts)) => {
            let longest = texts.iter().map(|text| text.chars().count()).max();
            if longest.unwrap_or(0) > TEXT_LIMIT {
                (longest.unwrap_or(0), TEXT_LIMIT)
            } else {
                (texts.len(), SET_LIMIT)
            }
        }
        (_, Value::Schedule(rules)) => (rules.len(), SET_LIMIT),
        (_, Value::Shares(shares)) => (shares.len(), SET_LIMIT),
        (_, Value::Order(key)) => (key.to_string().len(), ORDER_LIMIT),
        _ => return Ok(()),
    };
    if length <= limit {
        return Ok(());
    }
    Err(too_large(spec, field, length, limit))
}

/// Days in years the work can be in, deadlines on days a month has.
fn plausible(spec: &KindSpec, field: &FieldSpec, value: &Value) -> Result<(), Refusal> {
    let is_plausible = match value {
        Value::Day(day) => Day::PLAUSIBLE_YEARS.contains(&day.year()),
        Value::Month(month) => Day::PLAUSIBLE_YEARS.contains(&month.year()),
        Value::Schedule(rules) => {
            (!field.required || !rules.is_empty()) && rules.iter().all(is_plausible_due)
        }
        _ => true,
    };
    if is_plausible {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::WrongType,
        spec.id,
        Sentence::new(
            format!("「{}」不是合理的日期或期限", field.label.zh),
            format!("`{}` is not a plausible day or deadline", field.key),
        ),
    )
    .at(field.no))
}

fn is_plausible_due(rule: &Due) -> bool {
    match rule {
        Due::Once { on }
        | Due::Step { on, .. }
        | Due::QuarterEnd { from: on }
        | Due::Weekly { from: on } => Day::PLAUSIBLE_YEARS.contains(&on.year()),
        Due::Monthly { day, from } | Due::MonthAfter { day, from } => {
            (1..=31).contains(day) && Day::PLAUSIBLE_YEARS.contains(&from.year())
        }
        _ => true,
    }
}

pub(super) fn too_large(
    spec: &KindSpec,
    field: &FieldSpec,
    length: usize,
    limit: usize,
) -> Refusal {
    Refusal::new(
        RefusalCode::TooLarge,
        spec.id,
        Sentence::new(
            format!("「{}」过长:{length},最多 {limit}", field.label.zh),
            format!("`{}` is too long: {length}, at most {limit}", field.key),
        ),
    )
    .at(field.no)
}

fn reference(
    state: &State,
    spec: &KindSpec,
    field: &FieldSpec,
    kind: KindId,
    id: RecordId,
) -> Result<(), Refusal> {
    if state.get(id).is_some_and(|record| record.kind == kind) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::DanglingReference,
        spec.id,
        Sentence::new(
            format!("字段「{}」指向不存在的记录 {id}", field.label.zh),
            format!(
                "field `{}` refers to {kind} {id}, which is not there",
                field.key
            ),
        ),
    )
    .at(field.no))
}
