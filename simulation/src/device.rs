//! A device of someone: the real replica and link, over a store that keeps what was written to it.
//!
//! The store writes one thing after the other, each entirely or not at all. The device can be
//! switched off between any two steps; what was on its way to the store is then lost, what was
//! written is there again.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use shared::protocol::{ClientMessage, ServerMessage, Snapshot, Verdict};
use shared::replica::{Changed, Ended, Kept, Known, Link, Rejected, Replica};
use shared::rules::{Actor, Command};
use shared::schema::{CommandNumber, DeviceId, Record, RecordId, Seq, Timestamp};
use uuid::Uuid;

use crate::wire::Line;

/// A command as its author knows it, whatever its number becomes.
pub(crate) type Tag = u64;

/// What a device has written down.
#[derive(Clone, Debug, Default)]
pub(crate) struct Store {
    /// The copy and the queue; nothing before the first snapshot.
    pub(crate) kept: Option<Kept>,
    /// The confirmed records, by id; `kept.records` is filled from here.
    records: BTreeMap<RecordId, Arc<Record>>,
    /// What came to nothing, for the person to see.
    pub(crate) tray: Vec<(Tag, Rejected)>,
    /// Which command every number was given to.
    pub(crate) tags: BTreeMap<(DeviceId, CommandNumber), Tag>,
    /// Numbers that need not be kept any longer.
    pub(crate) done: BTreeMap<Tag, (DeviceId, CommandNumber)>,
    next_tag: Tag,
}

/// Something on its way to the store.
enum Write {
    Command(Command),
    Changes {
        cursor: Seq,
        confirmed: Vec<Arc<Record>>,
        done: Vec<CommandNumber>,
        rejected: Vec<Rejected>,
        own: Vec<Seq>,
    },
    Afresh(Snapshot, Option<Known>),
}

/// A device.
pub(crate) struct Device {
    /// Which one, from 0.
    pub(crate) at: u32,
    /// The id its commands are numbered by.
    id: DeviceId,
    /// Who uses it.
    pub(crate) actor: Actor,
    /// How far its clock is ahead, in milliseconds.
    pub(crate) skew: i64,
    /// What it has written down.
    pub(crate) store: Store,
    /// What runs on it, while it is switched on and has a copy.
    pub(crate) replica: Option<Replica>,
    /// Its connection.
    pub(crate) line: Option<(Arc<Line>, Link)>,
    /// Frames it has sent that are still under way.
    pub(crate) sent: VecDeque<bytes::Bytes>,
    /// Whether it is switched on.
    pub(crate) on: bool,
    /// Whether the snapshot must be fetched before it can go on.
    pub(crate) needs_snapshot: bool,
    /// What the server said it has of this device.
    known: Option<Known>,
    /// A planted bug: while commands wait, a rewind takes back what none of them touched.
    pub(crate) rewinds_too_much: bool,
    /// What happened to it, for the story.
    pub(crate) events: Vec<String>,
    writes: VecDeque<Write>,
}

impl Device {
    /// A device that was never used.
    pub(crate) fn new(at: u32, actor: Actor, skew: i64) -> Self {
        let id = 0xde71_ce00_0000_0000_u128 << 64 | u128::from(at);
        Self {
            at,
            id: DeviceId(Uuid::from_u128(id)),
            actor,
            skew,
            store: Store::default(),
            replica: None,
            line: None,
            sent: VecDeque::new(),
            on: true,
            needs_snapshot: true,
            known: None,
            rewinds_too_much: false,
            events: Vec::new(),
            writes: VecDeque::new(),
        }
    }

    /// Power is gone.
    pub(crate) fn switch_off(&mut self) {
        self.on = false;
        self.replica = None;
        self.hang_up();
        self.writes.clear();
    }

    /// It starts again with what it has written down.
    pub(crate) fn switch_on(&mut self, now: Timestamp) {
        self.on = true;
        self.needs_snapshot = self.store.kept.is_none();
        self.resume(now);
    }

    fn resume(&mut self, now: Timestamp) {
        let kept = self.store.kept.clone().map(|mut kept| {
            kept.records = self.store.records.values().cloned().collect();
            kept
        });
        self.replica = kept.map(|kept| Replica::resume(kept, now));
    }

    /// Its connection is gone, and what it had sent with it.
    pub(crate) fn hang_up(&mut self) {
        if let Some((line, _)) = self.line.take() {
            line.cut();
        }
        self.sent.clear();
    }

