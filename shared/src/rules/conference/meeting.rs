//! Meetings and their items: who may run them, how an item ends, that issued minutes stand
//! (DOMAIN B13, B23).

use super::problem::{LAST_LEVEL, level};
use crate::model::{
    AgendaItem, Decision, DispatchEntry, ItemResult, Meeting, MeetingKind, MeetingState, Problem,
};
use crate::rules::effects::{set, signature};
use crate::rules::figures::Ratio;
use crate::rules::{Attempt, Refusal, Role};
use crate::schema::{FieldNo, Period, Record, RecordId, Sentence, Value, View};
use crate::state::{Effect, State};

/// What issued minutes say.
const FIXED: &[FieldNo] = &[
    Meeting::TITLE,
    Meeting::KIND,
    Meeting::ON,
    Meeting::WEEK,
    Meeting::CHAIR,
    Meeting::CHAIR_PERSON,
    Meeting::DELEGATED,
    Meeting::INVITED,
    Meeting::ATTENDED,
    Meeting::MINUTES,
];

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(meeting) = attempt.of::<Meeting>() {
        return of_meeting(attempt, meeting);
    }
    if let Some(before) = attempt.before.and_then(Record::view::<Meeting>) {
        return not_issued(attempt, Some(before), Meeting::STATE);
    }
    // Archived ones too: taking an item off the list would change it as well.
    if let Some(item) = attempt.after.view::<AgendaItem>() {
        let meeting = item.meeting().and_then(|id| attempt.state.get(id)?.view());
        not_issued(attempt, meeting, AgendaItem::MEETING)?;
        return of_item(attempt, item, meeting);
    }
    if let Some(entry) = attempt.after.view::<DispatchEntry>() {
        let meeting = entry.meeting().and_then(|id| attempt.state.get(id)?.view());
        return not_issued(attempt, meeting, DispatchEntry::MEETING);
    }
    Ok(())
}

fn of_meeting(attempt: &Attempt<'_>, meeting: View<'_, Meeting>) -> Result<(), Refusal> {
    convened_by_actor(attempt, Some(meeting), Meeting::UNIT)?;
    let before = attempt.before.and_then(Record::view::<Meeting>);
    if before.is_some() {
        convened_by_actor(attempt, before, Meeting::UNIT)?;
    }
    if !matches!(meeting.week(), None | Some(Period::Week(_))) {
        return Err(attempt.refuse(
            Meeting::WEEK,
            "「调度周」应为一周,如 2020-W25",
            "the week must be one such as 2020-W25",
        ));
    }
    let was_issued = before.is_some_and(|before| before.state() == Some(MeetingState::Issued));
    if let Some(field) = FIXED.iter().find(|no| attempt.changes(**no))
        && was_issued
    {
        return Err(issued(attempt, *field));
    }
    if attempt.enters(Meeting::STATE, MeetingState::InSession) {
        has_chair(attempt, meeting)?;
    }
    if attempt.enters(Meeting::STATE, MeetingState::Issued) {
        nothing_pending(attempt, meeting.record.id)?;
    }
    Ok(())
}

/// A unit runs the meetings it convenes and no others; being invited is not enough.
fn convened_by_actor(
    attempt: &Attempt<'_>,
    meeting: Option<View<'_, Meeting>>,
    field: FieldNo,
) -> Result<(), Refusal> {
    let actor = attempt.context.actor;
    let convenes = meeting.is_some_and(|meeting| meeting.unit() == actor.unit);
    if actor.role != Role::Unit || convenes {
        return Ok(());
    }
    Err(attempt.refuse(
        field,
        "只有召集单位可以办理会议事项",
        "only the unit that convenes a meeting runs it",
    ))
}

/// Whose turn a dispatch was depends on who led it (DOMAIN B10, B11).
fn has_chair(attempt: &Attempt<'_>, meeting: View<'_, Meeting>) -> Result<(), Refusal> {
    let needs_chair = matches!(
        meeting.kind(),
        Some(MeetingKind::WeeklyDispatch | MeetingKind::LeadingGroup)
    );
    if !needs_chair || meeting.chair().is_some() {
        return Ok(());
    }
    Err(attempt.refuse(
        Meeting::CHAIR,
        "开会前请填写主持职务",
        "name the chair's post before the meeting begins",
    ))
}

fn nothing_pending(attempt: &Attempt<'_>, meeting: RecordId) -> Result<(), Refusal> {
    let pending = items(attempt.state, meeting)
        .filter(|item| item.result() == Some(ItemResult::Pending))
        .count();
    if pending == 0 {
        return Ok(());
    }
    Err(attempt.refuse(
        Meeting::STATE,
        format!("还有 {pending} 个议题没有结果,不能印发纪要"),
        format!("{pending} items have no result yet; the minutes cannot be issued"),
    ))
}

fn not_issued(
    attempt: &Attempt<'_>,
    meeting: Option<View<'_, Meeting>>,
    field: FieldNo,
) -> Result<(), Refusal> {
    let is_issued = meeting.is_some_and(|meeting| meeting.state() == Some(MeetingState::Issued));
    if is_issued {
        return Err(issued(attempt, field));
    }
    Ok(())
}

