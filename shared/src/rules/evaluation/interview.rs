//! Interviews: whom the rule proposes, and what each step asks for (DOMAIN B21, 9.8).
//!
//! The rule proposes and people decide: nothing is made by itself, and the office may propose a
//! place the rule does not.

use super::scheme::name_of;
use crate::model::{
    self, Interview, InterviewState, MonthLock, MonthState, Post, RectificationStep,
};
use crate::rules::due::zh_day;
use crate::rules::figures::streak::{Rule, Unreported};
use crate::rules::{Attempt, Basis, Refusal, Settings};
use crate::schema::{Day, FieldNo, Month, RecordId, Sentence, Value, View, counted};
use crate::state::State;

/// A place the rule proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The place.
    pub unit: RecordId,
    /// The months on end in which it lagged, oldest first, with its ranks; `None` where it did not
    /// report.
    pub months: Vec<(Month, Option<u32>)>,
}

/// The places to be proposed when `month` is locked. `units` are the places that are ranked;
/// `rank` gives the rank of a place in a locked month, `None` when it did not report.
///
/// A place is not proposed while an interview with it is under way, nor twice for one month, nor
/// before the quiet months after the last one that was held.
pub fn candidates(
    state: &State,
    basis: &Basis,
    month: Month,
    units: &[RecordId],
    rank: impl Fn(RecordId, Month) -> Option<u32>,
) -> Vec<Candidate> {
    let rule = rule(&basis.settings, units.len());
    let months = locked_until(state, month);
    units
        .iter()
        .filter(|unit| !is_under_way(state, **unit, None))
        .filter(|unit| interviews(state, **unit).all(|one| one.last_month() != Some(month)))
        .filter_map(|unit| {
            let ranks: Vec<Option<u32>> = months.iter().map(|month| rank(*unit, *month)).collect();
            let since = months_since_interview(state, *unit, month);
            rule.is_candidate(&ranks, since).then(|| {
                let lagging = months.len() - rule.streak(&ranks);
                let months = months.iter().copied().zip(ranks).skip(lagging);
                Candidate {
                    unit: *unit,
                    months: months.collect(),
                }
            })
        })
        .collect()
}

impl Candidate {
    /// Why the place is proposed, in a sentence.
    pub fn sentence(&self, state: &State) -> Sentence {
        let name = name_of(state, self.unit);
        let count = self.months.len();
        let (zh, en): (Vec<String>, Vec<String>) = self
            .months
            .iter()
            .map(|(month, rank)| match rank {
                Some(rank) => (
                    format!("{}月第 {rank}", month.number()),
                    format!("{rank} in {month}"),
                ),
                None => (
                    format!("{}月未报", month.number()),
                    format!("not reported in {month}"),
                ),
            })
            .unzip();
        Sentence::new(
            format!("{name}投资运行连续 {count} 个月排名落后:{}", zh.join("、")),
            format!(
                "{name} has lagged for {}: {}",
                counted(count, "month"),
                en.join(", ")
            ),
        )
    }

    /// The fields of the interview that proposes it on the day.
    pub fn fields(&self, state: &State, day: Day) -> Vec<(FieldNo, Value)> {
        let mut fields = vec![
            (Interview::UNIT, Value::Ref(self.unit)),
            (Interview::GROUND, Value::Text(self.sentence(state).zh)),
            (Interview::PROPOSED_ON, Value::Day(day)),
        ];
        if let (Some((first, _)), Some((last, _))) = (self.months.first(), self.months.last()) {
            fields.push((Interview::FIRST_MONTH, Value::Month(*first)));
            fields.push((Interview::LAST_MONTH, Value::Month(*last)));
        }
        fields
    }
}

fn rule(settings: &Settings, units: usize) -> Rule {
    let unreported = if settings.flag(model::Settings::UNREPORTED_IS_LAST) {
        Unreported::Last
    } else {
        Unreported::NotLagging
    };
    Rule {
        units: u32::try_from(units).unwrap_or(u32::MAX),
        places: settings.count(model::Settings::LAGGING_PLACES),
        length: settings.count(model::Settings::LAGGING_MONTHS),
        quiet: settings.count(model::Settings::QUIET_MONTHS),
        unreported,
    }
}

/// The locked months on end up to `month`, which is being locked; oldest first.
fn locked_until(state: &State, month: Month) -> Vec<Month> {
    let locked: Vec<Month> = state
        .all::<MonthLock>()
        .filter_map(|record| record.view::<MonthLock>())
        .filter(|lock| lock.state() == Some(MonthState::Locked))
        .filter_map(View::<MonthLock>::month)
        .collect();
    let mut months = vec![month];
    let mut at = month;
    while let Some(before) = at.previous().filter(|before| locked.contains(before)) {
        months.push(before);
        at = before;
    }
    months.reverse();
    months
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

/// How many months `month` lies after the one that led to the last interview that was held.
fn months_since_interview(state: &State, unit: RecordId, month: Month) -> Option<u32> {
    let held = interviews(state, unit).filter(|interview| interview.held_on().is_some());
    let last = held.filter_map(View::<Interview>::last_month).max()?;
    Some(u32::try_from(month.months_since(last)).unwrap_or(0))
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
