//! Local leadership, services and publicity (DOMAIN T49, T51, T55, T56).

use std::collections::HashMap;

use crate::model::{LocalGroup, Publicity, ServiceFigures};
use crate::rules::figures::Ratio;
use crate::rules::resource::filing::{due_of_task, not_ahead, record_at};
use crate::rules::resource::{Amount, Filing};
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{Month, Record, RecordId, Value, View};
use crate::state::State;

/// How a place's own leading group stands (DOMAIN T49).
pub fn local_group(state: &State, basis: &Basis, unit: RecordId) -> Filing {
    let at = [(LocalGroup::UNIT, Value::Ref(unit))];
    let group = record_at::<LocalGroup>(state, &at).and_then(Record::view::<LocalGroup>);
    Filing::of(
        due_of_task(state, 49),
        group.and_then(View::<LocalGroup>::filed_on),
        group.and_then(View::<LocalGroup>::state),
        basis,
    )
}

/// How the service figures of a month differ from those of the month before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceChange {
    /// Items online, more or fewer.
    pub online: i64,
    /// Steps cut, more or fewer.
    pub steps_cut: i64,
    /// Working days on average, longer or shorter.
    pub average_days: Amount,
}

/// The change from the month before; `None` when one of the two is not there.
pub fn service_change(state: &State, month: Month) -> Option<ServiceChange> {
    let of = |month: Month| {
        let at = [(ServiceFigures::MONTH, Value::Month(month))];
        record_at::<ServiceFigures>(state, &at)?.view::<ServiceFigures>()
    };
    let (now, before) = (of(month)?, of(month.previous()?)?);
    Some(ServiceChange {
        online: now.online()? - before.online()?,
        steps_cut: now.steps_cut()? - before.steps_cut()?,
        average_days: Amount::or_zero(now.average_days()) - Amount::or_zero(before.average_days()),
    })
}

/// The publicity of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicityMonth {
    /// The units with at least one item, of all that are asked.
    pub covered: Ratio,
    /// The units without any.
    pub missing: Vec<RecordId>,
    /// How many items each unit has, in the order of the units.
    pub counts: Vec<u32>,
}

/// The publicity of these units in a month.
pub fn publicity(state: &State, month: Month, units: &[RecordId]) -> PublicityMonth {
    let mut items: HashMap<RecordId, u32> = HashMap::new();
    for item in state
        .all::<Publicity>()
        .filter_map(|record| record.view::<Publicity>())
        .filter(|item| item.published_on().is_some_and(|day| day.month() == month))
    {
        if let Some(unit) = item.unit() {
            *items.entry(unit).or_default() += 1;
        }
    }
    let count = |unit: &RecordId| items.get(unit).copied().unwrap_or(0);
    let counts: Vec<u32> = units.iter().map(count).collect();
    let missing: Vec<RecordId> = units
        .iter()
        .copied()
        .filter(|unit| count(unit) == 0)
        .collect();
    let length = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let covered = length(units.len() - missing.len());
    PublicityMonth {
        covered: Ratio::new(covered, length(units.len())),
        missing,
        counts,
    }
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(group) = attempt.of::<LocalGroup>() {
        return not_ahead(attempt, LocalGroup::FILED_ON, group.filed_on());
    }
    let Some(item) = attempt.of::<Publicity>() else {
        return Ok(());
    };
    not_ahead(attempt, Publicity::PUBLISHED_ON, item.published_on())?;
    let is_address = |link: &str| link.starts_with("https://") || link.starts_with("http://");
    if item.link().is_some_and(|link| !is_address(link)) {
        return Err(attempt.refuse(
            Publicity::LINK,
            "链接须以 https:// 或 http:// 开头",
            "a link begins with https:// or http://",
        ));
    }
    if item.link().is_none() && item.clip().is_none_or(std::collections::BTreeSet::is_empty) {
        return Err(attempt.refuse(
            Publicity::LINK,
            "请填写链接或附上剪报",
            "give a link or a clip",
        ));
    }
    Ok(())
}
