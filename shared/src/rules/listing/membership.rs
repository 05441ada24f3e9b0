//! A project's place on a list (DOMAIN B29, T44, §12, 33).

use crate::model::{Channel, ListKind, ListMembership, Project};
use crate::rules::due::zh_day;
use crate::rules::{Attempt, Refusal, effects};
use crate::schema::{Choices, Day, FieldNo, Kind, RecordId, View};
use crate::state::{Effect, State};

/// The day of the notice: what had started before is not on the list of 2019
/// (DOMAIN §12, 33).
pub const DRAWN_UP: (i16, i8, i8) = (2020, 6, 8);

/// Whether the entry stands on the day. On the day it leaves it is gone.
pub fn is_on(entry: View<'_, ListMembership>, day: Day) -> bool {
    entry.from().is_some_and(|from| from <= day) && entry.to().is_none_or(|to| to > day)
}

/// The entries of the list that stand on the day, in one pass.
pub fn on_list(
    state: &State,
    list: ListKind,
    day: Day,
) -> impl Iterator<Item = View<'_, ListMembership>> {
    state
        .all::<ListMembership>()
        .filter_map(|record| record.view::<ListMembership>())
        .filter(move |entry| entry.list() == Some(list) && is_on(*entry, day))
}

/// Whether the list is one of the hundred days.
pub fn is_hard_start(list: ListKind) -> bool {
    matches!(list, ListKind::HardStart2019 | ListKind::HardStart2020)
}

/// Whether the channel is one of the three funds of task 24.
pub fn is_of_three_funds(channel: Channel) -> bool {
    matches!(
        channel,
        Channel::CentralBudget | Channel::TreasuryBond | Channel::SpecialBond
    )
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if attempt.after.kind == ListMembership::ID && attempt.after.archived.is_some() {
        return stays(attempt);
    }
    let Some(entry) = attempt.of::<ListMembership>() else {
        return Ok(());
    };
    leaves_with_reason(attempt, entry)?;
    own_deadline(attempt, entry)?;
    if let Some(list) = entry.list().filter(|list| is_hard_start(*list)) {
        belongs_on(attempt, entry, list)?;
        is_on_one_only(attempt, entry)?;
    }
    Ok(())
}

/// An entry is not put away to make it disappear. Who has just made it by mistake may take it back.
fn stays(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(before) = attempt.before.filter(|before| before.archived.is_none()) else {
        return Ok(());
    };
    let Some(entry) = before.view::<ListMembership>() else {
        return Ok(());
    };
    let is_own = entry
        .by()
        .is_some_and(|by| by.account == attempt.context.actor.id);
    let is_new = is_own && before.changed == before.created;
    if is_new || entry.to().is_some() {
        return Ok(());
    }
    Err(attempt.refuse(
        ListMembership::TO,
        "退出清单须填写退出日期和原因",
        "a project leaves a list with a day and a reason",
    ))
}

fn leaves_with_reason(
    attempt: &Attempt<'_>,
    entry: View<'_, ListMembership>,
) -> Result<(), Refusal> {
    let Some(to) = entry.to() else {
        return Ok(());
    };
    if is_blank(entry.left_because()) {
        return Err(attempt.refuse(
            ListMembership::LEFT_BECAUSE,
            "退出清单须写明原因",
            "a project leaves a list with a reason",
        ));
    }
    if !attempt.changes(ListMembership::TO) {
        return Ok(());
    }
    if entry.from().is_some_and(|from| to < from) || to > attempt.day {
        return Err(attempt.refuse(
            ListMembership::TO,
            format!("退出日期须在列入之后、{}之前(含当日)", zh_day(attempt.day)),
            format!(
                "the day of leaving must not lie before it was listed or after {}",
                attempt.day
            ),
        ));
    }
    Ok(())
}

fn own_deadline(attempt: &Attempt<'_>, entry: View<'_, ListMembership>) -> Result<(), Refusal> {
    if entry.own_deadline().is_none() {
        return Ok(());
    }
    if !entry.list().is_some_and(is_hard_start) {
        return Err(attempt.refuse(
            ListMembership::OWN_DEADLINE,
            "只有百日攻坚清单有开工期限",
            "only the lists of the hundred days have a deadline",
        ));
    }
    if is_blank(entry.deadline_reason()) {
        return Err(attempt.refuse(
            ListMembership::DEADLINE_REASON,
            "另定期限须写明原因",
            "another deadline needs a reason",
        ));
    }
    Ok(())
}

