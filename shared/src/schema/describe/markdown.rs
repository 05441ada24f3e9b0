//! The schema as a document.

use std::fmt::Write as _;

use crate::model::PARTS;

use crate::schema::{
    ActionSpec, ChoiceNo, Fallback, FieldNo, FieldSpec, KindSpec, Label, Lang, Parties, ValueType,
    Write,
};

/// Every kind by part of the domain: its fields and the actions of its state machines.
pub fn markdown() -> String {
    let mut text = String::from(HEAD);
    for part in PARTS {
        let kinds = part.kinds;
        let title = both(part.label);
        push(&mut text, format_args!("\n## {title}\n"));
        for spec in kinds {
            kind(&mut text, spec);
        }
    }
    text
}

const HEAD: &str = "# The model

Every kind of record, as it is declared in `shared/src/model`. This page is made from the
declarations; a test keeps it true. `GET /api/schema` says the same in JSON (see [api.md](api.md)).

A field's marks: **required** it must be there from the start · **once** it is given when the record is
made and never changed · **by action** only actions write it · **office** only the office writes it ·
**personal** it is about a private person and is left out of what is shared outside.
";

/// Writing to a `String` cannot fail.
fn push(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(line);
}

fn both(label: Label) -> String {
    format!("{} · {}", label.text(Lang::Zh), label.text(Lang::En))
}

fn kind(text: &mut String, spec: &KindSpec) {
    let (key, label) = (spec.key, both(spec.label));
    push(text, format_args!("\n### `{key}` {label}\n\n"));
    push(text, format_args!("Written by {}.", parties(spec.writers)));
    match spec.coordinates {
        Some([]) => push(text, format_args!(" One in a room.")),
        Some(fields) => push(text, format_args!(" Known by {}.", keys(spec, fields))),
        None => {}
    }
    if !spec.owners.is_empty() {
        push(
            text,
            format_args!(" Belongs to what {} names.", keys(spec, spec.owners)),
        );
    }
    push(
        text,
        format_args!("\n\n| field | type | names | marks |\n|---|---|---|---|\n"),
    );
    for each in spec.fields {
        field(text, each);
    }
    if spec.actions.is_empty() {
        return;
    }
    push(
        text,
        format_args!(
            "\n| action | names | from | to | by | asks for |\n|---|---|---|---|---|---|\n"
        ),
    );
    for each in spec.actions {
        action(text, spec, each);
    }
}

fn parties(parties: Parties) -> String {
    let names: Vec<&str> = parties.iter().map(|party| party.label().en).collect();
    names.join(", ")
}

fn key(spec: &KindSpec, no: FieldNo) -> &'static str {
    spec.field(no).map_or("", |field| field.key)
}

fn keys(spec: &KindSpec, fields: &[FieldNo]) -> String {
    let keys: Vec<String> = fields
        .iter()
        .map(|no| format!("`{}`", key(spec, *no)))
        .collect();
    keys.join(", ")
}

fn field(text: &mut String, field: &FieldSpec) {
    let of = match field.ty {
        ValueType::Ref(kind) | ValueType::Refs(kind) | ValueType::Shares(kind) => {
            format!(" `{kind}`")
        }
        ValueType::Choice(choice) | ValueType::Choices(choice) => {
            let options = choice.options.iter();
            let names: Vec<&str> = options.map(|option| option.label.zh).collect();
            format!(": {}", names.join("、"))
        }
        _ => String::new(),
    };
    let mut marks = Vec::new();
    if field.required {
        marks.push("required".to_owned());
    }
    match field.write {
        Write::Edit => {}
        Write::Once => marks.push("once".to_owned()),
        Write::ByAction => marks.push("by action".to_owned()),
    }
    if field.writers.is_some() {
        marks.push("office".to_owned());
    }
    if field.personal {
        marks.push("personal".to_owned());
    }
    if let Some(measure) = field.measure {
        marks.push(format!("in {}", both(measure)));
    }
    if let Some(fallback) = field.fallback {
        marks.push(format!("{} while empty", default(field.ty, fallback)));
    }
    let (name, ty, label) = (field.key, field.ty.key(), both(field.label));
    let marks = marks.join(", ");
    push(
        text,
        format_args!("| `{name}` | {ty}{of} | {label} | {marks} |\n"),
    );
}

fn default(ty: ValueType, fallback: Fallback) -> String {
    match (fallback, ty) {
        (Fallback::Int(number), _) => number.to_string(),
        (Fallback::Money(yuan), _) => format!("{yuan} yuan"),
        (Fallback::Flag(flag), _) => flag.to_string(),
        (Fallback::Choice(no), ValueType::Choice(choice)) => choice
            .option(no)
            .map_or_else(String::new, |option| option.label.zh.to_owned()),
        (Fallback::Choice(_), _) => String::new(),
    }
}

fn action(text: &mut String, spec: &KindSpec, action: &ActionSpec) {
    let states = spec.states_of(action.field);
    let state = |no: ChoiceNo| {
        let option = states.and_then(|states| states.option(no));
        option.map_or("", |option| option.label.zh)
    };
    let from: Vec<&str> = action.from.iter().map(|no| state(*no)).collect();
    let to = action.to.map_or("—", state);
    let mut asks = Vec::new();
    if !action.requires.is_empty() {
        asks.push(keys(spec, action.requires));
    }
    if !action.holds.is_empty() {
        asks.push(format!("holding {}", keys(spec, action.holds)));
    }
    if !action.proof.is_empty() {
        asks.push(format!("evidence in {}", keys(spec, action.proof)));
    }
    if !action.other_than.is_empty() {
        asks.push(format!(
            "someone other than {}",
            keys(spec, action.other_than)
        ));
    }
    let (key, label) = (action.key, both(action.label));
    let (from, who, asks) = (from.join("、"), parties(action.who), asks.join("; "));
    push(
        text,
        format_args!("| `{key}` | {label} | {from} | {to} | {who} | {asks} |\n"),
    );
}
