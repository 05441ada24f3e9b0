//! Whose money may have to be adjusted or taken back (DOMAIN T25). Four conditions propose, people
//! decide; what was decided and carried out leaves the channel's money smaller.
//!
//! - [`condition`]: the four conditions on records
//! - `guards`: what a decision needs, and what follows when it is carried out

pub mod condition;
mod guards;

use std::collections::{BTreeSet, HashMap};

use crate::model::{
    Channel, FundDecision, FundReview, FundReviewState, Funding, Project, ReviewGround, Stage,
    Standing,
};
use crate::rules::figures::Points;
use crate::rules::preparation::last_finished;
use crate::rules::project::{ProjectRules, hard_deadline};
use crate::rules::{Basis, Derived};
use crate::schema::{Choices, Day, FieldNo, RecordId, Sentence, Value, View};
use crate::state::State;

pub use condition::Condition;
pub(super) use guards::{check, consequences};

/// A project that meets one of the conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The project.
    pub project: RecordId,
    /// The unit that reports on it.
    pub unit: Option<RecordId>,
    /// The money it has been granted, in yuan.
    pub granted: i64,
    /// What it meets, with the figures.
    pub conditions: Vec<Condition>,
}

impl Candidate {
    /// Why it is a candidate.
    pub fn why(&self) -> Sentence {
        let parts: Vec<Sentence> = self.conditions.iter().map(|one| one.sentence()).collect();
        let zh: Vec<&str> = parts.iter().map(|part| part.zh.as_str()).collect();
        let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
        Sentence::new(zh.join(";"), en.join("; "))
    }

    /// The grounds, each once.
    pub fn grounds(&self) -> BTreeSet<ReviewGround> {
        self.conditions.iter().map(|one| one.ground()).collect()
    }

    /// The fields of the review that begins with it.
    pub fn fields(&self, day: Day) -> Vec<(FieldNo, Value)> {
        let grounds = self.grounds().into_iter().map(ReviewGround::no).collect();
        vec![
            (FundReview::PROJECT, Value::Ref(self.project)),
            (FundReview::GROUNDS, Value::Choices(grounds)),
            (FundReview::FOUND, Value::Text(self.why().zh)),
            (FundReview::PROPOSED_ON, Value::Day(day)),
        ]
    }
}

/// The candidates: projects not yet complete that have been granted money or are on a list of the
/// hundred days, and meet a condition that no review has dealt with.
///
/// `last_step` is the day a step of a project's preparation was last finished, `lag` how far it is
/// behind its plan; both are known to other parts.
pub fn candidates(
    state: &State,
    basis: &Basis,
    last_step: impl Fn(RecordId) -> Option<Day>,
    lag: impl Fn(RecordId) -> Option<Points>,
) -> Vec<Candidate> {
    let money = moneys(state);
    let rules = ProjectRules::new(state, basis);
    let reviewed = reviewed(state, basis.day);
    let projects = state.all::<Project>().filter_map(|record| record.view());
    projects
        .filter(|project| is_open(*project))
        .filter_map(|project| {
            let id = project.record.id;
            let money = money.get(&id).copied().unwrap_or_default();
            let hard = hard_deadline(state, &rules, id);
            if money.granted == 0 && hard.is_none() {
                return None;
            }
            let found = condition::of(basis, project, money, hard, &last_step, &lag);
            let known = reviewed.get(&id);
            let is_known = |one: &Condition| known.is_some_and(|known| known.covers(one.ground()));
            let conditions: Vec<_> = found.into_iter().filter(|one| !is_known(one)).collect();
            (!conditions.is_empty()).then(|| Candidate {
                project: id,
                unit: project.county(),
                granted: money.granted,
                conditions,
            })
        })
        .collect()
}

/// The candidates on the day of `derived`: how far a project is behind is read there, the last
/// finished step in its preparation.
pub fn from_derived(state: &State, derived: &Derived) -> Vec<Candidate> {
    let day = derived.day();
    let last_step = |project| last_finished(state, project, day);
    candidates(state, derived.basis(), last_step, |project| {
        derived.lag(project)
    })
}

