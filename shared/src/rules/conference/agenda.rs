//! What a meeting should take up (DOMAIN B14): first-tier projects, then red ones, then yellow,
//! then problems that came up to its level or are open for long, then overdue decisions, and what
//! the meeting before left over.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::problem::{CONFERENCE_LEVEL, LAST_LEVEL, age, is_open, level};
use super::timeliness::{Timeliness, of_decision};
use super::{decision, meeting};
use crate::model::{
    AgendaItem, AgendaRule, Decision, DecisionState, ItemResult, Meeting, MeetingKind,
    MeetingState, Problem, ProblemState, Project, Settings, Tier,
};
use crate::rules::figures::money;
use crate::rules::light::Colour;
use crate::rules::policy::belonging::belongs_to;
use crate::rules::project::tier::{is_active, tier_in_week};
use crate::rules::{Basis, Derived};
use crate::schema::{
    Choices, Day, FieldNo, Record, RecordId, Sentence, Value, View, Week, counted,
};
use crate::state::State;

/// How much of a decision's text names an item, in characters.
const TITLE_LENGTH: usize = 100;

/// A meeting that is to be held.
#[derive(Clone, Copy, Debug)]
pub struct Sitting {
    /// Its kind.
    pub kind: MeetingKind,
    /// Its day.
    pub on: Day,
    /// The unit that convenes it, which dispatches what is its own; `None` for the city's.
    pub unit: Option<RecordId>,
}

/// What an item is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A project.
    Project(RecordId),
    /// A problem.
    Problem(RecordId),
    /// A decision.
    Decision(RecordId),
    /// A topic of its own, known by the item of the meeting before.
    Topic(RecordId),
}

/// Something that should be on the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What.
    pub subject: Subject,
    /// By which rule; of several the first.
    pub rule: AgendaRule,
    /// How the item is called.
    pub title: String,
    /// Why, in a sentence.
    pub why: Sentence,
    /// The item of the meeting before that was carried over or dropped.
    pub left_over: Option<RecordId>,
}

impl Proposal {
    /// The fields of the agenda item it becomes.
    pub fn fields(&self, meeting: RecordId) -> Vec<(FieldNo, Value)> {
        let title = self.title.chars().take(TITLE_LENGTH).collect();
        let mut fields = vec![
            (AgendaItem::MEETING, Value::Ref(meeting)),
            (AgendaItem::TITLE, Value::Text(title)),
            (AgendaItem::RULE, Value::Choice(self.rule.no())),
            (AgendaItem::WHY, Value::Text(self.why.zh.clone())),
        ];
        match self.subject {
            Subject::Project(id) => fields.push((AgendaItem::PROJECT, Value::Ref(id))),
            Subject::Problem(id) => fields.push((AgendaItem::PROBLEM, Value::Ref(id))),
            Subject::Decision(id) => fields.push((AgendaItem::DECISION, Value::Ref(id))),
            Subject::Topic(_) => {}
        }
        fields
    }
}

/// The agenda for the meeting, in its order, by the totals with which its week began. `light_of`
/// says which colour a project's light has.
pub fn proposals(
    state: &State,
    basis: &Basis,
    sitting: Sitting,
    light_of: impl Fn(RecordId) -> Colour,
) -> Vec<Proposal> {
    let builder = Builder {
        state,
        basis,
        sitting,
    };
    let mut proposals = builder.projects(light_of);
    proposals.extend(builder.problems());
    proposals.extend(builder.decisions());
    builder.with_left_over(proposals)
}

/// The agenda by the lights of projects on the day of `derived`.
pub fn from_derived(state: &State, derived: &Derived, sitting: Sitting) -> Vec<Proposal> {
    let light_of = |id| {
        let entry = derived.projects().get(id);
        entry.map_or(Colour::Grey, |entry| entry.lights.colour())
    };
    proposals(state, derived.basis(), sitting, light_of)
}

/// The meeting of the same kind and convenor that was held last before the day.
pub fn meeting_before(state: &State, sitting: Sitting) -> Option<View<'_, Meeting>> {
    state
        .all::<Meeting>()
        .filter_map(|record| record.view::<Meeting>())
        .filter(|meeting| {
            meeting.kind() == Some(sitting.kind)
                && meeting.unit() == sitting.unit
                && meeting.on().is_some_and(|on| on < sitting.on)
                && meeting.state() != Some(MeetingState::Preparing)
        })
        .max_by_key(|meeting| (meeting.on(), meeting.record.id))
}

