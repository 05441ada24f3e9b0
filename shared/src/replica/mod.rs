//! The client's half of sync: a copy of the room that shows what this device has done at once, and
//! agrees with the server as soon as its word arrives.
//!
//! The copy is the confirmed records with the effects of the pending commands on top. When a delta
//! arrives, the pending effects are taken back in opposite order (which touches only the records
//! they touched), the delta is applied, and the commands that are still pending are decided anew.

mod pending;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use uuid::Uuid;

use crate::protocol::{Delta, Outcome, Push, Snapshot, Verdict};
use crate::rules::{Actor, Command, Context, OwnChanges, Refusal, decide};
use crate::schema::{CommandNumber, DeviceId, RecordId, Seq, Timestamp};
use crate::state::{Effect, State, Undo};

use pending::{Pending, Stage};

/// How many commands travel in one push; the rest follows.
const PUSH_LIMIT: usize = 500;
/// How many bytes travel in one push, unless a single command is larger: a server takes no frame of
/// a megabyte.
const PUSH_BYTES: usize = 256 * 1024;
/// How many own commands can be taken back.
const UNDO_DEPTH: usize = 200;

/// A device's copy of one room.
#[derive(Debug)]
pub struct Replica {
    device: DeviceId,
    actor: Actor,
    epoch: Uuid,
    state: State,
    cursor: Seq,
    next: CommandNumber,
    pending: VecDeque<Pending>,
    own: Own,
}

/// What this device knows of its own changes.
#[derive(Debug, Default)]
struct Own {
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
    fn keep(&mut self, number: CommandNumber, seq: Seq, effects: Vec<Effect>) {
        self.effects.insert(number, (seq, effects));
        while self.effects.len() > UNDO_DEPTH {
            self.effects.pop_first();
        }
    }
}

/// What a step changed: what the screen must look at again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The records that may have changed.
    pub records: BTreeSet<RecordId>,
    /// Commands that came to nothing, with the reason.
    pub rejected: Vec<(CommandNumber, Command, Refusal)>,
}

/// Why a delta was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the delta starts after {from}, the copy is at {cursor}")]
pub struct OutOfStep {
    /// Where the delta starts.
    pub from: Seq,
    /// Where the copy is.
    pub cursor: Seq,
}

impl Replica {
    /// A copy made from a snapshot, for a device that has made no commands yet.
    pub fn new(device: DeviceId, actor: Actor, snapshot: Snapshot) -> Self {
        let mut replica = Self {
            device,
            actor,
            epoch: snapshot.epoch,
            state: State::default(),
            cursor: Seq::ZERO,
            next: CommandNumber(1),
            pending: VecDeque::new(),
            own: Own::default(),
        };
        replica.take(snapshot);
        replica
    }

    /// What is shown: the confirmed records with the pending commands on top.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How far the confirmed records go.
    pub fn cursor(&self) -> Seq {
        self.cursor
    }

    /// The epoch the copy belongs to.
    pub fn epoch(&self) -> Uuid {
        self.epoch
    }

    /// The device.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// Who acts on it.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// How many commands are not confirmed yet.
    pub fn pending(&self) -> usize {
        let open = |pending: &&Pending| pending.stage != Stage::Settled;
        self.pending.iter().filter(open).count()
    }

    /// Starts afresh from a snapshot and keeps the pending commands.
    ///
    /// In another epoch the server knows nothing of this device's numbers: it goes on as the device
    /// `anew`, its commands numbered from 1.
    pub fn restart(&mut self, snapshot: Snapshot, anew: DeviceId, now: Timestamp) -> Changed {
        let mut changed = Changed::default();
        if snapshot.epoch != self.epoch {
            self.renumber(anew);
        }
        changed
            .records
            .extend(self.state.records().map(|record| record.id));
        self.take(snapshot);
        for pending in &mut self.pending {
            pending.undo = Undo::default();
            // A copy restored from a backup can be behind what the author had seen.
            pending.command.base = pending.command.base.min(self.cursor);
        }
        self.replay(now, &mut changed);
        changed
            .records
            .extend(self.state.records().map(|record| record.id));
        changed
    }

    fn renumber(&mut self, device: DeviceId) {
        self.device = device;
        self.own = Own::default();
        self.next = CommandNumber(1);
        self.pending
            .retain(|pending| pending.stage != Stage::Settled);
        for pending in &mut self.pending {
            pending.number = self.next;
            pending.stage = Stage::Waiting;
            self.next = self.next.next();
        }
    }

    fn take(&mut self, snapshot: Snapshot) {
        self.state = State::default();
        for record in snapshot.records {
            self.state.insert(record);
        }
        self.epoch = snapshot.epoch;
        self.cursor = snapshot.seq;
    }

