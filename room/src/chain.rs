//! The hash chain over a room's log.
//!
//! Every entry's hash covers the one before it, so nothing in the past can be changed, left out or
//! put elsewhere without every later hash being wrong. The first one stands on the room's epoch.

use std::fmt;

use sha2::{Digest as _, Sha256};
use shared::schema::{CommandNumber, DeviceId, RecordId, Seq, Timestamp};
use uuid::Uuid;

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

/// What an entry's hash covers beside the hash before it.
#[derive(Clone, Copy, Debug)]
pub struct Chained<'a> {
    /// The room.
    pub room: &'a str,
    /// Its place in the room's order.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// Who, by account.
    pub actor_id: RecordId,
    /// Who, by name at that time.
    pub actor_name: &'a str,
    /// From which device.
    pub device: DeviceId,
    /// Its number on that device.
    pub number: CommandNumber,
    /// What was wanted.
    pub command: &'a str,
    /// What it does.
    pub effects: &'a str,
}

impl Hash {
    /// What the first entry of a room stands on.
    pub fn of_epoch(epoch: Uuid) -> Self {
        Self(Sha256::digest(epoch.as_bytes()).into())
    }

    /// The hash of an entry that follows the one with this hash.
    pub fn then(self, entry: &Chained<'_>) -> Self {
        let mut hash = Sha256::new();
        let fields: [&[u8]; 10] = [
            &self.0,
            entry.room.as_bytes(),
            &entry.seq.0.to_be_bytes(),
            &entry.at.0.to_be_bytes(),
            entry.actor_id.0.as_bytes(),
            entry.actor_name.as_bytes(),
            entry.device.0.as_bytes(),
            &entry.number.0.to_be_bytes(),
            entry.command.as_bytes(),
            entry.effects.as_bytes(),
        ];
        for field in fields {
            // The length goes first, so that no byte can wander from one field to the next.
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        Self(hash.finalize().into())
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut hash = [0; 32];
        for (at, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
        }
        Some(Self(hash))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: Chained<'_> = Chained {
        room: "room",
        seq: Seq(1),
        at: Timestamp(2),
        actor_id: RecordId(Uuid::from_u128(3)),
        actor_name: "name",
        device: DeviceId(Uuid::from_u128(4)),
        number: CommandNumber(5),
        command: "command",
        effects: "effects",
    };

    #[test]
    fn every_field_counts_and_none_wanders() {
        let start = Hash::of_epoch(Uuid::nil());
        let others = [
            Chained {
                room: "root",
                ..ENTRY
            },
            Chained {
                seq: Seq(2),
                ..ENTRY
            },
            Chained {
                at: Timestamp(3),
                ..ENTRY
            },
            Chained {
                actor_id: RecordId(Uuid::nil()),
                ..ENTRY
            },
            Chained {
                actor_name: "nam",
                command: "ecommand",
                ..ENTRY
            },
            Chained {
                device: DeviceId(Uuid::nil()),
                ..ENTRY
            },
            Chained {
                number: CommandNumber(6),
                ..ENTRY
            },
            Chained {
                command: "commande",
                effects: "ffects",
                ..ENTRY
            },
            Chained {
                effects: "effect",
                ..ENTRY
            },
        ];
        let hash = start.then(&ENTRY);
        assert_eq!(hash, start.then(&ENTRY));
        assert_ne!(hash, Hash::of_epoch(Uuid::max()).then(&ENTRY));
        for other in others {
            assert_ne!(hash, start.then(&other), "{other:?}");
        }
    }

    #[test]
    fn text_and_back() {
        let hash = Hash::of_epoch(Uuid::nil());
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        assert_eq!(Hash::parse("zz"), None);
        assert_eq!(Hash::parse(&"é".repeat(32)), None);
    }
}
