//! The evaluation of a quarter: what each step asks for, and what it brings (DOMAIN B19, B20, §8).

use super::marks::Marks;
use super::sheet::{Cell, Coordinates, Ground, Row, Sheet, is_kept, sheet};
use super::{reward, scheme};
use crate::model::{
    Evaluation, EvaluationState, Indicator, IndicatorSource, Objection, ObjectionState, Reward,
    Score, Settings,
};
use crate::rules::due::zh_day;
use crate::rules::{Attempt, Basis, Refusal, effects};
use crate::schema::{Day, Decimal, FieldNo, Period, Record, RecordId, Value, View};
use crate::state::{Effect, State};

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(score) = attempt.of::<Score>() {
        fits(attempt, score)?;
        is_within_caps(attempt, score)?;
    }
    // Figures that have been approved are not put away either.
    if let Some(score) = attempt.after.view::<Score>() {
        is_open(attempt, score)?;
    }
    let Some(evaluation) = attempt.of::<Evaluation>() else {
        return Ok(());
    };
    if attempt.is_new() {
        has_scheme(attempt, evaluation)?;
    }
    let was_kept = attempt
        .before
        .and_then(Record::view::<Evaluation>)
        .is_some_and(is_kept);
    if was_kept && attempt.changes(Evaluation::UNITS) {
        return Err(approved(attempt, Evaluation::UNITS));
    }
    let enters = |state| attempt.enters(Evaluation::STATE, state);
    if enters(EvaluationState::Trial)
        || (enters(EvaluationState::Noticed) && !was_kept)
        || enters(EvaluationState::Approved)
    {
        is_complete(attempt)?;
    }
    if enters(EvaluationState::Approved) {
        is_heard(attempt, evaluation)?;
    }
    if enters(EvaluationState::Settled) {
        is_honoured(attempt)?;
    }
    Ok(())
}

fn approved(attempt: &Attempt<'_>, field: FieldNo) -> Refusal {
    attempt.refuse(
        field,
        "评价结果已审定,须先退回公示再修改",
        "the evaluation is approved: take it back before changing its figures",
    )
}

/// A quarter is evaluated by the version in force on its first day.
fn has_scheme(attempt: &Attempt<'_>, evaluation: View<'_, Evaluation>) -> Result<(), Refusal> {
    let Some(Period::Quarter(quarter)) = evaluation.quarter() else {
        return Err(attempt.refuse(
            Evaluation::QUARTER,
            "评价按季度进行,请填写季度,如 2020Q2",
            "places are evaluated by quarters, such as 2020Q2",
        ));
    };
    let first = quarter.first_day();
    match scheme::in_force(attempt.state, quarter) {
        Some(scheme) if evaluation.scheme() == Some(scheme.record.id) => Ok(()),
        Some(scheme) => {
            let version = scheme.version().unwrap_or_default();
            Err(attempt.refuse(
                Evaluation::SCHEME,
                format!("{}施行的是第 {version} 版评价方案", zh_day(first)),
                format!("version {version} of the scheme was in force on {first}"),
            ))
        }
        None => Err(attempt.refuse(
            Evaluation::SCHEME,
            format!("{}没有已发布并施行的评价方案", zh_day(first)),
            format!("no published scheme was in force on {first}"),
        )),
    }
}

fn evaluation_of<'a>(state: &'a State, score: View<'_, Score>) -> Option<View<'a, Evaluation>> {
    state.get(score.evaluation()?)?.view::<Evaluation>()
}

fn is_open(attempt: &Attempt<'_>, score: View<'_, Score>) -> Result<(), Refusal> {
    match evaluation_of(attempt.state, score) {
        Some(evaluation) if is_kept(evaluation) => Err(approved(attempt, Score::EVALUATION)),
        _ => Ok(()),
    }
}

