//! When people are reminded (DOMAIN B31), and what one message a day says.

use super::owed::{Owed, owed_by, verdict_of};
use crate::model::Settings;
use crate::rules::Basis;
use crate::schema::{Day, RecordId, Sentence};
use crate::state::State;

/// Overdue things are said again every so many days.
const AGAIN: i32 = 7;

/// How far back a digest looks for what is overdue, in days: three years.
const BACK: i32 = 3 * 366;

/// How far ahead a digest looks: no reminder is sent earlier, whatever the holidays.
const AHEAD: i32 = 60;

/// Why a reminder goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reminder {
    /// Some working days before the last day.
    Ahead,
    /// On the last day.
    Today,
    /// The day after, and then every week.
    Overdue,
}

/// The days on which people are reminded of something due on `due`, up to `until`, as long as it
/// is not handed in.
pub fn reminders(basis: &Basis, due: Day, until: Day) -> Vec<(Day, Reminder)> {
    let ahead = ahead(basis, due);
    let mut all = Vec::new();
    if ahead < due {
        all.push((ahead, Reminder::Ahead));
    }
    all.push((due, Reminder::Today));
    let mut on = due.plus(1);
    while on <= until {
        all.push((on, Reminder::Overdue));
        on = on.plus(AGAIN);
    }
    all.retain(|(on, _)| *on <= until);
    all
}

/// The reminder of something due on `due` that goes out on the day, if one does.
pub fn reminder_on(basis: &Basis, due: Day) -> Option<Reminder> {
    let late = basis.day.days_since(due);
    match late {
        0 => Some(Reminder::Today),
        1.. => (late % AGAIN == 1).then_some(Reminder::Overdue),
        _ => (basis.day == ahead(basis, due)).then_some(Reminder::Ahead),
    }
}

fn ahead(basis: &Basis, due: Day) -> Day {
    let days = basis.settings.count(Settings::WARNING_DAYS);
    basis.calendar.working_days_before(due, days)
}

/// One message: what a unit is reminded of on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// What it owes, each with the reason, the most urgent first.
    pub items: Vec<(Owed, Reminder)>,
}

impl Digest {
    /// What the message says; `None` when there is nothing to say, and none is sent.
    pub fn sentence(&self) -> Option<Sentence> {
        if self.items.is_empty() {
            return None;
        }
        let count = |which| self.items.iter().filter(|(_, why)| *why == which).count();
        let [ahead, today, overdue] =
            [Reminder::Ahead, Reminder::Today, Reminder::Overdue].map(count);
        let all = self.items.len();
        Some(Sentence::new(
            format!("今日提醒 {all} 项:临期 {ahead} 项,今日到期 {today} 项,逾期 {overdue} 项"),
            format!(
                "{all} reminders today: {ahead} due soon, {today} due today, {overdue} overdue"
            ),
        ))
    }
}

/// What the unit is reminded of on the day, in one message.
pub fn digest(state: &State, basis: &Basis, unit: RecordId) -> Digest {
    let (from, to) = (basis.day.plus(-BACK), basis.day.plus(AHEAD));
    let mut items: Vec<(Owed, Reminder)> = owed_by(state, basis, unit, from, to)
        .into_iter()
        .filter_map(|owed| Some((owed, reminder_on(basis, owed.due)?)))
        .filter(|(owed, _)| verdict_of(state, basis, owed).is_wanted())
        .collect();
    items.sort_by_key(|(owed, why)| (std::cmp::Reverse(*why), owed.due));
    Digest { items }
}
