//! What the figures of a project's month must keep (DOMAIN B17, §7.2, 4 and 6).

use crate::model::{FigureState, MonthCorrection, Project, ProjectMonth, Settings};
use crate::rules::figures::money;
use crate::rules::report::is_locked;
use crate::rules::{Attempt, Refusal};
use crate::schema::{FieldNo, Month, RecordId, Value, View};
use crate::state::State;

/// What is reported of a month, as against what is planned for it.
const REPORTED: [FieldNo; 3] = [
    ProjectMonth::INVESTED,
    ProjectMonth::PROGRESS,
    ProjectMonth::QUANTITIES,
];

/// Also asked for months that are put away or taken back: that changes the figures as well.
pub(super) fn check(attempt: &Attempt<'_>, report: View<'_, ProjectMonth>) -> Result<(), Refusal> {
    let Some(month) = report.month() else {
        return Ok(());
    };
    if is_locked(attempt.state, month) {
        return Err(attempt.refuse(
            ProjectMonth::MONTH,
            format!("{month} 的数据已锁定,请填报「更正」并说明原因"),
            format!("{month} is locked: enter a correction with its reason"),
        ));
    }
    if report.record.archived.is_some() {
        return Ok(());
    }
    has_begun(attempt, month)?;
    is_not_accepted(attempt, report)?;
    is_within_total(attempt, report)
}

/// A month that lies ahead can be planned, not reported.
fn has_begun(attempt: &Attempt<'_>, month: Month) -> Result<(), Refusal> {
    let today = attempt.day.month();
    let reported =
        |field: &&FieldNo| attempt.changes(**field) && attempt.after.value(**field).is_some();
    match REPORTED.iter().find(reported) {
        Some(field) if month > today => Err(attempt.refuse(
            *field,
            format!("{month} 还没有到,不能填报完成情况"),
            format!("{month} has not begun: nothing can be reported for it"),
        )),
        _ => Ok(()),
    }
}

/// What the county has accepted is changed only after it has been returned.
fn is_not_accepted(attempt: &Attempt<'_>, report: View<'_, ProjectMonth>) -> Result<(), Refusal> {
    let accepted = Value::Choice(FigureState::Accepted.number());
    let was_accepted = attempt.was(ProjectMonth::STATE) == Some(&accepted);
    if !was_accepted || report.state() != Some(FigureState::Accepted) {
        return Ok(());
    }
    let figures = REPORTED.iter().chain(&[ProjectMonth::PLANNED]);
    match figures.into_iter().find(|field| attempt.changes(**field)) {
        Some(field) => Err(attempt.refuse(
            *field,
            "数据已审核通过,退回后才能修改",
            "the figures are accepted: they can be changed once they are returned",
        )),
        None => Ok(()),
    }
}

/// The sum of all months stays below what the total allows, or the month explains it
/// (DOMAIN §7.2, 4).
fn is_within_total(attempt: &Attempt<'_>, report: View<'_, ProjectMonth>) -> Result<(), Refusal> {
    let concerned = [ProjectMonth::INVESTED, ProjectMonth::EXPLANATION];
    let invested = report.invested().unwrap_or(0);
    let is_explained = report
        .explanation()
        .is_some_and(|text| !text.trim().is_empty());
    if invested == 0 || is_explained || !concerned.iter().any(|field| attempt.changes(*field)) {
        return Ok(());
    }
    let project = report.project().and_then(|id| attempt.state.get(id));
    let Some(project) = project.and_then(|record| record.view::<Project>()) else {
        return Ok(());
    };
    let others = cumulative(attempt.state, project.record.id, Some(report.record.id));
    let sum = others.saturating_add(invested);
    let total = project.total_investment().unwrap_or(0);
    if i128::from(sum) <= limit(attempt, total) {
        return Ok(());
    }
    let percent = attempt.settings().int(Settings::OVERRUN_PERCENT);
    let (sum, total) = (money::sentence(sum), money::sentence(total));
    Err(attempt.refuse(
        ProjectMonth::EXPLANATION,
        format!(
            "累计完成投资 {} 超过总投资 {} 的 {percent}%,请填写「说明」",
            sum.zh, total.zh
        ),
        format!(
            "{} in all are more than {percent}% of the total of {}: an explanation is needed",
            sum.en, total.en
        ),
    ))
}

/// The most that may be invested without an explanation.
pub(super) fn limit(attempt: &Attempt<'_>, total: i64) -> i128 {
    let percent = attempt.settings().int(Settings::OVERRUN_PERCENT);
    i128::from(total) * i128::from(percent) / 100
}

/// Everything entered for the project, corrections included, but for the record `but`.
pub(super) fn cumulative(state: &State, project: RecordId, but: Option<RecordId>) -> i64 {
    let months = state
        .referring::<ProjectMonth>(project, ProjectMonth::PROJECT)
        .filter(|record| Some(record.id) != but)
        .filter_map(|record| record.view::<ProjectMonth>()?.invested());
    let corrections = state
        .referring::<MonthCorrection>(project, MonthCorrection::PROJECT)
        .filter_map(|record| record.view::<MonthCorrection>()?.change());
    months.chain(corrections).fold(0, i64::saturating_add)
}

/// A correction is for a locked month alone. It takes part in the figures from the day on which it
/// was entered, and stays: what is wrong with it is another correction (DOMAIN B15, B17).
pub(super) fn check_correction(
    attempt: &Attempt<'_>,
    correction: View<'_, MonthCorrection>,
) -> Result<(), Refusal> {
    if correction.record.archived.is_some() {
        return Err(attempt.refuse(
            MonthCorrection::CHANGE,
            "更正记录不能撤下,请另填一笔更正",
            "a correction stays: enter another one",
        ));
    }
    let Some(month) = correction.month().filter(|_| attempt.is_new()) else {
        return Ok(());
    };
    if !is_locked(attempt.state, month) {
        return Err(attempt.refuse(
            MonthCorrection::MONTH,
            format!("{month} 还没有锁定,请直接修改该月月报"),
            format!("{month} is not locked: change the month itself"),
        ));
    }
    if correction.entered_on().is_some_and(|on| on > attempt.day) {
        return Err(attempt.refuse(
            MonthCorrection::ENTERED_ON,
            format!("更正日期晚于作战日 {}", attempt.day),
            format!("the correction is dated after the day {}", attempt.day),
        ));
    }
    Ok(())
}
