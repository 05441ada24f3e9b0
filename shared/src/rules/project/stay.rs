//! How long projects stay in a stage, and when they pass from one to the next (DOMAIN 9.12).

use crate::model::{Project, Stage};
use crate::schema::{Day, Month, View};

/// The days on which a project entered its stages, in their order. When it was first planned is
/// not recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageDates([Option<Day>; Stage::ALL.len()]);

impl StageDates {
    /// Those of the project.
    pub fn of(project: View<'_, Project>) -> Self {
        Self([
            None,
            project.reserved_on(),
            project.prepared_on(),
            project.started_on(),
            project.completed_on(),
            project.produced_on(),
            project.full_on(),
        ])
    }

    /// The day on which it entered the stage.
    pub fn on(&self, stage: Stage) -> Option<Day> {
        self.0[stage as usize]
    }

    /// Whether it entered the stage in the month.
    pub fn entered_in(&self, stage: Stage, month: Month) -> bool {
        self.on(stage).is_some_and(|on| on.month() == month)
    }

    /// The days from entering the stage to entering the next that is dated, or to `day` while it is
    /// the last one. A start that is entered late lies before the preparation it ended: no days.
    pub fn days_in(&self, stage: Stage, day: Day) -> Option<i32> {
        let entered = self.on(stage).filter(|on| *on <= day)?;
        let mut later = Stage::ALL.iter().filter(|later| **later > stage);
        let left = later.find_map(|later| self.on(*later));
        let until = left.filter(|left| *left <= day).unwrap_or(day);
        Some(until.days_since(entered).max(0))
    }

    /// The days spent in each stage that has been entered.
    pub fn durations(&self, day: Day) -> impl Iterator<Item = (Stage, i32)> {
        Stage::ALL
            .iter()
            .filter_map(move |stage| Some((*stage, self.days_in(*stage, day)?)))
    }
}
