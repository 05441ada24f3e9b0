//! The declaration of a kind of record and of its actions.

use super::{
    ActionNo, ChoiceNo, ChoiceSpec, FieldNo, FieldSpec, KindId, Label, Parties, ValueType,
};

/// One action of a state machine: what a person does to bring a record from one state to another.
#[derive(Debug, PartialEq, Eq)]
pub struct ActionSpec {
    /// Its number.
    pub no: ActionNo,
    /// Its key, used in JSON.
    pub key: &'static str,
    /// Its name, as a button says it.
    pub label: Label,
    /// The state field it moves.
    pub field: FieldNo,
    /// The states it leads from.
    pub from: &'static [ChoiceNo],
    /// The state it leads to; `None` when the record stays where it is.
    pub to: Option<ChoiceNo>,
    /// Who may take it.
    pub who: Parties,
    /// Fields that must come with it.
    pub requires: &'static [FieldNo],
    /// Fields the record must hold afterwards, whether they come with it or were there before.
    pub holds: &'static [FieldNo],
    /// Fields that may come with it.
    pub takes: &'static [FieldNo],
    /// Fields of which one must come with it as evidence: a file, or text of some length
    /// (DOMAIN B28, B32). Empty when it ends nothing.
    pub proof: &'static [FieldNo],
    /// Fields that get the day on which it is taken.
    pub dates: &'static [FieldNo],
    /// Fields that get the signature of who takes it.
    pub signs: &'static [FieldNo],
    /// Fields that it empties.
    pub clears: &'static [FieldNo],
    /// Signatures that must be someone else's: who asks for closure cannot verify it
    /// (DOMAIN §7.2, 8).
    pub other_than: &'static [FieldNo],
}

impl ActionSpec {
    /// The fields a form asks for: what must come with it, the first way of proving it included.
    pub fn asks(&self) -> impl Iterator<Item = FieldNo> {
        let proof = self.proof.first();
        self.requires.iter().chain(proof).copied()
    }

    /// Whether the field may come with it.
    pub fn accepts(&self, field: FieldNo) -> bool {
        [self.requires, self.holds, self.takes, self.proof]
            .iter()
            .any(|fields| fields.contains(&field))
    }
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
    /// The fields whose values make the id of a record, so that two devices that file the same
    /// thing file the same record; `None` where ids are made at random. No fields at all: there is
    /// one such record in a room.
    pub coordinates: Option<&'static [FieldNo]>,
    /// The references through which a record belongs to units and projects.
    pub owners: &'static [FieldNo],
    /// Who may make a record and change its fields.
    pub writers: Parties,
    /// The fields its state machines move; a new record starts with the first option of each.
    pub states: &'static [FieldNo],
    /// The actions of its state machines.
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

    /// The field its first state machine moves: the one boards have their columns by.
    pub fn state(&self) -> Option<FieldNo> {
        self.states.first().copied()
    }

    /// The states of the machine that moves `field`.
    pub fn states_of(&self, field: FieldNo) -> Option<&'static ChoiceSpec> {
        match self.field(field)?.ty {
            ValueType::Choice(choice) if self.states.contains(&field) => Some(choice),
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
