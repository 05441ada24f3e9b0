//! Identities and counters. Each is a type of its own, so that none can be taken for another.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// The identity of a record: `UUIDv7` made where the record is made, or `UUIDv5` made from the
/// coordinates of a record that follows from a rule. Never used for ordering by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordId(pub Uuid);

impl RecordId {
    /// The id of a record that follows from a rule: the same `space` and `coordinates` give the
    /// same id on every device.
    pub fn from_coordinates(space: Uuid, coordinates: &str) -> Self {
        Self(Uuid::new_v5(&space, coordinates.as_bytes()))
    }

    /// An id from the time of making in milliseconds and ten random bytes (`UUIDv7`).
    pub fn from_parts(millis: u64, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// Reads the usual form with hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The identity of a device: one queue of numbered commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DeviceId(pub Uuid);

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! counters {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

counters! {
    /// A place in a room's one order of changes: the first is 1, there are no holes.
    Seq(u64);
    /// A device's own count of its commands: the first is 1, there are no holes.
    CommandNumber(u64);
    /// The number of a field within its kind. A number is never given to another field.
    FieldNo(u16);
    /// The number of an option within its choice. A number is never given to another option.
    ChoiceNo(u16);
    /// The number of an action within its kind.
    ActionNo(u16);
}

impl Seq {
    /// Where a room starts: nothing has happened.
    pub const ZERO: Self = Self(0);

    /// From here upwards stand the changes of commands that are not confirmed yet; no room ever
    /// gets that far.
    const PENDING: u64 = 1 << 62;

    /// The stand-in for the seq that the command `number` has not got yet.
    pub const fn pending(number: CommandNumber) -> Self {
        Self(Self::PENDING | number.0)
    }

    /// Whether this is the stand-in of a command that is not confirmed yet.
    pub const fn is_pending(self) -> bool {
        self.0 >= Self::PENDING
    }

    /// The following place.
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl CommandNumber {
    /// The following number.
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// The number of a kind. In JSON it is the kind's key, or `#7` for a kind this version does not
/// know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub u16);

impl KindId {
    /// Reads a key, or `#7` for a kind this version does not know.
    pub fn parse(key: &str) -> Option<Self> {
        match key.strip_prefix('#') {
            Some(number) => number.parse().ok().map(Self),
            None => crate::model::kind_by_key(key).map(|spec| spec.id),
        }
    }
}

impl fmt::Display for KindId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match crate::model::kind(*self) {
            Some(spec) => f.write_str(spec.key),
            None => write!(f, "#{}", self.0),
        }
    }
}

impl Serialize for KindId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u16(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for KindId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let key = String::deserialize(deserializer)?;
            Self::parse(&key)
                .ok_or_else(|| serde::de::Error::custom(format!("there is no kind `{key}`")))
        } else {
            u16::deserialize(deserializer).map(Self)
        }
    }
}
