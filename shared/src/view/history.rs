//! History as sentences: what a change did to a record, in words people use.

use super::words::words;
use crate::model;
use crate::schema::{FieldNo, KindId, Lang, Value, ValueType, json::field_key};
use crate::state::{Change, Effect, FieldChange, State};

/// One change of one field, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What changed.
    pub what: String,
    /// What it was; empty when there was nothing.
    pub before: String,
    /// What it is now; empty when it was emptied.
    pub after: String,
    /// Whether its author had not seen what it replaced.
    pub unseen: bool,
}

impl Line {
    fn plain(what: &str) -> Self {
        Self {
            what: what.to_owned(),
            before: String::new(),
            after: String::new(),
            unseen: false,
        }
    }
}

/// What the effect did, line by line.
pub fn lines(state: &State, effect: &Effect, lang: Lang) -> Vec<Line> {
    let pick = |zh, en| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    match &effect.change {
        Change::Create(_) => vec![Line::plain(pick("建立", "Created"))],
        Change::Archive => vec![Line::plain(pick("归档", "Archived"))],
        Change::Restore => vec![Line::plain(pick("恢复", "Restored"))],
        Change::Append { field, note, .. } => vec![Line {
            after: note.text.clone(),
            ..Line::plain(&label(effect.kind, *field, lang))
        }],
        Change::Set(changes) => changes
            .iter()
            .map(|change| line(state, effect.kind, change, lang))
            .collect(),
    }
}

fn label(kind: KindId, field: FieldNo, lang: Lang) -> String {
    let spec = model::kind(kind).and_then(|spec| spec.field(field));
    spec.map_or_else(
        || field_key(kind, field),
        |spec| spec.label.text(lang).to_owned(),
    )
}

fn line(state: &State, kind: KindId, change: &FieldChange, lang: Lang) -> Line {
    let spec = model::kind(kind).and_then(|spec| spec.field(change.field));
    let what = label(kind, change.field, lang);
    // A key of an order says nothing to people; that it moved does.
    if spec.is_some_and(|spec| spec.ty == ValueType::Order) {
        return Line::plain(match lang {
            Lang::Zh => "调整顺序",
            Lang::En => "Moved within the order",
        });
    }
    let say = |value: &Option<Value>| {
        value
            .as_ref()
            .map(|value| words(state, kind, change.field, value, lang))
            .unwrap_or_default()
    };
    Line {
        what,
        before: say(&change.replaced),
        after: say(&change.value),
        unseen: change.unseen,
    }
}
