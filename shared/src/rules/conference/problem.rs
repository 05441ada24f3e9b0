//! The way of a problem from being found to being struck off, its level and its age (DOMAIN B24,
//! B28, §8).

use super::shows;
use crate::model::{Problem, ProblemSource, ProblemState, Settings};
use crate::rules::figures::Ratio;
use crate::rules::{Attempt, Basis, Refusal, Role};
use crate::schema::{Day, Record, RecordId, Sentence, View, counted};
use crate::state::State;

/// The level of a new problem: the county's.
pub const FIRST_LEVEL: i64 = 1;
/// The leading group's.
pub const LAST_LEVEL: i64 = 4;
/// The level at which the joint conference takes a problem up.
pub const CONFERENCE_LEVEL: i64 = 3;
/// The level from which a problem left unsolved is proposed for the joint conference.
const BUREAU_LEVEL: i64 = 2;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(problem) = attempt.of::<Problem>() else {
        return Ok(());
    };
    days(attempt, problem)?;
    kind_of_blockage(attempt, problem)?;
    match attempt.action.map(|action| action.no) {
        Some(Problem::ESCALATE) => only_upward(attempt, problem)?,
        Some(Problem::SHELVE) => reviewed_later(attempt, problem)?,
        _ => {}
    }
    if problem.state() == Some(ProblemState::Closed)
        && !shows(problem.record, &[Problem::EVIDENCE, Problem::FILES])
    {
        return Err(attempt.refuse(
            Problem::EVIDENCE,
            "已销号的问题须保留依据",
            "a closed problem keeps its evidence",
        ));
    }
    Ok(())
}

fn days(attempt: &Attempt<'_>, problem: View<'_, Problem>) -> Result<(), Refusal> {
    let found = problem.found_on();
    if attempt.changes(Problem::FOUND_ON) && found.is_some_and(|day| day > attempt.day) {
        return Err(attempt.refuse(
            Problem::FOUND_ON,
            format!("发现日期不能晚于今天({})", attempt.day),
            format!("it cannot have been found after today, {}", attempt.day),
        ));
    }
    if !attempt.changes(Problem::DEADLINE) {
        return Ok(());
    }
    if let (Some(found), Some(deadline)) = (found, problem.deadline())
        && deadline < found
    {
        return Err(attempt.refuse(
            Problem::DEADLINE,
            format!("解决期限不能早于发现日期 {found}"),
            format!("the deadline cannot be before {found}, the day it was found"),
        ));
    }
    let is_assigned = problem.state() != Some(ProblemState::Found);
    let is_owed_by_actor = matches!(attempt.context.actor.role, Role::Unit | Role::Owner);
    if attempt.action.is_none() && !attempt.is_new() && is_assigned && is_owed_by_actor {
        return Err(attempt.refuse(
            Problem::DEADLINE,
            "交办后的期限由领导小组办公室调整",
            "once it is assigned, the office moves the deadline",
        ));
    }
    Ok(())
}

/// A blockage is about approval, policy or conditions of construction (DOMAIN T53).
fn kind_of_blockage(attempt: &Attempt<'_>, problem: View<'_, Problem>) -> Result<(), Refusal> {
    let changes = attempt.changes(Problem::SOURCE) || attempt.changes(Problem::KIND);
    let is_blockage = problem.source() == Some(ProblemSource::Blockage);
    let fits = problem
        .kind()
        .is_some_and(|kind| super::blockage::KINDS.contains(&kind));
    if !changes || !is_blockage || fits {
        return Ok(());
    }
    Err(attempt.refuse(
        Problem::KIND,
        "堵点问题的类别只能是审批、政策或建设条件",
        "a blockage is about approval, policy or conditions of construction",
    ))
}

