//! Taking back an own command.

use super::Decision;
use super::order::free_place;
use crate::rules::{Refusal, RefusalCode};
use crate::schema::{CommandNumber, FieldNo, Sentence, Seq, Value};
use crate::state::{Change, Effect, FieldChange};

impl Decision<'_> {
    /// Takes back what an own command did to this record, as long as nobody has changed since what
    /// it changed.
    pub(super) fn undo(&self, number: CommandNumber) -> Result<Vec<Effect>, Refusal> {
        let nothing = || {
            let reason = Sentence::new("没有可以撤销的操作", "there is nothing to undo");
            self.refuse(RefusalCode::NothingToUndo, reason)
        };
        let (seq, effects) = self.context.own.effects_of(number).ok_or_else(nothing)?;
        let mine = effects.iter().filter(|effect| effect.id == self.command.id);
        let back: Vec<Effect> = mine
            .map(|effect| Ok(self.effect(self.back(seq, &effect.change)?)))
            .collect::<Result<_, Refusal>>()?;
        if back.is_empty() {
            return Err(nothing());
        }
        Ok(back)
    }

    /// The change that takes back the one made at `seq`.
    pub(super) fn back(&self, seq: Seq, change: &Change) -> Result<Change, Refusal> {
        let archived = self.record.archived;
        let untouched = match change {
            Change::Create(_) => self.record.changed == seq,
            Change::Restore => archived.is_none() && self.record.changed == seq,
            Change::Archive => archived == Some(seq),
            Change::Set(changes) => {
                let is_mine = |change: &FieldChange| self.wrote(change.field, seq);
                archived.is_none() && changes.iter().all(is_mine)
            }
            Change::Append { field, .. } => archived.is_none() && self.wrote(*field, seq),
        };
        if !untouched {
            return Err(self.refuse(
                RefusalCode::NothingToUndo,
                Sentence::new(
                    "此后已有新的修改,不能撤销",
                    "it was changed since, so it cannot be undone",
                ),
            ));
        }
        Ok(match change {
            Change::Create(_) | Change::Restore => Change::Archive,
            Change::Archive => Change::Restore,
            Change::Set(changes) => Change::Set(
                changes
                    .iter()
                    .map(|change| self.reverse(seq, change))
                    .collect(),
            ),
            Change::Append { field, .. } => Change::Set(vec![self.without_last(*field, seq)]),
        })
    }

    pub(super) fn wrote(&self, field: FieldNo, seq: Seq) -> bool {
        self.record.slot(field).is_some_and(|slot| slot.seq == seq)
    }

    pub(super) fn reverse(&self, seq: Seq, change: &FieldChange) -> FieldChange {
        let value = match &change.replaced {
            Some(Value::Order(key)) => {
                let id = self.command.id;
                let key = free_place(self.state, self.spec, change.field, key, id);
                Some(Value::Order(key))
            }
            replaced => replaced.clone(),
        };
        FieldChange {
            field: change.field,
            value,
            replaced: change.value.clone(),
            replaced_seq: Some(seq),
            unseen: false,
        }
    }

    pub(super) fn without_last(&self, field: FieldNo, seq: Seq) -> FieldChange {
        let replaced = self.record.value(field).cloned();
        let value = match &replaced {
            Some(Value::Notes(notes)) => notes.split_last().map(|(_, rest)| rest.to_vec()),
            _ => None,
        };
        FieldChange {
            field,
            value: value.filter(|rest| !rest.is_empty()).map(Value::Notes),
            replaced,
            replaced_seq: Some(seq),
            unseen: false,
        }
    }
}