    /// A connection is there: says hello.
    pub(crate) fn connect(&mut self, line: Arc<Line>) {
        if let Some(replica) = &self.replica {
            let (talk, hello) = Link::open(replica);
            self.line = Some((line, talk));
            self.say(&hello);
        }
    }

    fn say(&mut self, message: &ClientMessage) {
        if let Some((line, _)) = &self.line {
            let frame = line.encoding().encode(message);
            self.sent.push_back(frame.into());
        }
    }

    /// Sends what waits.
    pub(crate) fn push(&mut self) {
        while let (Some((_, talk)), Some(replica)) = (&mut self.line, &self.replica) {
            let Some(push) = talk.push(replica) else {
                return;
            };
            self.say(&push);
        }
    }

    /// Ten seconds have gone by.
    pub(crate) fn tick(&mut self) {
        let (Some((_, talk)), Some(replica)) = (&mut self.line, &self.replica) else {
            return;
        };
        match talk.tick(replica) {
            Ok(questions) => questions.iter().for_each(|question| self.say(question)),
            Err(_) => self.hang_up(),
        }
    }

    /// Its person does something; it is shown when it is written down.
    pub(crate) fn act(&mut self, wish: Command, now: Timestamp) {
        let Some(replica) = &self.replica else {
            return;
        };
        if let Ok(Some(command)) = replica.check(wish, now) {
            self.writes.push_back(Write::Command(command));
        }
    }

    /// Something a newer program on this device wrote down, which this one cannot judge.
    pub(crate) fn act_unchecked(&mut self, command: Command) {
        if self.replica.is_some() {
            self.writes.push_back(Write::Command(command));
        }
    }

    /// Hears a frame. Returns the verdicts in it.
    pub(crate) fn hear(&mut self, frame: &[u8], now: Timestamp) -> Result<Vec<Verdict>, String> {
        let (Some((line, talk)), Some(replica)) = (&mut self.line, &mut self.replica) else {
            return Ok(Vec::new());
        };
        let decoded = line.encoding().decode::<ServerMessage>(frame);
        let message = decoded.map_err(|error| format!("a frame cannot be read: {error}"))?;
        if let Err(ended) = talk.hear(&message, &self.actor) {
            self.events.push(format!(
                "its connection ends: {ended:?}, told by {message:?}"
            ));
            match ended {
                Ended::Broken => {}
                Ended::Afresh(known) => {
                    self.needs_snapshot = true;
                    self.known = known;
                }
                Ended::SomeoneElse | Ended::Outdated => {
                    return Err(format!("the server will not have it: {message:?}"));
                }
            }
            self.hang_up();
            return Ok(Vec::new());
        }
        let mut verdicts = Vec::new();
        match message {
            ServerMessage::Welcome(welcome) => {
                replica.welcome(welcome.last_number, &welcome.actor);
            }
            ServerMessage::Delta(delta) => match replica.advance(&delta, now) {
                Ok(changed) => {
                    let stale = changed.confirmed.first().map(|record| record.id);
                    self.keep(changed);
                    if self.rewinds_too_much {
                        self.take_back(stale, now);
                    }
                }
                Err(_) => self.hang_up(),
            },
            ServerMessage::Result(verdict) => {
                let changed = replica.settle(std::slice::from_ref(&verdict), now);
                self.keep(changed);
                verdicts.push(verdict);
            }
            ServerMessage::Problem(_) | ServerMessage::Pong | ServerMessage::Present { .. } => {}
        }
        self.push();
        Ok(verdicts)
    }

    /// The planted bug: the copy as it would be if a rewind had taken back the last change of the
    /// record `stale`, which no waiting command touched.
    fn take_back(&mut self, stale: Option<RecordId>, now: Timestamp) {
        let (Some(replica), Some(stale)) = (&self.replica, stale) else {
            return;
        };
        let touches = |(_, command): (CommandNumber, &Command)| command.id == stale;
        if replica.pending() == 0 || replica.queue().any(touches) {
            return;
        }
        let Some(kept) = self.store.kept.clone() else {
            return;
        };
        let mut records = self.store.records.clone();
        for write in &self.writes {
            let Write::Changes { confirmed, .. } = write else {
                continue;
            };
            let fresh = confirmed.iter().filter(|record| record.id != stale);
            records.extend(fresh.map(|record| (record.id, Arc::clone(record))));
        }
        let queue = replica.queue();
        let kept = Kept {
            cursor: replica.cursor(),
            records: records.into_values().collect(),
            queue: queue
                .map(|(number, command)| (number, command.clone()))
                .collect(),
            ..kept
        };
        self.replica = Some(Replica::resume(kept, now));
    }

