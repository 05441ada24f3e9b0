//! What a room decides, without input or output.
//!
//! In come pushes, together with what had to be looked up for them ([`Known`]); out comes a
//! [`Batch`]: everything that must be written together. The engine is then ahead of the store: the
//! batch is either written, or given back to [`Engine::roll_back`].

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::protocol::{Entry, Outcome, Problem, Verdict};
use shared::rules::{Command, Context, Refusal, RefusalCode, Verb, decide};
use shared::schema::{CommandNumber, DeviceId, Record, RecordId, Sentence, Seq, Timestamp};
use shared::state::{Effect, State};

use super::batch::{Batch, Own};
use super::known::{Known, Needs};
use super::{Answer, Hash, Head, Submission};
use crate::ledger::{Device, LogRow};

/// A room's records and where its log ends.
#[derive(Debug)]
pub(crate) struct Engine {
    room: String,
    state: State,
    head: Seq,
    hash: Hash,
    last_at: Timestamp,
    devices: HashMap<DeviceId, Option<Device>>,
}

impl Engine {
    /// A room as it was stored: its records, and the place, hash and time of its last entry.
    pub(crate) fn new(
        room: String,
        state: State,
        head: Seq,
        hash: Hash,
        last_at: Timestamp,
    ) -> Self {
        Self {
            room,
            state,
            head,
            hash,
            last_at,
            devices: HashMap::new(),
        }
    }

    /// The records.
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// How far the log goes.
    pub(crate) fn head(&self) -> Seq {
        self.head
    }

    /// Where the room is.
    pub(crate) fn place(&self) -> Head {
        Head {
            seq: self.head,
            checksum: self.state.checksum(),
        }
    }

    /// Whether the device has been looked up.
    pub(crate) fn knows(&self, device: DeviceId) -> bool {
        self.devices.contains_key(&device)
    }

    /// How many devices it remembers.
    pub(crate) fn devices(&self) -> usize {
        self.devices.len()
    }

    /// Takes in what the store knows of a device.
    pub(crate) fn introduce(&mut self, device: DeviceId, stored: Option<Device>) {
        self.devices.insert(device, stored);
    }

    /// Forgets all devices.
    pub(crate) fn forget_devices(&mut self) {
        self.devices.clear();
    }

    fn last_number(&self, device: DeviceId) -> CommandNumber {
        let known = self.devices.get(&device).copied().flatten();
        known.map_or(CommandNumber(0), |device| device.last)
    }

    /// Adds what must be looked up for a submission.
    pub(crate) fn add_needs(&self, submission: &Submission, needs: &mut Needs) {
        let device = submission.device;
        let last = self.last_number(device);
        if let Some(first) = submission.first.filter(|first| *first <= last) {
            let count = submission.commands.len() as u64;
            let end = first.0.saturating_add(count).saturating_sub(1);
            needs
                .results
                .push((device, first, CommandNumber(end.min(last.0))));
        }
        for command in &submission.commands {
            if let Verb::Undo { number } = command.verb {
                needs.undo.insert((device, number));
            }
            if let Some(record) = self.state.get(command.id) {
                let unseen = record.slots().map(|(_, slot)| slot.seq);
                let unseen: Vec<Seq> = unseen.filter(|seq| *seq > command.base).collect();
                if !unseen.is_empty() {
                    needs.own.entry(device).or_default().extend(unseen);
                }
            }
        }
    }

    /// Starts a batch.
    pub(crate) fn begin(&self, now: Timestamp) -> Batch {
        Batch {
            from: self.head,
            at: now.max(self.last_at),
            rows: Vec::new(),
            entries: Vec::new(),
            touched: Vec::new(),
            results: Vec::new(),
            kept: HashMap::new(),
            devices: BTreeMap::new(),
            undo: Vec::new(),
            before: (self.hash, self.last_at),
        }
    }

    /// Decides on a submission, in the order of its commands.
    pub(crate) fn take(
        &mut self,
        batch: &mut Batch,
        submission: &Submission,
        known: &Known,
    ) -> Answer {
        let first = match self.check(submission) {
            Ok(first) => first,
            Err(problem) => return Answer::problem(problem),
        };
        let mut answer = Answer::default();
        for (number, command) in (first.0..).map(CommandNumber).zip(&submission.commands) {
            let outcome = if number <= self.last_number(submission.device) {
                let kept = batch.kept(known, submission.device, number);
                kept.unwrap_or_else(|| Outcome::Rejected(forgotten(command)))
            } else {
                self.decide(batch, submission, known, number, command)
            };
            answer.verdicts.push(Verdict { number, outcome });
        }
        answer
    }

    /// The number of the first command, unless there is something that keeps the whole submission
    /// from being decided on.
    fn check(&self, submission: &Submission) -> Result<CommandNumber, Problem> {
        let device = self.devices.get(&submission.device).copied().flatten();
        if device.is_some_and(|device| device.account != submission.actor.id) {
            return Err(super::problem::not_your_device(submission.device));
        }
        let next = self.last_number(submission.device).next();
        let first = submission.first.unwrap_or(next);
        if first.0 == 0 || first > next {
            return Err(super::problem::gap(first, next));
        }
        let ahead = |command: &Command| command.base > self.head && command.base.0 != u64::MAX;
        match submission.commands.iter().position(ahead) {
            Some(at) => Err(super::problem::base_ahead(
                submission.commands[at].base,
                self.head,
                CommandNumber(first.0.saturating_add(at as u64)),
            )),
            None => Ok(first),
        }
    }

