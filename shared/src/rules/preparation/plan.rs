//! The plan of a project's preparation (DOMAIN T17): whether it is complete, how often its steps
//! were moved, and their lights.

use crate::model::{PlanMove, PlanState, PlanStep, Settings};
use crate::rules::due::zh_day;
use crate::rules::figures::Ratio;
use crate::rules::light::{Colour, Light, days_left, days_overdue};
use crate::rules::{Attempt, Basis, Refusal, Role};
use crate::schema::{Day, FieldNo, RecordId, Sentence, View, counted};
use crate::state::State;

/// The four items a step must have.
const ITEMS: [FieldNo; 4] = [
    PlanStep::MATTER,
    PlanStep::PLANNED_ON,
    PlanStep::UNIT,
    PlanStep::PERSON,
];

pub(super) fn check(attempt: &Attempt<'_>, step: View<'_, PlanStep>) -> Result<(), Refusal> {
    // The office may correct a slip; everybody else moves the date and leaves the first one.
    let had_date = attempt.was(PlanStep::PLANNED_ON).is_some();
    let is_office = attempt.context.actor.role == Role::Office;
    if had_date && attempt.changes(PlanStep::PLANNED_ON) && !is_office {
        return Err(attempt.refuse(
            PlanStep::PLANNED_ON,
            "计划时间已定,调整请登记「计划调整」并说明原因,原计划保留",
            "the date is set: enter a move with its reason, the first date is kept",
        ));
    }
    match step.done_on() {
        Some(done) if attempt.changes(PlanStep::DONE_ON) && done > attempt.day => {
            let today = attempt.day;
            Err(attempt.refuse(
                PlanStep::DONE_ON,
                format!("「实际完成」{done} 晚于作战日 {today}"),
                format!("`done on` {done} lies after the day {today}"),
            ))
        }
        _ => Ok(()),
    }
}

/// Only what is planned and not done can be moved, and to another day.
pub(super) fn check_move(attempt: &Attempt<'_>, moved: View<'_, PlanMove>) -> Result<(), Refusal> {
    let record = moved.step().and_then(|id| attempt.state.get(id));
    let step = record.and_then(|record| record.view::<PlanStep>());
    let Some(step) = step.filter(|_| attempt.is_new()) else {
        return Ok(());
    };
    let dates = Dates::of(attempt.state, step);
    if step.state() == Some(PlanState::Done) || dates.current.is_none() {
        return Err(attempt.refuse(
            PlanMove::STEP,
            "只有已定计划时间、尚未完成的事项可以调整",
            "only a step that has a date and is not done can be moved",
        ));
    }
    if dates.current == moved.to() {
        return Err(attempt.refuse(
            PlanMove::TO,
            "调整后的时间与现计划相同",
            "the date is the one it has already",
        ));
    }
    Ok(())
}

/// The dates of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// As first planned.
    pub original: Option<Day>,
    /// As planned now.
    pub current: Option<Day>,
    /// When it was done.
    pub actual: Option<Day>,
    /// How often it was moved.
    pub moves: u32,
}

impl Dates {
    /// The dates of the step.
    pub fn of(state: &State, step: View<'_, PlanStep>) -> Self {
        let moves: Vec<_> = state
            .referring::<PlanMove>(step.record.id, PlanMove::STEP)
            .collect();
        let last = moves
            .iter()
            .max_by_key(|record| (record.created, record.id));
        let latest = last.and_then(|record| record.view::<PlanMove>()?.to());
        Self {
            original: step.planned_on(),
            current: latest.or(step.planned_on()),
            actual: step.done_on(),
            moves: u32::try_from(moves.len()).unwrap_or(u32::MAX),
        }
    }
}

/// Which of the four items the step lacks.
pub fn missing(step: View<'_, PlanStep>) -> Vec<FieldNo> {
    use crate::schema::Value;
    let is_blank = |value: &Value| matches!(value, Value::Text(text) if text.trim().is_empty());
    let has = |field: FieldNo| {
        step.record
            .value(field)
            .is_some_and(|value| !is_blank(value))
    };
    ITEMS.into_iter().filter(|field| !has(*field)).collect()
}