/// Task 23 has central-budget money of 2019, task 24 the three funds of 2020.
fn belongs_on(
    attempt: &Attempt<'_>,
    entry: View<'_, ListMembership>,
    list: ListKind,
) -> Result<(), Refusal> {
    let placed = [
        ListMembership::LIST,
        ListMembership::CHANNEL,
        ListMembership::GRANTED_ON,
    ];
    if !placed.iter().any(|field| attempt.changes(*field)) {
        return Ok(());
    }
    let is_channel = |channel| match list {
        ListKind::HardStart2019 => channel == Channel::CentralBudget,
        _ => is_of_three_funds(channel),
    };
    if let Some(channel) = entry.channel().filter(|channel| !is_channel(*channel)) {
        let (name, label) = (list.label(), channel.label());
        return Err(attempt.refuse(
            ListMembership::CHANNEL,
            format!("「{}」不含{}项目", name.zh, label.zh),
            format!("“{}” has no projects of {}", name.en, label.en),
        ));
    }
    let is_of_2020 = list == ListKind::HardStart2020;
    if let Some(granted) = entry.granted_on()
        && (granted.year() >= 2020) != is_of_2020
    {
        return Err(attempt.refuse(
            ListMembership::GRANTED_ON,
            "2019年下达资金的项目列入百日攻坚2019,2020年下达的列入百日攻坚2020",
            "money of 2019 belongs on the list of 2019, money of 2020 on that of 2020",
        ));
    }
    let started = project(attempt.state, entry).and_then(View::<Project>::started_on);
    let drawn_up = drawn_up();
    if !attempt.is_new() || started.is_none_or(|on| on >= drawn_up) || is_of_2020 {
        return Ok(());
    }
    Err(attempt.refuse(
        ListMembership::PROJECT,
        format!("该项目在{}前已开工,不列入百日攻坚2019", zh_day(drawn_up)),
        format!("the project had started before {drawn_up}"),
    ))
}

/// The day the lists were drawn up.
pub fn drawn_up() -> Day {
    let (year, month, day) = DRAWN_UP;
    // A day of the calendar.
    Day::new(year, month, day).unwrap_or(Day::FIRST)
}

fn is_on_one_only(attempt: &Attempt<'_>, entry: View<'_, ListMembership>) -> Result<(), Refusal> {
    let Some(project) = entry.project().filter(|_| entry.to().is_none()) else {
        return Ok(());
    };
    let others = entries_of(attempt.state, project)
        .filter(|other| other.record.id != entry.record.id && other.to().is_none());
    match others
        .filter_map(View::<ListMembership>::list)
        .find(|list| is_hard_start(*list))
    {
        None => Ok(()),
        Some(list) => Err(attempt.refuse(
            ListMembership::LIST,
            format!("该项目已在「{}」,两张清单只列其一", list.label().zh),
            format!("the project is already on “{}”", list.label().en),
        )),
    }
}

/// The entries of a project, those it has left included.
pub fn entries_of(
    state: &State,
    project: RecordId,
) -> impl Iterator<Item = View<'_, ListMembership>> {
    state
        .referring::<ListMembership>(project, ListMembership::PROJECT)
        .filter_map(|record| record.view::<ListMembership>())
}

pub(super) fn project<'a>(
    state: &'a State,
    entry: View<'_, ListMembership>,
) -> Option<View<'a, Project>> {
    let record = state.get(entry.project()?)?;
    record
        .view::<Project>()
        .filter(|_| record.archived.is_none())
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

/// Entries sign themselves: who put the project on the list, who took it off.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let Some(entry) = attempt.of::<ListMembership>() else {
        return Vec::new();
    };
    let mut signed: Vec<FieldNo> = Vec::new();
    if attempt.is_new() {
        signed.push(ListMembership::BY);
    }
    if entry.to().is_some() && attempt.changes(ListMembership::TO) {
        signed.push(ListMembership::LEFT_BY);
    }
    if signed.is_empty() {
        return Vec::new();
    }
    let values = signed
        .into_iter()
        .map(|field| (field, Some(effects::signature(attempt))))
        .collect();
    effects::set(attempt.after, values).into_iter().collect()
}
