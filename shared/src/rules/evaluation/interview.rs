//! Interviews: whom the rule proposes, and what each step asks for (DOMAIN B21, 9.8).
//!
//! The rule proposes and people decide: nothing is made by itself, and the office may propose a
//! place the rule does not.

use super::scheme::name_of;
use crate::model::{Interview, InterviewState, Post, RectificationStep};
use crate::rules::due::zh_day;
use crate::rules::listing::lagging::{Candidate, Operation};
use crate::rules::{Attempt, Refusal, Settings};
use crate::schema::{Day, FieldNo, RecordId, Value, View};
use crate::state::State;

/// The places to be proposed now that the last month of `operation` is locked.
///
/// A place is not proposed while an interview with it is under way, nor twice for one month, nor
/// before the quiet months after the last one that was held.
pub fn candidates(state: &State, settings: &Settings, operation: &Operation) -> Vec<Candidate> {
    let last = operation.months.last().copied();
    let held = |unit| {
        let held = interviews(state, unit).filter(|interview| interview.held_on().is_some());
        held.filter_map(View::<Interview>::last_month).max()
    };
    let candidates = operation.candidates(settings, held).into_iter();
    candidates
        .filter(|one| !is_under_way(state, one.unit, None))
        .filter(|one| interviews(state, one.unit).all(|before| before.last_month() != last))
        .collect()
}

/// The fields of the interview that proposes the place on the day.
pub fn proposal(candidate: &Candidate, state: &State, day: Day) -> Vec<(FieldNo, Value)> {
    let mut fields = vec![
        (Interview::UNIT, Value::Ref(candidate.unit)),
        (Interview::GROUND, Value::Text(candidate.sentence(state).zh)),
        (Interview::PROPOSED_ON, Value::Day(day)),
    ];
    let months = &candidate.months;
    if let (Some((first, _)), Some((last, _))) = (months.first(), months.last()) {
        fields.push((Interview::FIRST_MONTH, Value::Month(*first)));
        fields.push((Interview::LAST_MONTH, Value::Month(*last)));
    }
    fields
}

fn interviews(state: &State, unit: RecordId) -> impl Iterator<Item = View<'_, Interview>> {
    state
        .referring::<Interview>(unit, Interview::UNIT)
        .filter_map(|record| record.view::<Interview>())
}

/// Whether an interview with the place other than `but` is under way.
fn is_under_way(state: &State, unit: RecordId, but: Option<RecordId>) -> bool {
    interviews(state, unit).any(|interview| {
        let is_over = matches!(
            interview.state(),
            Some(InterviewState::Closed | InterviewState::Declined)
        );
        !is_over && Some(interview.record.id) != but
    })
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(step) = attempt.of::<RectificationStep>() {
        return is_not_ahead(attempt, RectificationStep::DONE_ON, step.done_on());
    }
    let Some(interview) = attempt.of::<Interview>() else {
        return Ok(());
    };
    let opens = attempt.is_new() || attempt.enters(Interview::STATE, InterviewState::Triggered);
    if opens {
        is_the_only_one(attempt, interview)?;
    }
    if attempt.changes(Interview::LEADER) {
        is_held_by_the_city(attempt, interview)?;
    }
    is_not_ahead(attempt, Interview::HELD_ON, interview.held_on())?;
    if attempt.enters(Interview::STATE, InterviewState::Rectifying) {
        has_steps(attempt)?;
    }
    if attempt.enters(Interview::STATE, InterviewState::Verifying) {
        is_done(attempt)?;
    }
    Ok(())
}

fn is_the_only_one(attempt: &Attempt<'_>, interview: View<'_, Interview>) -> Result<(), Refusal> {
    if interview.first_month() > interview.last_month() {
        return Err(attempt.refuse(
            Interview::FIRST_MONTH,
            "起始月不能晚于截止月",
            "the first month cannot lie after the last",
        ));
    }
    let own = Some(attempt.after.id);
    match interview.unit() {
        Some(unit) if is_under_way(attempt.state, unit, own) => {
            let name = name_of(attempt.state, unit);
            Err(attempt.refuse(
                Interview::UNIT,
                format!("对{name}的约谈尚未办结,不能重复提出"),
                format!("an interview with {name} is still under way"),
            ))
        }
        _ => Ok(()),
    }
}

/// Interviews are held by leaders of the city government, whose posts are in no unit
/// (DOMAIN §12, 13).
fn is_held_by_the_city(
    attempt: &Attempt<'_>,
    interview: View<'_, Interview>,
) -> Result<(), Refusal> {
    let post = interview
        .leader()
        .and_then(|id| attempt.state.get(id))
        .and_then(|record| record.view::<Post>());
    match post.and_then(View::<Post>::unit) {
        Some(_) => Err(attempt.refuse(
            Interview::LEADER,
            "约谈由市政府领导进行",
            "interviews are held by a leader of the city government",
        )),
        None => Ok(()),
    }
}

fn is_not_ahead(attempt: &Attempt<'_>, field: FieldNo, day: Option<Day>) -> Result<(), Refusal> {
    match day {
        Some(day) if day > attempt.day && attempt.changes(field) => Err(attempt.refuse(
            field,
            format!("{}还没有到", zh_day(day)),
            format!("{day} has not come yet"),
        )),
        _ => Ok(()),
    }
}

fn steps<'a>(attempt: &Attempt<'a>) -> Vec<View<'a, RectificationStep>> {
    let id = attempt.after.id;
    let records = attempt
        .state
        .referring::<RectificationStep>(id, RectificationStep::INTERVIEW);
    records.filter_map(|record| record.view()).collect()
}

/// A plan says what will be done by when.
fn has_steps(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if !steps(attempt).is_empty() {
        return Ok(());
    }
    Err(attempt.refuse(
        Interview::PLAN,
        "整改方案须列出整改措施和完成期限",
        "the plan must name its steps and their dates",
    ))
}

fn is_done(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let steps = steps(attempt);
    let open = steps.iter().filter(|step| step.done_on().is_none()).count();
    if open == 0 {
        return Ok(());
    }
    let all = steps.len();
    Err(attempt.refuse(
        Interview::STATE,
        format!("{all} 项整改措施中还有 {open} 项未完成"),
        format!("{open} of {all} steps are not done yet"),
    ))
}
