//! The client's half of sync: a copy of the room that shows what this device has done at once, and
//! agrees with the server as soon as its word arrives.
//!
//! The copy is the confirmed records with the effects of the pending commands on top. When a delta
//! arrives, the pending effects are taken back in opposite order (which touches only the records
//! they touched), the delta is applied, and the commands that are still pending are decided anew.
//!
//! What a person does goes three steps: [`Replica::check`] says whether it can be done here; then
//! the device writes it down; only then [`Replica::enqueue`] shows it. What has to be written down
//! beside the commands comes back in [`Changed`], and [`Replica::resume`] makes the copy again from
//! what was written.

mod changed;
mod kept;
mod link;
mod own;
mod pending;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use uuid::Uuid;

use crate::protocol::{Delta, Outcome, Push, Snapshot, Verdict};
use crate::rules::{Actor, Command, Context, OwnChanges as _, Refusal, Verb, decide};
use crate::schema::{CommandNumber, DeviceId, RecordId, Seq, Timestamp};
use crate::state::{Checksum, Effect, State};

pub use changed::{Changed, Overwritten, Rejected};
pub use kept::{Kept, Known};
pub use link::{Ended, Link, PING_EVERY_MS, wait_ms};
use own::Own;
use pending::Pending;

/// How many commands travel in one push; the rest follows.
const PUSH_LIMIT: usize = 500;
/// How many bytes travel in one push, unless a single command is larger: a server takes no frame of
/// a megabyte.
const PUSH_BYTES: usize = 256 * 1024;