    /// Decides on a command here and shows its effects at once. The command waits for the server's
    /// word under the number that is returned; one that would change nothing is not kept.
    ///
    /// Its `base` is how far its author had seen the room, at most how far the copy goes.
    pub fn issue(
        &mut self,
        mut command: Command,
        now: Timestamp,
    ) -> Result<Option<(CommandNumber, Changed)>, Refusal> {
        command.base = command.base.min(self.cursor);
        let context = Context {
            actor: &self.actor,
            now,
            own: &self.own,
        };
        let effects = decide(&self.state, &context, &command)?;
        if effects.is_empty() {
            return Ok(None);
        }
        let number = self.next;
        self.next = number.next();
        let mut pending = Pending::new(number, command);
        let mut changed = Changed::default();
        self.show(&mut pending, effects, &mut changed);
        self.pending.push_back(pending);
        Ok(Some((number, changed)))
    }

    /// Whether a command would be refused here, and why; nothing changes.
    pub fn would_refuse(&self, command: &Command, now: Timestamp) -> Option<Refusal> {
        let context = Context {
            actor: &self.actor,
            now,
            own: &self.own,
        };
        decide(&self.state, &context, command).err()
    }

    /// The first of the commands after `last_number` that wait for the server's word. From number 0
    /// these are all that have no result yet: sent again, the ones the server knows are answered
    /// with the results it kept.
    pub fn unsent(&self, last_number: CommandNumber) -> Option<Push> {
        let first = self.pending.iter().position(|p| p.number > last_number)?;
        let mut bytes = 0;
        let fits = |pending: &&Pending| {
            let before = bytes;
            bytes += pending.size;
            before == 0 || bytes <= PUSH_BYTES
        };
        let waiting = self.pending.iter().skip(first).take(PUSH_LIMIT);
        Some(Push {
            first: self.pending.get(first)?.number,
            commands: waiting
                .take_while(fits)
                .map(|pending| pending.command.clone())
                .collect(),
        })
    }

    /// Takes in the server's word on a command. An applied command stays on the screen as it is
    /// until its change arrives in a delta, at its place among the others.
    pub fn settle(&mut self, verdict: &Verdict, now: Timestamp) -> Changed {
        let mut changed = Changed::default();
        let open = |p: &Pending| p.number == verdict.number && p.stage != Stage::Settled;
        let Some(at) = self.pending.iter().position(open) else {
            return changed;
        };
        match &verdict.outcome {
            Outcome::Applied { seq } if *seq > self.cursor => {
                self.own.seqs.insert(*seq);
                self.pending[at].stage = Stage::Applied(*seq);
            }
            outcome => {
                self.rewind(&mut changed);
                self.pending[at].stage = Stage::Settled;
                if let Outcome::Rejected(refusal) = outcome {
                    let command = self.pending[at].command.clone();
                    changed
                        .rejected
                        .push((verdict.number, command, refusal.clone()));
                    self.own.effects.remove(&verdict.number);
                }
                self.replay(now, &mut changed);
            }
        }
        changed
    }

    /// Takes in what changed in the room.
    pub fn advance(&mut self, delta: &Delta, now: Timestamp) -> Result<Changed, OutOfStep> {
        let mut changed = Changed::default();
        if delta.to <= self.cursor {
            return Ok(changed);
        }
        if delta.from > self.cursor {
            return Err(OutOfStep {
                from: delta.from,
                cursor: self.cursor,
            });
        }
        self.rewind(&mut changed);
        for entry in &delta.entries {
            if entry.seq <= self.cursor {
                continue;
            }
            changed
                .records
                .extend(self.state.apply(entry.seq, &entry.effects).touched());
            if entry.device == self.device {
                self.own.seqs.insert(entry.seq);
                self.own
                    .keep(entry.number, entry.seq, entry.effects.clone());
                let mut queue = self.pending.iter_mut();
                if let Some(pending) = queue.find(|pending| pending.number == entry.number) {
                    pending.stage = Stage::Settled;
                }
            }
        }
        self.cursor = delta.to;
        self.replay(now, &mut changed);
        Ok(changed)
    }

    /// Takes the pending effects off the confirmed records.
    fn rewind(&mut self, changed: &mut Changed) {
        for pending in self.pending.iter_mut().rev() {
            let undo = std::mem::take(&mut pending.undo);
            changed.records.extend(undo.touched());
            self.state.undo(undo);
        }
    }

    /// Decides anew on the pending commands and shows their effects. One that is refused now shows
    /// nothing and waits for the server's word, which may differ.
    fn replay(&mut self, now: Timestamp, changed: &mut Changed) {
        while self
            .pending
            .front()
            .is_some_and(|first| first.stage == Stage::Settled)
        {
            self.pending.pop_front();
        }
        let mut queue = std::mem::take(&mut self.pending);
        for pending in queue
            .iter_mut()
            .filter(|pending| pending.stage != Stage::Settled)
        {
            let context = Context {
                actor: &self.actor,
                now,
                own: &self.own,
            };
            match decide(&self.state, &context, &pending.command) {
                Ok(effects) => self.show(pending, effects, changed),
                Err(_) => {
                    self.own.effects.remove(&pending.number);
                }
            }
        }
        self.pending = queue;
    }

    fn show(&mut self, pending: &mut Pending, effects: Vec<Effect>, changed: &mut Changed) {
        let seq = pending.seq();
        pending.undo = self.state.apply(seq, &effects);
        changed.records.extend(pending.undo.touched());
        self.own.keep(pending.number, seq, effects);
    }
}