struct Builder<'a> {
    state: &'a State,
    basis: &'a Basis,
    sitting: Sitting,
}

impl Builder<'_> {
    fn is_mine(&self, record: &Record) -> bool {
        let unit = self.sitting.unit;
        unit.is_none_or(|unit| belongs_to(self.state, record, unit))
    }

    fn projects(&self, light_of: impl Fn(RecordId) -> Colour) -> Vec<Proposal> {
        let week = Week::of(self.sitting.on);
        let tier_of = tier_in_week(self.state);
        let judge = |project: View<'_, Project>| {
            let id = project.record.id;
            let colour = light_of(id);
            let rule = match (tier_of(project, week), colour) {
                (Some(Tier::A), _) => AgendaRule::TierA,
                (_, Colour::Red) => AgendaRule::Red,
                (_, Colour::Yellow) => AgendaRule::Yellow,
                _ => return None,
            };
            let total = project.total_investment().unwrap_or(0);
            // Red stands before yellow, yellow before green, and then the larger first.
            let place = (rule, colour, Reverse(total), id);
            Some((place, project_proposal(project, rule, colour, total)))
        };
        let projects = self
            .state
            .all::<Project>()
            .filter_map(|record| record.view::<Project>())
            .filter(|project| is_active(*project) && self.is_mine(project.record));
        sorted(projects.filter_map(judge))
    }

    fn problems(&self) -> Vec<Proposal> {
        let limit = self.basis.settings.int(Settings::AGENDA_PROBLEM_DAYS);
        let judge = |problem: View<'_, Problem>| {
            let days = age(problem, self.basis.day);
            let rule = if self.is_at_this_level(problem) {
                AgendaRule::Escalated
            } else if i64::from(days) > limit {
                AgendaRule::OldProblem
            } else {
                return None;
            };
            let place = (rule, Reverse(days), problem.record.id);
            Some((place, problem_proposal(problem, rule, days)))
        };
        let problems = self
            .state
            .all::<Problem>()
            .filter_map(|record| record.view::<Problem>())
            .filter(|problem| self.is_waiting(*problem) && self.is_mine(problem.record));
        sorted(problems.filter_map(judge))
    }

    /// Whether anything can be done about it: not said to be solved, not shelved until later.
    fn is_waiting(&self, problem: View<'_, Problem>) -> bool {
        match problem.state() {
            Some(ProblemState::Closed | ProblemState::Asked | ProblemState::Verifying) => false,
            Some(ProblemState::Shelved) => {
                let review = problem.review_on();
                review.is_none_or(|review| review <= self.sitting.on)
            }
            _ => true,
        }
    }

    fn is_at_this_level(&self, problem: View<'_, Problem>) -> bool {
        match self.sitting.kind {
            MeetingKind::JointConference => level(problem) == CONFERENCE_LEVEL,
            MeetingKind::LeadingGroup => level(problem) == LAST_LEVEL,
            _ => false,
        }
    }

    fn decisions(&self) -> Vec<Proposal> {
        let judge = |decision: View<'_, Decision>| {
            let Timeliness::Overdue { days } = of_decision(decision, self.basis) else {
                return None;
            };
            let place = (Reverse(days), decision.record.id);
            Some((place, decision_proposal(decision, days)))
        };
        let decisions = self
            .state
            .all::<Decision>()
            .filter_map(|record| record.view::<Decision>())
            .filter(|decision| self.is_mine(decision.record));
        sorted(decisions.filter_map(judge))
    }

    /// Adds what the meeting before carried over or dropped, and marks what was proposed again.
    fn with_left_over(&self, mut proposals: Vec<Proposal>) -> Vec<Proposal> {
        let Some(before) = meeting_before(self.state, self.sitting) else {
            return proposals;
        };
        let places: HashMap<Subject, usize> = proposals
            .iter()
            .enumerate()
            .map(|(at, proposal)| (proposal.subject, at))
            .collect();
        let mut items: Vec<_> = meeting::items(self.state, before.record.id)
            .filter(|item| was_left_over(*item) && self.still_matters(*item))
            .collect();
        items.sort_by_key(|item| (item.order(), item.record.id));
        for item in items {
            match places.get(&subject_of(item)) {
                Some(at) => proposals[*at].left_over = Some(item.record.id),
                None => proposals.push(left_over_proposal(item, before)),
            }
        }
        proposals
    }

    /// Whether what it is about has not been settled since.
    fn still_matters(&self, item: View<'_, AgendaItem>) -> bool {
        let live = |id| {
            let record = self.state.get(id)?;
            record.archived.is_none().then_some(record)
        };
        match subject_of(item) {
            Subject::Topic(_) => true,
            Subject::Project(id) => live(id)
                .and_then(|record| record.view())
                .is_some_and(is_active),
            Subject::Problem(id) => live(id)
                .and_then(|record| record.view())
                .is_some_and(is_open),
            Subject::Decision(id) => live(id)
                .and_then(|record| record.view::<Decision>())
                .is_some_and(|decision| {
                    decision::is_issued(decision) && decision.state() != Some(DecisionState::Closed)
                }),
        }
    }
}

