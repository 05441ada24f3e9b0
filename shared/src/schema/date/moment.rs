//! Moments.

use std::fmt;

use super::{Day, text_in_json};

/// All of China keeps one time, eight hours ahead of UTC, without summer time (since 1991).
const CHINA_OFFSET_MILLIS: i64 = 8 * 3_600_000;
const DAY_MILLIS: i64 = 86_400_000;

/// A moment: milliseconds since 1970-01-01 UTC. JSON: `"2020-07-01T01:30:00Z"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads RFC 3339.
    pub fn parse(text: &str) -> Option<Self> {
        let moment: jiff::Timestamp = text.parse().ok()?;
        Self::new(moment.as_millisecond())
    }

    /// A moment by its milliseconds; `None` outside the years 0 to 9999.
    pub fn new(millis: i64) -> Option<Self> {
        let moment = Self(millis);
        moment.day().map(|_| moment)
    }

    /// The day it is in China at this moment; `None` outside the calendar.
    pub fn day(self) -> Option<Day> {
        let days = self
            .0
            .checked_add(CHINA_OFFSET_MILLIS)?
            .div_euclid(DAY_MILLIS);
        Day::from_epoch_days(i32::try_from(days).ok()?)
    }

    /// Hours and minutes on the clock in China.
    pub fn clock(self) -> (i64, i64) {
        let millis = self
            .0
            .saturating_add(CHINA_OFFSET_MILLIS)
            .rem_euclid(DAY_MILLIS);
        (millis / 3_600_000, millis / 60_000 % 60)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(moment) => moment.fmt(f),
            Err(_) => write!(f, "{}ms", self.0),
        }
    }
}

text_in_json!(
    Timestamp,
    i64,
    "a moment such as 2020-07-01T01:30:00Z",
    |moment: Timestamp| moment.0,
    Timestamp::new
);
