//! The hard deadlines of the hundred days (百日攻坚, DOMAIN T23, T24).

use super::ProjectRules;
use crate::model::{ListKind, ListMembership, Settings};
use crate::rules::Basis;
use crate::rules::listing::membership::is_on;
use crate::schema::{Day, RecordId, View};
use crate::state::State;

/// The day by which every project of the list must have started. A rest day is not moved unless the
/// room says so (DOMAIN §12, 7). `None` for a list without a deadline.
pub fn hard_start(list: ListKind, basis: &Basis) -> Option<Day> {
    let printed = match list {
        ListKind::HardStart2019 => Day::new(2020, 6, 30),
        ListKind::HardStart2020 => Day::new(2020, 8, 15),
        _ => None,
    }?;
    if basis.settings.flag(Settings::MOVE_REST_DAYS) {
        return Some(basis.calendar.next_working_day_from(printed));
    }
    Some(printed)
}

/// The hard deadline of a project: the earliest of the lists it is on, or the own one the office has
/// granted; `None` when it is on no such list.
pub fn hard_deadline(state: &State, rules: &ProjectRules, project: RecordId) -> Option<Day> {
    state
        .referring::<ListMembership>(project, ListMembership::PROJECT)
        .filter_map(|record| record.view::<ListMembership>())
        .filter(|entry| is_on(*entry, rules.day))
        .filter_map(|entry| deadline(rules, entry))
        .min()
}

fn deadline(rules: &ProjectRules, entry: View<'_, ListMembership>) -> Option<Day> {
    let common = rules.deadline_of(entry.list()?)?;
    Some(entry.own_deadline().unwrap_or(common))
}
