//! The table of records.

use std::sync::Arc;

use foldhash::HashMap;

use super::index::Index;
use super::{Change, Checksum, Effect};
use crate::schema::{FieldNo, Kind, KindId, OrderKey, Record, RecordId, Seq, Slot, Value};

/// The records of a room as they are after some seq.
#[derive(Clone, Debug, Default)]
pub struct State {
    records: HashMap<RecordId, Arc<Record>>,
    index: Index,
    checksum: Checksum,
}

/// The records as they were before some effects were applied, each once: what takes them back.
#[derive(Debug, Default)]
pub struct Undo(Vec<(RecordId, Option<Arc<Record>>)>);

impl Undo {
    /// The records that were touched.
    pub fn touched(&self) -> impl Iterator<Item = RecordId> {
        self.0.iter().map(|(id, _)| *id)
    }
}

impl State {
    /// The record with this id.
    pub fn get(&self, id: RecordId) -> Option<&Arc<Record>> {
        self.records.get(&id)
    }

    /// How many records there are, archived ones included.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// The checksum of all of them.
    pub fn checksum(&self) -> Checksum {
        self.checksum
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Every record, in no order.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.values()
    }

    /// The records of a kind, by id, archived ones included.
    pub fn of_kind(&self, kind: KindId) -> impl Iterator<Item = &Arc<Record>> {
        self.index.of_kind(kind)
    }

    /// The records of kind `K` that are not archived.
    pub fn all<K: Kind>(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.of_kind(K::ID)
            .filter(|record| record.archived.is_none())
    }

    /// The records of kind `K` that are not archived and whose `field` refers to `target`.
    pub fn referring<K: Kind>(
        &self,
        target: RecordId,
        field: FieldNo,
    ) -> impl Iterator<Item = &Arc<Record>> {
        self.index
            .referrers(target, K::ID, field)
            .filter(|record| record.archived.is_none())
    }

    /// The nearest place after `key` that any record of the kind holds.
    pub fn place_after(&self, kind: KindId, field: FieldNo, key: &OrderKey) -> Option<&OrderKey> {
        self.index.place_after(kind, field, key)
    }

    /// The nearest place before `key` that any record of the kind holds.
    pub fn place_before(&self, kind: KindId, field: FieldNo, key: &OrderKey) -> Option<&OrderKey> {
        self.index.place_before(kind, field, key)
    }

    /// Whether a record other than `but` holds the place `key`.
    pub fn is_place_taken(
        &self,
        kind: KindId,
        field: FieldNo,
        key: &OrderKey,
        but: RecordId,
    ) -> bool {
        self.index.is_place_taken(kind, field, key, but)
    }

    /// The last place that any record of the kind holds.
    pub fn last_place(&self, kind: KindId, field: FieldNo) -> Option<&OrderKey> {
        self.index.last_place(kind, field)
    }

    /// Takes in a record as it is: from a snapshot or the store.
    pub fn insert(&mut self, record: Arc<Record>) {
        self.replace(record.id, Some(record));
    }

    /// Applies the effects of the command at `seq`. Effects on a record that is not there change
    /// nothing, as on a client whose rights do not cover it.
    pub fn apply(&mut self, seq: Seq, effects: &[Effect]) -> Undo {
        let mut undo = Undo::default();
        for effect in effects {
            let before = self.records.get(&effect.id);
            let Some(after) = changed(before.map(AsRef::as_ref), seq, effect) else {
                continue;
            };
            let first_touch = !undo.0.iter().any(|(id, _)| *id == effect.id);
            let before = self.replace(effect.id, Some(Arc::new(after)));
            if first_touch {
                undo.0.push((effect.id, before));
            }
        }
        undo
    }

    /// The record as the effect would leave it; `None` when the effect does not fit what is there.
    pub fn after(&self, seq: Seq, effect: &Effect) -> Option<Record> {
        changed(self.records.get(&effect.id).map(AsRef::as_ref), seq, effect)
    }

    /// Takes back the latest effects that were applied. Must be called in the opposite order of
    /// [`State::apply`].
    pub fn undo(&mut self, undo: Undo) {
        for (id, before) in undo.0 {
            self.replace(id, before);
        }
    }

    fn replace(&mut self, id: RecordId, record: Option<Arc<Record>>) -> Option<Arc<Record>> {
        let before = self.records.remove(&id);
        if let Some(before) = &before {
            self.index.remove(before);
            self.checksum.toggle(before);
        }
        if let Some(record) = record {
            self.index.insert(&record);
            self.checksum.toggle(&record);
            self.records.insert(id, record);
        }
        before
    }
}

/// The record after the effect; `None` when the effect does not fit what is there.
fn changed(before: Option<&Record>, seq: Seq, effect: &Effect) -> Option<Record> {
    match (&effect.change, before) {
        (Change::Create(values), None) => {
            let mut record = Record::new(effect.id, effect.kind, seq);
            for (field, value) in values {
                let value = Some(value.clone());
                record.put(*field, Slot { value, seq });
            }
            Some(record)
        }
        (Change::Create(_), Some(_)) | (_, None) => None,
        (change, Some(before)) => {
            let mut record = before.clone();
            record.changed = seq;
            match change {
                Change::Set(fields) => {
                    for change in fields {
                        let value = change.value.clone();
                        record.put(change.field, Slot { value, seq });
                    }
                }
                Change::Append { field, note, .. } => {
                    let mut notes = match record.value(*field) {
                        Some(Value::Notes(notes)) => notes.clone(),
                        _ => Vec::new(),
                    };
                    notes.push(note.clone());
                    let value = Some(Value::Notes(notes));
                    record.put(*field, Slot { value, seq });
                }
                Change::Archive => record.archived = Some(seq),
                Change::Restore => record.archived = None,
                Change::Create(_) => return None,
            }
            Some(record)
        }
    }
}