/// A device's copy of one room.
#[derive(Debug)]
pub struct Replica {
    device: DeviceId,
    actor: Actor,
    epoch: Uuid,
    state: State,
    cursor: Seq,
    /// Of the confirmed records.
    checksum: Checksum,
    next: CommandNumber,
    /// The last number the server is known to have decided on. It decides in their order.
    decided: CommandNumber,
    /// By rising number.
    pending: VecDeque<Pending>,
    own: Own,
    /// Records that were to be made by commands that came to nothing.
    unmade: BTreeMap<RecordId, CommandNumber>,
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
        Self::resume(
            Kept {
                device,
                actor,
                epoch: snapshot.epoch,
                cursor: snapshot.seq,
                records: snapshot.records,
                queue: Vec::new(),
                next: CommandNumber(1),
                own: Vec::new(),
            },
            Timestamp(0),
        )
    }

    /// The copy as the device kept it, with what waits on top.
    pub fn resume(kept: Kept, now: Timestamp) -> Self {
        let mut replica = Self {
            device: kept.device,
            actor: kept.actor,
            epoch: kept.epoch,
            state: State::default(),
            cursor: Seq::ZERO,
            checksum: Checksum::default(),
            next: kept.next,
            decided: CommandNumber(0),
            pending: VecDeque::new(),
            own: Own::of(kept.own),
            unmade: BTreeMap::new(),
        };
        replica.take(Snapshot {
            epoch: kept.epoch,
            seq: kept.cursor,
            records: kept.records,
        });
        let queue = kept.queue.into_iter();
        replica.pending = queue
            .map(|(number, command)| Pending::new(number, replica.known(command)))
            .collect();
        replica.replay(now, &mut Changed::default());
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

    /// The checksum of the confirmed records.
    pub fn checksum(&self) -> Checksum {
        self.checksum
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

    /// The number of the next command, where no store gives it out.
    pub fn next(&self) -> CommandNumber {
        self.next
    }

    /// How many commands are not confirmed yet.
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// The commands that are not confirmed yet.
    pub fn queue(&self) -> impl Iterator<Item = (CommandNumber, &Command)> {
        let queue = self.pending.iter();
        queue.map(|pending| (pending.number, &pending.command))
    }

    /// The changes in the log that are this device's own, as far as they are remembered.
    pub fn own(&self) -> impl Iterator<Item = Seq> {
        self.own.seqs()
    }

    /// Starts afresh from a snapshot and keeps the pending commands, as [`Kept::afresh`] says;
    /// `None`, and nothing has changed, when that cannot be yet. Whatever the device has written
    /// down of the room must be written anew.
    pub fn restart(
        &mut self,
        snapshot: Snapshot,
        known: Option<Known>,
        now: Timestamp,
    ) -> Option<Changed> {
        let mut changed = Changed::default();
        let is_settled = |pending: &Pending| {
            // Applied up to here, it is in the snapshot.
            snapshot.epoch == self.epoch && pending.applied.is_some_and(|seq| seq <= snapshot.seq)
        };
        let (settled, open): (Vec<_>, Vec<_>) = self.pending.iter().partition(|p| is_settled(p));
        changed.done.extend(settled.iter().map(|p| p.number));
        let kept = Kept {
            device: self.device,
            actor: self.actor.clone(),
            epoch: self.epoch,
            cursor: self.cursor,
            records: Vec::new(),
            queue: open.iter().map(|p| (p.number, p.command.clone())).collect(),
            next: self.next,
            own: self.own.seqs().collect(),
        };
        let kept = kept.afresh(snapshot, known)?;
        let ids = |state: &State| state.records().map(|record| record.id).collect::<Vec<_>>();
        changed.records.extend(ids(&self.state));
        *self = Self::resume(kept, now);
        changed.records.extend(ids(&self.state));
        Some(changed)
    }

    fn take(&mut self, snapshot: Snapshot) {
        self.state = State::default();
        for record in snapshot.records {
            self.state.insert(record);
        }
        self.checksum = self.state.checksum();
        self.epoch = snapshot.epoch;
        self.cursor = snapshot.seq;
    }

    /// Whether a command can be carried out here: the command as it is to be written down and
    /// enqueued, or nothing when it would change nothing.
    ///
    /// Its `base` is how far its author had seen the room, at most how far the copy goes.
    pub fn check(&self, mut command: Command, now: Timestamp) -> Result<Option<Command>, Refusal> {
        command = self.known(command);
        let effects = self.decide(&command, now)?;
        Ok((!effects.is_empty()).then_some(command))
    }

    /// The command of an author who has seen no more than there is here: the copy may have been
    /// put back since.
    fn known(&self, command: Command) -> Command {
        Command {
            base: command.base.min(self.cursor),
            ..command
        }
    }

    /// Takes in a command that this device has written down under its number, and shows its
    /// effects. It waits for the server's word; one that has come already, or a number that is
    /// there already, changes nothing.
    pub fn enqueue(&mut self, number: CommandNumber, command: Command, now: Timestamp) -> Changed {
        let mut changed = Changed::default();
        self.next = self.next.max(number.next());
        let Err(place) = self.pending.binary_search_by_key(&number, |p| p.number) else {
            return changed;
        };
        if number <= self.decided {
            return changed;
        }
        let mut pending = Pending::new(number, self.known(command));
        if place == self.pending.len() {
            if let Ok(effects) = self.decide(&pending.command, now) {
                self.show(&mut pending, effects, &mut changed);
            }
            self.pending.push_back(pending);
        } else {
            // Another page of this device was quicker with a later one.
            self.rewind(&mut changed);
            self.pending.insert(place, pending);
            self.replay(now, &mut changed);
        }
        changed
    }

    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Effect>, Refusal> {
        let context = Context {
            actor: &self.actor,
            now,
            own: &self.own,
        };
        decide(&self.state, &context, command)
    }

    /// Takes note of what the server says of this device: the last command number it has, and who
    /// the client acts as now.
    pub fn welcome(&mut self, last_number: CommandNumber, actor: &Actor) {
        self.decided = self.decided.max(last_number);
        self.next = self.next.max(last_number.next());
        if self.actor != *actor {
            self.actor = actor.clone();
        }
    }

    /// The first of the commands after `last_number` that wait for the server's word. From number 0
    /// these are all that have no result yet: sent again, the ones the server knows are answered
    /// with the results it kept.
    ///
    /// Numbers in one push have no holes. A hole the server has decided on is left out; what comes
    /// after another one waits until the number turns up.
    pub fn unsent(&self, last_number: CommandNumber) -> Option<Push> {
        let first = self.pending.partition_point(|p| p.number <= last_number);
        let before = first.checked_sub(1).and_then(|at| self.pending.get(at));
        let follows = before.map_or(last_number, |p| p.number.max(last_number));
        let mut waiting = self.pending.iter().skip(first).peekable();
        let number = waiting.peek()?.number;
        if number > follows.max(self.decided).next() {
            return None;
        }
        let (mut expected, mut bytes) = (number, 0);
        let fits = |pending: &&Pending| {
            let is_next = pending.number == expected;
            expected = expected.next();
            let before = bytes;
            bytes += pending.size;
            is_next && (before == 0 || bytes <= PUSH_BYTES)
        };
        Some(Push {
            first: number,
            commands: waiting
                .take(PUSH_LIMIT)
                .take_while(fits)
                .map(|pending| pending.command.clone())
                .collect(),
        })
    }

    /// Takes in the server's word on commands. An applied command stays on the screen as it is
    /// until its change arrives in a delta, at its place among the others.
    pub fn settle(&mut self, verdicts: &[Verdict], now: Timestamp) -> Changed {
        let mut changed = Changed::default();
        let mut settled = BTreeSet::new();
        let mut is_shown = false;
        for verdict in verdicts {
            let number = verdict.number;
            self.decided = self.decided.max(number);
            let Ok(at) = self.pending.binary_search_by_key(&number, |p| p.number) else {
                continue;
            };
            match &verdict.outcome {
                Outcome::Applied { seq } if *seq > self.cursor => {
                    self.own.add(*seq);
                    self.pending[at].applied = Some(*seq);
                    continue;
                }
                Outcome::Applied { .. } | Outcome::NoChange => {}
                Outcome::Rejected(refusal) => {
                    let command = self.pending[at].command.clone();
                    changed.rejected.push(self.reject(number, command, refusal));
                }
            }
            is_shown |= self.pending[at].undo.touched().next().is_some();
            settled.insert(number);
        }
        // What shows nothing is let go without touching the others.
        if is_shown {
            self.rewind(&mut changed);
        }
        self.finish(&mut changed, |pending| settled.contains(&pending.number));
        if is_shown {
            self.replay(now, &mut changed);
        }
        changed
    }

    fn reject(&mut self, number: CommandNumber, command: Command, refusal: &Refusal) -> Rejected {
        self.own.forget(number);
        let after = match &command.verb {
            Verb::Create { .. } => {
                self.unmade.entry(command.id).or_insert(number);
                None
            }
            _ => self.unmade.get(&command.id).copied(),
        };
        Rejected {
            number,
            command,
            refusal: refusal.clone(),
            after,
        }
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
        let mut touched = Vec::new();
        for entry in &delta.entries {
            if entry.seq <= self.cursor {
                continue;
            }
            touched.extend(self.state.apply(entry.seq, &entry.effects).touched());
            let by_me = entry.device == self.device;
            let overwritten = Overwritten::among(entry, by_me, |seq| self.own.is_own(seq));
            changed.overwritten.extend(overwritten);
            if by_me {
                self.decided = self.decided.max(entry.number);
                self.next = self.next.max(entry.number.next());
                self.own.add(entry.seq);
                self.own
                    .keep(entry.number, entry.seq, entry.effects.clone());
                self.finish(&mut changed, |pending| pending.number == entry.number);
            }
        }
        self.cursor = delta.to;
        self.checksum = self.state.checksum();
        touched.sort_unstable();
        touched.dedup();
        let confirmed = touched.iter().filter_map(|id| self.state.get(*id).cloned());
        changed.confirmed.extend(confirmed);
        changed.records.extend(touched);
        self.replay(now, &mut changed);
        Ok(changed)
    }

    /// Lets go of commands that are settled; their effects must be off the records already.
    fn finish(&mut self, changed: &mut Changed, is_settled: impl Fn(&Pending) -> bool) {
        let settled = self.pending.iter().filter(|pending| is_settled(pending));
        changed.done.extend(settled.map(|pending| pending.number));
        self.pending.retain(|pending| !is_settled(pending));
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
        let mut queue = std::mem::take(&mut self.pending);
        for pending in &mut queue {
            match self.decide(&pending.command, now) {
                Ok(effects) => self.show(pending, effects, changed),
                Err(_) => self.own.forget(pending.number),
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
