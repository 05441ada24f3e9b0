//! Slips: blue reminds, orange warns, red orders; after a red one in vain an interview is proposed
//! (DOMAIN B27). Nothing is raised by itself: the clock proposes, people decide.

use super::item::deadline;
use crate::model::{Feedback, Slip, SlipColour, Supervision, SupervisionState};
use crate::rules::effects::{create, set};
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{Choices, Day, Kind, RecordId, Sentence, Value, View, coordinates, counted};
use crate::state::{Effect, State};

/// What comes after a slip nobody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Next {
    /// A slip of this colour.
    Slip(SlipColour),
    /// An interview.
    Interview,
}

impl Next {
    const fn after(colour: SlipColour) -> Self {
        match colour {
            SlipColour::Blue => Self::Slip(SlipColour::Orange),
            SlipColour::Orange => Self::Slip(SlipColour::Red),
            SlipColour::Red => Self::Interview,
        }
    }
}

/// A supervision item that should be raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The item.
    pub supervision: RecordId,
    /// What should come.
    pub next: Next,
    /// The day by which the last slip was to be answered.
    pub due: Day,
    /// How many days ago that was.
    pub days: i32,
}

impl Proposal {
    /// Why.
    pub fn why(self) -> Sentence {
        let (due, days) = (self.due, self.days);
        let (zh, en) = match self.next {
            Next::Slip(colour) => {
                let label = colour.label();
                (format!("发出{}", label.zh), format!("a {}", label.en))
            }
            Next::Interview => ("约谈".to_owned(), "an interview".to_owned()),
        };
        Sentence::new(
            format!("应于 {due} 前答复,已逾期 {days} 天,建议{zh}"),
            format!(
                "was to be answered by {due}, {} ago: {en} is proposed",
                counted(days, "day")
            ),
        )
    }
}

/// The last slip of an item: that of the highest colour.
pub fn last_slip(state: &State, supervision: RecordId) -> Option<View<'_, Slip>> {
    state
        .referring::<Slip>(supervision, Slip::SUPERVISION)
        .filter_map(|record| record.view::<Slip>())
        .max_by_key(|slip| slip.colour())
}

/// By when a slip is to be answered: the blue one by the deadline of the item, which an extension
/// moves; the others by their own day, or the extension when that is later.
fn answer_by(item: View<'_, Supervision>, slip: View<'_, Slip>) -> Option<Day> {
    match slip.colour()? {
        SlipColour::Blue => deadline(item).or_else(|| slip.due()),
        SlipColour::Orange | SlipColour::Red => slip.due().max(item.extended_until()),
    }
}

/// What should come next for the item on the day; `None` while its last slip is answered or in
/// time.
pub fn proposal(state: &State, item: View<'_, Supervision>, day: Day) -> Option<Proposal> {
    if item.state() != Some(SupervisionState::Assigned) || item.interview_on().is_some() {
        return None;
    }
    let slip = last_slip(state, item.record.id).filter(|slip| slip.answered_on().is_none())?;
    let due = answer_by(item, slip).filter(|due| day > *due)?;
    Some(Proposal {
        supervision: item.record.id,
        next: Next::after(slip.colour()?),
        due,
        days: day.days_since(due),
    })
}

/// Everything that should be raised, the gravest first.
pub fn proposals(state: &State, basis: &Basis) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = state
        .all::<Supervision>()
        .filter_map(|record| proposal(state, record.view()?, basis.day))
        .collect();
    proposals.sort_by_key(|proposal| {
        (
            std::cmp::Reverse(proposal.next),
            proposal.due,
            proposal.supervision,
        )
    });
    proposals
}

fn proposed(attempt: &Attempt<'_>) -> Option<Proposal> {
    let before = attempt.before?.view::<Supervision>()?;
    proposal(attempt.state, before, attempt.day)
}

/// Raised by one colour, and only when the last slip was not answered in time.
pub(super) fn may_raise(attempt: &Attempt<'_>, item: View<'_, Supervision>) -> Result<(), Refusal> {
    let Some(proposal) = proposed(attempt) else {
        return Err(attempt.refuse(
            Supervision::COLOUR,
            "上一张督办单已答复或尚未到期,不能升级",
            "the last slip was answered or is not due yet",
        ));
    };
    if item.colour().map(Next::Slip) != Some(proposal.next) {
        return Err(attempt.refuse(
            Supervision::COLOUR,
            "督办单按蓝、橙、红逐级升级,红单之后为约谈建议",
            "slips go from blue to orange to red, and then to the proposal of an interview",
        ));
    }
    if item.answer_by().is_some_and(|day| day >= attempt.day) {
        return Ok(());
    }
    Err(attempt.refuse(
        Supervision::ANSWER_BY,
        "答复期限不能早于今天",
        "the day to answer by cannot lie in the past",
    ))
}

