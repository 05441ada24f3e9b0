//! What a rule of the domain judges: a record as it was and as a command would leave it.

use super::{Context, Refusal, RefusalCode, Settings};
use crate::schema::{ActionSpec, Choices, Day, FieldNo, Kind, Pick, Record, Sentence, Value, View};
use crate::state::State;

/// A change of one record that has not happened yet.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// The records as they are.
    pub state: &'a State,
    /// Who acts, and when.
    pub context: &'a Context<'a>,
    /// The war day.
    pub day: Day,
    /// The record as it is; `None` when it is new.
    pub before: Option<&'a Record>,
    /// The record as it would be.
    pub after: &'a Record,
    /// The action that is taken, when it is one.
    pub action: Option<&'static ActionSpec>,
}

impl<'a> Attempt<'a> {
    /// The record as it would be, when it is of kind `K` and not archived.
    pub fn of<K: Kind>(&self) -> Option<View<'a, K>> {
        let after = self.after;
        after.view::<K>().filter(|_| after.archived.is_none())
    }

    /// Whether the field would change.
    pub fn changes(&self, field: FieldNo) -> bool {
        let before = self.before.and_then(|before| before.value(field));
        before != self.after.value(field)
    }

    /// Whether the record would enter the state `option` of `field`.
    pub fn enters<C: Choices>(&self, field: FieldNo, option: C) -> bool {
        let is_in = |record: &Record| match record.value(field) {
            Some(value) => <Pick<C> as crate::schema::FieldKind>::read(value) == Some(option),
            None => false,
        };
        is_in(self.after) && !self.before.is_some_and(is_in)
    }

    /// Whether the record is new.
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// What the field held before.
    pub fn was(&self, field: FieldNo) -> Option<&'a Value> {
        self.before.and_then(|before| before.value(field))
    }

    /// The room's settings.
    pub fn settings(&self) -> Settings {
        Settings::of(self.state)
    }

    /// A refusal because a rule of the domain forbids it, about one field.
    pub fn refuse(&self, field: FieldNo, zh: impl Into<String>, en: impl Into<String>) -> Refusal {
        let reason = Sentence::new(zh, en);
        Refusal::new(RefusalCode::Rule, self.after.kind, reason).at(field)
    }
}