/// The steps of the project's plan.
pub fn steps(state: &State, project: RecordId) -> impl Iterator<Item = View<'_, PlanStep>> {
    state
        .referring::<PlanStep>(project, PlanStep::PROJECT)
        .filter_map(|record| record.view::<PlanStep>())
}

/// Steps with all four items, of all: the plan is complete when they are the same. No steps are no
/// plan.
pub fn completeness(state: &State, project: RecordId) -> Ratio {
    let (mut complete, mut all) = (0, 0);
    for step in steps(state, project) {
        all += 1;
        complete += i64::from(missing(step).is_empty());
    }
    Ratio::new(complete, all)
}

/// How a step stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanVerdict {
    /// No date is set.
    Undated,
    /// Its day is to come.
    Ahead {
        /// The day.
        due: Day,
        /// How many days there are.
        left: i32,
        /// Whether that is close.
        is_soon: bool,
    },
    /// Its day has passed.
    Late {
        /// The day.
        due: Day,
        /// How many days ago that was.
        days: i32,
    },
    /// It is done.
    Done {
        /// When.
        on: Day,
        /// How many days late by the plan in force; 0 when in time.
        late: i32,
    },
}

/// How the step stands on the day, by the plan in force.
pub fn verdict(state: &State, basis: &Basis, step: View<'_, PlanStep>) -> PlanVerdict {
    let dates = Dates::of(state, step);
    let done = dates
        .actual
        .filter(|_| step.state() == Some(PlanState::Done));
    match (done, dates.current) {
        (Some(on), due) => PlanVerdict::Done {
            on,
            late: due.map_or(0, |due| on.days_since(due).max(0)),
        },
        (None, None) => PlanVerdict::Undated,
        (None, Some(due)) if basis.day > due => PlanVerdict::Late {
            due,
            days: basis.day.days_since(due),
        },
        (None, Some(due)) => {
            let ahead = basis.settings.count(Settings::WARNING_DAYS);
            PlanVerdict::Ahead {
                due,
                left: due.days_since(basis.day),
                is_soon: basis.day >= basis.calendar.working_days_before(due, ahead),
            }
        }
    }
}

impl PlanVerdict {
    /// The colour of its light.
    pub fn colour(self) -> Colour {
        match self {
            Self::Undated => Colour::Grey,
            Self::Ahead { is_soon: false, .. } => Colour::Green,
            Self::Ahead { .. } => Colour::Yellow,
            Self::Late { .. } => Colour::Red,
            Self::Done { .. } => Colour::Blue,
        }
    }

    /// Its light, with the sentence that says why.
    pub fn light(self) -> Light {
        let (word, why) = match self {
            Self::Undated => (
                Sentence::new("未定时间", "no date"),
                (
                    "计划时间尚未填写".to_owned(),
                    "no date is planned".to_owned(),
                ),
            ),
            Self::Ahead { due, left, .. } => (
                days_left(left),
                (
                    format!("计划于{}完成,还有 {left} 天", zh_day(due)),
                    format!("planned for {due}, {} ahead", counted(left, "day")),
                ),
            ),
            Self::Late { due, days } => (
                days_overdue(days),
                (
                    format!("计划于{}完成,已逾期 {days} 天", zh_day(due)),
                    format!("planned for {due}, {} ago", counted(days, "day")),
                ),
            ),
            Self::Done { on, late: 0 } => (
                Sentence::new("完成", "done"),
                (format!("{}完成", zh_day(on)), format!("done on {on}")),
            ),
            Self::Done { on, late } => (
                Sentence::new("逾期完成", "done late"),
                (
                    format!("{}完成,逾期 {late} 天", zh_day(on)),
                    format!("done on {on}, {} late", counted(late, "day")),
                ),
            ),
        };
        Light::new(self.colour(), word, why)
    }
}
