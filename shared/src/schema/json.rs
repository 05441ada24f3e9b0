//! The JSON form of values and records, for people and scripts: fields by key, choices by key,
//! dates as text, no floating point for money.
//!
//! A field, option or value of a newer version is written as `#number` and read back unharmed.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Number, Value as Json, json};

use super::{
    ChoiceNo, ChoiceSpec, Decimal, FieldNo, FieldSpec, KindId, PlaceAt, Record, RecordId, Sentence,
    Seq, Slot, Value, ValueType, record::BinaryRecord,
};
use crate::model;

/// Why a piece of JSON is not what the schema says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", reason.en)]
pub struct JsonError {
    /// The field it is about, when it is about one.
    pub field: Option<String>,
    /// What is wrong, in both languages.
    pub reason: Sentence,
}

impl JsonError {
    fn unknown_field(kind: KindId, key: &str) -> Self {
        Self {
            field: Some(key.to_owned()),
            reason: Sentence::new(
                format!("「{kind}」没有字段「{key}」"),
                format!("kind `{kind}` has no field `{key}`"),
            ),
        }
    }

    fn wrong_type(spec: &FieldSpec, json: &Json) -> Self {
        let expected = spec.ty.label();
        let options = match spec.ty {
            ValueType::Choice(choice) | ValueType::Choices(choice) => {
                let keys: Vec<&str> = choice.options.iter().map(|option| option.key).collect();
                format!(": {}", keys.join(" | "))
            }
            _ => String::new(),
        };
        let mut got = json.to_string();
        if let Some((end, _)) = got.char_indices().nth(60) {
            got.truncate(end);
            got.push('…');
        }
        Self {
            field: Some(spec.key.to_owned()),
            reason: Sentence::new(
                format!(
                    "字段「{}」应为{}{options},收到 {got}",
                    spec.key, expected.zh
                ),
                format!(
                    "field `{}` must be {}{options}; got {got}",
                    spec.key, expected.en
                ),
            ),
        }
    }
}

/// The key of a field in JSON.
pub fn field_key(kind: KindId, field: FieldNo) -> String {
    match model::kind(kind).and_then(|spec| spec.field(field)) {
        Some(spec) => spec.key.to_owned(),
        None => format!("#{field}"),
    }
}

/// The number of the field with this key.
pub fn field_no(kind: KindId, key: &str) -> Result<FieldNo, JsonError> {
    let known = match key.strip_prefix('#') {
        Some(number) => number.parse().ok().map(FieldNo),
        None => model::kind(kind)
            .and_then(|spec| spec.field_by_key(key))
            .map(|spec| spec.no),
    };
    known.ok_or_else(|| JsonError::unknown_field(kind, key))
}

/// Writes a value of the field.
pub fn value_to_json(kind: KindId, field: FieldNo, value: &Value) -> Json {
    let spec = model::kind(kind).and_then(|spec| spec.field(field));
    let choice = match spec.map(|spec| spec.ty) {
        Some(ValueType::Choice(choice) | ValueType::Choices(choice)) => Some(choice),
        _ => None,
    };
    match value {
        // A value whose field this version does not know, or whose type is not its field's, says
        // its own type, since there is no declaration to read it back by.
        _ if !spec.is_some_and(|spec| typed(spec.ty, value)) => opaque(value),
        Value::Text(text) => json!(text),
        Value::Int(number) | Value::Money(number) => json!(number),
        Value::Decimal(decimal) => json!(decimal.to_string()),
        Value::Day(day) => json!(day),
        Value::Month(month) => json!(month),
        Value::Time(at) => json!(at),
        Value::Choice(no) => json!(choice_key(choice, *no)),
        Value::Flag(flag) => json!(flag),
        Value::Ref(id) => json!(id),
        Value::Refs(ids) => json!(ids),
        Value::Choices(nos) => nos.iter().map(|no| choice_key(choice, *no)).collect(),
        Value::Texts(texts) => json!(texts),
        Value::Place(place) => json!([degrees(place.lon_e7), degrees(place.lat_e7)]),
        Value::File(file) => json!(file),
        Value::Order(key) => json!(key),
        Value::Schedule(rules) => json!(rules),
        Value::Notes(notes) => json!(notes),
        Value::Signature(signature) => json!(signature),
        Value::Shares(shares) => json!(shares),
        Value::Period(period) => json!(period),
        Value::Unknown { .. } => opaque(value),
    }
}

