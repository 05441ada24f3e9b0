//! The declaration of a kind of record and of its actions.

use super::{ActionNo, ChoiceNo, ChoiceSpec, FieldNo, FieldSpec, KindId, Label, ValueType};

/// Who may take an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Whoever may change the record.
    Writers,
    /// The office of the leading group.
    Office,
}

/// One transition of a state machine.
#[derive(Debug, PartialEq, Eq)]
pub struct ActionSpec {
    /// Its number.
    pub no: ActionNo,
    /// Its key, used in JSON.
    pub key: &'static str,
    /// Its name, as a button says it.
    pub label: Label,
    /// The states it leads from.
    pub from: &'static [ChoiceNo],
    /// The state it leads to.
    pub to: ChoiceNo,
    /// Who may take it.
    pub who: Who,
    /// Fields that must come with it.
    pub requires: &'static [FieldNo],
    /// Fields that get the day on which it is taken.
    pub dates: &'static [FieldNo],
    /// Fields that it empties.
    pub clears: &'static [FieldNo],
}

/// The declaration of a kind.
#[derive(Debug, PartialEq, Eq)]
pub struct KindSpec {
    /// Its number, kept in records.
    pub id: KindId,
    /// Its key, used in JSON and in addresses.
    pub key: &'static str,
    /// Its name.
    pub label: Label,
    /// Its fields in the order in which people see them.
    pub fields: &'static [FieldSpec],
    /// The field that names a record in lists and sentences.
    pub title: FieldNo,
    /// The field its state machine moves, when it has one; a new record starts with the first
    /// option.
    pub state: Option<FieldNo>,
    /// The transitions of its state machine.
    pub actions: &'static [ActionSpec],
}

impl KindSpec {
    /// The field with this number.
    pub fn field(&self, no: FieldNo) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.no == no)
    }

    /// The field with this key.
    pub fn field_by_key(&self, key: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The action with this number.
    pub fn action(&self, no: ActionNo) -> Option<&'static ActionSpec> {
        self.actions.iter().find(|action| action.no == no)
    }

    /// The action with this key.
    pub fn action_by_key(&self, key: &str) -> Option<&'static ActionSpec> {
        self.actions.iter().find(|action| action.key == key)
    }

    /// The field its state machine moves, and that field's options.
    pub fn state_machine(&self) -> Option<(FieldNo, &'static ChoiceSpec)> {
        let no = self.state?;
        match self.field(no)?.ty {
            ValueType::Choice(choice) => Some((no, choice)),
            _ => None,
        }
    }
}

/// A kind as a Rust type: what [`declare_kind!`](crate::schema::declare) makes.
pub trait Kind: 'static {
    /// The kind's number.
    const ID: KindId;
    /// The declaration.
    const SPEC: &'static KindSpec;
}