fn issued(attempt: &Attempt<'_>, field: FieldNo) -> Refusal {
    attempt.refuse(
        field,
        "纪要已印发,会议内容不能再改",
        "the minutes are issued; nothing of the meeting changes any more",
    )
}

fn of_item(
    attempt: &Attempt<'_>,
    item: View<'_, AgendaItem>,
    meeting: Option<View<'_, Meeting>>,
) -> Result<(), Refusal> {
    let actor = attempt.context.actor;
    let proposes = attempt.action.is_none() && item.unit().is_some() && item.unit() == actor.unit;
    if !proposes {
        convened_by_actor(attempt, meeting, AgendaItem::UNIT)?;
    }
    if !attempt.enters(AgendaItem::RESULT, ItemResult::Decided) {
        return Ok(());
    }
    let mut decisions = decisions_of(attempt.state, item.record.id).peekable();
    let has_decisions = decisions.peek().is_some();
    if has_decisions && decisions.all(is_binding) {
        return Ok(());
    }
    Err(attempt.refuse(
        AgendaItem::RESULT,
        "形成议定须有议定事项,并写明责任单位和期限",
        "there must be a decision, with its responsible units and a deadline",
    ))
}

fn is_binding(decision: View<'_, Decision>) -> bool {
    decision.units().is_some_and(|units| !units.is_empty()) && decision.deadline().is_some()
}

/// What was decided on the item.
pub fn decisions_of(state: &State, item: RecordId) -> impl Iterator<Item = View<'_, Decision>> {
    state
        .referring::<Decision>(item, Decision::ITEM)
        .filter_map(|record| record.view())
}

/// The items of a meeting, in no order.
pub fn items(state: &State, meeting: RecordId) -> impl Iterator<Item = View<'_, AgendaItem>> {
    state
        .referring::<AgendaItem>(meeting, AgendaItem::MEETING)
        .filter_map(|record| record.view())
}

/// How many of the units invited came.
pub fn attendance(meeting: View<'_, Meeting>) -> Ratio {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let Some(invited) = meeting.invited() else {
        return Ratio::new(0, 0);
    };
    let came = meeting
        .attended()
        .map_or(0, |attended| attended.intersection(invited).count());
    Ratio::new(count(came), count(invited.len()))
}

/// What a meeting came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Items on the agenda.
    pub items: usize,
    /// Those with a result.
    pub settled: usize,
    /// Those resolved on the spot.
    pub resolved: usize,
    /// Those that go up.
    pub escalated: usize,
    /// Those the next meeting takes up.
    pub left_over: usize,
    /// Decisions made, of all items together.
    pub decisions: usize,
}

impl Outcome {
    /// The summary read out at the end.
    pub fn sentence(self) -> Sentence {
        let Self {
            items,
            settled,
            resolved,
            escalated,
            left_over,
            decisions,
        } = self;
        Sentence::new(
            format!(
                "议题 {settled}/{items},议定 {decisions} 项,当场解决 {resolved} 项,提级 {escalated} 项,顺延 {left_over} 项"
            ),
            format!(
                "{settled}/{items} items; {decisions} decisions, {resolved} resolved, {escalated} escalated, {left_over} left over"
            ),
        )
    }
}

/// What the meeting came to.
pub fn outcome(state: &State, meeting: RecordId) -> Outcome {
    let mut outcome = Outcome::default();
    for item in items(state, meeting) {
        outcome.items += 1;
        outcome.decisions += decisions_of(state, item.record.id).count();
        match item.result() {
            Some(ItemResult::Resolved) => outcome.resolved += 1,
            Some(ItemResult::Escalated) => outcome.escalated += 1,
            Some(ItemResult::CarriedOver | ItemResult::Dropped) => outcome.left_over += 1,
            Some(ItemResult::Decided) => {}
            Some(ItemResult::Pending) | None => continue,
        }
        outcome.settled += 1;
    }
    outcome
}

/// A problem that a meeting sends up goes up one level with the item.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let escalated = |item: View<'_, AgendaItem>| {
        let record = attempt.state.get(item.problem()?)?;
        let problem = record
            .view::<Problem>()
            .filter(|_| record.archived.is_none())?;
        let next = level(problem) + 1;
        if next > LAST_LEVEL {
            return None;
        }
        let reason = item.reason().map(|reason| Value::Text(reason.to_owned()));
        let wanted = vec![
            (Problem::LEVEL, Some(Value::Int(next))),
            (Problem::LEVEL_SINCE, Some(Value::Day(attempt.day))),
            (Problem::REASON, reason),
            (Problem::RAISED_BY, Some(signature(attempt))),
        ];
        set(record, wanted)
    };
    if !attempt.enters(AgendaItem::RESULT, ItemResult::Escalated) {
        return Vec::new();
    }
    let item = attempt.of::<AgendaItem>();
    item.and_then(escalated).into_iter().collect()
}
