//! Days, months and moments. A day is a day of the calendar in China; a due day ends at 24:00.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// All of China keeps one time, eight hours ahead of UTC, without summer time (since 1991).
const CHINA_OFFSET_MILLIS: i64 = 8 * 3_600_000;
const DAY_MILLIS: i64 = 86_400_000;
const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// Years that are written with four digits: what one encoding can say, the other can read.
const YEARS: std::ops::RangeInclusive<i16> = 0..=9999;

/// A day of the calendar. JSON: `"2020-06-15"`; binary: days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(civil::Date);

impl Day {
    /// The years the work of a room can be in: what people may enter.
    pub const PLAUSIBLE_YEARS: std::ops::RangeInclusive<i16> = 1949..=2200;

    /// A day from its numbers; `None` when the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = civil::Date::new(year, month, day).ok();
        date.filter(|_| YEARS.contains(&year)).map(Self)
    }

    /// Reads `2020-06-15`, and nothing shorter or longer.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.rsplit_once('-')?;
        let month = Month::parse(month)?;
        let is_digits = day.len() == 2 && day.bytes().all(|byte| byte.is_ascii_digit());
        let day = day.parse().ok().filter(|_| is_digits)?;
        Self::new(month.year(), month.number(), day)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month_number(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// The month this day is in.
    pub fn month(self) -> Month {
        Month {
            year: self.0.year(),
            month: self.0.month(),
        }
    }

    /// The day of the week, Monday = 1 to Sunday = 7.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The day `days` later, or earlier when negative; stops at the ends of the calendar.
    pub fn plus(self, days: i32) -> Self {
        let last = if days < 0 {
            civil::date(*YEARS.start(), 1, 1)
        } else {
            civil::date(*YEARS.end(), 12, 31)
        };
        let moved = jiff::Span::new()
            .try_days(days)
            .and_then(|span| self.0.checked_add(span));
        Self(
            moved
                .ok()
                .filter(|date| YEARS.contains(&date.year()))
                .unwrap_or(last),
        )
    }

    /// How many days this day lies after `earlier` (negative when before).
    pub fn days_since(self, earlier: Self) -> i32 {
        // The calendar has fewer than eight million days.
        i32::try_from(self.0.duration_since(earlier.0).as_hours() / 24).unwrap_or(i32::MAX)
    }

    fn from_epoch_days(days: i32) -> Option<Self> {
        EPOCH
            .checked_add(jiff::Span::new().try_days(days).ok()?)
            .ok()
            .filter(|date| YEARS.contains(&date.year()))
            .map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = (self.0.year(), self.0.month(), self.0.day());
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A month of the calendar. JSON: `"2020-06"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// A month from its numbers; `None` when `month` is not 1 to 12.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        Day::new(year, month, 1).map(|_| Self { year, month })
    }

    /// Reads `2020-06`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !is_digits(year) || !is_digits(month) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn number(self) -> i8 {
        self.month
    }

    /// The day `day` of this month, or the month's last day when it is shorter.
    pub fn day(self, day: i8) -> Day {
        let last = self.last_day();
        Day::new(self.year, self.month, day.max(1)).map_or(last, |d| d.min(last))
    }

    /// The last day of this month.
    pub fn last_day(self) -> Day {
        Day(civil::date(self.year, self.month, 1).last_of_month())
    }

    /// The following month; `None` at the end of the calendar.
    pub fn next(self) -> Option<Self> {
        match self.month {
            12 => Self::new(self.year + 1, 1),
            month => Self::new(self.year, month + 1),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

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

macro_rules! text_in_json {
    ($name:ident, $binary:ty, $expected:literal, $to:expr, $from:expr) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    let binary: $binary = $to(*self);
                    binary.serialize(serializer)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let read = if deserializer.is_human_readable() {
                    Self::parse(&String::deserialize(deserializer)?)
                } else {
                    $from(<$binary>::deserialize(deserializer)?)
                };
                read.ok_or_else(|| serde::de::Error::custom(concat!("expected ", $expected)))
            }
        }
    };
}

text_in_json!(
    Day,
    i32,
    "a day such as 2020-06-15",
    |day: Day| day.days_since(Day(EPOCH)),
    Day::from_epoch_days
);
text_in_json!(
    Month,
    (i16, i8),
    "a month such as 2020-06",
    |month: Month| (month.year, month.month),
    |(year, month)| Month::new(year, month)
);
text_in_json!(
    Timestamp,
    i64,
    "a moment such as 2020-07-01T01:30:00Z",
    |moment: Timestamp| moment.0,
    Timestamp::new
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_on_its_last_day() {
        let month = |text| Month::parse(text).unwrap();
        assert_eq!(month("2020-02").last_day().to_string(), "2020-02-29");
        assert_eq!(month("2021-02").day(31).to_string(), "2021-02-28");
        assert_eq!(month("2020-12").next(), Month::parse("2021-01"));
        assert_eq!(month("9999-12").next(), None);
        assert_eq!(
            month("9999-12").last_day().plus(1).to_string(),
            "9999-12-31"
        );
    }

    #[test]
    fn the_day_in_china_starts_at_16_utc() {
        let before = Timestamp::parse("2020-06-12T15:59:59Z").unwrap();
        let after = Timestamp::parse("2020-06-12T16:00:00Z").unwrap();
        assert_eq!(before.day(), Day::parse("2020-06-12"));
        assert_eq!(after.day(), Day::parse("2020-06-13"));
        assert_eq!(after.clock(), (0, 0));
    }

    #[test]
    fn days_survive_both_encodings() {
        for text in ["1969-12-31", "2020-06-30", "2400-02-29"] {
            let day = Day::parse(text).unwrap();
            let bytes = postcard::to_allocvec(&day).unwrap();
            assert_eq!(postcard::from_bytes::<Day>(&bytes).unwrap(), day);
            let json = serde_json::to_string(&day).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day);
        }
        assert_eq!(Day::parse("2020-6-15"), None);
        for wrong in [
            "2020-02-30",
            "2020-+6-15",
            "+020-06-15",
            "2020-06-15T00",
            "2020-06-1５",
        ] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_between_two_dates() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(day("2021-06-30").days_since(day("2020-06-08")), 387);
        assert_eq!(day("2020-06-01").days_since(day("2020-06-08")), -7);
        assert_eq!(day("2020-06-30").plus(1), day("2020-07-01"));
        assert_eq!(day("2020-06-15").weekday(), 1);
    }

    proptest::proptest! {
        #[test]
        fn what_one_encoding_reads_the_other_can_say(bytes: [u8; 12]) {
            fn check<T>(bytes: &[u8]) -> Result<(), proptest::test_runner::TestCaseError>
            where
                T: Serialize + for<'de> Deserialize<'de> + PartialEq + fmt::Debug,
            {
                if let Ok((value, _)) = postcard::take_from_bytes::<T>(bytes) {
                    let json = serde_json::to_string(&value).unwrap();
                    proptest::prop_assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
                }
                Ok(())
            }
            check::<Day>(&bytes)?;
            check::<Month>(&bytes)?;
            check::<Timestamp>(&bytes)?;
        }
    }
}
