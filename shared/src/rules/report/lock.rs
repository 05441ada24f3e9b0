//! The lock of a month (DOMAIN B17).

use crate::model::{MonthLock, MonthState};
use crate::rules::{Attempt, Refusal};
use crate::schema::{Kind, Month, Value, View, coordinates};
use crate::state::State;

/// Whether the month's figures stand: what is changed afterwards is a correction with its reason.
pub fn is_locked(state: &State, month: Month) -> bool {
    lock_of(state, month).is_some_and(|lock| lock.state() == Some(MonthState::Locked))
}

/// The record of the month's lock.
pub fn lock_of(state: &State, month: Month) -> Option<View<'_, MonthLock>> {
    let value = Value::Month(month);
    let id = coordinates::id_of(MonthLock::SPEC, |_| Some(&value))?;
    let record = state.get(id)?;
    record.view().filter(|_| record.archived.is_none())
}

/// A month that has not ended is not locked.
pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(lock) = attempt.of::<MonthLock>() else {
        return Ok(());
    };
    let Some(month) = lock.month() else {
        return Ok(());
    };
    if !attempt.enters(MonthLock::STATE, MonthState::Locked) || attempt.day > month.last_day() {
        return Ok(());
    }
    Err(attempt.refuse(
        MonthLock::STATE,
        format!("{month}尚未结束,不能锁定"),
        format!("{month} has not ended: it cannot be locked"),
    ))
}

/// Whether any month is locked: from then on figures have been told with the totals of the day.
pub fn any_locked(state: &State) -> bool {
    state
        .all::<MonthLock>()
        .filter_map(|record| record.view::<MonthLock>())
        .any(|lock| lock.state() == Some(MonthState::Locked))
}