fn sorted<P: Ord>(proposals: impl Iterator<Item = (P, Proposal)>) -> Vec<Proposal> {
    let mut proposals: Vec<(P, Proposal)> = proposals.collect();
    proposals.sort_by(|one, other| one.0.cmp(&other.0));
    proposals
        .into_iter()
        .map(|(_, proposal)| proposal)
        .collect()
}

fn was_left_over(item: View<'_, AgendaItem>) -> bool {
    matches!(
        item.result(),
        Some(ItemResult::CarriedOver | ItemResult::Dropped | ItemResult::Pending)
    )
}

fn subject_of(item: View<'_, AgendaItem>) -> Subject {
    let project = || item.project().map(Subject::Project);
    let decision = || item.decision().map(Subject::Decision);
    let subject = item.problem().map(Subject::Problem);
    subject
        .or_else(decision)
        .or_else(project)
        .unwrap_or(Subject::Topic(item.record.id))
}

fn project_proposal(
    project: View<'_, Project>,
    rule: AgendaRule,
    colour: Colour,
    total: i64,
) -> Proposal {
    let yi = money::yi(total);
    let why = if rule == AgendaRule::TierA {
        Sentence::new(
            format!("总投资 {yi} 亿元,由组长或副组长每周调度"),
            format!("{yi} hundred million yuan: dispatched every week by the leader or the deputy"),
        )
    } else {
        let (zh, en) = match colour {
            Colour::Red => ("红灯", "red"),
            _ => ("黄灯", "yellow"),
        };
        Sentence::new(
            format!("项目亮{zh},总投资 {yi} 亿元"),
            format!("its light is {en}; {yi} hundred million yuan in all"),
        )
    };
    Proposal {
        subject: Subject::Project(project.record.id),
        rule,
        title: project.name().unwrap_or("?").to_owned(),
        why,
        left_over: None,
    }
}

fn problem_proposal(problem: View<'_, Problem>, rule: AgendaRule, days: i32) -> Proposal {
    let why = if rule == AgendaRule::Escalated {
        let level = level(problem);
        Sentence::new(
            format!("已提到第 {level} 层级,发现 {days} 天"),
            format!(
                "escalated to level {level}; found {} ago",
                counted(days, "day")
            ),
        )
    } else {
        Sentence::new(
            format!("发现已 {days} 天,尚未解决"),
            format!("found {} ago and not solved", counted(days, "day")),
        )
    };
    Proposal {
        subject: Subject::Problem(problem.record.id),
        rule,
        title: problem.title().unwrap_or("?").to_owned(),
        why,
        left_over: None,
    }
}

fn decision_proposal(decision: View<'_, Decision>, days: i32) -> Proposal {
    Proposal {
        subject: Subject::Decision(decision.record.id),
        rule: AgendaRule::OverdueDecision,
        title: decision.text().unwrap_or("?").to_owned(),
        why: Sentence::new(
            format!("已逾期 {days} 天未办结"),
            format!("{} past its deadline and not closed", counted(days, "day")),
        ),
        left_over: None,
    }
}

fn left_over_proposal(item: View<'_, AgendaItem>, before: View<'_, Meeting>) -> Proposal {
    let held = before.on().map(|on| on.to_string()).unwrap_or_default();
    let (zh, en) = match item.result() {
        Some(ItemResult::Dropped) => ("撤下", "dropped"),
        Some(ItemResult::CarriedOver) => ("顺延", "carried over"),
        _ => ("未议", "not reached"),
    };
    Proposal {
        subject: subject_of(item),
        rule: AgendaRule::CarriedOver,
        title: item.title().unwrap_or("?").to_owned(),
        why: Sentence::new(
            format!("{held} 的会议{zh}"),
            format!("{en} at the meeting of {held}"),
        ),
        left_over: Some(item.record.id),
    }
}