/// The place is evaluated in the quarter, by this indicator.
fn fits(attempt: &Attempt<'_>, score: View<'_, Score>) -> Result<(), Refusal> {
    let evaluation = evaluation_of(attempt.state, score);
    let units = evaluation.and_then(View::<Evaluation>::units);
    let is_in = |unit: RecordId| units.is_some_and(|units| units.contains(&unit));
    if !score.unit().is_some_and(is_in) {
        return Err(attempt.refuse(
            Score::UNIT,
            "该单位不是本季度的评价对象",
            "the place is not evaluated in this quarter",
        ));
    }
    let scheme = indicator_of(attempt.state, score.indicator()).and_then(View::<Indicator>::scheme);
    if scheme.is_none() || scheme != evaluation.and_then(View::<Evaluation>::scheme) {
        return Err(attempt.refuse(
            Score::INDICATOR,
            "该指标不在本季度的评价方案中",
            "the indicator is not in the scheme of this quarter",
        ));
    }
    Ok(())
}

pub(super) fn indicator_of(state: &State, id: Option<RecordId>) -> Option<View<'_, Indicator>> {
    state.get(id?)?.view::<Indicator>()
}

/// Bonus and deduction stay within their caps; what stands against the ledger has its reason.
fn is_within_caps(attempt: &Attempt<'_>, score: View<'_, Score>) -> Result<(), Refusal> {
    let indicator = indicator_of(attempt.state, score.indicator());
    let bonus_cap = indicator.and_then(View::<Indicator>::bonus_cap);
    let deduction_cap = indicator.and_then(View::<Indicator>::deduction_cap);
    is_capped(attempt, Score::BONUS, score.bonus(), bonus_cap)?;
    is_capped(attempt, Score::DEDUCTION, score.deduction(), deduction_cap)?;
    let from_ledger =
        indicator.and_then(View::<Indicator>::source) == Some(IndicatorSource::Ledger);
    if from_ledger && score.entered().is_some() && score.reason().is_none() {
        return Err(attempt.refuse(
            Score::REASON,
            "该指标由台账取数,另行填报须说明原因",
            "the ledger gives this figure; entering another needs its reason",
        ));
    }
    Ok(())
}

fn is_capped(
    attempt: &Attempt<'_>,
    field: FieldNo,
    given: Option<Decimal>,
    cap: Option<i64>,
) -> Result<(), Refusal> {
    let Some(given) = given else {
        return Ok(());
    };
    let cap = cap.unwrap_or_default();
    match Marks::exactly(given) {
        Some(marks) if marks <= Marks::whole(cap) => Ok(()),
        _ => Err(attempt.refuse(
            field,
            format!("{given} 分不可用:上限 {cap} 分,最多四位小数"),
            format!("{given} is more than {cap} points, or has more than four decimals"),
        )),
    }
}

/// Everything that people enter is there.
fn is_complete(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(sheet) = live(attempt) else {
        return Err(attempt.refuse(
            Evaluation::SCHEME,
            "没有可用的评价方案",
            "there is no scheme to evaluate by",
        ));
    };
    let missing: Vec<_> = sheet.missing().collect();
    let Some((unit, indicator)) = missing.first().copied() else {
        return Ok(());
    };
    let unit = scheme::name_of(attempt.state, unit);
    let indicator = indicator_of(attempt.state, Some(indicator));
    let indicator = indicator
        .and_then(View::<Indicator>::name)
        .unwrap_or_default();
    let count = missing.len();
    Err(attempt.refuse(
        Evaluation::STATE,
        format!("还有 {count} 项数据未填报,如「{unit}」的「{indicator}」"),
        format!("{count} figures are not entered yet, such as `{indicator}` of {unit}"),
    ))
}

/// The sheet from the figures as they are: before the step that keeps them.
fn live(attempt: &Attempt<'_>) -> Option<Sheet> {
    sheet(attempt.state, attempt.before?.view::<Evaluation>()?)
}

/// The last day of the objection period.
pub fn last_day_of_objections(basis: &Basis, evaluation: View<'_, Evaluation>) -> Option<Day> {
    let days = basis.settings.count(Settings::OBJECTION_DAYS);
    let noticed_on = evaluation.noticed_on()?;
    Some(basis.calendar.working_days_after(noticed_on, days))
}

