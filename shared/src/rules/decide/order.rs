//! Places in an order made by hand.

use super::{Decision, check};
use crate::rules::{Position, Refusal};
use crate::schema::{FieldNo, KindSpec, OrderKey, RecordId, Value, ValueType};
use crate::state::{FieldChange, State};

/// The place `key`, or the nearest free one after it when another record has taken it: two records
/// in one place could never have a third put between them.
pub(super) fn free_place(
    state: &State,
    spec: &KindSpec,
    field: FieldNo,
    key: &OrderKey,
    id: RecordId,
) -> OrderKey {
    if !state.is_place_taken(spec.id, field, key, id) {
        return key.clone();
    }
    let next = state.place_after(spec.id, field, key);
    OrderKey::between(Some(key), next).unwrap_or_else(|| key.clone())
}

impl Decision<'_> {
    pub(super) fn place(&self, no: FieldNo, at: Position) -> Result<Option<FieldChange>, Refusal> {
        let field = check::field_spec(self.spec, no)?;
        if field.ty != ValueType::Order {
            return Err(self.not_so(field, "不是排序", "is not an order"));
        }
        let key = self.key_between(no, at);
        match key {
            Some(key) => self.write(field, Some(Value::Order(key))),
            None => Ok(None),
        }
    }

    /// A key of its own between the neighbours as they stand now. Neighbours that have gone, or
    /// have moved apart, still say as much as they can: directly after the first, else directly
    /// before the second, else the end.
    pub(super) fn key_between(&self, field: FieldNo, at: Position) -> Option<OrderKey> {
        let kind = self.spec.id;
        let key_of = |id| match self.state.get(id)?.value(field)? {
            Value::Order(key) if id != self.command.id => Some(key),
            _ => None,
        };
        let after = at.after.and_then(key_of);
        let before = at.before.and_then(key_of);
        let (lower, upper) = match (after, before) {
            (Some(after), _) => (Some(after), self.state.place_after(kind, field, after)),
            (None, Some(before)) => (self.state.place_before(kind, field, before), Some(before)),
            (None, None) => (self.state.last_place(kind, field), None),
        };
        // Already standing there: the place is kept and no key is spent.
        let own = match self.record.value(field) {
            Some(Value::Order(key)) => Some(key),
            _ => None,
        };
        if own.is_some() && (own == lower || own == upper) {
            return None;
        }
        OrderKey::between(lower, upper)
    }
}
