//! What was invested, month by month, and which months are locked (DOMAIN B17).

use std::collections::HashMap;

use crate::model::{MonthCorrection, MonthLock, MonthState, ProjectMonth};
use crate::rules::project::figures::is_reported;
use crate::schema::{Day, Month, RecordId, View};
use crate::state::State;

/// An amount a project invested in a month: the month's report, or a correction of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invested {
    /// The project.
    pub project: RecordId,
    /// The month it counts in.
    pub month: Month,
    /// In yuan; a correction may be below zero.
    pub amount: i64,
    /// The day a correction was entered; `None` for the report itself.
    pub corrected_on: Option<Day>,
}

/// What the report says, once it has been handed in.
pub fn reported(report: View<'_, ProjectMonth>) -> Option<Invested> {
    is_reported(report).then_some(Invested {
        project: report.project()?,
        month: report.month()?,
        amount: report.invested()?,
        corrected_on: None,
    })
}

fn corrected(correction: View<'_, MonthCorrection>) -> Option<Invested> {
    Some(Invested {
        project: correction.project()?,
        month: correction.month()?,
        amount: correction.change()?,
        corrected_on: correction.entered_on(),
    })
}

/// All amounts of one project.
pub fn of_project(state: &State, project: RecordId) -> impl Iterator<Item = Invested> {
    let reports = state.referring::<ProjectMonth>(project, ProjectMonth::PROJECT);
    let corrections = state.referring::<MonthCorrection>(project, MonthCorrection::PROJECT);
    let reports = reports.filter_map(|record| reported(record.view()?));
    reports.chain(corrections.filter_map(|record| corrected(record.view()?)))
}

/// All amounts of all projects, in one pass.
pub fn of_all(state: &State) -> impl Iterator<Item = Invested> {
    let reports = state
        .all::<ProjectMonth>()
        .filter_map(|record| reported(record.view()?));
    let corrections = state
        .all::<MonthCorrection>()
        .filter_map(|record| corrected(record.view()?));
    reports.chain(corrections)
}

/// The months that are locked, with the day each was.
#[derive(Clone, Debug, Default)]
pub struct Locks(HashMap<Month, Day>);

impl Locks {
    /// The locks of the room.
    pub fn of(state: &State) -> Self {
        let locks = state.all::<MonthLock>().filter_map(|record| {
            let lock = record.view::<MonthLock>()?;
            let is_locked = lock.state() == Some(MonthState::Locked);
            is_locked.then_some((lock.month()?, lock.locked_on()?))
        });
        Self(locks.collect())
    }

    /// The day the month was locked.
    pub fn on(&self, month: Month) -> Option<Day> {
        self.0.get(&month).copied()
    }

    /// The latest month that was locked by the day.
    pub fn latest(&self, day: Day) -> Option<Month> {
        let locked = self.0.iter().filter(|(_, on)| **on <= day);
        locked.map(|(month, _)| *month).max()
    }

    /// The locked months on end up to `last`, at most `most` of them, oldest first; none when
    /// `last` is not locked.
    pub fn on_end(&self, last: Month, most: usize) -> Vec<Month> {
        let back = std::iter::successors(Some(last), |month| month.previous());
        let mut months: Vec<Month> = back
            .take(most)
            .take_while(|month| self.on(*month).is_some())
            .collect();
        months.reverse();
        months
    }
}