fn only_upward(attempt: &Attempt<'_>, problem: View<'_, Problem>) -> Result<(), Refusal> {
    let before = attempt.before.and_then(Record::view::<Problem>);
    let (from, to) = (before.map_or(FIRST_LEVEL, level), level(problem));
    if to > from && to <= LAST_LEVEL {
        return Ok(());
    }
    Err(attempt.refuse(
        Problem::LEVEL,
        format!("现为第 {from} 层级,只能提到更高层级,最高第 {LAST_LEVEL} 层级"),
        format!("it is at level {from}; it only goes up, to {LAST_LEVEL} at most"),
    ))
}

fn reviewed_later(attempt: &Attempt<'_>, problem: View<'_, Problem>) -> Result<(), Refusal> {
    if problem.review_on().is_some_and(|day| day > attempt.day) {
        return Ok(());
    }
    Err(attempt.refuse(
        Problem::REVIEW_ON,
        "复核日期须在今天以后",
        "the day of the review must lie ahead",
    ))
}

/// The level it is at.
pub fn level(problem: View<'_, Problem>) -> i64 {
    problem.level().unwrap_or(FIRST_LEVEL)
}

/// Whether it is still to be solved.
pub fn is_open(problem: View<'_, Problem>) -> bool {
    problem.state() != Some(ProblemState::Closed)
}

/// How many days it has been, or was, open (DOMAIN 9.12).
pub fn age(problem: View<'_, Problem>, day: Day) -> i32 {
    let end = problem.closed_on().filter(|_| !is_open(problem));
    problem
        .found_on()
        .map_or(0, |found| end.unwrap_or(day).days_since(found))
}

/// How many of them are closed.
pub fn closure_rate<'a>(problems: impl IntoIterator<Item = View<'a, Problem>>) -> Ratio {
    let (mut closed, mut all) = (0, 0);
    for problem in problems {
        all += 1;
        closed += i64::from(!is_open(problem));
    }
    Ratio::new(closed, all)
}

/// A problem that should go up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// The problem.
    pub problem: RecordId,
    /// The level it should go to.
    pub to: i64,
    /// How many days it has been at its present level.
    pub days: i32,
}

impl Escalation {
    /// Why.
    pub fn why(self) -> Sentence {
        let (from, to, days) = (self.to - 1, self.to, self.days);
        Sentence::new(
            format!("在第 {from} 层级已 {days} 天未解决,建议提到第 {to} 层级"),
            format!(
                "unsolved for {} at level {from}: to level {to}",
                counted(days, "day")
            ),
        )
    }
}

/// What should go to the joint conference because it has been at the bureaus for so long
/// (DOMAIN B24), the oldest first.
pub fn escalations(state: &State, basis: &Basis) -> Vec<Escalation> {
    let limit = basis.settings.int(Settings::ESCALATE_DAYS);
    let propose = |problem: View<'_, Problem>| {
        let rests = matches!(
            problem.state(),
            Some(ProblemState::Closed | ProblemState::Asked | ProblemState::Verifying)
        );
        if rests || level(problem) != BUREAU_LEVEL {
            return None;
        }
        let since = problem.level_since().or_else(|| problem.found_on())?;
        let days = basis.day.days_since(since);
        (i64::from(days) >= limit).then_some(Escalation {
            problem: problem.record.id,
            to: BUREAU_LEVEL + 1,
            days,
        })
    };
    let mut found: Vec<Escalation> = state
        .all::<Problem>()
        .filter_map(|record| propose(record.view()?))
        .collect();
    found.sort_by_key(|escalation| (-escalation.days, escalation.problem));
    found
}

/// What is to be reported to the leading group: marked as major, or come up to its level
/// (DOMAIN B24).
pub fn for_the_leading_group(state: &State) -> impl Iterator<Item = View<'_, Problem>> {
    let open = state
        .all::<Problem>()
        .filter_map(|record| record.view::<Problem>())
        .filter(|problem| is_open(*problem));
    open.filter(|problem| problem.major() == Some(true) || level(*problem) == LAST_LEVEL)
}
