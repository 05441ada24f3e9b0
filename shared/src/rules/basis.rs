//! What everything derived depends on beside the records it looks at.

use super::Settings;
use super::calendar::Calendar;
use crate::model::CalendarDay;
use crate::schema::{Day, Record};
use crate::state::State;

/// The day, the room's settings and its calendar: resolved once, then handed to every rule.
#[derive(Clone, Debug)]
pub struct Basis {
    /// The day for which lights and deadlines are computed.
    pub day: Day,
    /// What the room has decided.
    pub settings: Settings,
    /// Working days: the built-in ones and those the room has entered.
    pub calendar: Calendar,
}

impl Basis {
    /// What holds in the room on the day.
    pub fn new(state: &State, day: Day) -> Self {
        Self {
            day,
            settings: Settings::of(state),
            calendar: calendar(state),
        }
    }
}

/// The working days as the room knows them.
fn calendar(state: &State) -> Calendar {
    let exception = |record: &Record| {
        let entry = record.view::<CalendarDay>()?;
        Some((entry.day()?, entry.working()?))
    };
    Calendar::with(
        state
            .all::<CalendarDay>()
            .filter_map(|record| exception(record)),
    )
}
