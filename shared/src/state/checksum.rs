//! A checksum of records by identity and version.
//!
//! Two copies that hold the same versions of the same records have the same checksum, whatever the
//! order in which they came by them. Every change of a record moves its version, so a copy that
//! missed one, or holds one too many, is found out.

use crate::schema::Record;

/// The checksum of a set of records: the marks of all of them, combined without order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checksum(u64);

impl Checksum {
    /// As a number, for the wire: of 53 bits, which every reader of JSON holds exactly.
    pub fn value(self) -> u64 {
        self.0 >> 11
    }

    /// Adds a record that is not in it, or takes off one that is.
    pub(super) fn toggle(&mut self, record: &Record) {
        let (high, low) = record.id.0.as_u64_pair();
        self.0 ^= mix(mix(mix(high) ^ low) ^ record.changed.0);
    }
}

/// Spreads every bit over all of them (the finaliser of `SplitMix64`).
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
