//! 督项目转化促开工建设 (DOMAIN T31).

use super::{Supervised, major};
use crate::model::{Project, Stage};
use crate::rules::Basis;
use crate::rules::due::zh_day;
use crate::rules::figures::Ratio;
use crate::schema::{Day, Month, Sentence, View, counted};
use crate::state::State;

/// A project that should have started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unconverted {
    /// Whose it is.
    pub of: Supervised,
    /// Its stage.
    pub stage: Stage,
    /// When it was to start.
    pub planned: Day,
    /// Days since, at the end of the month or on the day, whichever is first.
    pub days: i32,
}

impl Unconverted {
    /// Why it is on the list.
    pub fn why(self) -> Sentence {
        let (planned, days) = (self.planned, self.days);
        Sentence::new(
            format!("计划{}开工,已过 {days} 天", zh_day(planned)),
            format!(
                "planned to start on {planned}, {} ago",
                counted(days, "day")
            ),
        )
    }
}

/// The list of a month with its rate.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// The longest overdue first.
    pub list: Vec<Unconverted>,
    /// 转化率: started, of what was planned to start this year, up to the end of the month or
    /// the day.
    pub rate: Ratio,
}

/// The list at the end of the month.
pub fn conversion(state: &State, basis: &Basis, month: Month) -> Conversion {
    let end = month.last_day();
    let today = end.min(basis.day);
    let (mut list, mut started, mut planned_this_year) = (Vec::new(), 0, 0);
    for project in major(state, basis) {
        let Some(planned) = project.planned_start().filter(|on| *on <= end) else {
            continue;
        };
        let is_started = project.started_on().is_some_and(|on| on <= end);
        if planned.year() == month.year() && planned <= today {
            planned_this_year += 1;
            started += i64::from(is_started);
        }
        if let Some(stage) = waiting(project).filter(|_| !is_started) {
            list.push(Unconverted {
                of: Supervised::of(basis, project),
                stage,
                planned,
                days: today.days_since(planned).max(0),
            });
        }
    }
    list.sort_by_key(|one| (one.planned, one.of.project));
    Conversion {
        list,
        rate: Ratio::new(started, planned_this_year),
    }
}

/// The stage of what is in the reserve or in approval; at the end of a month that is past also of
/// what has started since.
fn waiting(project: View<'_, Project>) -> Option<Stage> {
    match project.stage()? {
        Stage::Planned => None,
        Stage::Reserved => Some(Stage::Reserved),
        _ => Some(Stage::Preparing),
    }
}
