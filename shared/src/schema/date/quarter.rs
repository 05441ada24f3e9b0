//! Quarters.

use std::fmt;

use super::{Day, Month, YEARS, number, text_in_json};

/// A quarter of a year. JSON: `"2020Q2"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    number: i8,
}

impl Quarter {
    /// A quarter from its numbers; `None` when `number` is not 1 to 4.
    pub fn new(year: i16, number: i8) -> Option<Self> {
        (YEARS.contains(&year) && (1..=4).contains(&number)).then_some(Self { year, number })
    }

    /// The quarter the day is in.
    pub fn of(day: Day) -> Self {
        Self::of_month(day.month())
    }

    /// The quarter the month is in.
    pub fn of_month(month: Month) -> Self {
        Self {
            year: month.year(),
            number: (month.number() + 2) / 3,
        }
    }

    /// Reads `2020Q2`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, quarter) = text.split_once('Q')?;
        let quarter = i8::try_from(number(quarter, 1)?).ok()?;
        Self::new(number(year, 4)?, quarter)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The number of the quarter, 1 to 4.
    pub fn number(self) -> i8 {
        self.number
    }

    /// Its three months, in order.
    pub fn months(self) -> [Month; 3] {
        let january = Month::of(Day(jiff::civil::date(self.year, 1, 1)));
        let first = i32::from(self.number - 1) * 3;
        [first, first + 1, first + 2].map(|months| january.plus(months))
    }

    /// Its first day.
    pub fn first_day(self) -> Day {
        let [first, ..] = self.months();
        first.first_day()
    }

    /// Its last day.
    pub fn last_day(self) -> Day {
        let [.., last] = self.months();
        last.last_day()
    }

    /// The following quarter; `None` at the end of the calendar.
    pub fn next(self) -> Option<Self> {
        match self.number {
            4 => Self::new(self.year + 1, 1),
            number => Self::new(self.year, number + 1),
        }
    }

    /// The quarter before; `None` at the start of the calendar.
    pub fn previous(self) -> Option<Self> {
        match self.number {
            1 => Self::new(self.year - 1, 4),
            number => Self::new(self.year, number - 1),
        }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}Q{}", self.year, self.number)
    }
}

impl fmt::Debug for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

text_in_json!(
    Quarter,
    (i16, i8),
    "a quarter such as 2020Q2",
    |quarter: Quarter| (quarter.year, quarter.number),
    |(year, number)| Quarter::new(year, number)
);
