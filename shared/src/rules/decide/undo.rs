//! Taking back an own command.

use super::Decision;
use super::order::free_place;
use crate::model;
use crate::rules::{Refusal, RefusalCode, policy};
use crate::schema::{CommandNumber, FieldNo, Record, Sentence, Seq, Value};
use crate::state::{Change, Effect, FieldChange};

impl Decision<'_> {
    /// Takes back what an own command did, here and in other records, as long as nobody has changed
    /// since what it changed.
    pub(super) fn undo(&self, number: CommandNumber) -> Result<Vec<Effect>, Refusal> {
        let nothing = || {
            let reason = Sentence::new("没有可以撤销的操作", "there is nothing to undo");
            self.refuse(RefusalCode::NothingToUndo, reason)
        };
        let (seq, effects) = self.context.own.effects_of(number).ok_or_else(nothing)?;
        if !effects.iter().any(|effect| effect.id == self.command.id) {
            return Err(nothing());
        }
        policy::may_undo(self.state, self.context.actor, self.spec, self.record)
            .map_err(|reason| self.refuse(RefusalCode::Forbidden, reason))?;
        effects
            .iter()
            .map(|effect| {
                let record = self.state.get(effect.id).ok_or_else(nothing)?;
                Ok(Effect {
                    kind: effect.kind,
                    id: effect.id,
                    change: self.back(record, seq, &effect.change)?,
                })
            })
            .collect()
    }

    /// The change that takes back the one made to the record at `seq`.
    fn back(&self, record: &Record, seq: Seq, change: &Change) -> Result<Change, Refusal> {
        let archived = record.archived;
        let untouched = match change {
            Change::Create(_) => record.changed == seq,
            Change::Restore => archived.is_none() && record.changed == seq,
            Change::Archive => archived == Some(seq),
            Change::Set(changes) => {
                let is_mine = |change: &FieldChange| wrote(record, change.field, seq);
                archived.is_none() && changes.iter().all(is_mine)
            }
            Change::Append { field, .. } => archived.is_none() && wrote(record, *field, seq),
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
                    .map(|change| self.reverse(record, seq, change))
                    .collect(),
            ),
            Change::Append { field, .. } => Change::Set(vec![without_last(record, *field, seq)]),
        })
    }

    fn reverse(&self, record: &Record, seq: Seq, change: &FieldChange) -> FieldChange {
        let value = match (&change.replaced, model::kind(record.kind)) {
            (Some(Value::Order(key)), Some(spec)) => {
                let key = free_place(self.state, spec, change.field, key, record.id);
                Some(Value::Order(key))
            }
            (replaced, _) => replaced.clone(),
        };
        FieldChange {
            field: change.field,
            value,
            replaced: change.value.clone(),
            replaced_seq: Some(seq),
            unseen: false,
        }
    }
}

fn wrote(record: &Record, field: FieldNo, seq: Seq) -> bool {
    record.slot(field).is_some_and(|slot| slot.seq == seq)
}

fn without_last(record: &Record, field: FieldNo, seq: Seq) -> FieldChange {
    let replaced = record.value(field).cloned();
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
