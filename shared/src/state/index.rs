//! What finds records without looking at all of them, each with the record itself: a rule looks at
//! tens of thousands, and a second lookup for each is what it would wait for. Kept true by
//! [`super::State`] alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::HashMap;

use crate::schema::{FieldNo, KindId, OrderKey, Record, RecordId, Value};

/// The places in the orders of one kind and field.
type Places = BTreeSet<(OrderKey, RecordId)>;

/// The records that refer to one, by their kind and the field that does.
type Referrers = BTreeMap<(KindId, FieldNo, RecordId), Arc<Record>>;

#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    by_kind: HashMap<KindId, BTreeMap<RecordId, Arc<Record>>>,
    referrers: HashMap<RecordId, Referrers>,
    places: HashMap<(KindId, FieldNo), Places>,
}

impl Index {
    pub(super) fn insert(&mut self, record: &Arc<Record>) {
        self.by_kind
            .entry(record.kind)
            .or_default()
            .insert(record.id, Arc::clone(record));
        for (field, value) in record.values() {
            for target in targets(value) {
                let from = (record.kind, field, record.id);
                let referrers = self.referrers.entry(target).or_default();
                referrers.insert(from, Arc::clone(record));
            }
            if let Value::Order(key) = value {
                let places = self.places.entry((record.kind, field)).or_default();
                places.insert((key.clone(), record.id));
            }
        }
    }

    pub(super) fn remove(&mut self, record: &Record) {
        if let Some(ids) = self.by_kind.get_mut(&record.kind) {
            ids.remove(&record.id);
        }
        for (field, value) in record.values() {
            for target in targets(value) {
                if let Some(from) = self.referrers.get_mut(&target) {
                    from.remove(&(record.kind, field, record.id));
                }
            }
            if let Value::Order(key) = value
                && let Some(places) = self.places.get_mut(&(record.kind, field))
            {
                places.remove(&(key.clone(), record.id));
            }
        }
    }

    pub(super) fn of_kind(&self, kind: KindId) -> impl Iterator<Item = &Arc<Record>> {
        self.by_kind
            .get(&kind)
            .into_iter()
            .flat_map(BTreeMap::values)
    }

    pub(super) fn referrers(
        &self,
        target: RecordId,
        kind: KindId,
        field: FieldNo,
    ) -> impl Iterator<Item = &Arc<Record>> {
        let first = (kind, field, RecordId(uuid::Uuid::nil()));
        let last = (kind, field, RecordId(uuid::Uuid::max()));
        self.referrers
            .get(&target)
            .into_iter()
            .flat_map(move |from| from.range(first..=last))
            .map(|(_, record)| record)
    }

    pub(super) fn place_after(
        &self,
        kind: KindId,
        field: FieldNo,
        key: &OrderKey,
    ) -> Option<&OrderKey> {
        let after = (key.clone(), RecordId(uuid::Uuid::max()));
        let places = self.places.get(&(kind, field))?;
        places.range(after..).next().map(|(key, _)| key)
    }

    pub(super) fn place_before(
        &self,
        kind: KindId,
        field: FieldNo,
        key: &OrderKey,
    ) -> Option<&OrderKey> {
        let before = (key.clone(), RecordId(uuid::Uuid::nil()));
        let places = self.places.get(&(kind, field))?;
        places.range(..before).next_back().map(|(key, _)| key)
    }

    pub(super) fn is_place_taken(
        &self,
        kind: KindId,
        field: FieldNo,
        key: &OrderKey,
        but: RecordId,
    ) -> bool {
        let first = (key.clone(), RecordId(uuid::Uuid::nil()));
        let last = (key.clone(), RecordId(uuid::Uuid::max()));
        self.places
            .get(&(kind, field))
            .is_some_and(|places| places.range(first..=last).any(|(_, id)| *id != but))
    }

    pub(super) fn last_place(&self, kind: KindId, field: FieldNo) -> Option<&OrderKey> {
        let places = self.places.get(&(kind, field))?;
        places.last().map(|(key, _)| key)
    }
}

/// The records a value refers to.
fn targets(value: &Value) -> Vec<RecordId> {
    match value {
        Value::Ref(id) => vec![*id],
        Value::Refs(ids) => ids.iter().copied().collect(),
        Value::Shares(shares) => shares.keys().copied().collect(),
        _ => Vec::new(),
    }
}
