//! What changes of obligations, occurrences and the state of tasks must keep (DOMAIN §7.2, §8).

use super::dues::{due_of, is_undated, once};
use super::owed::occurrence_id;
use super::who::{on, owing};
use crate::model::{Obligation, Occurrence, OccurrenceState, Task, TaskState};
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{Due, RecordId, View};

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(obligation) = attempt.of::<Obligation>() {
        one_rule_a_period(attempt, obligation)?;
        somebody_owes_it(attempt, obligation)?;
        ends_after_it_begins(attempt, obligation)?;
    }
    if let Some(occurrence) = attempt.of::<Occurrence>() {
        is_owed(attempt, occurrence)?;
        is_done_before_it_is_entered(attempt, occurrence)?;
        has_evidence(attempt, occurrence)?;
        progress_is_a_share(attempt, occurrence)?;
    }
    if let Some(task) = attempt.of::<Task>()
        && attempt.enters(Task::STATE, TaskState::Closed)
    {
        all_have_passed(attempt, task)?;
    }
    Ok(())
}

/// An occurrence is known by its period: two rules for the same month would make one of two.
fn one_rule_a_period(
    attempt: &Attempt<'_>,
    obligation: View<'_, Obligation>,
) -> Result<(), Refusal> {
    let schedule = obligation.schedule().unwrap_or_default();
    let count = |which: fn(&Due) -> bool| schedule.iter().filter(|rule| which(rule)).count();
    let kinds: [fn(&Due) -> bool; 4] = [
        |rule| matches!(rule, Due::Once { .. }),
        |rule| {
            matches!(
                rule,
                Due::Monthly { .. } | Due::EveryMonth | Due::MonthAfter { .. }
            )
        },
        |rule| matches!(rule, Due::QuarterEnd { .. } | Due::Periodic),
        |rule| matches!(rule, Due::Weekly { .. }),
    ];
    if kinds.into_iter().all(|kind| count(kind) <= 1) {
        return Ok(());
    }
    Err(attempt.refuse(
        Obligation::SCHEDULE,
        "同一期间只能有一个期限;另有期限的,请另设应办事项",
        "one period has one deadline; for another, add an obligation",
    ))
}

fn somebody_owes_it(
    attempt: &Attempt<'_>,
    obligation: View<'_, Obligation>,
) -> Result<(), Refusal> {
    let is_empty = |ids: Option<&std::collections::BTreeSet<RecordId>>| {
        ids.is_none_or(std::collections::BTreeSet::is_empty)
    };
    let by_task = obligation.assigned().is_some() && !is_empty(obligation.tasks());
    if by_task || !is_empty(obligation.units()) || !is_empty(obligation.groups()) {
        return Ok(());
    }
    Err(attempt.refuse(
        Obligation::UNITS,
        "须写明由谁办理:单位、单位组,或任务及其承担单位",
        "say who owes it: units, groups, or tasks and which of their units",
    ))
}

fn ends_after_it_begins(
    attempt: &Attempt<'_>,
    obligation: View<'_, Obligation>,
) -> Result<(), Refusal> {
    match (obligation.from(), obligation.to()) {
        (Some(from), Some(to)) if to < from => Err(attempt.refuse(
            Obligation::TO,
            format!("停止日期{to}早于起算日期{from}"),
            format!("it would end on {to}, before it begins on {from}"),
        )),
        _ => Ok(()),
    }
}

/// A new occurrence is one the unit owes, with the day the schedule says. The office may also
/// write down one for which no schedule has a day (DOMAIN §12, 39).
fn is_owed(attempt: &Attempt<'_>, occurrence: View<'_, Occurrence>) -> Result<(), Refusal> {
    let (Some(unit), Some(period), Some(due)) =
        (occurrence.unit(), occurrence.period(), occurrence.due())
    else {
        return Ok(());
    };
    let obligation = occurrence
        .obligation()
        .and_then(|id| attempt.state.get(id))
        .and_then(|record| record.view::<Obligation>());
    let Some(obligation) = obligation.filter(|_| attempt.is_new()) else {
        return Ok(());
    };
    let basis = Basis::new(attempt.state, attempt.day);
    let schedule = obligation.schedule().unwrap_or_default();
    let asked = due_of(obligation, &basis, period);
    if asked.is_none() && is_undated(schedule) {
        return owes_at(attempt, obligation, unit, due);
    }
    let Some(asked) = asked else {
        return Err(attempt.refuse(
            Occurrence::PERIOD,
            format!("此事项在「{}」没有报送要求", period.sentence().zh),
            format!("nothing is owed for {}", period.sentence().en),
        ));
    };
    if due != asked {
        return Err(attempt.refuse(
            Occurrence::DUE,
            format!("期限应为{asked};需要延期的,由办公室办理"),
            format!("it is due on {asked}; the office may extend it"),
        ));
    }
    owes_at(attempt, obligation, unit, due)
}