/// Reads a value of the field.
pub fn value_from_json(kind: KindId, field: FieldNo, json: &Json) -> Result<Value, JsonError> {
    if let Some(value) = from_opaque(json) {
        return Ok(value);
    }
    let Some(spec) = model::kind(kind).and_then(|spec| spec.field(field)) else {
        return Err(JsonError::unknown_field(kind, &format!("#{field}")));
    };
    by_type(spec.ty, json).ok_or_else(|| JsonError::wrong_type(spec, json))
}

/// Writes an optional value; an empty one is `null`.
pub fn optional_to_json(kind: KindId, field: FieldNo, value: Option<&Value>) -> Json {
    value.map_or(Json::Null, |value| value_to_json(kind, field, value))
}

/// Reads an optional value; `null` is an empty one.
pub fn optional_from_json(
    kind: KindId,
    field: FieldNo,
    json: &Json,
) -> Result<Option<Value>, JsonError> {
    if json.is_null() {
        return Ok(None);
    }
    value_from_json(kind, field, json).map(Some)
}

/// Whether the value is of the type, an option of a newer version included.
fn typed(ty: ValueType, value: &Value) -> bool {
    match (ty, value) {
        (ValueType::Choice(_), Value::Choice(_)) | (ValueType::Choices(_), Value::Choices(_)) => {
            true
        }
        _ => ty.holds(value),
    }
}

fn by_type(ty: ValueType, json: &Json) -> Option<Value> {
    fn read<T: for<'de> Deserialize<'de>>(json: &Json) -> Option<T> {
        T::deserialize(json).ok()
    }
    Some(match ty {
        ValueType::Text | ValueType::LongText => Value::Text(json.as_str()?.to_owned()),
        ValueType::Int => Value::Int(json.as_i64()?),
        ValueType::Decimal => Value::Decimal(Decimal::parse(json.as_str()?)?),
        ValueType::Money => Value::Money(json.as_i64()?),
        ValueType::Date => Value::Day(read(json)?),
        ValueType::Month => Value::Month(read(json)?),
        ValueType::Time => Value::Time(read(json)?),
        ValueType::Choice(choice) => Value::Choice(choice_no(choice, json)?),
        ValueType::Flag => Value::Flag(json.as_bool()?),
        ValueType::Ref(_) => Value::Ref(RecordId::parse(json.as_str()?)?),
        ValueType::Refs(_) => Value::Refs(read(json)?),
        ValueType::Choices(choice) => {
            let nos = json.as_array()?.iter().map(|json| choice_no(choice, json));
            Value::Choices(nos.collect::<Option<_>>()?)
        }
        ValueType::Texts => Value::Texts(read::<BTreeSet<String>>(json)?),
        ValueType::Place => {
            let [lon, lat] = json.as_array()?.as_slice() else {
                return None;
            };
            Value::Place(PlaceAt {
                lon_e7: e7(lon, 180)?,
                lat_e7: e7(lat, 90)?,
            })
        }
        ValueType::File => Value::File(read(json)?),
        ValueType::Order => Value::Order(read(json)?),
        ValueType::Schedule => Value::Schedule(read(json)?),
        ValueType::Notes => Value::Notes(read(json)?),
        ValueType::Signature => Value::Signature(read(json)?),
        ValueType::Shares(_) => Value::Shares(read(json)?),
        ValueType::Period => Value::Period(read(json)?),
    })
}

