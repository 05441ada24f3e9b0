//! What a monthly report must hold, and what follows when it is submitted, returned, accepted
//! (DOMAIN B08).

use super::lock::is_locked;
use crate::model::{
    MonthlyReport, ObligationForm, Problem, ProblemSource, ReportEntry, ReportPart, ReportState,
    Unit,
};
use crate::rules::effects::create;
use crate::rules::obligation::{Met, give_back, hand_in, pass};
use crate::rules::organization::is_local;
use crate::rules::{Attempt, Refusal};
use crate::schema::{
    Choices, FieldNo, Kind, Month, OrderKey, Period, Record, RecordId, Value, View,
};
use crate::state::{Effect, State};

/// The longest title a problem gets from a report, in characters.
const TITLE_LENGTH: usize = 60;

/// The lines of the report in this part, in their order.
pub fn entries(state: &State, report: RecordId, part: ReportPart) -> Vec<View<'_, ReportEntry>> {
    let mut all: Vec<View<'_, ReportEntry>> = state
        .referring::<ReportEntry>(report, ReportEntry::REPORT)
        .filter_map(|record| record.view::<ReportEntry>())
        .filter(|entry| entry.part() == Some(part))
        .collect();
    all.sort_by_key(|entry| (entry.no().unwrap_or(i64::MAX), entry.record.id));
    all
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(report) = attempt.of::<MonthlyReport>()
        && attempt.enters(MonthlyReport::STATE, ReportState::Submitted)
    {
        is_complete(attempt, report)?;
    }
    if attempt.after.kind == ReportEntry::ID
        && let Some(entry) = attempt.after.view::<ReportEntry>()
    {
        is_open(attempt, entry)?;
        progress_is_a_share(attempt, entry)?;
    }
    Ok(())
}

/// A report says how its tasks go; a problem says who should solve what; a next step has a day.
fn is_complete(attempt: &Attempt<'_>, report: View<'_, MonthlyReport>) -> Result<(), Refusal> {
    let id = report.record.id;
    if entries(attempt.state, id, ReportPart::Progress).is_empty() {
        return Err(attempt.refuse(
            MonthlyReport::STATE,
            "月报尚未填写工作推进情况",
            "the report does not say yet how its tasks go",
        ));
    }
    for (at, entry) in (1..).zip(entries(attempt.state, id, ReportPart::Problem)) {
        let has_wish = entry.wish().is_some_and(|wish| !wish.trim().is_empty());
        if !has_wish {
            return Err(attempt.refuse(
                MonthlyReport::STATE,
                format!("第 {at} 个问题没有写明诉求(希望谁解决什么)"),
                format!("problem {at} does not say who should solve what"),
            ));
        }
        if entry.kind().is_none() {
            return Err(attempt.refuse(
                MonthlyReport::STATE,
                format!("第 {at} 个问题没有选择类别"),
                format!("problem {at} has no kind"),
            ));
        }
    }
    for (at, entry) in (1..).zip(entries(attempt.state, id, ReportPart::NextStep)) {
        if entry.on().is_none() {
            return Err(attempt.refuse(
                MonthlyReport::STATE,
                format!("第 {at} 项下一步安排没有计划日期"),
                format!("next step {at} has no day"),
            ));
        }
    }
    Ok(())
}

/// The lines of a report that is submitted, or of a month that is locked, stand; the office may
/// still answer.
fn is_open(attempt: &Attempt<'_>, entry: View<'_, ReportEntry>) -> Result<(), Refusal> {
    let answers_only = attempt.before.is_some_and(|before| {
        let changed = |no: FieldNo| before.value(no) != attempt.after.value(no);
        let fields = ReportEntry::SPEC.fields.iter().map(|field| field.no);
        before.archived == attempt.after.archived
            && fields
                .filter(|no| changed(*no))
                .all(|no| no == ReportEntry::ANSWER)
    });
    let report = entry
        .report()
        .and_then(|id| attempt.state.get(id))
        .and_then(|record| record.view::<MonthlyReport>());
    let Some(report) = report.filter(|_| !answers_only) else {
        return Ok(());
    };
    if !matches!(
        report.state(),
        None | Some(ReportState::Draft | ReportState::Returned)
    ) {
        return Err(attempt.refuse(
            ReportEntry::TEXT,
            "月报已报送,退回后才能修改",
            "the report has been submitted: it can be changed once it is returned",
        ));
    }
    match report
        .month()
        .filter(|month| is_locked(attempt.state, *month))
    {
        Some(month) => Err(attempt.refuse(
            ReportEntry::TEXT,
            format!("{month}已锁定,须另行更正并说明原因"),
            format!("{month} is locked: enter a correction with its reason"),
        )),
        None => Ok(()),
    }
}

