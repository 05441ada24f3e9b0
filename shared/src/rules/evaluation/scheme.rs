//! The scheme of evaluation: which version counts, what it must hold to be published, and whether
//! it is there in time (DOMAIN B18, T50).

use std::collections::BTreeSet;

use crate::model::{
    Assignment, Duty, EvaluationScheme, Indicator, IndicatorSource, SchemeGroup, SchemeState, Task,
};
use crate::rules::due::{final_day, zh_day};
use crate::rules::light::{Colour, Light, days_left, days_overdue};
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{Day, Quarter, Record, RecordId, Sentence, View, counted};
use crate::state::State;

/// What the weights of a scheme add up to.
pub const WEIGHTS: i64 = 100;

/// The task that asks for the scheme.
const TASK: i64 = 50;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(indicator) = attempt.of::<Indicator>() {
        is_sourced(attempt, indicator)?;
    }
    match attempt.of::<EvaluationScheme>() {
        Some(_) if attempt.enters(EvaluationScheme::STATE, SchemeState::Published) => {
            is_weighed(attempt)?;
            is_divided(attempt)
        }
        _ => Ok(()),
    }
}

/// What the ledger gives must be named.
fn is_sourced(attempt: &Attempt<'_>, indicator: View<'_, Indicator>) -> Result<(), Refusal> {
    let from_ledger = indicator.source() == Some(IndicatorSource::Ledger);
    if from_ledger && indicator.figure().is_none() {
        return Err(attempt.refuse(
            Indicator::FIGURE,
            "台账取数的指标须指明台账数据",
            "an indicator from the ledger must name its figure",
        ));
    }
    Ok(())
}

fn is_weighed(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let sum = indicators(attempt.state, attempt.after.id)
        .iter()
        .filter_map(|record| record.view::<Indicator>()?.weight())
        .fold(0_i64, i64::saturating_add);
    if sum == WEIGHTS {
        return Ok(());
    }
    Err(attempt.refuse(
        EvaluationScheme::STATE,
        format!("各指标权重合计 {sum} 分,应为 {WEIGHTS} 分"),
        format!("the weights add up to {sum}, not to {WEIGHTS}"),
    ))
}

/// A place is compared in one group.
fn is_divided(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    let groups = attempt
        .state
        .referring::<SchemeGroup>(attempt.after.id, SchemeGroup::SCHEME);
    for group in groups.filter_map(|record| record.view::<SchemeGroup>()) {
        for unit in group.units().into_iter().flatten() {
            if !seen.insert(*unit) {
                let name = name_of(attempt.state, *unit);
                return Err(attempt.refuse(
                    EvaluationScheme::STATE,
                    format!("「{name}」同时在两个评价分组中"),
                    format!("{name} stands in two groups"),
                ));
            }
        }
    }
    Ok(())
}

/// The unit's short name.
pub(super) fn name_of(state: &State, unit: RecordId) -> String {
    let record = state.get(unit);
    let view = record.and_then(|record| record.view::<crate::model::Unit>());
    view.and_then(View::<crate::model::Unit>::short)
        .unwrap_or_default()
        .to_owned()
}

/// The indicators of the scheme in their order.
pub fn indicators(state: &State, scheme: RecordId) -> Vec<&Record> {
    let mut indicators: Vec<&Record> = state
        .referring::<Indicator>(scheme, Indicator::SCHEME)
        .map(AsRef::as_ref)
        .collect();
    let place = |record: &Record| record.view::<Indicator>().and_then(View::<Indicator>::no);
    indicators.sort_by_key(|record| (place(record), record.created, record.id));
    indicators
}

/// The places divided as the scheme compares them. Those in no group are compared with each other.
pub fn groups(state: &State, scheme: RecordId, units: &[RecordId]) -> Vec<Vec<RecordId>> {
    let mut rest: Vec<RecordId> = units.to_vec();
    let mut groups: Vec<Vec<RecordId>> = Vec::new();
    for record in state.referring::<SchemeGroup>(scheme, SchemeGroup::SCHEME) {
        let members = record
            .view::<SchemeGroup>()
            .and_then(View::<SchemeGroup>::units);
        let is_in = |unit: &RecordId| members.as_ref().is_some_and(|ids| ids.contains(unit));
        let (group, others) = rest.into_iter().partition(is_in);
        groups.push(group);
        rest = others;
    }
    groups.push(rest);
    groups.retain(|group| !group.is_empty());
    groups
}

