//! Values and records in words, as cells, forms and sentences show them.

use crate::model;
use crate::rules::due;
use crate::rules::figures::money;
use crate::schema::{
    ChoiceNo, ChoiceSpec, FieldNo, KindId, Label, Lang, Record, RecordId, Value, ValueType,
};
use crate::state::State;

/// How many references are followed to name a record: a month's figures are named by their
/// project, which has a name of its own.
const DEPTH: usize = 3;

/// The value of the field in words.
pub fn words(state: &State, kind: KindId, field: FieldNo, value: &Value, lang: Lang) -> String {
    said(state, kind, field, value, lang, DEPTH)
}

/// What the record is called.
pub fn title(state: &State, record: &Record, lang: Lang) -> String {
    named(state, record, lang, DEPTH)
}

fn named(state: &State, record: &Record, lang: Lang, depth: usize) -> String {
    let Some(spec) = model::kind(record.kind) else {
        return record.id.to_string();
    };
    let name = record
        .value(spec.title)
        .map(|value| said(state, record.kind, spec.title, value, lang, depth))
        .unwrap_or_default();
    if name.is_empty() {
        return spec.label.text(lang).to_owned();
    }
    name
}

fn called(state: &State, id: RecordId, lang: Lang, depth: usize) -> String {
    match (state.get(id), depth.checked_sub(1)) {
        (Some(record), Some(depth)) => named(state, record, lang, depth),
        _ => id.to_string(),
    }
}

fn said(
    state: &State,
    kind: KindId,
    field: FieldNo,
    value: &Value,
    lang: Lang,
    depth: usize,
) -> String {
    let spec = model::kind(kind).and_then(|spec| spec.field(field));
    let measured = |number: String| match spec.and_then(|spec| spec.measure) {
        Some(measure) => format!("{number} {}", measure.text(lang)),
        None => number,
    };
    let join = |parts: Vec<String>| parts.join(separator(lang));
    match (value, spec.map(|spec| spec.ty)) {
        (Value::Text(text), _) => text.clone(),
        (Value::Int(number), _) => measured(number.to_string()),
        (Value::Decimal(number), _) => measured(number.to_string()),
        (Value::Money(yuan), _) => money::sentence_wan(*yuan).text(lang).to_owned(),
        (Value::Day(day), _) => day.to_string(),
        (Value::Month(month), _) => month.to_string(),
        (Value::Period(period), _) => period.sentence().text(lang).to_owned(),
        (Value::Time(at), _) => at.day().map(|day| day.to_string()).unwrap_or_default(),
        (Value::Flag(flag), _) => yes_or_no(*flag).text(lang).to_owned(),
        (Value::Choice(no), Some(ValueType::Choice(choice))) => option(choice, *no, lang),
        (Value::Choices(nos), Some(ValueType::Choices(choice))) => {
            join(nos.iter().map(|no| option(choice, *no, lang)).collect())
        }
        (Value::Ref(id), _) => called(state, *id, lang, depth),
        (Value::Refs(ids), _) => join(
            ids.iter()
                .map(|id| called(state, *id, lang, depth))
                .collect(),
        ),
        (Value::Shares(shares), _) => {
            let part = |(id, share): (&RecordId, &u32)| {
                let name = called(state, *id, lang, depth);
                format!("{name} {}.{:02}%", share / 100, share % 100)
            };
            join(shares.iter().map(part).collect())
        }
        (Value::Texts(texts), _) => join(texts.iter().cloned().collect()),
        (Value::File(file), _) => file.name.clone(),
        (Value::Signature(signature), _) => match signature.at.day() {
            Some(day) => format!("{} {day}", signature.by),
            None => signature.by.clone(),
        },
        (Value::Notes(notes), _) => notes
            .last()
            .map(|note| note.text.clone())
            .unwrap_or_default(),
        (Value::Schedule(rules), _) => {
            let rules: Vec<String> = rules
                .iter()
                .map(|rule| due::sentence(rule).text(lang).to_owned())
                .collect();
            rules.join(";")
        }
        // What has no words of its own: places, orders, and values of a newer version.
        _ => "…".to_owned(),
    }
}

fn option(choice: &ChoiceSpec, no: ChoiceNo, lang: Lang) -> String {
    choice.option(no).map_or_else(
        || format!("#{no}"),
        |option| option.label.text(lang).to_owned(),
    )
}

fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

fn yes_or_no(flag: bool) -> Label {
    if flag {
        Label::new("是", "yes")
    } else {
        Label::new("否", "no")
    }
}
