//! Refusals: why a command is not carried out, so that a person can act on it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;

use crate::schema::json::{field_key, field_no, optional_from_json, optional_to_json};
use crate::schema::{FieldNo, KindId, Sentence, Value};

/// Why a command is not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(remote = "Self")]
#[error("{code:?}: {}", reason.en)]
pub struct Refusal {
    /// The sort of reason, for programs.
    pub code: RefusalCode,
    /// The kind of the record.
    pub kind: KindId,
    /// The field it is about, when it is about one.
    pub field: Option<FieldNo>,
    /// The reason, for people.
    pub reason: Sentence,
    /// What the field holds now, when that is the reason.
    pub current: Option<Value>,
}

/// The sorts of reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// There is no such kind.
    UnknownKind,
    /// The kind has no such field.
    UnknownField,
    /// The kind has no such action.
    UnknownAction,
    /// The value is not of the field's type.
    WrongType,
    /// The value is longer or greater than a field may hold.
    TooLarge,
    /// A field that must be given is not.
    Required,
    /// The field cannot be written this way.
    NotWritable,
    /// There is no such record.
    NotFound,
    /// There is such a record already.
    Exists,
    /// The record is archived; restore it first.
    Archived,
    /// The value refers to a record that is not there.
    DanglingReference,
    /// Someone else changed the field in the meantime.
    Conflict,
    /// The action does not lead from the present state.
    NotAllowedNow,
    /// The actor may not do this.
    Forbidden,
    /// What was to be undone is not there, or was changed since.
    NothingToUndo,
    /// A rule of the domain forbids it.
    Rule,
    /// The id is not the one that follows from the record's coordinates.
    WrongId,
    /// It was decided so long ago that the result is no longer kept; it is not in the log.
    Forgotten,
}

impl Refusal {
    /// A refusal that is about the record as a whole.
    pub fn new(code: RefusalCode, kind: KindId, reason: Sentence) -> Self {
        Self {
            code,
            kind,
            field: None,
            reason,
            current: None,
        }
    }

    /// Names the field it is about.
    pub fn at(mut self, field: FieldNo) -> Self {
        self.field = Some(field);
        self
    }

    /// Tells what the field holds now.
    pub fn holding(mut self, current: Option<Value>) -> Self {
        self.current = current;
        self
    }
}

#[derive(Serialize, Deserialize)]
struct JsonRefusal {
    code: RefusalCode,
    kind: KindId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    reason: Sentence,
    #[serde(default, skip_serializing_if = "Json::is_null")]
    current: Json,
}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return Self::serialize(self, serializer);
        }
        let current = self.field.map_or(Json::Null, |field| {
            optional_to_json(self.kind, field, self.current.as_ref())
        });
        let json = JsonRefusal {
            code: self.code,
            kind: self.kind,
            field: self.field.map(|field| field_key(self.kind, field)),
            reason: self.reason.clone(),
            current,
        };
        json.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Refusal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;

        if !deserializer.is_human_readable() {
            return Self::deserialize(deserializer);
        }
        let json = JsonRefusal::deserialize(deserializer)?;
        let kind = json.kind;
        let field = match &json.field {
            Some(key) => Some(field_no(kind, key).map_err(Error::custom)?),
            None => None,
        };
        let current = match field {
            Some(no) => optional_from_json(kind, no, &json.current).map_err(Error::custom)?,
            None => None,
        };
        Ok(Self {
            code: json.code,
            kind,
            field,
            reason: json.reason,
            current,
        })
    }
}