/// The published version in force on the first day of the quarter.
pub fn in_force(state: &State, quarter: Quarter) -> Option<View<'_, EvaluationScheme>> {
    published(state)
        .filter(|scheme| {
            scheme
                .in_force_from()
                .is_some_and(|from| from <= quarter.first_day())
        })
        .max_by_key(|scheme| (scheme.in_force_from(), scheme.version()))
}

fn published(state: &State) -> impl Iterator<Item = View<'_, EvaluationScheme>> {
    state
        .all::<EvaluationScheme>()
        .filter_map(|record| record.view::<EvaluationScheme>())
        .filter(|scheme| scheme.state() == Some(SchemeState::Published))
}

/// Whether the scheme that task 50 asks for is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Published on the first day, due by the second.
    Published(Day, Option<Day>),
    /// Not yet published and not yet late; the last day, and whether it is near.
    Open {
        /// The last day; `None` when no day is set.
        due: Option<Day>,
        /// How many days are left.
        left: i32,
        /// Whether that is within the days of warning.
        is_near: bool,
    },
    /// Not published, so many days after the last day.
    Overdue(Day, i32),
}

impl Standing {
    /// Its colour (DOMAIN 9.4).
    pub fn colour(self) -> Colour {
        match self {
            Self::Published(..) => Colour::Blue,
            Self::Open { due: None, .. } => Colour::Grey,
            Self::Open { is_near: true, .. } => Colour::Yellow,
            Self::Open { .. } => Colour::Green,
            Self::Overdue(..) => Colour::Red,
        }
    }

    /// Its light, in words.
    pub fn light(self) -> Light {
        let (word, why): (Sentence, Sentence) = match self {
            Self::Published(on, Some(due)) if on > due => (
                ("逾期办结", "published late").into(),
                Sentence::new(
                    format!(
                        "评价方案{}发布,比期限{}晚 {} 天",
                        zh_day(on),
                        zh_day(due),
                        on.days_since(due)
                    ),
                    format!("the scheme was published on {on}, due by {due}"),
                ),
            ),
            Self::Published(on, _) => (
                ("办结", "published").into(),
                Sentence::new(
                    format!("评价方案{}发布", zh_day(on)),
                    format!("the scheme was published on {on}"),
                ),
            ),
            Self::Open { due: None, .. } => (
                ("未定", "no date").into(),
                ("评价方案没有确定的期限", "no date is set for the scheme").into(),
            ),
            Self::Open {
                due: Some(due),
                left,
                ..
            } => (
                days_left(left),
                Sentence::new(
                    format!("评价方案应于{}前发布,还有 {left} 天", zh_day(due)),
                    format!("the scheme is due by {due}, {} ahead", counted(left, "day")),
                ),
            ),
            Self::Overdue(due, days) => (
                days_overdue(days),
                Sentence::new(
                    format!("评价方案应于{}前发布,已逾期 {days} 天", zh_day(due)),
                    format!(
                        "the scheme was due by {due}; it is {} overdue",
                        counted(days, "day")
                    ),
                ),
            ),
        };
        Light::new(self.colour(), word, why)
    }
}

/// How the scheme stands when it is due on `due`: the first version counts.
pub fn standing(state: &State, basis: &Basis, due: Option<Day>) -> Standing {
    let first = published(state)
        .filter_map(View::<EvaluationScheme>::published_on)
        .min();
    match (first, due) {
        (Some(on), due) => Standing::Published(on, due),
        (None, Some(due)) if basis.day > due => Standing::Overdue(due, basis.day.days_since(due)),
        (None, due) => {
            let warning = basis.settings.count(crate::model::Settings::WARNING_DAYS);
            let warned_on = due.map(|due| basis.calendar.working_days_before(due, warning));
            Standing::Open {
                due,
                left: due.map_or(0, |due| due.days_since(basis.day)),
                is_near: warned_on.is_some_and(|on| basis.day >= on),
            }
        }
    }
}

/// How the scheme stands for each unit that leads task 50.
pub fn of_leads(state: &State, basis: &Basis) -> Vec<(RecordId, Standing)> {
    let tasks = state
        .all::<Task>()
        .filter_map(|record| record.view::<Task>());
    let mut standings = Vec::new();
    for task in tasks.filter(|task| task.no() == Some(TASK)) {
        let standing = standing(state, basis, final_day(task.due().unwrap_or_default()));
        let assignments = state.referring::<Assignment>(task.record.id, Assignment::TASK);
        let leads = assignments
            .filter_map(|record| record.view::<Assignment>())
            .filter(|assignment| assignment.duty() == Some(Duty::Lead))
            .filter_map(View::<Assignment>::unit);
        standings.extend(leads.map(|unit| (unit, standing)));
    }
    standings
}
