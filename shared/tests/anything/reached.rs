//! How often the stories reach what the invariants are about: an invariant of issued bulletins says
//! nothing when none is issued.

use std::collections::BTreeMap;

use shared::model::{
    Bulletin, BulletinState, Decision, DecisionState, Evaluation, EvaluationState, ItemResult,
    AgendaItem, Meeting, MeetingState, Problem, ProblemState, RankingSnapshot, Receipt,
    ReceiptState, SnapshotState,
};
use shared::rules::{RefusalCode, Verb};
use shared::schema::{ChoiceNo, FieldNo, Kind, KindId, Value};
use shared::state::{Change, Effect};

use crate::invariants::{accounts_used_up, is_issued};
use crate::maker::Subject;
use crate::world::{Outcome, World};

/// States that records must come to.
const STATES: [(KindId, FieldNo, ChoiceNo, &str); 8] = [
    (Bulletin::ID, Bulletin::STATE, BulletinState::Issued.number(), "bulletin issued"),
    (RankingSnapshot::ID, RankingSnapshot::STATE, SnapshotState::Frozen.number(), "ranking frozen"),
    (Evaluation::ID, Evaluation::STATE, EvaluationState::Published.number(), "sheet published"),
    (Receipt::ID, Receipt::STATE, ReceiptState::Read.number(), "bulletin read"),
    (Decision::ID, Decision::STATE, DecisionState::Issued.number(), "decision issued"),
    (Problem::ID, Problem::STATE, ProblemState::Closed.number(), "problem closed"),
    (Meeting::ID, Meeting::STATE, MeetingState::Issued.number(), "minutes issued"),
    (AgendaItem::ID, AgendaItem::RESULT, ItemResult::Decided.number(), "item decided"),
];

/// How often each must be reached at least in 200 stories.
pub(crate) const LEAST: [(&str, usize); 1] = [("bulletin issued", 1000)];

/// How often something of each subject must be taken back at least in 200 stories.
pub(crate) const LEAST_TAKEN_BACK: [(&str, usize); 1] = [("Issued taken back", 1)];

/// What was reached, and how often.
#[derive(Debug, Default)]
pub(crate) struct Reached(BTreeMap<String, usize>);

impl Reached {
    /// Notes what became of the last wish.
    pub(crate) fn note(&mut self, world: &World, outcome: &Outcome) {
        match outcome {
            Outcome::NoChange => {}
            Outcome::Done(done) => {
                let effects = world.log.last().map_or(&[][..], |entry| &entry.effects);
                self.states(effects);
                let subject = Subject::of(done.command.kind);
                match (subject, &done.command.verb) {
                    (Some(subject), Verb::Archive) => self.count(format!("{subject:?} archived")),
                    (Some(subject), Verb::Restore) => self.count(format!("{subject:?} restored")),
                    (Some(subject), Verb::Undo { .. }) => {
                        self.count(format!("{subject:?} taken back"));
                    }
                    _ => {}
                }
                if subject == Some(Subject::Balances) {
                    for name in accounts_used_up(&world.state) {
                        self.count(format!("{name} used up"));
                    }
                }
            }
            Outcome::Refused { command, refusal } if refusal.code == RefusalCode::Rule => {
                let record = world.state.get(command.id);
                if record.is_some_and(|record| is_issued(record)) {
                    match command.verb {
                        Verb::Undo { .. } => self.count("issue not taken back".into()),
                        _ => self.count("change of what is issued refused".into()),
                    }
                }
                if refusal.reason.en.ends_with("too much") {
                    self.count("overdraft refused".into());
                }
            }
            Outcome::Refused { .. } => {}
        }
    }

    /// Notes that the last command was taken back as a trial.
    pub(crate) fn taken_back(&mut self, kind: KindId) {
        if let Some(subject) = Subject::of(kind) {
            self.count(format!("{subject:?} taken back"));
        }
    }

    fn states(&mut self, effects: &[Effect]) {
        for effect in effects {
            let Change::Set(changes) = &effect.change else {
                continue;
            };
            for (kind, field, state, name) in STATES {
                let enters = changes.iter().any(|change| {
                    change.field == field && change.value == Some(Value::Choice(state))
                });
                if effect.kind == kind && enters {
                    self.count(name.to_owned());
                }
            }
        }
    }

    fn count(&mut self, name: String) {
        *self.0.entry(name).or_default() += 1;
    }

    /// What was not reached often enough in so many stories.
    pub(crate) fn missing(&self, stories: u32, names: &[(&str, usize)]) -> Vec<String> {
        let often = |name: &str| self.0.get(name).copied().unwrap_or(0);
        names
            .iter()
            .filter(|(name, least)| often(name) * 200 < least * stories as usize)
            .map(|(name, least)| format!("{name}: {} times, least {least} in 200", often(name)))
            .collect()
    }
}
