//! 督项目竣工促达产达效 (DOMAIN T33).

use super::{Supervised, major};
use crate::model::{Project, Settings};
use crate::rules::Basis;
use crate::rules::due::zh_day;
use crate::rules::figures::Ratio;
use crate::schema::{Day, Month, Sentence, View, counted};
use crate::state::State;

/// A project on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completing {
    /// Whose it is.
    pub of: Supervised,
    /// Why.
    pub because: Because,
}

/// Why a project is on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// It is to be completed this year, or should have been before.
    Planned {
        /// The planned day.
        on: Day,
        /// Days past it, at the end of the month or on the day; 0 while it lies ahead.
        late: i32,
    },
    /// 未达产: completed, and nothing is put out yet.
    NoOutput(Ratio),
    /// 达产不足: completed, and less is put out than it was designed for.
    BelowCapacity(Ratio),
}

impl Because {
    /// Why, in words.
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Planned { on, late: 0 } => Sentence::new(
                format!("计划{}竣工", zh_day(on)),
                format!("planned to be completed on {on}"),
            ),
            Self::Planned { on, late } => Sentence::new(
                format!("计划{}竣工,已过 {late} 天", zh_day(on)),
                format!(
                    "planned to be completed on {on}, {} ago",
                    counted(late, "day")
                ),
            ),
            Self::NoOutput(rate) => said("未达产", "no output yet", rate),
            Self::BelowCapacity(rate) => said("达产不足", "below capacity", rate),
        }
    }
}

fn said(zh: &str, en: &str, rate: Ratio) -> Sentence {
    let percent = rate.percent_or_none();
    Sentence::new(
        format!("{zh},达产率 {percent}"),
        format!("{en}: {percent} of the designed output"),
    )
}

/// The list of a month with its rates.
#[derive(Clone, Debug)]
pub struct Completion {
    /// In the order of [`Because`], the longest overdue and the lowest output first.
    pub list: Vec<Completing>,
    /// Completed, of what was planned to be completed this year, up to the end of the month or
    /// the day.
    pub completed: Ratio,
    /// At full capacity, of what is complete and was designed for some output.
    pub full: Ratio,
}

/// The list at the end of the month. What was designed for no output, such as a road, has nothing
/// to fall short of.
pub fn completion(state: &State, basis: &Basis, month: Month) -> Completion {
    let end = month.last_day();
    let today = end.min(basis.day);
    let percent = basis.settings.int(Settings::FULL_CAPACITY_PERCENT);
    let mut list = Vec::new();
    let (mut done, mut due, mut full, mut designed) = (0, 0, 0, 0);
    for project in major(state, basis) {
        let is_complete = project.completed_on().is_some_and(|on| on <= end);
        let planned = project.planned_completion();
        if planned.is_some_and(|on| on.year() == month.year() && on <= today) {
            due += 1;
            done += i64::from(is_complete);
        }
        let because = if is_complete {
            let Some(rate) = output(project) else {
                continue;
            };
            designed += 1;
            let is_full = rate.at_least(percent.saturating_mul(100));
            full += i64::from(is_full);
            (!is_full).then(|| below(rate))
        } else {
            planned.filter(|on| on.year() <= month.year()).map(|on| {
                let late = today.days_since(on).max(0);
                Because::Planned { on, late }
            })
        };
        list.extend(because.map(|because| Completing {
            of: Supervised::of(basis, project),
            because,
        }));
    }
    list.sort_by_key(|one| order(*one));
    Completion {
        list,
        completed: Ratio::new(done, due),
        full: Ratio::new(full, designed),
    }
}

/// 达产率: the output of the last 12 months, of the designed one.
fn output(project: View<'_, Project>) -> Option<Ratio> {
    let designed = project.designed_output().filter(|designed| *designed > 0)?;
    Some(Ratio::new(project.actual_output().unwrap_or(0), designed))
}

fn below(rate: Ratio) -> Because {
    if rate.numerator <= 0 {
        Because::NoOutput(rate)
    } else {
        Because::BelowCapacity(rate)
    }
}

fn order(one: Completing) -> impl Ord {
    let (sort, day, rate) = match one.because {
        Because::Planned { on, .. } => (0, Some(on), None),
        Because::NoOutput(_) => (1, None, None),
        Because::BelowCapacity(rate) => (2, None, rate.value()),
    };
    (sort, day, rate, one.of.project)
}
