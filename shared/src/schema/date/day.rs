//! Days.

use std::fmt;

use jiff::civil;

use super::{Month, YEARS, text_in_json};

const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// A day of the calendar. JSON: `"2020-06-15"`; binary: days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub(super) civil::Date);

impl Day {
    /// The first day of the calendar.
    pub const FIRST: Self = Self(civil::date(0, 1, 1));

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
        let day = super::number(day, 2)?;
        Self::new(month.year(), month.number(), i8::try_from(day).ok()?)
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
        Month::of(self)
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

    pub(super) fn from_epoch_days(days: i32) -> Option<Self> {
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

text_in_json!(
    Day,
    i32,
    "a day such as 2020-06-15",
    |day: Day| day.days_since(Day(EPOCH)),
    Day::from_epoch_days
);
