//! Months.

use std::fmt;

use jiff::civil;

use super::{Day, Quarter, YEARS, number, text_in_json};

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

    /// The month the day is in.
    pub fn of(day: Day) -> Self {
        Self {
            year: day.year(),
            month: day.month_number(),
        }
    }

    /// Reads `2020-06`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let month = i8::try_from(number(month, 2)?).ok()?;
        Self::new(number(year, 4)?, month)
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

    /// The first day of this month.
    pub fn first_day(self) -> Day {
        Day(civil::date(self.year, self.month, 1))
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

    /// The month before; `None` at the start of the calendar.
    pub fn previous(self) -> Option<Self> {
        match self.month {
            1 => Self::new(self.year - 1, 12),
            month => Self::new(self.year, month - 1),
        }
    }

    /// The month `months` later, or earlier when negative; stops at the ends of the calendar.
    pub fn plus(self, months: i32) -> Self {
        let first = i32::from(*YEARS.start()) * 12;
        let last = i32::from(*YEARS.end()) * 12 + 11;
        let moved = self.ordinal().saturating_add(months).clamp(first, last);
        let (year, month) = (moved.div_euclid(12), moved.rem_euclid(12) + 1);
        match (i16::try_from(year), i8::try_from(month)) {
            (Ok(year), Ok(month)) => Self { year, month },
            // Clamped above: the year is one of the calendar's, the month 1 to 12.
            _ => self,
        }
    }

    /// How many months this one lies after `earlier` (negative when before).
    pub fn months_since(self, earlier: Self) -> i32 {
        self.ordinal() - earlier.ordinal()
    }

    /// The quarter this month is in.
    pub fn quarter(self) -> Quarter {
        Quarter::of_month(self)
    }

    /// Whether this month ends a quarter: March, June, September, December.
    pub fn ends_quarter(self) -> bool {
        self.month % 3 == 0
    }

    /// January of the same year.
    pub fn year_start(self) -> Self {
        Self { month: 1, ..self }
    }

    /// December of the same year.
    pub fn year_end(self) -> Self {
        Self { month: 12, ..self }
    }

    /// Months since January of the year 0.
    fn ordinal(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
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

text_in_json!(
    Month,
    (i16, i8),
    "a month such as 2020-06",
    |month: Month| (month.year, month.month),
    |(year, month)| Month::new(year, month)
);
