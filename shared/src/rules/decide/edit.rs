//! Changes of fields.

use std::collections::BTreeSet;

use super::check::{self, NOTE_LIMIT, NOTES_LIMIT};
use super::{Decision, FIELDS_LIMIT, is_blank, required, too_many_fields};
use crate::rules::{Edit, Edits, Refusal, RefusalCode, policy};
use crate::schema::{FieldSpec, Note, Value, ValueType};
use crate::state::{Change, Effect};

impl Decision<'_> {
    pub(super) fn set(&self, edits: &Edits) -> Result<Vec<Effect>, Refusal> {
        self.each_once(edits)?;
        let mut effects = Vec::new();
        let mut changes = Vec::with_capacity(edits.len());
        for (no, edit) in edits {
            let field = check::field_spec(self.spec, *no)?;
            check::writable(self.spec, field)?;
            policy::may_write_field(self.state, self.context.actor, field, self.record)
                .map_err(|reason| self.refuse(RefusalCode::Forbidden, reason).at(*no))?;
            if let Edit::Append(text) = edit {
                effects.push(self.effect(self.append(field, text)?));
                continue;
            }
            let value = self.edited(field, edit)?;
            changes.extend(self.write(field, value)?);
        }
        if !changes.is_empty() {
            effects.push(self.effect(Change::Set(changes)));
        }
        Ok(effects)
    }

    /// A field that is named twice would have two values at once.
    pub(super) fn each_once(&self, edits: &Edits) -> Result<(), Refusal> {
        if edits.len() > FIELDS_LIMIT {
            return Err(too_many_fields(self.spec));
        }
        let mut named = BTreeSet::new();
        match edits.iter().find(|(no, _)| !named.insert(*no)) {
            None => Ok(()),
            Some((no, _)) => {
                let field = check::field_spec(self.spec, *no)?;
                Err(self.not_so(field, "出现了两次", "is named twice"))
            }
        }
    }

    /// What the field holds after the edit.
    pub(super) fn edited(&self, field: &FieldSpec, edit: &Edit) -> Result<Option<Value>, Refusal> {
        let value = match edit {
            Edit::Clear if field.required => return Err(required(self.spec, field)),
            Edit::Clear => return Ok(None),
            Edit::Put(Value::Notes(_)) => {
                return Err(self.not_so(field, "只能追加", "only grows at its end"));
            }
            Edit::Put(value) => value.clone(),
            Edit::Append(_) => {
                return Err(self.not_so(field, "不是备注,不能追加", "does not hold notes"));
            }
            Edit::Merge { add, remove } => {
                check::value(self.state, self.spec, field, add)?;
                self.merged(field, add, remove)?
            }
        };
        check::value(self.state, self.spec, field, &value)?;
        if field.required && is_blank(&value) {
            return Err(required(self.spec, field));
        }
        Ok(Some(value))
    }

    pub(super) fn append(&self, field: &FieldSpec, text: &str) -> Result<Change, Refusal> {
        if field.ty != ValueType::Notes {
            return Err(self.not_so(field, "不是备注,不能追加", "does not hold notes"));
        }
        let text = text.trim();
        if text.is_empty() {
            return Err(required(self.spec, field));
        }
        let length = text.chars().count();
        if length > NOTE_LIMIT {
            return Err(check::too_large(self.spec, field, length, NOTE_LIMIT));
        }
        let slot = self.record.slot(field.no);
        if let Some(Value::Notes(notes)) = slot.and_then(|slot| slot.value.as_ref())
            && notes.len() >= NOTES_LIMIT
        {
            let count = notes.len() + 1;
            return Err(check::too_large(self.spec, field, count, NOTES_LIMIT));
        }
        Ok(Change::Append {
            field: field.no,
            note: Note {
                by: self.context.actor.name.clone(),
                at: self.context.now,
                text: text.to_owned(),
            },
            replaced_seq: slot.map(|slot| slot.seq),
        })
    }

    pub(super) fn merged(
        &self,
        field: &FieldSpec,
        add: &Value,
        remove: &Value,
    ) -> Result<Value, Refusal> {
        let now = self.record.value(field.no);
        let merged = match (add, remove, now) {
            (Value::Refs(add), Value::Refs(remove), now) => {
                let now = match now {
                    Some(Value::Refs(now)) => now.clone(),
                    _ => BTreeSet::default(),
                };
                Value::Refs(
                    now.union(add)
                        .filter(|id| !remove.contains(id))
                        .copied()
                        .collect(),
                )
            }
            (Value::Choices(add), Value::Choices(remove), now) => {
                let now = match now {
                    Some(Value::Choices(now)) => now.clone(),
                    _ => BTreeSet::default(),
                };
                let kept = now.union(add).filter(|no| !remove.contains(no)).copied();
                Value::Choices(kept.collect())
            }
            (Value::Texts(add), Value::Texts(remove), now) => {
                let now = match now {
                    Some(Value::Texts(now)) => now.clone(),
                    _ => BTreeSet::default(),
                };
                let kept = now
                    .union(add)
                    .filter(|text| !remove.contains(*text))
                    .cloned();
                Value::Texts(kept.collect())
            }
            _ => return Err(self.not_so(field, "不是集合,不能增减", "is not a set")),
        };
        Ok(merged)
    }
}