fn progress_is_a_share(attempt: &Attempt<'_>, entry: View<'_, ReportEntry>) -> Result<(), Refusal> {
    match entry.progress() {
        Some(progress) if progress > 100 => Err(attempt.refuse(
            ReportEntry::PROGRESS,
            format!("进度不超过 100%,收到 {progress}%"),
            format!("progress is at most 100 %, got {progress} %"),
        )),
        _ => Ok(()),
    }
}

/// What follows for the occurrence of the report, and the problems an accepted one leaves.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let Some(report) = attempt.of::<MonthlyReport>() else {
        return Vec::new();
    };
    let (Some(unit), Some(month)) = (report.unit(), report.month()) else {
        return Vec::new();
    };
    let met = Met {
        form: ObligationForm::MonthlyReport,
        tasks: &[],
        unit,
        period: Period::Month(month),
    };
    let enters = |state| attempt.enters(MonthlyReport::STATE, state);
    if enters(ReportState::Submitted) {
        let evidence = format!("{},内容见该单位月报", source(month));
        return hand_in(attempt, met, &evidence);
    }
    if enters(ReportState::Returned) {
        let reason = report.reason().unwrap_or_default();
        return give_back(attempt, met, reason);
    }
    if enters(ReportState::Accepted) {
        let mut effects = pass(attempt, met);
        effects.extend(problems(attempt, report.record, unit, month));
        return effects;
    }
    Vec::new()
}

/// «月报 2020-06»
fn source(month: Month) -> String {
    format!("月报 {month}")
}

/// Where the problem of a line is: it is made once, however often the report is accepted.
pub fn problem_of(entry: RecordId) -> RecordId {
    RecordId::from_coordinates(entry.0, "problem")
}

fn problems(attempt: &Attempt<'_>, report: &Record, unit: RecordId, month: Month) -> Vec<Effect> {
    let state = attempt.state;
    let mut last = state.last_place(Problem::ID, Problem::ORDER).cloned();
    let mut effects = Vec::new();
    for entry in entries(state, report.id, ReportPart::Problem) {
        let id = problem_of(entry.record.id);
        if state.get(id).is_some() {
            continue;
        }
        let Some(place) = OrderKey::between(last.as_ref(), None) else {
            continue;
        };
        last = Some(place.clone());
        effects.extend(problem(attempt, entry, id, (unit, month), place));
    }
    effects
}

fn problem(
    attempt: &Attempt<'_>,
    entry: View<'_, ReportEntry>,
    id: RecordId,
    (unit, month): (RecordId, Month),
    place: OrderKey,
) -> Vec<Effect> {
    let text = entry.text().unwrap_or_default();
    let first_line = text.trim().lines().next().unwrap_or_default();
    let title: String = first_line.chars().take(TITLE_LENGTH).collect();
    let copied = [
        (ReportEntry::KIND, Problem::KIND),
        (ReportEntry::PROJECT, Problem::PROJECT),
        (ReportEntry::TASK, Problem::TASK),
        (ReportEntry::HELPERS, Problem::HELPERS),
        (ReportEntry::WISH, Problem::WISH),
    ];
    let copied = copied.into_iter().filter_map(|(from, to)| {
        let value = entry.record.value(from)?;
        Some((to, value.clone()))
    });
    let own = [
        (Problem::TITLE, Value::Text(title)),
        (Problem::SOURCE, Value::Choice(ProblemSource::Report.no())),
        (Problem::SOURCE_TEXT, Value::Text(source(month))),
        (Problem::LEVEL, Value::Int(level_of(attempt.state, unit))),
        (Problem::FOUND_ON, Value::Day(attempt.day)),
        (Problem::OWNER, Value::Ref(unit)),
        (Problem::ORDER, Value::Order(place)),
    ];
    create::<Problem>(attempt.state, id, own.into_iter().chain(copied).collect())
}

/// A county's problem begins at level 1, a bureau's at 2 (DOMAIN B24).
fn level_of(state: &State, unit: RecordId) -> i64 {
    let kind = state
        .get(unit)
        .and_then(|record| record.view::<Unit>()?.kind());
    if kind.is_some_and(is_local) { 1 } else { 2 }
}
