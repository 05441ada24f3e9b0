//! Weeks.

use std::fmt;

use jiff::civil::{ISOWeekDate, Weekday};

use super::{Day, YEARS, number, text_in_json};

/// A week of ISO 8601, Monday to Sunday; week 1 is the one with the year's first Thursday.
/// JSON: `"2020-W25"`.
///
/// Every day of the calendar is in a week: the calendar's first two days, whose Monday would lie
/// in the year −1, are counted to its first week, and its last week ends with its last day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    year: i16,
    number: i8,
}

impl Week {
    /// The first week of the calendar.
    const FIRST: Self = Self { year: 0, number: 1 };

    /// A week from its numbers; `None` when the year has no such week.
    pub fn new(year: i16, number: i8) -> Option<Self> {
        ISOWeekDate::new(year, number, Weekday::Monday)
            .ok()
            .filter(|_| YEARS.contains(&year))
            .map(|_| Self { year, number })
    }

    /// The week the day is in.
    pub fn of(day: Day) -> Self {
        let date = day.0.iso_week_date();
        let week = Self {
            year: date.year(),
            number: date.week(),
        };
        week.max(Self::FIRST)
    }

    /// Reads `2020-W25`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, week) = text.split_once("-W")?;
        let week = i8::try_from(number(week, 2)?).ok()?;
        Self::new(number(year, 4)?, week)
    }

    /// The year the week is counted to: 2019-12-30 is in week 1 of 2020.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The number of the week, from 1 to 52 or 53.
    pub fn number(self) -> i8 {
        self.number
    }

    /// The Monday.
    pub fn first_day(self) -> Day {
        if self == Self::FIRST {
            return self.monday().plus(-2);
        }
        self.monday()
    }

    /// The Sunday.
    pub fn last_day(self) -> Day {
        self.monday().plus(6)
    }

    /// The following week; `None` at the end of the calendar.
    pub fn next(self) -> Option<Self> {
        Some(Self::of(self.monday().plus(7))).filter(|next| *next > self)
    }

    /// The week before; `None` at the start of the calendar.
    pub fn previous(self) -> Option<Self> {
        Some(Self::of(self.monday().plus(-7))).filter(|previous| *previous < self)
    }

    fn monday(self) -> Day {
        match ISOWeekDate::new(self.year, self.number, Weekday::Monday) {
            Ok(date) => Day(date.date()),
            // Made by `new` or `of` only: the Monday is there.
            Err(_) => Day(jiff::civil::date(self.year, 1, 1)),
        }
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.number)
    }
}

impl fmt::Debug for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

text_in_json!(
    Week,
    (i16, i8),
    "a week such as 2020-W25",
    |week: Week| (week.year, week.number),
    |(year, number)| Week::new(year, number)
);