fn choice_key(choice: Option<&ChoiceSpec>, no: ChoiceNo) -> String {
    match choice.and_then(|choice| choice.option(no)) {
        Some(option) => option.key.to_owned(),
        None => format!("#{no}"),
    }
}

fn choice_no(choice: &ChoiceSpec, json: &Json) -> Option<ChoiceNo> {
    let key = json.as_str()?;
    match key.strip_prefix('#') {
        Some(number) => number.parse().ok().map(ChoiceNo),
        None => choice.by_key(key).map(|option| option.no),
    }
}

fn degrees(e7: i32) -> Json {
    Number::from_f64(f64::from(e7) / 1e7).map_or(Json::Null, Json::Number)
}

fn e7(json: &Json, limit: i32) -> Option<i32> {
    let degrees = json.as_f64()?;
    if degrees.abs() > f64::from(limit) {
        return None;
    }
    // At most 180e7, which an i32 holds.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked against the limit above"
    )]
    let e7 = (degrees * 1e7).round() as i32;
    Some(e7)
}

/// `{"#": "<hexadecimal digits>"}`: the binary form of a value, for what has no declaration here.
fn opaque(value: &Value) -> Json {
    let bytes = postcard::to_allocvec(value).unwrap_or_default();
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    json!({ "#": hex })
}

fn from_opaque(json: &Json) -> Option<Value> {
    let object = json.as_object().filter(|object| object.len() == 1)?;
    let hex = object.get("#")?.as_str()?;
    if hex.len() % 2 != 0 || !hex.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok())
        .collect();
    postcard::from_bytes(&bytes?).ok()
}

/// A record in JSON: `seqs` names only the fields written after the record was created.
#[derive(Serialize, Deserialize)]
struct JsonRecord {
    id: RecordId,
    kind: KindId,
    created: Seq,
    changed: Seq,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    archived: Option<Seq>,
    fields: Map<String, Json>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    seqs: Map<String, Json>,
}

impl From<&Record> for JsonRecord {
    fn from(record: &Record) -> Self {
        let mut fields = Map::new();
        let mut seqs = Map::new();
        for (no, slot) in record.slots() {
            let key = field_key(record.kind, no);
            if let Some(value) = &slot.value {
                fields.insert(key.clone(), value_to_json(record.kind, no, value));
            }
            if slot.seq != record.created {
                seqs.insert(key, json!(slot.seq));
            }
        }
        Self {
            id: record.id,
            kind: record.kind,
            created: record.created,
            changed: record.changed,
            archived: record.archived,
            fields,
            seqs,
        }
    }
}

impl TryFrom<JsonRecord> for Record {
    type Error = JsonError;

    fn try_from(json: JsonRecord) -> Result<Self, JsonError> {
        let mut record = Self::new(json.id, json.kind, json.created);
        record.changed = json.changed;
        record.archived = json.archived;
        let seq_of = |key: &str| {
            json.seqs
                .get(key)
                .and_then(Json::as_u64)
                .map_or(json.created, Seq)
        };
        let emptied = json
            .seqs
            .keys()
            .filter(|key| !json.fields.contains_key(*key));
        for key in emptied {
            let slot = Slot {
                value: None,
                seq: seq_of(key),
            };
            record.put(field_no(json.kind, key)?, slot);
        }
        for (key, value) in &json.fields {
            let no = field_no(json.kind, key)?;
            let slot = Slot {
                value: Some(value_from_json(json.kind, no, value)?),
                seq: seq_of(key),
            };
            record.put(no, slot);
        }
        Ok(record)
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            JsonRecord::from(self).serialize(serializer)
        } else {
            BinaryRecord::serialize(self, serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let json = JsonRecord::deserialize(deserializer)?;
            Self::try_from(json).map_err(serde::de::Error::custom)
        } else {
            BinaryRecord::deserialize(deserializer)
        }
    }
}
