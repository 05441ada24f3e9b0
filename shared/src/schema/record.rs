//! Records: dynamic underneath, typed where the kind is known.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{FieldKind, FieldNo, Kind, KindId, RecordId, Seq, Value};

/// One record: its kind and a small sorted map from field number to value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Who it is.
    pub id: RecordId,
    /// What it is.
    pub kind: KindId,
    /// The seq that created it.
    pub created: Seq,
    /// The seq that changed it last.
    pub changed: Seq,
    /// The seq that archived it, while it is archived.
    pub archived: Option<Seq>,
    fields: Vec<(FieldNo, Slot)>,
}

/// What a record holds in one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The value; `None` once it has been emptied.
    pub value: Option<Value>,
    /// The seq that wrote it last.
    pub seq: Seq,
}

impl Record {
    /// A new record without fields.
    pub fn new(id: RecordId, kind: KindId, created: Seq) -> Self {
        Self {
            id,
            kind,
            created,
            changed: created,
            archived: None,
            fields: Vec::new(),
        }
    }

    /// Everything the field holds, also when it has been emptied.
    pub fn slot(&self, field: FieldNo) -> Option<&Slot> {
        let at = self
            .fields
            .binary_search_by_key(&field, |(no, _)| *no)
            .ok()?;
        self.fields.get(at).map(|(_, slot)| slot)
    }

    /// The value of the field.
    pub fn value(&self, field: FieldNo) -> Option<&Value> {
        self.slot(field)?.value.as_ref()
    }

    /// Every field that was ever written, in the order of their numbers.
    pub fn slots(&self) -> impl Iterator<Item = (FieldNo, &Slot)> {
        self.fields.iter().map(|(no, slot)| (*no, slot))
    }

    /// Every field that has a value, in the order of their numbers.
    pub fn values(&self) -> impl Iterator<Item = (FieldNo, &Value)> {
        self.slots()
            .filter_map(|(no, slot)| slot.value.as_ref().map(|value| (no, value)))
    }

    /// Writes a field.
    pub fn put(&mut self, field: FieldNo, slot: Slot) {
        match self.fields.binary_search_by_key(&field, |(no, _)| *no) {
            Ok(at) => self.fields[at].1 = slot,
            Err(at) => self.fields.insert(at, (field, slot)),
        }
    }

    /// The record as one of kind `K`; `None` when it is of another kind.
    pub fn view<K: Kind>(&self) -> Option<View<'_, K>> {
        (self.kind == K::ID).then_some(View {
            record: self,
            kind: PhantomData,
        })
    }
}

/// A record seen as one of kind `K`, with an accessor for each declared field.
#[derive(Debug)]
pub struct View<'a, K> {
    /// The record.
    pub record: &'a Record,
    kind: PhantomData<K>,
}

impl<K> Clone for View<'_, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for View<'_, K> {}

impl<'a, K> View<'a, K> {
    /// Reads a field as the type it was declared with.
    pub fn read<F: FieldKind>(self, field: FieldNo) -> Option<F::Out<'a>> {
        self.record.value(field).and_then(F::read)
    }
}

/// The binary form; the JSON form is in [`super::json`], where values meet their declarations.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Record")]
pub(super) struct BinaryRecord {
    id: RecordId,
    kind: KindId,
    created: Seq,
    changed: Seq,
    archived: Option<Seq>,
    #[serde(getter = "fields_of")]
    fields: Vec<(FieldNo, Slot)>,
}

fn fields_of(record: &Record) -> &Vec<(FieldNo, Slot)> {
    &record.fields
}

impl From<BinaryRecord> for Record {
    fn from(binary: BinaryRecord) -> Self {
        let mut record = Self::new(binary.id, binary.kind, binary.created);
        record.changed = binary.changed;
        record.archived = binary.archived;
        // Through `put`, so that fields out of order cannot break the map.
        for (no, slot) in binary.fields {
            record.put(no, slot);
        }
        record
    }
}
