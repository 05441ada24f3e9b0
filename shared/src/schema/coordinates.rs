//! Ids of records that follow from a rule: made from the values of the fields the kind's
//! declaration names, so that two tablets that file the same report file the same record.

use uuid::Uuid;

use super::{FieldNo, KindSpec, RecordId, Value, ValueType};

/// The space in which coordinates are unique.
const SPACE: Uuid = Uuid::from_u128(0x2f6a_1c58_40d3_4f0e_9b1d_6775_6174_7501);

/// The id of the record of this kind whose fields hold what `value_of` says: `UUIDv5` of
/// `kind/value/value…` with each value as JSON writes it. `None` when the kind has random ids, or a
/// value is missing.
pub fn id_of<'a>(
    spec: &KindSpec,
    value_of: impl Fn(FieldNo) -> Option<&'a Value>,
) -> Option<RecordId> {
    let mut coordinates = spec.key.to_owned();
    for no in spec.coordinates? {
        coordinates.push('/');
        coordinates.push_str(&part(spec, *no, value_of(*no)?)?);
    }
    Some(RecordId::from_coordinates(SPACE, &coordinates))
}

fn part(spec: &KindSpec, no: FieldNo, value: &Value) -> Option<String> {
    Some(match value {
        Value::Ref(id) => id.to_string(),
        Value::Text(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Month(month) => month.to_string(),
        Value::Period(period) => period.to_string(),
        Value::Choice(option) => match spec.field(no)?.ty {
            ValueType::Choice(choice) => choice.option(*option)?.key.to_owned(),
            _ => return None,
        },
        _ => return None,
    })
}
