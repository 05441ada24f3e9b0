//! What a device knows of its own changes.

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::OwnChanges;
use crate::schema::{CommandNumber, Seq};
use crate::state::Effect;

/// How many own commands can be taken back.
const UNDO_DEPTH: usize = 200;
/// How many own changes are remembered. One that is forgotten looks as if someone else had made it:
/// the server, which forgets none, may then decide otherwise than was shown.
const SEQS_KEPT: usize = 2_000;

/// The own changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    seqs: BTreeSet<Seq>,
    effects: BTreeMap<CommandNumber, (Seq, Vec<Effect>)>,
}

impl OwnChanges for Own {
    fn is_own(&self, seq: Seq) -> bool {
        seq.is_pending() || self.seqs.contains(&seq)
    }

    fn effects_of(&self, number: CommandNumber) -> Option<(Seq, &[Effect])> {
        let (seq, effects) = self.effects.get(&number)?;
        Some((*seq, effects))
    }
}

impl Own {
    /// What was remembered of an earlier run.
    pub(super) fn of(seqs: impl IntoIterator<Item = Seq>) -> Self {
        Self {
            seqs: seqs.into_iter().collect(),
            effects: BTreeMap::new(),
        }
    }

    /// The changes that the server has, for a later run.
    pub(super) fn seqs(&self) -> impl Iterator<Item = Seq> {
        self.seqs.iter().copied()
    }

    /// Remembers that the change at `seq` is one's own.
    pub(super) fn add(&mut self, seq: Seq) {
        self.seqs.insert(seq);
        while self.seqs.len() > SEQS_KEPT {
            self.seqs.pop_first();
        }
    }

    /// Remembers what a command does.
    pub(super) fn keep(&mut self, number: CommandNumber, seq: Seq, effects: Vec<Effect>) {
        self.effects.insert(number, (seq, effects));
        while self.effects.len() > UNDO_DEPTH {
            self.effects.pop_first();
        }
    }

    /// Forgets a command that does nothing.
    pub(super) fn forget(&mut self, number: CommandNumber) {
        self.effects.remove(&number);
    }
}
