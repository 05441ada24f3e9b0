//! How often the stories reach what the invariants are about: an invariant of issued bulletins says
//! nothing when none is issued.

use std::collections::BTreeMap;

use shared::model::{
    AgendaItem, Bulletin, BulletinState, Decision, DecisionState, Evaluation, EvaluationState,
    ItemResult, Meeting, MeetingState, Problem, ProblemState, RankingSnapshot, Receipt,
    ReceiptState, SnapshotState,
};
use shared::rules::{RefusalCode, Verb};
use shared::schema::{ChoiceNo, FieldNo, Kind, KindId, Value};
use shared::state::{Change, Effect};

use crate::invariants::{half_used, is_issued};
use crate::maker::Subject;
use crate::world::{Outcome, World};

/// States that records must come to.
const STATES: [(KindId, FieldNo, ChoiceNo, &str); 8] = [
    (
        Bulletin::ID,
        Bulletin::STATE,
        BulletinState::Issued.number(),
        "bulletin issued",
    ),
    (
        RankingSnapshot::ID,
        RankingSnapshot::STATE,
        SnapshotState::Frozen.number(),
        "ranking frozen",
    ),
    (
        Evaluation::ID,
        Evaluation::STATE,
        EvaluationState::Published.number(),
        "sheet published",
    ),
    (
        Receipt::ID,
        Receipt::STATE,
        ReceiptState::Read.number(),
        "bulletin read",
    ),
    (
        Decision::ID,
        Decision::STATE,
        DecisionState::Issued.number(),
        "decision issued",
    ),
    (
        Problem::ID,
        Problem::STATE,
        ProblemState::Closed.number(),
        "problem closed",
    ),
    (
        Meeting::ID,
        Meeting::STATE,
        MeetingState::Issued.number(),
        "minutes issued",
    ),
    (
        AgendaItem::ID,
        AgendaItem::RESULT,
        ItemResult::Decided.number(),
        "item decided",
    ),
];

/// How many stories the numbers below are for.
const STORIES: usize = 1_200;

/// How often each must be reached at least: about a third of how often it is.
pub(crate) const LEAST: [(&str, usize); 29] = [
    ("Balances archived", 50),
    ("Balances restored", 4),
    ("Balances taken back", 100),
    ("Binding archived", 60),
    ("Binding restored", 20),
    ("Binding taken back", 140),
    ("Counting archived", 40),
    ("Counting restored", 12),
    ("Counting taken back", 110),
    ("Issued archived", 60),
    ("Issued restored", 15),
    ("Issued taken back", 250),
    ("bulletin issued", 15),
    ("bulletin read", 80),
    ("change of what is issued refused", 25),
    ("decision issued", 40),
    ("issue not taken back", 6),
    ("item decided", 5),
    ("minutes issued", 1),
    ("overdraft refused", 100),
    ("problem closed", 25),
    ("ranking frozen", 40),
    ("sheet published", 12),
    ("coal half used", 50),
    ("emission half used", 8),
    ("energy half used", 50),
    ("energy right half used", 25),
    ("land half used", 4),
    ("money half used", 25),
];

/// How often something of each subject must be taken back at once.
pub(crate) const LEAST_TAKEN_BACK: [(&str, usize); 4] = [
    ("Balances taken back", 600),
    ("Binding taken back", 800),
    ("Counting taken back", 600),
    ("Issued taken back", 500),
];

/// What was reached, and how often.
#[derive(Debug, Default)]
pub(crate) struct Reached(BTreeMap<String, usize>);

impl Reached {
    /// Notes what became of the last wish.
    pub(crate) fn note(&mut self, world: &World, outcome: &Outcome) {
        match outcome {
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
                    for name in half_used(&world.state) {
                        self.count(format!("{name} half used"));
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
            Outcome::NoChange | Outcome::Refused { .. } => {}
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
            .filter(|(name, least)| often(name) * STORIES < least * stories as usize)
            .map(|(name, least)| {
                format!("{name}: {} times, least {least} in {STORIES}", often(name))
            })
            .collect()
    }
}
