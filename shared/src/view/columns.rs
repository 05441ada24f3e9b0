//! The columns a ledger of any kind can show: its fields, as their declaration says them.

use crate::model;
use crate::schema::{FieldNo, KindId, Label, ValueType};

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The field.
    pub field: FieldNo,
    /// Its key, for addresses.
    pub key: &'static str,
    /// Its heading.
    pub label: Label,
    /// What its numbers count, said once in the heading.
    pub measure: Option<Label>,
    /// How its cells stand.
    pub align: Align,
}

/// How cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Figures, so that their digits stand below each other.
    Right,
}

/// The columns of a kind, in the order of its declaration. Orders made by hand have none.
pub fn columns(kind: KindId) -> Vec<Column> {
    let fields = model::kind(kind).map_or(&[][..], |spec| spec.fields);
    fields
        .iter()
        .filter(|field| field.ty != ValueType::Order)
        .map(|field| Column {
            field: field.no,
            key: field.key,
            label: field.label,
            measure: match field.ty {
                ValueType::Money => Some(Label::new("万元", "10,000 yuan")),
                _ => field.measure,
            },
            align: match field.ty {
                ValueType::Int | ValueType::Decimal | ValueType::Money => Align::Right,
                _ => Align::Left,
            },
        })
        .collect()
}
