//! What an approval step must keep (DOMAIN §8, T14–T16, T52).

use super::clock::LONGEST;
use super::validity::valid_until;
use crate::model::{ApprovalState, ApprovalStep, Park, Project, RegionalEvaluation};
use crate::rules::project::shares;
use crate::rules::{Attempt, Refusal};
use crate::schema::{Choices, Date, Day, FieldNo, Kind, View, counted};

/// The days of a step in the order in which they must follow one another.
const DAYS: [FieldNo; 4] = [
    ApprovalStep::ACCEPTED_ON,
    ApprovalStep::CORRECTING_SINCE,
    ApprovalStep::CORRECTED_ON,
    ApprovalStep::DONE_ON,
];

pub(super) fn check(attempt: &Attempt<'_>, step: View<'_, ApprovalStep>) -> Result<(), Refusal> {
    limit(attempt, step)?;
    guard(attempt, step)?;
    days(attempt, step)
}

fn guard(attempt: &Attempt<'_>, step: View<'_, ApprovalStep>) -> Result<(), Refusal> {
    match attempt.action.map(|action| action.no) {
        Some(ApprovalStep::ASK_CORRECTION) => corrected_once(attempt),
        Some(ApprovalStep::FINISH) => validity(attempt, step),
        Some(ApprovalStep::ADOPT) => covered(attempt, step),
        Some(ApprovalStep::PROMISE_IT) => promise(attempt, step),
        Some(ApprovalStep::EXPIRE) => expiry(attempt, step),
        _ => Ok(()),
    }
}

/// A limit is a number of working days within a year.
fn limit(attempt: &Attempt<'_>, step: View<'_, ApprovalStep>) -> Result<(), Refusal> {
    match step.limit() {
        Some(limit) if attempt.changes(ApprovalStep::LIMIT) && limit > i64::from(LONGEST) => {
            Err(attempt.refuse(
                ApprovalStep::LIMIT,
                format!("办理时限最多 {LONGEST} 个工作日,收到 {limit}"),
                format!(
                    "a limit is at most {}; got {limit}",
                    counted(LONGEST, "working day")
                ),
            ))
        }
        _ => Ok(()),
    }
}

/// None lies in the future; each lies on or after the one before.
fn days(attempt: &Attempt<'_>, step: View<'_, ApprovalStep>) -> Result<(), Refusal> {
    if !DAYS.iter().any(|field| attempt.changes(*field)) {
        return Ok(());
    }
    let mut earlier: Option<(FieldNo, Day)> = None;
    for field in DAYS {
        let Some(day) = step.read::<Date>(field) else {
            continue;
        };
        let name = ApprovalStep::SPEC.field(field).map(|spec| spec.label);
        let (zh, en) = name.map_or(("", ""), |name| (name.zh, name.en));
        if attempt.changes(field) && day > attempt.day {
            let today = attempt.day;
            return Err(attempt.refuse(
                field,
                format!("「{zh}」{day} 晚于作战日 {today}"),
                format!("`{en}` {day} lies after the day {today}"),
            ));
        }
        if let Some((_, before)) = earlier.filter(|(_, before)| *before > day) {
            return Err(attempt.refuse(
                field,
                format!("「{zh}」{day} 早于前一环节的日期 {before}"),
                format!("`{en}` {day} lies before the step it follows, {before}"),
            ));
        }
        earlier = Some((field, day));
    }
    Ok(())
}

/// What has to be corrected is said once and completely (一次性告知, 行政许可法 article 32): the
/// clock of an application stops once.
fn corrected_once(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if attempt.was(ApprovalStep::CORRECTING_SINCE).is_none() {
        return Ok(());
    }
    Err(attempt.refuse(
        ApprovalStep::CORRECTING_SINCE,
        "补正内容应一次性告知,本次受理已补正过,不能再次停表",
        "what is to be corrected is said once: the clock of this application has stopped before",
    ))
}