/// An interview is proposed when the red slip was not answered in time.
pub(super) fn may_propose_interview(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if proposed(attempt).is_some_and(|proposal| proposal.next == Next::Interview) {
        return Ok(());
    }
    Err(attempt.refuse(
        Supervision::INTERVIEW_ON,
        "红色督办单逾期未答复的,才能建议约谈",
        "an interview is proposed once a red slip was not answered in time",
    ))
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(slip) = attempt.of::<Slip>().filter(|_| attempt.is_new()) {
        return after_the_one_before(attempt, slip);
    }
    if let Some(feedback) = attempt.of::<Feedback>().filter(|_| attempt.is_new()) {
        return answers_own_item(attempt, feedback);
    }
    Ok(())
}

/// Slips come from assigning and raising; one entered by hand follows the colour before it.
fn after_the_one_before(attempt: &Attempt<'_>, slip: View<'_, Slip>) -> Result<(), Refusal> {
    let last = slip
        .supervision()
        .and_then(|id| last_slip(attempt.state, id)?.colour());
    let follows = match last {
        None => slip.colour() == Some(SlipColour::Blue),
        Some(last) => slip.colour().map(Next::Slip) == Some(Next::after(last)),
    };
    if follows {
        return Ok(());
    }
    Err(attempt.refuse(
        Slip::COLOUR,
        "督办单按蓝、橙、红逐级发出",
        "slips go out blue first, then orange, then red",
    ))
}

fn answers_own_item(attempt: &Attempt<'_>, feedback: View<'_, Feedback>) -> Result<(), Refusal> {
    let item = feedback
        .supervision()
        .and_then(|id| attempt.state.get(id)?.view::<Supervision>());
    let is_asked = match (item.and_then(View::<Supervision>::units), feedback.unit()) {
        (Some(units), Some(unit)) => units.contains(&unit),
        _ => false,
    };
    if !is_asked {
        return Err(attempt.refuse(
            Feedback::UNIT,
            "只有该事项的责任单位可以反馈",
            "only a responsible unit of the item reports on it",
        ));
    }
    let slip = feedback
        .slip()
        .and_then(|id| attempt.state.get(id)?.view::<Slip>());
    if slip.is_none_or(|slip| slip.supervision() == feedback.supervision()) {
        return Ok(());
    }
    Err(attempt.refuse(
        Feedback::SLIP,
        "督办单不属于该督办事项",
        "the slip belongs to another supervision item",
    ))
}

/// Assigning and raising send a slip; answering answers it, and what is sent back is unanswered
/// again.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    if let Some(feedback) = attempt.of::<Feedback>().filter(|_| attempt.is_new()) {
        let slip = feedback.slip().and_then(|id| attempt.state.get(id)?.view());
        return slip
            .and_then(|slip| answered(slip, Some(attempt.day)))
            .into_iter()
            .collect();
    }
    let Some(item) = attempt.of::<Supervision>() else {
        return Vec::new();
    };
    let last = || last_slip(attempt.state, item.record.id);
    let effects = match attempt.action.map(|action| action.no) {
        Some(Supervision::ASSIGN) => send(attempt, item, Some(SlipColour::Blue), item.deadline()),
        Some(Supervision::RAISE) => send(attempt, item, item.colour(), item.answer_by()),
        Some(Supervision::ANSWER) => last()
            .and_then(|slip| answered(slip, Some(attempt.day)))
            .map(|effect| vec![effect]),
        Some(Supervision::RETURN | Supervision::REOPEN) => last()
            .and_then(|slip| answered(slip, None))
            .map(|effect| vec![effect]),
        _ => None,
    };
    effects.unwrap_or_default()
}

fn send(
    attempt: &Attempt<'_>,
    item: View<'_, Supervision>,
    colour: Option<SlipColour>,
    due: Option<Day>,
) -> Option<Vec<Effect>> {
    let given = vec![
        (Slip::SUPERVISION, Value::Ref(item.record.id)),
        (Slip::COLOUR, Value::Choice(colour?.no())),
        (Slip::ISSUED_ON, Value::Day(attempt.day)),
        (Slip::DUE, Value::Day(due?)),
    ];
    let value_of = |no| given.iter().find(|(field, _)| *field == no).map(|(_, v)| v);
    let id = coordinates::id_of(Slip::SPEC, value_of)?;
    Some(create::<Slip>(attempt.state, id, given))
}

/// The first answer counts.
fn answered(slip: View<'_, Slip>, on: Option<Day>) -> Option<Effect> {
    if on.is_some() && slip.answered_on().is_some() {
        return None;
    }
    set(slip.record, vec![(Slip::ANSWERED_ON, on.map(Value::Day))])
}
