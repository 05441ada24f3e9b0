//! The JSON form of commands, as scripts write them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

use super::{Command, Edit, Edits, Position, Verb};
use crate::model;
use crate::schema::json::{JsonError, field_key, field_no, value_from_json, value_to_json};
use crate::schema::{
    ActionNo, CommandNumber, FieldNo, FieldSpec, KindId, RecordId, Sentence, Seq, Value, ValueType,
};

/// The base of an author who has seen everything there is.
const EVERYTHING: Seq = Seq(u64::MAX);

/// A command in JSON: `{"do": "set", "kind": "task", "id": …, "fields": {…}}`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonCommand {
    #[serde(rename = "do")]
    verb: JsonVerb,
    kind: KindId,
    id: RecordId,
    /// Left out, the author has seen everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<Seq>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    fields: Map<String, Json>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<JsonPlace>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<CommandNumber>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum JsonVerb {
    Create,
    Set,
    Place,
    Archive,
    Restore,
    Act,
    Undo,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonPlace {
    field: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<RecordId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<RecordId>,
}

fn missing(field: &str, zh: &str) -> JsonError {
    JsonError {
        field: Some(field.to_owned()),
        reason: Sentence::new(
            format!("缺少「{field}」:{zh}"),
            format!("`{field}` is missing"),
        ),
    }
}

impl JsonPlace {
    fn new(kind: KindId, field: FieldNo, at: Position) -> Self {
        Self {
            field: field_key(kind, field),
            after: at.after,
            before: at.before,
        }
    }

    fn read(self, kind: KindId) -> Result<(FieldNo, Position), JsonError> {
        let at = Position {
            after: self.after,
            before: self.before,
        };
        Ok((field_no(kind, &self.field)?, at))
    }
}

impl From<&Command> for JsonCommand {
    fn from(command: &Command) -> Self {
        let kind = command.kind;
        let mut json = Self {
            verb: JsonVerb::Archive,
            kind,
            id: command.id,
            base: (command.base != EVERYTHING).then_some(command.base),
            action: None,
            fields: Map::new(),
            place: None,
            number: None,
        };
        match &command.verb {
            Verb::Create { fields } => {
                json.verb = JsonVerb::Create;
                for (no, value) in fields {
                    let value = value_to_json(kind, *no, value);
                    json.fields.insert(field_key(kind, *no), value);
                }
            }
            Verb::Set { edits } => {
                json.verb = JsonVerb::Set;
                json.fields = edits_to_json(kind, edits);
            }
            Verb::Place { field, at } => {
                json.verb = JsonVerb::Place;
                json.place = Some(JsonPlace::new(kind, *field, *at));
            }
            Verb::Archive => {}
            Verb::Restore => json.verb = JsonVerb::Restore,
            Verb::Act {
                action,
                edits,
                place,
            } => {
                json.verb = JsonVerb::Act;
                json.action = Some(action_key(kind, *action));
                json.fields = edits_to_json(kind, edits);
                json.place = place.map(|(field, at)| JsonPlace::new(kind, field, at));
            }
            Verb::Undo { number } => {
                json.verb = JsonVerb::Undo;
                json.number = Some(*number);
            }
        }
        json
    }
}

impl TryFrom<JsonCommand> for Command {
    type Error = JsonError;

    fn try_from(json: JsonCommand) -> Result<Self, JsonError> {
        let kind = json.kind;
        let verb = match json.verb {
            JsonVerb::Create => {
                let fields = json.fields.iter().map(|(key, value)| {
                    let no = field_no(kind, key)?;
                    Ok((no, value_from_json(kind, no, value)?))
                });
                Verb::Create {
                    fields: fields.collect::<Result<_, JsonError>>()?,
                }
            }
            JsonVerb::Set => Verb::Set {
                edits: edits_from_json(kind, &json.fields)?,
            },
            JsonVerb::Place => {
                let place = json.place.ok_or_else(|| missing("place", "排到哪里"))?;
                let (field, at) = place.read(kind)?;
                Verb::Place { field, at }
            }
            JsonVerb::Archive => Verb::Archive,
            JsonVerb::Restore => Verb::Restore,
            JsonVerb::Act => {
                let key = json.action.ok_or_else(|| missing("action", "哪个动作"))?;
                Verb::Act {
                    action: action_no(kind, &key)?,
                    edits: edits_from_json(kind, &json.fields)?,
                    place: json.place.map(|place| place.read(kind)).transpose()?,
                }
            }
            JsonVerb::Undo => Verb::Undo {
                number: json.number.ok_or_else(|| missing("number", "撤销哪一条"))?,
            },
        };
        Ok(Self {
            kind,
            id: json.id,
            base: json.base.unwrap_or(EVERYTHING),
            verb,
        })
    }
}

