//! The schema in JSON: every kind with its fields, and the actions of its state machines.

use serde_json::{Map, Value as Json, json};

use crate::model::{KINDS, SCHEMA_VERSION};
use crate::schema::{
    ActionSpec, ChoiceNo, ChoiceSpec, Fallback, FieldNo, FieldSpec, KindSpec, Label, Merge,
    Parties, Party, ValueType, Write,
};

/// The whole schema.
pub fn schema() -> Json {
    json!({
        "version": SCHEMA_VERSION,
        "kinds": KINDS.iter().map(|spec| kind(spec)).collect::<Vec<_>>(),
    })
}

/// One kind.
pub fn kind(spec: &KindSpec) -> Json {
    let mut json = json!({
        "kind": spec.key,
        "number": spec.id.0,
        "label": label(spec.label),
        "title": key_of(spec, spec.title),
        "writers": parties(spec.writers),
        "fields": spec.fields.iter().map(field).collect::<Vec<_>>(),
    });
    let mut put = |key: &str, value: Json| json[key] = value;
    if let Some(coordinates) = spec.coordinates {
        put("coordinates", keys_of(spec, coordinates));
    }
    if !spec.owners.is_empty() {
        put("owners", keys_of(spec, spec.owners));
    }
    if !spec.states.is_empty() {
        put("states", keys_of(spec, spec.states));
        let actions: Vec<Json> = spec.actions.iter().map(|each| action(spec, each)).collect();
        put("actions", Json::Array(actions));
    }
    json
}

fn label(label: Label) -> Json {
    json!({ "zh": label.zh, "en": label.en })
}

fn key_of(spec: &KindSpec, no: FieldNo) -> &'static str {
    spec.field(no).map_or("", |field| field.key)
}

fn keys_of(spec: &KindSpec, nos: &[FieldNo]) -> Json {
    nos.iter().map(|no| key_of(spec, *no)).collect()
}

fn parties(parties: Parties) -> Json {
    parties.iter().map(Party::key).collect()
}

fn field(spec: &FieldSpec) -> Json {
    let mut json = Map::new();
    let mut put = |key: &str, value: Json| json.insert(key.to_owned(), value);
    put("field", json!(spec.key));
    put("number", json!(spec.no));
    put("label", label(spec.label));
    put("type", json!(spec.ty.key()));
    if let ValueType::Ref(kind) | ValueType::Refs(kind) | ValueType::Shares(kind) = spec.ty {
        put("of", json!(kind));
    }
    if let ValueType::Choice(choice) | ValueType::Choices(choice) = spec.ty {
        put("options", options(choice));
    }
    if let Some(measure) = spec.measure {
        put("measure", label(measure));
    }
    if spec.required {
        put("required", json!(true));
    }
    match spec.write {
        Write::Edit => None,
        Write::Once => put("written", json!("once")),
        Write::ByAction => put("written", json!("by_action")),
    };
    put("merge", json!(merge(spec.merge)));
    if let Some(writers) = spec.writers {
        put("writers", parties(writers));
    }
    if let Some(fallback) = spec.fallback {
        put("default", default(spec.ty, fallback));
    }
    if spec.personal {
        put("personal", json!(true));
    }
    Json::Object(json)
}

fn options(choice: &ChoiceSpec) -> Json {
    let options = choice.options.iter();
    options
        .map(|option| json!({ "option": option.key, "label": label(option.label) }))
        .collect()
}

const fn merge(merge: Merge) -> &'static str {
    match merge {
        Merge::Replace => "replace",
        Merge::Set => "set",
        Merge::Append => "append",
        Merge::Order => "order",
        Merge::Guarded => "guarded",
    }
}

fn default(ty: ValueType, fallback: Fallback) -> Json {
    match (fallback, ty) {
        (Fallback::Int(number) | Fallback::Money(number), _) => json!(number),
        (Fallback::Flag(flag), _) => json!(flag),
        (Fallback::Choice(no), ValueType::Choice(choice)) => json!(option_key(choice, no)),
        (Fallback::Choice(no), _) => json!(no),
    }
}

fn option_key(choice: &ChoiceSpec, no: ChoiceNo) -> &'static str {
    choice.option(no).map_or("", |option| option.key)
}

fn action(spec: &KindSpec, action: &ActionSpec) -> Json {
    let states = spec.states_of(action.field);
    let state = |no: ChoiceNo| states.map_or("", |states| option_key(states, no));
    let mut json = Map::new();
    let mut put = |key: &str, value: Json| json.insert(key.to_owned(), value);
    put("action", json!(action.key));
    put("label", label(action.label));
    put("moves", json!(key_of(spec, action.field)));
    put("from", action.from.iter().map(|no| state(*no)).collect());
    if let Some(to) = action.to {
        put("to", json!(state(to)));
    }
    put("by", parties(action.who));
    let lists = [
        ("requires", action.requires),
        ("holds", action.holds),
        ("takes", action.takes),
        ("proof", action.proof),
        ("dates", action.dates),
        ("signs", action.signs),
        ("clears", action.clears),
        ("other_than", action.other_than),
    ];
    for (key, fields) in lists.into_iter().filter(|(_, fields)| !fields.is_empty()) {
        put(key, keys_of(spec, fields));
    }
    Json::Object(json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Task;
    use crate::schema::Kind;

    #[test]
    fn a_kind_says_what_a_script_needs() {
        let task = kind(Task::SPEC);
        assert_eq!(task["kind"], "task");
        let find = |list: &str, key: &str, value: &str| {
            let found = task[list].as_array().unwrap().iter();
            found
                .clone()
                .find(|json| json[key] == value)
                .unwrap()
                .clone()
        };
        let state = find("fields", "field", "state");
        assert_eq!(state["written"], "by_action");
        assert_eq!(state["options"][4]["option"], "suspended");
        assert_eq!(find("fields", "field", "item")["of"], "item");
        let confirm = find("actions", "action", "confirm_closure");
        assert_eq!(confirm["from"], json!(["closure_requested"]));
        assert_eq!(confirm["by"], json!(["office"]));
        assert_eq!(confirm["other_than"], json!(["requested_by"]));
    }

    #[test]
    fn every_key_is_said() {
        let schema = schema();
        let kinds = schema["kinds"].as_array().unwrap();
        assert_eq!(kinds.len(), KINDS.len());
        assert!(!schema.to_string().contains("\"\""));
    }
}
