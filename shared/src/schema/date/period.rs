//! The periods work is owed for.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::{Day, Month, Quarter, Week, YEARS, number, text_in_json};
use crate::schema::Sentence;

/// What one occurrence of a deadline is for. JSON: `"once"`, `"step-2"`, `"2020-06"`,
/// `"2020-W25"`, `"2020Q2"`, `"2020"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Owed once.
    Once,
    /// One of several steps, counted from 1.
    Step(u8),
    /// A month.
    Month(Month),
    /// A week.
    Week(Week),
    /// A quarter.
    Quarter(Quarter),
    /// A year, 0 to 9999.
    Year(i16),
}

impl Period {
    /// Reads what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "once" {
            return Some(Self::Once);
        }
        if let Some(step) = text.strip_prefix("step-") {
            let read: u8 = step.parse().ok()?;
            // One text for one step: neither `step-02` nor `step-+2`.
            return (read.to_string() == step).then_some(Self::Step(read));
        }
        let month = || Month::parse(text).map(Self::Month);
        let week = || Week::parse(text).map(Self::Week);
        let quarter = || Quarter::parse(text).map(Self::Quarter);
        let year = || number(text, 4).map(Self::Year);
        month().or_else(week).or_else(quarter).or_else(year)
    }

    /// Its first day; `None` when it is no stretch of the calendar.
    pub fn first_day(self) -> Option<Day> {
        match self {
            Self::Once | Self::Step(_) => None,
            Self::Month(month) => Some(month.first_day()),
            Self::Week(week) => Some(week.first_day()),
            Self::Quarter(quarter) => Some(quarter.first_day()),
            Self::Year(year) => Day::new(year, 1, 1),
        }
    }

    /// Its last day; `None` when it is no stretch of the calendar.
    pub fn last_day(self) -> Option<Day> {
        match self {
            Self::Once | Self::Step(_) => None,
            Self::Month(month) => Some(month.last_day()),
            Self::Week(week) => Some(week.last_day()),
            Self::Quarter(quarter) => Some(quarter.last_day()),
            Self::Year(year) => Day::new(year, 12, 31),
        }
    }

    /// The period in words.
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Once => Sentence::new("一次完成", "once"),
            Self::Step(step) => Sentence::new(format!("第{step}步"), format!("step {step}")),
            Self::Month(month) => Sentence::new(
                format!("{}年{}月", month.year(), month.number()),
                civil::date(month.year(), month.number(), 1)
                    .strftime("%B %-Y")
                    .to_string(),
            ),
            Self::Week(week) => Sentence::new(
                format!("{}年第{}周", week.year(), week.number()),
                format!("week {} of {}", week.number(), week.year()),
            ),
            Self::Quarter(quarter) => Sentence::new(
                format!("{}年第{}季度", quarter.year(), quarter.number()),
                format!("quarter {} of {}", quarter.number(), quarter.year()),
            ),
            Self::Year(year) => Sentence::new(format!("{year}年"), year.to_string()),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Once => f.write_str("once"),
            Self::Step(step) => write!(f, "step-{step}"),
            Self::Month(month) => month.fmt(f),
            Self::Week(week) => week.fmt(f),
            Self::Quarter(quarter) => quarter.fmt(f),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The binary form; tags are positions, so variants are only appended.
#[derive(Serialize, Deserialize)]
enum Binary {
    Once,
    Step(u8),
    Month(Month),
    Week(Week),
    Quarter(Quarter),
    Year(i16),
}

impl From<Period> for Binary {
    fn from(period: Period) -> Self {
        match period {
            Period::Once => Self::Once,
            Period::Step(step) => Self::Step(step),
            Period::Month(month) => Self::Month(month),
            Period::Week(week) => Self::Week(week),
            Period::Quarter(quarter) => Self::Quarter(quarter),
            Period::Year(year) => Self::Year(year),
        }
    }
}

impl Binary {
    fn period(self) -> Option<Period> {
        Some(match self {
            Self::Once => Period::Once,
            Self::Step(step) => Period::Step(step),
            Self::Month(month) => Period::Month(month),
            Self::Week(week) => Period::Week(week),
            Self::Quarter(quarter) => Period::Quarter(quarter),
            Self::Year(year) => Period::Year(Some(year).filter(|year| YEARS.contains(year))?),
        })
    }
}

text_in_json!(
    Period,
    Binary,
    "a period such as once, step-2, 2020-06, 2020-W25, 2020Q2 or 2020",
    Binary::from,
    Binary::period
);
