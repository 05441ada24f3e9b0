//! The places' own weekly dispatch (DOMAIN B12): 14 units by weeks.

use crate::model::LocalDispatch;
use crate::rules::due::zh_day;
use crate::rules::figures::Ratio;
use crate::rules::light::Colour;
use crate::rules::organization::Places;
use crate::rules::policy::belonging::belongs_to;
use crate::rules::{Attempt, Refusal};
use crate::schema::{Day, Kind, Month, Period, RecordId, Sentence, Value, View, Week, coordinates};
use crate::state::State;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(dispatch) = attempt.of::<LocalDispatch>() else {
        return Ok(());
    };
    let Some(Period::Week(week)) = dispatch.week() else {
        return Err(attempt.refuse(
            LocalDispatch::WEEK,
            "「周次」应为一周,如 2020-W25",
            "the week must be one such as 2020-W25",
        ));
    };
    let is_in_week = dispatch.on().is_some_and(|on| Week::of(on) == week);
    if !is_in_week {
        return Err(attempt.refuse(
            LocalDispatch::ON,
            format!(
                "日期须在该周内({} 至 {})",
                week.first_day(),
                week.last_day()
            ),
            format!(
                "the day must be in the week, {} to {}",
                week.first_day(),
                week.last_day()
            ),
        ));
    }
    if attempt.changes(LocalDispatch::ON) && dispatch.on().is_some_and(|on| on > attempt.day) {
        return Err(attempt.refuse(
            LocalDispatch::ON,
            "尚未召开的调度不能填报",
            "a dispatch cannot be entered before it is held",
        ));
    }
    own_projects(attempt, dispatch)
}

fn own_projects(attempt: &Attempt<'_>, dispatch: View<'_, LocalDispatch>) -> Result<(), Refusal> {
    let (Some(unit), Some(projects)) = (dispatch.unit(), dispatch.projects()) else {
        return Ok(());
    };
    let is_own = |id: &RecordId| {
        let project = attempt.state.get(*id);
        project.is_none_or(|project| belongs_to(attempt.state, project, unit))
    };
    if projects.iter().all(is_own) {
        return Ok(());
    }
    Err(attempt.refuse(
        LocalDispatch::PROJECTS,
        "只能调度本地的项目",
        "a place dispatches its own projects",
    ))
}

/// One place in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// It has dispatched: the record.
    Dispatched(RecordId),
    /// The week is not over.
    Open,
    /// Sunday 24:00 has passed, and nothing was entered.
    Missing,
}

impl Cell {
    /// Its colour.
    pub const fn colour(self) -> Colour {
        match self {
            Self::Dispatched(_) => Colour::Green,
            Self::Open => Colour::Grey,
            Self::Missing => Colour::Red,
        }
    }

    /// Whether the place has dispatched in the week, in a sentence.
    pub fn why(self, week: Week) -> Sentence {
        let (name, sunday) = (Period::Week(week).sentence(), week.last_day());
        match self {
            Self::Dispatched(_) => Sentence::new(
                format!("{}已填报调度", name.zh),
                format!("a dispatch is entered for {}", name.en),
            ),
            Self::Open => Sentence::new(
                format!("{}尚未填报,{}24时截止", name.zh, zh_day(sunday)),
                format!("nothing entered for {} yet, due on {sunday}", name.en),
            ),
            Self::Missing => Sentence::new(
                format!("{}至{}24时没有填报", name.zh, zh_day(sunday)),
                format!("nothing was entered for {} by {sunday}", name.en),
            ),
        }
    }
}

/// The place in the week, as it stands on the day.
pub fn cell(state: &State, unit: RecordId, week: Week, day: Day) -> Cell {
    let (unit, period) = (Value::Ref(unit), Value::Period(Period::Week(week)));
    let id = coordinates::id_of(LocalDispatch::SPEC, |no| match no {
        LocalDispatch::UNIT => Some(&unit),
        LocalDispatch::WEEK => Some(&period),
        _ => None,
    });
    let entered = id
        .and_then(|id| state.get(id))
        .filter(|record| record.archived.is_none());
    match entered {
        Some(record) => Cell::Dispatched(record.id),
        None if day <= week.last_day() => Cell::Open,
        None => Cell::Missing,
    }
}

/// The weeks of a month: those whose Sunday, on which the dispatch is due, lies in it.
pub fn weeks_of(month: Month) -> impl Iterator<Item = Week> {
    let first = Some(Week::of(month.first_day()));
    std::iter::successors(first, |week| week.next())
        .take_while(move |week| week.last_day() <= month.last_day())
}

/// How many of the month's weeks that are over by the day the place has dispatched in: 周调度 3/4.
pub fn in_month(state: &State, unit: RecordId, month: Month, day: Day) -> Ratio {
    let (mut dispatched, mut all) = (0, 0);
    for week in weeks_of(month) {
        match cell(state, unit, week, day) {
            Cell::Dispatched(_) => dispatched += 1,
            Cell::Open => continue,
            Cell::Missing => {}
        }
        all += 1;
    }
    Ratio::new(dispatched, all)
}

/// The whole month: a row of cells for each place.
pub fn matrix(state: &State, month: Month, day: Day) -> Vec<(RecordId, Vec<Cell>)> {
    let row = |unit| {
        let cells = weeks_of(month).map(|week| cell(state, unit, week, day));
        (unit, cells.collect())
    };
    Places::of(state).units().iter().copied().map(row).collect()
}
