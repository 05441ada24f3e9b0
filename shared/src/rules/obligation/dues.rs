//! Until when something is owed, with what the room has decided about rest days and about the day
//! itself (DOMAIN §12, 6 and 7).

use crate::model::{Obligation, Settings};
use crate::rules::Basis;
use crate::rules::due::of_schedule;
use crate::rules::organization::Term;
use crate::schema::{Day, Due, Period, View};

/// A due day can be moved by a holiday, but not by more days than this.
const MOVED_AT_MOST: i32 = 30;

/// How far after the end of its period something can be due: for a month by the end of the next.
const DUE_AFTER_PERIOD: i32 = 31 + MOVED_AT_MOST;

/// The periods of the obligation that are due from `from` to `to`, both included, each with the
/// last day on which handing in is in time, the earliest first.
pub fn dues(
    obligation: View<'_, Obligation>,
    basis: &Basis,
    from: Day,
    to: Day,
) -> Vec<(Period, Day)> {
    let schedule = obligation.schedule().unwrap_or_default();
    let in_force = Term::new(obligation.from(), obligation.to());
    let mut all = of_rules(schedule, basis, from, to);
    all.retain(|(_, due)| in_force.contains(*due));
    all
}

/// The last day for the period; `None` when the obligation does not ask for it.
pub fn due_of(obligation: View<'_, Obligation>, basis: &Basis, period: Period) -> Option<Day> {
    let (Some(first), Some(last)) = (period.first_day(), period.last_day()) else {
        let mut all = once(obligation, basis).into_iter();
        return all.find(|(other, _)| *other == period).map(|(_, due)| due);
    };
    let mut all = dues(
        obligation,
        basis,
        first.plus(-1),
        last.plus(DUE_AFTER_PERIOD),
    )
    .into_iter();
    all.find(|(other, _)| *other == period).map(|(_, due)| due)
}

/// What is owed once or in steps, whenever it is due.
pub(super) fn once(obligation: View<'_, Obligation>, basis: &Basis) -> Vec<(Period, Day)> {
    let in_force = Term::new(obligation.from(), obligation.to());
    let schedule = obligation.schedule().unwrap_or_default();
    let rules: Vec<Due> = schedule
        .iter()
        .filter(|rule| is_once(rule))
        .cloned()
        .collect();
    let mut all = of_rules(&rules, basis, Day::FIRST, Day::FIRST.plus(i32::MAX));
    all.retain(|(_, due)| in_force.contains(*due));
    all
}

/// Whether the schedule has no day at all: set elsewhere, when something happens, without end.
pub fn is_undated(schedule: &[Due]) -> bool {
    schedule.iter().all(|rule| {
        matches!(
            rule,
            Due::External | Due::Event | Due::Continuous | Due::Undated
        )
    })
}

fn is_once(rule: &Due) -> bool {
    matches!(rule, Due::Once { .. } | Due::Step { .. })
}

/// How the last day of a rule follows from the day it names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// «6月15日前»: the day itself may not count, a rest day may move it.
    Before,
    /// The end of a quarter: a rest day may move it.
    End,
    /// It belongs to its week or month, which no rest day moves.
    Within,
}

fn last(rule: &Due) -> Last {
    match rule {
        Due::Weekly { .. } | Due::EveryMonth => Last::Within,
        Due::QuarterEnd { .. } | Due::Periodic => Last::End,
        _ => Last::Before,
    }
}

fn of_rules(schedule: &[Due], basis: &Basis, from: Day, to: Day) -> Vec<(Period, Day)> {
    let mut all = Vec::new();
    for class in [Last::Before, Last::End, Last::Within] {
        // All steps are of one class, so that they are counted as in the whole schedule.
        let rules: Vec<Due> = schedule
            .iter()
            .filter(|rule| last(rule) == class)
            .cloned()
            .collect();
        if rules.is_empty() {
            continue;
        }
        let named = of_schedule(&rules, from.plus(-MOVED_AT_MOST), to.plus(1));
        let moved = named
            .into_iter()
            .map(|(period, day)| (period, moved(basis, class, day)));
        all.extend(moved.filter(|(_, due)| from <= *due && *due <= to));
    }
    all.sort_by_key(|(period, due)| (*due, *period));
    all
}

fn moved(basis: &Basis, class: Last, day: Day) -> Day {
    let settings = &basis.settings;
    let mut day = day;
    if class == Last::Before && !settings.flag(Settings::DAY_ITSELF_COUNTS) {
        day = day.plus(-1);
    }
    if class != Last::Within && settings.flag(Settings::MOVE_REST_DAYS) {
        day = basis.calendar.next_working_day_from(day);
    }
    day
}