impl Command {
    /// Reads a command from JSON. Unlike what `Deserialize` can tell, the error names the field.
    pub fn from_json(json: &Json) -> Result<Self, JsonError> {
        let text = |key| json.get(key).and_then(Json::as_str);
        if let Some(kind) = text("kind").filter(|kind| KindId::parse(kind).is_none()) {
            let kinds: Vec<&str> = model::KINDS.iter().map(|spec| spec.key).collect();
            let kinds = kinds.join(" | ");
            return Err(JsonError {
                field: Some("kind".to_owned()),
                reason: Sentence::new(
                    format!("没有类别「{kind}」,可用:{kinds}"),
                    format!("there is no kind `{kind}`: {kinds}"),
                ),
            });
        }
        if let Some(id) = text("id").filter(|id| RecordId::parse(id).is_none()) {
            return Err(JsonError {
                field: Some("id".to_owned()),
                reason: Sentence::new(
                    format!("「{id}」不是 UUID"),
                    format!("`{id}` is not a UUID"),
                ),
            });
        }
        JsonCommand::deserialize(json)
            .map_err(|error| unreadable(&error))
            .and_then(Self::try_from)
    }
}

/// An error in the command's own shape: a field missing, unknown, or of another type.
fn unreadable(error: &serde_json::Error) -> JsonError {
    let text = error.to_string();
    let named = |start: &str| text.starts_with(start).then(|| text.split('`').nth(1))?;
    let field = named("missing field").or_else(|| named("unknown field"));
    let verb = named("unknown variant").map(|_| "do");
    JsonError {
        field: field.or(verb).map(ToOwned::to_owned),
        reason: Sentence::new(format!("命令无法读取:{text}"), text.clone()),
    }
}

fn action_key(kind: KindId, action: ActionNo) -> String {
    match model::kind(kind).and_then(|spec| spec.action(action)) {
        Some(spec) => spec.key.to_owned(),
        None => format!("#{action}"),
    }
}

fn action_no(kind: KindId, key: &str) -> Result<ActionNo, JsonError> {
    let known = match key.strip_prefix('#') {
        Some(number) => number.parse().ok().map(ActionNo),
        None => model::kind(kind)
            .and_then(|spec| spec.action_by_key(key))
            .map(|spec| spec.no),
    };
    known.ok_or_else(|| JsonError {
        field: Some("action".to_owned()),
        reason: Sentence::new(
            format!("「{kind}」没有动作「{key}」"),
            format!("kind `{kind}` has no action `{key}`"),
        ),
    })
}

/// `{"state": "doing"}` puts, `null` empties, `{"add": […], "remove": […]}` merges into a set,
/// `{"append": "…"}` adds at the end.
fn edits_to_json(kind: KindId, edits: &Edits) -> Map<String, Json> {
    let edits = edits.iter().map(|(no, edit)| {
        let json = match edit {
            Edit::Put(value) => value_to_json(kind, *no, value),
            Edit::Clear => Json::Null,
            Edit::Merge { add, remove } => json!({
                "add": value_to_json(kind, *no, add),
                "remove": value_to_json(kind, *no, remove),
            }),
            Edit::Append(text) => json!({ "append": text }),
        };
        (field_key(kind, *no), json)
    });
    edits.collect()
}

fn edits_from_json(kind: KindId, fields: &Map<String, Json>) -> Result<Edits, JsonError> {
    let edits = fields.iter().map(|(key, json)| {
        let no = field_no(kind, key)?;
        let spec = model::kind(kind).and_then(|spec| spec.field(no));
        Ok((no, edit_from_json(kind, no, spec, json)?))
    });
    edits.collect()
}

fn edit_from_json(
    kind: KindId,
    no: FieldNo,
    spec: Option<&FieldSpec>,
    json: &Json,
) -> Result<Edit, JsonError> {
    if json.is_null() {
        return Ok(Edit::Clear);
    }
    let object = json.as_object();
    if let Some(text) = object.and_then(|o| o.get("append")).and_then(Json::as_str) {
        return Ok(Edit::Append(text.to_owned()));
    }
    let set = spec.is_some_and(|spec| {
        matches!(
            spec.ty,
            ValueType::Refs(_) | ValueType::Choices(_) | ValueType::Texts
        )
    });
    if let Some(object) =
        object.filter(|o| set && (o.contains_key("add") || o.contains_key("remove")))
    {
        let part = |key: &str| -> Result<Value, JsonError> {
            let empty = json!([]);
            value_from_json(kind, no, object.get(key).unwrap_or(&empty))
        };
        return Ok(Edit::Merge {
            add: part("add")?,
            remove: part("remove")?,
        });
    }
    value_from_json(kind, no, json).map(Edit::Put)
}

impl Serialize for Command {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            JsonCommand::from(self).serialize(serializer)
        } else {
            Self::serialize(self, serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Command {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let json = JsonCommand::deserialize(deserializer)?;
            Self::try_from(json).map_err(serde::de::Error::custom)
        } else {
            Self::deserialize(deserializer)
        }
    }
}