fn validity(attempt: &Attempt<'_>, step: View<'_, ApprovalStep>) -> Result<(), Refusal> {
    match (step.done_on(), step.valid_until()) {
        (Some(done), Some(until)) if until < done => Err(attempt.refuse(
            ApprovalStep::VALID_UNTIL,
            format!("有效期至 {until},早于办结日期 {done}"),
            format!("valid until {until}, which lies before {done}, the day it was done"),
        )),
        _ => Ok(()),
    }
}

/// A regional evaluation stands in for a step of its kind, in its place, while it is valid.
fn covered(attempt: &Attempt<'_>, step: View<'_, ApprovalStep>) -> Result<(), Refusal> {
    let record = step.evaluation().and_then(|id| attempt.state.get(id));
    let Some(evaluation) = record.and_then(|record| record.view::<RegionalEvaluation>()) else {
        return Ok(());
    };
    let field = ApprovalStep::EVALUATION;
    if let Some(kind) = evaluation.kind().filter(|kind| Some(*kind) != step.kind()) {
        let kind = kind.label();
        return Err(attempt.refuse(
            field,
            format!("这项区域评价只适用于「{}」", kind.zh),
            format!("this regional evaluation stands for {}", kind.en),
        ));
    }
    if evaluation.record.archived.is_some() || !is_in_its_place(attempt, step, evaluation) {
        return Err(attempt.refuse(
            field,
            "这项区域评价不在项目所在县市区",
            "this regional evaluation is not of a park in the project's county",
        ));
    }
    match evaluation.valid_until() {
        Some(until) if until < attempt.day => Err(attempt.refuse(
            field,
            format!("区域评价有效期至 {until},已失效"),
            format!("the regional evaluation was valid until {until}"),
        )),
        _ => Ok(()),
    }
}

fn is_in_its_place(
    attempt: &Attempt<'_>,
    step: View<'_, ApprovalStep>,
    evaluation: View<'_, RegionalEvaluation>,
) -> bool {
    let state = attempt.state;
    let park = evaluation.park().and_then(|id| state.get(id));
    let place = park.and_then(|record| record.view::<Park>()?.place());
    let project = step.project().and_then(|id| state.get(id));
    let Some(project) = project.and_then(|record| record.view::<Project>()) else {
        return true;
    };
    let is_there = |place| {
        project.county() == Some(place) || shares(project).iter().any(|(unit, _)| *unit == place)
    };
    place.is_none_or(is_there)
}

fn promise(attempt: &Attempt<'_>, step: View<'_, ApprovalStep>) -> Result<(), Refusal> {
    match step.check_by() {
        Some(check_by) if check_by < attempt.day => Err(attempt.refuse(
            ApprovalStep::CHECK_BY,
            format!("核验期限 {check_by} 已经过去"),
            format!("the day by which it is checked, {check_by}, has passed"),
        )),
        _ => Ok(()),
    }
}

/// An approval expires when its time is over; before that only for a reason, such as withdrawal.
fn expiry(attempt: &Attempt<'_>, step: View<'_, ApprovalStep>) -> Result<(), Refusal> {
    let until = valid_until(&attempt.settings(), step);
    let is_over = until.is_some_and(|until| until < attempt.day);
    let has_reason = step.reason().is_some_and(|text| !text.trim().is_empty());
    let was_finished = step.state() == Some(ApprovalState::Expired);
    if is_over || !was_finished || (has_reason && attempt.changes(ApprovalStep::REASON)) {
        return Ok(());
    }
    let (zh, en) = match until {
        Some(until) => (
            format!("有效期至 {until},尚未到期;提前失效的请说明原因"),
            format!("it is valid until {until}: say why it ends before"),
        ),
        None => (
            "没有有效期,登记失效请说明原因".to_owned(),
            "it has no end: say why it is no longer valid".to_owned(),
        ),
    };
    Err(attempt.refuse(ApprovalStep::REASON, zh, en))
}