fn is_open(project: View<'_, Project>) -> bool {
    project.standing() != Some(Standing::Ended) && project.stage() < Some(Stage::Completed)
}

/// The money of a project, in yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moneys {
    /// Granted through all channels.
    pub granted: i64,
    /// The first day on which money came down.
    pub granted_on: Option<Day>,
    /// What the place and the company are to add (配套资金).
    pub own_planned: i64,
    /// What of that has arrived.
    pub own_arrived: i64,
}

/// The money of all projects that have any, in one pass.
fn moneys(state: &State) -> HashMap<RecordId, Moneys> {
    let mut moneys: HashMap<RecordId, Moneys> = HashMap::new();
    let fundings = state.all::<Funding>().filter_map(|record| record.view());
    for funding in fundings {
        let funding: View<'_, Funding> = funding;
        let Some(project) = funding.project() else {
            continue;
        };
        let money = moneys.entry(project).or_default();
        if funding.channel().is_some_and(is_granted_from_above) {
            let granted = funding.granted().unwrap_or(0);
            money.granted = money.granted.saturating_add(granted);
            let on = funding.granted_on().filter(|_| granted > 0);
            money.granted_on = money.granted_on.into_iter().chain(on).min();
        } else {
            let (planned, arrived) = (funding.planned(), funding.arrived());
            money.own_planned = money.own_planned.saturating_add(planned.unwrap_or(0));
            money.own_arrived = money.own_arrived.saturating_add(arrived.unwrap_or(0));
        }
    }
    moneys
}

/// Whether the channel's money comes down from centre or province, to be matched on the spot.
fn is_granted_from_above(channel: Channel) -> bool {
    matches!(
        channel,
        Channel::CentralBudget | Channel::TreasuryBond | Channel::SpecialBond | Channel::Provincial
    )
}

/// What reviews have dealt with already.
#[derive(Debug, Default)]
struct Reviewed {
    is_under_way: bool,
    grounds: BTreeSet<ReviewGround>,
}

impl Reviewed {
    fn covers(&self, ground: ReviewGround) -> bool {
        self.is_under_way || self.grounds.contains(&ground)
    }
}

/// A review under way stands for all conditions; one that is done for those it found, or, where a
/// new deadline was set, for everything until that has passed.
fn reviewed(state: &State, day: Day) -> HashMap<RecordId, Reviewed> {
    let mut all: HashMap<RecordId, Reviewed> = HashMap::new();
    let reviews = state.all::<FundReview>().filter_map(|record| record.view());
    for review in reviews {
        let review: View<'_, FundReview> = review;
        let Some(project) = review.project() else {
            continue;
        };
        let known = all.entry(project).or_default();
        let has_deadline = review.decision() == Some(FundDecision::Deadline);
        match (review.state(), has_deadline) {
            (Some(FundReviewState::Done), true) => {
                let holds = review.new_deadline().is_some_and(|until| day <= until);
                known.is_under_way = known.is_under_way || holds;
            }
            (Some(FundReviewState::Done), false) => {
                known.grounds.extend(review.grounds().unwrap_or_default());
            }
            _ => known.is_under_way = true,
        }
    }
    all
}

/// What has returned to each channel, in yuan.
pub fn returned(state: &State) -> Vec<(Channel, i64)> {
    let mut sums: HashMap<Channel, i64> = HashMap::new();
    let reviews = state.all::<FundReview>().filter_map(|record| record.view());
    for review in reviews {
        let review: View<'_, FundReview> = review;
        let is_done = review.state() == Some(FundReviewState::Done);
        let funding = review.funding().filter(|_| is_done);
        let funding = funding.and_then(|id| state.get(id)?.view::<Funding>());
        if let (Some(channel), Some(amount)) =
            (funding.and_then(View::<Funding>::channel), review.amount())
        {
            let sum = sums.entry(channel).or_default();
            *sum = sum.saturating_add(amount);
        }
    }
    let in_order = Channel::ALL.iter().copied();
    in_order
        .filter_map(|channel| Some((channel, *sums.get(&channel)?)))
        .collect()
}
