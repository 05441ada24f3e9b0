//! Days, moments, and the stretches of days work is owed in: weeks, months, quarters, years. A day
//! is a day of the calendar in China; a due day ends at 24:00.
//!
//! Each type reads and writes one text (`parse`, `Display`, JSON) and one compact binary form, and
//! refuses in both what the other cannot say. The calendar has the years 0 to 9999; what would lie
//! beyond is `None` or the last day there is, never a panic.

mod day;
mod moment;
mod month;
mod period;
mod quarter;
mod week;

pub use day::Day;
pub use moment::Timestamp;
pub use month::Month;
pub use period::Period;
pub use quarter::Quarter;
pub use week::Week;

/// Years that are written with four digits: what one encoding can say, the other can read.
const YEARS: std::ops::RangeInclusive<i16> = 0..=9999;

/// Reads a number of exactly `length` digits, without sign.
fn number(text: &str, length: usize) -> Option<i16> {
    let is_digits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_digits)
}

/// The text in human-readable encodings, `$binary` in the others.
macro_rules! text_in_json {
    ($name:ident, $binary:ty, $expected:literal, $to:expr, $from:expr) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    let binary: $binary = $to(*self);
                    serde::Serialize::serialize(&binary, serializer)
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let read = if deserializer.is_human_readable() {
                    Self::parse(&<String as serde::Deserialize>::deserialize(deserializer)?)
                } else {
                    $from(<$binary as serde::Deserialize>::deserialize(deserializer)?)
                };
                read.ok_or_else(|| serde::de::Error::custom(concat!("expected ", $expected)))
            }
        }
    };
}
use text_in_json;

#[cfg(test)]
mod tests;