fn owes_at(
    attempt: &Attempt<'_>,
    obligation: View<'_, Obligation>,
    unit: RecordId,
    due: crate::schema::Day,
) -> Result<(), Refusal> {
    if on(&owing(attempt.state, obligation), due).any(|owes| owes == unit) {
        return Ok(());
    }
    Err(attempt.refuse(
        Occurrence::UNIT,
        "该单位不承担此事项",
        "the unit does not owe this",
    ))
}

/// What was entered later was done before (DOMAIN §12, 8).
fn is_done_before_it_is_entered(
    attempt: &Attempt<'_>,
    occurrence: View<'_, Occurrence>,
) -> Result<(), Refusal> {
    match (occurrence.done_on(), occurrence.submitted_on()) {
        (Some(done), Some(submitted)) if done > submitted => Err(attempt.refuse(
            Occurrence::DONE_ON,
            format!("实际完成日期{done}晚于报送日期{submitted}"),
            format!("done on {done}, but handed in on {submitted}"),
        )),
        _ => Ok(()),
    }
}

/// Every closed occurrence has evidence (DOMAIN §7.2, 12).
fn has_evidence(attempt: &Attempt<'_>, occurrence: View<'_, Occurrence>) -> Result<(), Refusal> {
    if occurrence.state() != Some(OccurrenceState::Passed) {
        return Ok(());
    }
    let text = occurrence.evidence().unwrap_or_default();
    let has_files = occurrence.files().is_some_and(|files| !files.is_empty());
    if has_files || !text.trim().is_empty() {
        return Ok(());
    }
    Err(attempt.refuse(
        Occurrence::EVIDENCE,
        "通过的事项须有办理情况或附件作依据",
        "what has passed keeps its evidence: a text or a file",
    ))
}

fn progress_is_a_share(
    attempt: &Attempt<'_>,
    occurrence: View<'_, Occurrence>,
) -> Result<(), Refusal> {
    match occurrence.progress() {
        Some(progress) if progress > 100 => Err(attempt.refuse(
            Occurrence::PROGRESS,
            format!("进度不超过 100%,收到 {progress}%"),
            format!("progress is at most 100 %, got {progress} %"),
        )),
        _ => Ok(()),
    }
}

/// A task is closed when what all its units owe once has passed (DOMAIN §8).
fn all_have_passed(attempt: &Attempt<'_>, task: View<'_, Task>) -> Result<(), Refusal> {
    let basis = Basis::new(attempt.state, attempt.day);
    let (mut open, mut all) = (0, 0);
    for record in attempt
        .state
        .referring::<Obligation>(task.record.id, Obligation::TASKS)
    {
        let Some(obligation) = record.view::<Obligation>() else {
            continue;
        };
        let mut owing = owing(attempt.state, obligation);
        owing.retain(|owing| owing.task.is_none_or(|by| by == task.record.id));
        for (period, due) in once(obligation, &basis) {
            for unit in on(&owing, due) {
                all += 1;
                let id = occurrence_id(record.id, unit, period);
                open += u32::from(!is_settled(attempt, id));
            }
        }
    }
    if open == 0 {
        return Ok(());
    }
    Err(attempt.refuse(
        Task::STATE,
        format!("各单位应办事项 {all} 项中尚有 {open} 项未通过,不能办结"),
        format!("{open} of the {all} things its units owe have not passed: it cannot be closed"),
    ))
}

fn is_settled(attempt: &Attempt<'_>, id: Option<RecordId>) -> bool {
    let state = id
        .and_then(|id| attempt.state.get(id))
        .and_then(|record| record.view::<Occurrence>()?.state());
    matches!(
        state,
        Some(OccurrenceState::Passed | OccurrenceState::Exempt)
    )
}
