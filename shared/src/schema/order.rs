//! Keys that keep records in an order people make by hand.

use fractional_index::FractionalIndex;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A place in an order: between any two keys there is room for another (a fractional index).
/// In JSON it is a string of hexadecimal digits that sorts as the keys do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderKey(FractionalIndex);

impl OrderKey {
    /// A key strictly between two others; an open end is `None`. `None` when there is no room
    /// because `before` is not above `after`.
    pub fn between(after: Option<&Self>, before: Option<&Self>) -> Option<Self> {
        match (after, before) {
            (None, None) => Some(Self(FractionalIndex::default())),
            (Some(after), None) => Some(Self(FractionalIndex::new_after(&after.0))),
            (None, Some(before)) => Some(Self(FractionalIndex::new_before(&before.0))),
            (Some(after), Some(before)) => {
                FractionalIndex::new_between(&after.0, &before.0).map(Self)
            }
        }
    }

    /// `count` keys in rising order, for the first filling of a list.
    pub fn series(count: usize) -> Vec<Self> {
        let mut keys: Vec<Self> = Vec::with_capacity(count);
        for _ in 0..count {
            let key = match keys.last() {
                Some(last) => FractionalIndex::new_after(&last.0),
                None => FractionalIndex::default(),
            };
            keys.push(Self(key));
        }
        keys
    }

    /// Reads the hexadecimal form.
    pub fn parse(text: &str) -> Option<Self> {
        FractionalIndex::from_string(text).ok().map(Self)
    }
}

impl std::fmt::Display for OrderKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.to_string())
    }
}

impl Serialize for OrderKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_bytes(self.0.as_bytes())
        }
    }
}

impl<'de> Deserialize<'de> for OrderKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = if deserializer.is_human_readable() {
            Self::parse(&String::deserialize(deserializer)?)
        } else {
            FractionalIndex::from_bytes(Vec::<u8>::deserialize(deserializer)?)
                .ok()
                .map(Self)
        };
        key.ok_or_else(|| serde::de::Error::custom("expected an order key"))
    }
}