    fn decide(
        &mut self,
        batch: &mut Batch,
        submission: &Submission,
        known: &Known,
        number: CommandNumber,
        command: &Command,
    ) -> Outcome {
        let device = submission.device;
        let own = Own {
            device,
            batch,
            known,
        };
        let context = Context {
            actor: &submission.actor,
            now: self.time_of(submission, batch),
            own: &own,
        };
        let outcome = match decide(&self.state, &context, command) {
            Ok(effects) if effects.is_empty() => Outcome::NoChange,
            Ok(effects) => self.append(batch, submission, number, command, effects),
            Err(refusal) => Outcome::Rejected(refusal),
        };
        self.keep(batch, submission, number, &outcome);
        outcome
    }

    /// The time a command gets: its own where a history is brought in, never before an earlier
    /// entry's.
    fn time_of(&self, submission: &Submission, batch: &Batch) -> Timestamp {
        submission.at.unwrap_or(batch.at).max(self.last_at)
    }

    fn append(
        &mut self,
        batch: &mut Batch,
        submission: &Submission,
        number: CommandNumber,
        command: &Command,
        effects: Vec<Effect>,
    ) -> Outcome {
        // What is written must read back: a log that cannot be read is a room that cannot be opened.
        let texts = readable(command).zip(readable(&effects));
        let Some((command_text, effects_text)) = texts else {
            return Outcome::Rejected(unwritable(command));
        };
        let seq = self.head.next();
        let at = self.time_of(submission, batch);
        let mut row = LogRow {
            seq,
            at,
            actor_id: submission.actor.id,
            actor_name: submission.actor.name.clone(),
            device: submission.device,
            number,
            command: command_text,
            effects: effects_text,
            prev_hash: self.hash,
            hash: self.hash,
        };
        row.hash = self.hash.then(&row.chained(&self.room));

        let undo = self.state.apply(seq, &effects);
        batch.touched.extend(undo.touched().map(|id| (id, seq)));
        batch.undo.push(undo);
        self.head = seq;
        self.hash = row.hash;
        self.last_at = at;
        batch.rows.push(row);
        batch.entries.push(Arc::new(Entry {
            seq,
            at,
            by: submission.actor.name.clone(),
            device: submission.device,
            number,
            effects,
        }));
        Outcome::Applied { seq }
    }

    /// Moves the device's last number on, also for what was rejected, and keeps the result (R2).
    fn keep(
        &mut self,
        batch: &mut Batch,
        submission: &Submission,
        number: CommandNumber,
        outcome: &Outcome,
    ) {
        let device = submission.device;
        let before = self.devices.get(&device).copied().flatten();
        batch.devices.entry(device).or_insert(before);
        let after = Device {
            account: submission.actor.id,
            last: number,
        };
        self.devices.insert(device, Some(after));
        batch.kept.insert((device, number), outcome.clone());
        let outcome = outcome.clone();
        batch.results.push((device, Verdict { number, outcome }));
    }

    /// The records the batch touched, as they are now.
    pub(crate) fn records_of(&self, batch: &Batch) -> Vec<Arc<Record>> {
        let ids: BTreeSet<RecordId> = batch.touched.iter().map(|(id, _)| *id).collect();
        ids.iter()
            .filter_map(|id| self.state.get(*id).cloned())
            .collect()
    }

    /// The devices the batch moved on, as they are now.
    pub(crate) fn devices_of(&self, batch: &Batch) -> Vec<(DeviceId, Device)> {
        let devices = batch.devices.keys();
        devices
            .filter_map(|id| Some((*id, self.devices.get(id).copied().flatten()?)))
            .collect()
    }

    /// Takes a batch back: it was not written.
    pub(crate) fn roll_back(&mut self, batch: Batch) {
        for undo in batch.undo.into_iter().rev() {
            self.state.undo(undo);
        }
        self.head = batch.from;
        (self.hash, self.last_at) = batch.before;
        self.devices.extend(batch.devices);
    }
}

/// The text of a value, if what is read from it says the same again.
fn readable<T: Serialize + DeserializeOwned>(value: &T) -> Option<String> {
    let text = serde_json::to_string(value).ok()?;
    let read: T = serde_json::from_str(&text).ok()?;
    (serde_json::to_string(&read).ok()? == text).then_some(text)
}

/// It was decided on, is not in the log, and why is no longer known: the person must look again.
fn forgotten(command: &Command) -> Refusal {
    Refusal::new(
        RefusalCode::Forgotten,
        command.kind,
        Sentence::new(
            "这条操作早已处理且未写入记录,结果已过保存期,请核对后重新提交",
            "this was decided long ago and is not in the log; why is no longer kept: look, and do it again if it is still wanted",
        ),
    )
}

fn unwritable(command: &Command) -> Refusal {
    Refusal::new(
        RefusalCode::WrongType,
        command.kind,
        Sentence::new(
            "这条操作含有无法记录的值",
            "the command holds a value the log cannot keep",
        ),
    )
}

#[cfg(test)]
mod tests;