    fn keep(&mut self, changed: Changed) {
        let Some(replica) = &self.replica else {
            return;
        };
        self.writes.push_back(Write::Changes {
            cursor: replica.cursor(),
            confirmed: changed.confirmed,
            done: changed.done,
            rejected: changed.rejected,
            own: replica.own().collect(),
        });
    }

    /// The snapshot it asked for is there.
    pub(crate) fn receive(&mut self, snapshot: Snapshot) {
        self.needs_snapshot = false;
        self.hang_up();
        self.writes
            .push_back(Write::Afresh(snapshot, self.known.take()));
    }

    /// Whether something is on its way to the store.
    pub(crate) fn is_writing(&self) -> bool {
        !self.writes.is_empty()
    }

    /// The store has written the next thing.
    pub(crate) fn written(&mut self, now: Timestamp) {
        let Some(write) = self.writes.pop_front() else {
            return;
        };
        match write {
            Write::Command(command) => {
                let Some(number) = self.store.queue(&command) else {
                    return;
                };
                if let Some(replica) = &mut self.replica {
                    replica.enqueue(number, command, now);
                }
                self.push();
            }
            Write::Changes {
                cursor,
                confirmed,
                done,
                rejected,
                own,
            } => self.store.change(cursor, confirmed, &done, rejected, own),
            Write::Afresh(snapshot, known) => {
                self.store.afresh(snapshot, known, self.id, &self.actor);
                // What was said meanwhile was said of another copy.
                self.hang_up();
                self.resume(now);
            }
        }
    }
}

impl Store {
    fn queue(&mut self, command: &Command) -> Option<CommandNumber> {
        let kept = self.kept.as_mut()?;
        let number = kept.next;
        kept.next = number.next();
        kept.queue.push((number, command.clone()));
        let tag = self.next_tag;
        self.next_tag += 1;
        self.tags.insert((kept.device, number), tag);
        Some(number)
    }

    fn change(
        &mut self,
        cursor: Seq,
        confirmed: Vec<Arc<Record>>,
        done: &[CommandNumber],
        rejected: Vec<Rejected>,
        own: Vec<Seq>,
    ) {
        let Some(kept) = &mut self.kept else {
            return;
        };
        kept.cursor = cursor;
        kept.own = own;
        for record in confirmed {
            self.records.insert(record.id, record);
        }
        kept.queue.retain(|(number, _)| !done.contains(number));
        for number in done {
            if let Some(tag) = self.tags.get(&(kept.device, *number)) {
                self.done.insert(*tag, (kept.device, *number));
            }
        }
        for rejected in rejected {
            if let Some(tag) = self.tags.get(&(kept.device, rejected.number)) {
                self.tray.push((*tag, rejected));
            }
        }
    }

    fn afresh(
        &mut self,
        snapshot: Snapshot,
        known: Option<Known>,
        device: DeviceId,
        actor: &Actor,
    ) {
        let records = snapshot.records.clone();
        let Some(kept) = &self.kept else {
            self.kept = Some(Kept {
                device,
                actor: actor.clone(),
                epoch: snapshot.epoch,
                cursor: snapshot.seq,
                records: Vec::new(),
                queue: Vec::new(),
                next: CommandNumber(1),
                own: Vec::new(),
            });
            self.hold(records);
            return;
        };
        let before: Vec<_> = kept.queue.iter().map(|(number, _)| *number).collect();
        let Some(kept) = kept.clone().afresh(snapshot, known) else {
            // Says hello again, and hears what the server has.
            return;
        };
        // What waits keeps its author's name for it under its new number.
        let tags = before
            .iter()
            .map(|number| self.tags.remove(&(device, *number)));
        let tags: Vec<Option<Tag>> = tags.collect();
        for (tag, (number, _)) in tags.into_iter().zip(&kept.queue) {
            self.tags.extend(tag.map(|tag| ((device, *number), tag)));
        }
        self.kept = Some(kept);
        self.hold(records);
    }

    fn hold(&mut self, records: Vec<Arc<Record>>) {
        self.records = records.into_iter().map(|r| (r.id, r)).collect();
    }
}