/// The objection period is over, and every objection is answered.
fn is_heard(attempt: &Attempt<'_>, evaluation: View<'_, Evaluation>) -> Result<(), Refusal> {
    let basis = Basis::new(attempt.state, attempt.day);
    if let Some(last) = last_day_of_objections(&basis, evaluation)
        && attempt.day <= last
    {
        return Err(attempt.refuse(
            Evaluation::STATE,
            format!("异议期至{}止,期满后方可审定", zh_day(last)),
            format!("objections may be filed until {last}; approve after that"),
        ));
    }
    let open = attempt
        .state
        .referring::<Objection>(attempt.after.id, Objection::EVALUATION)
        .filter_map(|record| record.view::<Objection>())
        .filter(|objection| objection.state() == Some(ObjectionState::Filed))
        .count();
    if open == 0 {
        return Ok(());
    }
    Err(attempt.refuse(
        Evaluation::STATE,
        format!("还有 {open} 件异议未答复"),
        format!("{open} objections are not answered yet"),
    ))
}

/// Every reward has its amount and is paid.
fn is_honoured(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let open = attempt
        .state
        .referring::<Reward>(attempt.after.id, Reward::EVALUATION)
        .filter_map(|record| record.view::<Reward>())
        .filter(|reward| reward.amount().is_none() || reward.paid_on().is_none())
        .count();
    if open == 0 {
        return Ok(());
    }
    Err(attempt.refuse(
        Evaluation::STATE,
        format!("还有 {open} 项奖励未填金额或未拨付"),
        format!("{open} rewards have no amount yet or are not paid"),
    ))
}

pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let Some(evaluation) = attempt.of::<Evaluation>() else {
        return Vec::new();
    };
    let mut effects = match attempt.action.map(|action| action.no) {
        Some(
            Evaluation::TRY | Evaluation::TRY_AGAIN | Evaluation::NOTIFY | Evaluation::APPROVE,
        ) => points(attempt),
        _ => Vec::new(),
    };
    if attempt.enters(Evaluation::STATE, EvaluationState::Published) {
        effects.extend(reward::proposals(
            attempt.state,
            evaluation,
            &attempt.settings(),
        ));
    }
    effects
}

/// Every cell of the sheet with the figures its points were computed from.
fn points(attempt: &Attempt<'_>) -> Vec<Effect> {
    let Some(sheet) = live(attempt) else {
        return Vec::new();
    };
    let of_row = |row: &Row| -> Vec<Effect> {
        let cells = row.cells.iter();
        cells
            .flat_map(|cell| of_cell(attempt, row.unit, cell))
            .collect()
    };
    sheet.rows.iter().flat_map(of_row).collect()
}

fn of_cell(attempt: &Attempt<'_>, unit: RecordId, cell: &Cell) -> Vec<Effect> {
    let (value, goal) = match cell.ground {
        Ground::Missing => (None, None),
        Ground::NoTarget { value } | Ground::Merit { value, .. } | Ground::Place { value, .. } => {
            (Some(value), None)
        }
        Ground::Completion { value, target, .. } => (Some(value), Some(target)),
    };
    let mut computed = vec![
        (Score::VALUE, value.map(Value::Int)),
        (Score::GOAL, goal.map(Value::Int)),
        (Score::POINTS, Some(cell.points.value())),
    ];
    let coordinates = Coordinates {
        evaluation: attempt.after.id,
        unit,
        indicator: cell.indicator,
    };
    let Some(score) = coordinates.score(attempt.state) else {
        let given = computed
            .into_iter()
            .filter_map(|(no, value)| Some((no, value?)));
        let values = coordinates.values().into_iter().chain(given).collect();
        return effects::create_known::<Score>(attempt.state, values);
    };
    let mut written = Vec::new();
    if score.archived.is_some() {
        // What was entered was put away: the cell comes back without it.
        written.push(effects::restore(score));
        computed.extend(ENTERED.map(|no| (no, None)));
    }
    written.extend(effects::set(score, computed));
    written
}

/// What people enter in a score.
const ENTERED: [FieldNo; 5] = [
    Score::ENTERED,
    Score::TARGET,
    Score::BONUS,
    Score::DEDUCTION,
    Score::REASON,
];
