//! The JSON form of effects, for the log and for scripts.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value as Json};

use super::{Change, Effect, FieldChange};
use crate::schema::json::{
    JsonError, field_key, field_no, optional_from_json, optional_to_json, value_from_json,
    value_to_json,
};
use crate::schema::{KindId, Note, RecordId, Sentence, Seq};

/// An effect in JSON: `{"change": "set", "kind": "task", "id": …, "fields": {…}, "replaced": {…}}`.
#[derive(Serialize, Deserialize)]
struct JsonEffect {
    change: Verb,
    kind: KindId,
    id: RecordId,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    fields: Map<String, Json>,
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    replaced: Map<String, Json>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verb {
    Create,
    Set,
    Archive,
    Restore,
    Append,
}

/// What a field held before, and since which seq.
#[derive(Serialize, Deserialize)]
struct Replaced {
    value: Json,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seq: Option<Seq>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    unseen: bool,
}

impl JsonEffect {
    fn from_effect(effect: &Effect) -> Result<Self, serde_json::Error> {
        let mut json = Self {
            change: Verb::Archive,
            kind: effect.kind,
            id: effect.id,
            fields: Map::new(),
            replaced: Map::new(),
        };
        match &effect.change {
            Change::Create(values) => {
                json.change = Verb::Create;
                for (no, value) in values {
                    let key = field_key(effect.kind, *no);
                    json.fields
                        .insert(key, value_to_json(effect.kind, *no, value));
                }
            }
            Change::Set(changes) => {
                json.change = Verb::Set;
                for change in changes {
                    let (kind, no) = (effect.kind, change.field);
                    let key = field_key(kind, no);
                    let replaced = Replaced {
                        value: optional_to_json(kind, no, change.replaced.as_ref()),
                        seq: change.replaced_seq,
                        unseen: change.unseen,
                    };
                    json.replaced
                        .insert(key.clone(), serde_json::to_value(replaced)?);
                    let value = optional_to_json(kind, no, change.value.as_ref());
                    json.fields.insert(key, value);
                }
            }
            Change::Archive => {}
            Change::Restore => json.change = Verb::Restore,
            Change::Append {
                field,
                note,
                replaced_seq,
            } => {
                json.change = Verb::Append;
                let key = field_key(effect.kind, *field);
                let replaced = Replaced {
                    value: Json::Null,
                    seq: *replaced_seq,
                    unseen: false,
                };
                json.replaced
                    .insert(key.clone(), serde_json::to_value(replaced)?);
                json.fields.insert(key, serde_json::to_value(note)?);
            }
        }
        Ok(json)
    }

    fn into_effect(self) -> Result<Effect, JsonError> {
        let kind = self.kind;
        let change = match self.change {
            Verb::Create => {
                let values = self.fields.iter().map(|(key, value)| {
                    let no = field_no(kind, key)?;
                    Ok((no, value_from_json(kind, no, value)?))
                });
                Change::Create(values.collect::<Result<_, JsonError>>()?)
            }
            Verb::Set => {
                let changes = self.fields.iter().map(|(key, value)| {
                    let field = field_no(kind, key)?;
                    let replaced = self.replaced.get(key).cloned().unwrap_or_default();
                    let replaced: Option<Replaced> = serde_json::from_value(replaced).ok();
                    let before = replaced.as_ref().map_or(&Json::Null, |r| &r.value);
                    Ok(FieldChange {
                        field,
                        value: optional_from_json(kind, field, value)?,
                        replaced: optional_from_json(kind, field, before)?,
                        replaced_seq: replaced.as_ref().and_then(|r| r.seq),
                        unseen: replaced.is_some_and(|r| r.unseen),
                    })
                });
                Change::Set(changes.collect::<Result<_, JsonError>>()?)
            }
            Verb::Archive => Change::Archive,
            Verb::Restore => Change::Restore,
            Verb::Append => self.appended()?,
        };
        Ok(Effect {
            kind,
            id: self.id,
            change,
        })
    }
}

impl JsonEffect {
    fn appended(&self) -> Result<Change, JsonError> {
        let wrong = |key: &str| JsonError {
            field: Some(key.to_owned()),
            reason: Sentence::new(
                format!("「{key}」应为一条备注"),
                format!("`{key}` must be one note"),
            ),
        };
        let (key, note) = self.fields.iter().next().ok_or_else(|| wrong("fields"))?;
        let replaced = self.replaced.get(key).cloned().unwrap_or_default();
        let replaced: Option<Replaced> = serde_json::from_value(replaced).ok();
        Ok(Change::Append {
            field: field_no(self.kind, key)?,
            note: Note::deserialize(note).map_err(|_| wrong(key))?,
            replaced_seq: replaced.and_then(|replaced| replaced.seq),
        })
    }
}

impl Serialize for Effect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            JsonEffect::from_effect(self)
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer)
        } else {
            Self::serialize(self, serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Effect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let json = JsonEffect::deserialize(deserializer)?;
            json.into_effect().map_err(serde::de::Error::custom)
        } else {
            Self::deserialize(deserializer)
        }
    }
}
