//! The handle components hold: signals to look at, and what can be done.

use std::collections::HashMap;

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::model::{Room as RoomKind, TaskState};
use shared::protocol::{Outcome, Push, ServerMessage, Snapshot};
use shared::replica::{Changed, Replica};
use shared::rules::light::Light;
use shared::rules::{Actor, Command, Derived, Edit, Refusal, Verb, war_day};
use shared::schema::{
    CommandNumber, Day, DeviceId, KindId, RecordId, Sentence, Seq, Timestamp, Value,
};
use shared::state::State;
use uuid::Uuid;

use super::core::{Core, RecordSignal};
use super::undo::Done;
use crate::net::new_device;
use crate::ui::{ToastKind, Ui};

/// How long a card that someone else changed stands out; the style sheet's `--flash`.
const FLASH_MS: u32 = 1_600;
/// How often the day is looked at.
const DAY_CHECK_MS: u32 = 30_000;

/// What a room starts from.
pub(crate) struct Start {
    pub(crate) key: String,
    pub(crate) device: DeviceId,
    pub(crate) actor: Actor,
    pub(crate) snapshot: Snapshot,
}

/// The state of the line to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Connecting,
    Up,
    Down,
    /// The session has ended.
    SignedOut,
    /// Someone else has signed in in this browser.
    SomeoneElse,
    /// The server speaks a newer version.
    Outdated,
}

impl Line {
    /// Whether nothing goes through.
    pub(crate) fn is_down(self) -> bool {
        !matches!(self, Self::Connecting | Self::Up)
    }
}

/// What the sync pill says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sync {
    Synced,
    Syncing(usize),
    Offline(usize),
    Rejected(usize),
}

/// A command that came to nothing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rejected {
    pub(crate) number: CommandNumber,
    pub(crate) id: RecordId,
    pub(crate) refusal: Refusal,
    /// What the person had written, so that it is not lost.
    pub(crate) written: String,
}

/// The room as this page holds it. Copies are the same room.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    core: StoredValue<Core, LocalStorage>,
    ui: Ui,
    /// Counts up when any record changed.
    pub(crate) revision: RwSignal<u64>,
    /// Counts up when lights may have changed.
    lit: RwSignal<u64>,
    pub(crate) line: RwSignal<Line>,
    pub(crate) pending: RwSignal<usize>,
    pub(crate) rejected: RwSignal<Vec<Rejected>>,
    /// How many devices are connected to the room.
    pub(crate) devices: RwSignal<u32>,
    /// Records that someone else just changed.
    pub(crate) flashing: RwSignal<HashMap<RecordId, Seq>>,
    /// The day it is, which goes on while the page stays open.
    pub(crate) today: RwSignal<Option<Day>>,
    pub(crate) can_undo: RwSignal<bool>,
    pub(crate) can_redo: RwSignal<bool>,
}

impl Room {
    /// The room from its snapshot, and the receiver that wakes its connection.
    pub(crate) fn new(start: Start, ui: Ui) -> (Self, UnboundedReceiver<()>) {
        let replica = Replica::new(start.device, start.actor, start.snapshot);
        let (wake, wakes) = unbounded();
        let room = Self {
            core: StoredValue::new_local(Core::new(start.key, replica, wake)),
            ui,
            revision: RwSignal::new(0),
            lit: RwSignal::new(0),
            line: RwSignal::new(Line::Connecting),
            pending: RwSignal::new(0),
            rejected: RwSignal::new(Vec::new()),
            devices: RwSignal::new(0),
            flashing: RwSignal::new(HashMap::new()),
            today: RwSignal::new(None),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
        };
        spawn_local(async move {
            loop {
                let now = room.core.try_with_value(Core::now);
                let day = now.and_then(Timestamp::day);
                if room.today.try_get_untracked() != Some(day) {
                    room.today.try_set(day);
                }
                TimeoutFuture::new(DAY_CHECK_MS).await;
            }
        });
        (room, wakes)
    }

    /// The room's key in addresses.
    pub(crate) fn key(self) -> String {
        self.core.with_value(|core| core.key.clone())
    }

    pub(crate) fn device(self) -> DeviceId {
        self.core.with_value(|core| core.replica.device())
    }

    pub(crate) fn actor(self) -> Actor {
        self.core.with_value(|core| core.replica.actor().clone())
    }

    /// The epoch and how far the confirmed records go.
    pub(crate) fn place(self) -> (Uuid, Seq) {
        self.core
            .with_value(|core| (core.replica.epoch(), core.replica.cursor()))
    }

    /// Looks at the records without being told when they change.
    pub(crate) fn read<T>(self, look: impl FnOnce(&State) -> T) -> T {
        self.core.with_value(|core| look(core.replica.state()))
    }

    /// Looks at the records; looks again when any of them changes.
    pub(crate) fn track<T>(self, look: impl FnOnce(&State) -> T) -> T {
        self.revision.track();
        self.read(look)
    }

    /// Looks at what is computed from the records for the day; looks again when any of them
    /// changes.
    pub(crate) fn derive<T>(self, day: Day, look: impl FnOnce(&State, &Derived) -> T) -> T {
        self.revision.track();
        self.core.with_value(|core| core.derive(day, look))
    }

    /// The light of a task on the day; looks again when lights may have changed.
    pub(crate) fn light(self, task: RecordId, day: Day) -> Option<Light> {
        self.lit.track();
        self.core
            .with_value(|core| core.derive(day, |state, derived| derived.task_light(state, task)))
    }

    /// The record's own signal.
    pub(crate) fn record(self, id: RecordId) -> RecordSignal {
        self.core
            .try_update_value(|core| core.signal(id))
            .unwrap_or_else(|| ArcRwSignal::new(None))
    }

    /// The day lights are computed for, as set in the room, or today.
    pub(crate) fn war_day(self) -> Day {
        self.revision.track();
        self.today.track();
        self.core
            .with_value(|core| war_day(core.replica.state(), core.now()))
    }

    /// The record of the room's settings.
    pub(crate) fn settings(self) -> Option<RecordId> {
        self.read(|state| state.all::<RoomKind>().next().map(|record| record.id))
    }

    /// What the sync pill says.
    pub(crate) fn sync(self) -> Sync {
        let pending = self.pending.get();
        match self.line.get() {
            Line::Connecting => Sync::Syncing(pending),
            Line::Up if pending > 0 => Sync::Syncing(pending),
            Line::Up => match self.rejected.with(Vec::len) {
                0 => Sync::Synced,
                count => Sync::Rejected(count),
            },
            _ => Sync::Offline(pending),
        }
    }

    pub(crate) fn set_line(self, line: Line) {
        self.line.try_set(line);
    }

    pub(crate) fn set_clock(self, server: Timestamp) {
        self.core
            .update_value(|core| core.clock_behind = server.0 - crate::ui::clock());
    }

    /// Asks the connection to look whether something waits, or to try again.
    pub(crate) fn wake(self) {
        // The receiver lives as long as the page; without it nothing could be sent anyway.
        self.core
            .with_value(|core| core.wake.unbounded_send(()).is_ok());
    }

    /// The commands to send after the number `sent`.
    pub(crate) fn unsent(self, sent: CommandNumber) -> Option<Push> {
        self.core.with_value(|core| core.replica.unsent(sent))
    }

    /// Does something: shows it at once and sends it. What is refused here is not sent; the reason
    /// is returned. What changes nothing is neither sent nor numbered.
    pub(crate) fn act(
        self,
        kind: KindId,
        id: RecordId,
        verb: Verb,
    ) -> Result<Option<CommandNumber>, Refusal> {
        self.act_from(Seq(u64::MAX), kind, id, verb)
    }

    /// The same for an author who saw the room as it was at `base`, when a form was opened.
    pub(crate) fn act_from(
        self,
        base: Seq,
        kind: KindId,
        id: RecordId,
        verb: Verb,
    ) -> Result<Option<CommandNumber>, Refusal> {
        let number = self.issue(base, kind, id, verb)?;
        if let Some(number) = number {
            let done = Done { kind, id, number };
            self.core.update_value(|core| core.undo.did(done));
            self.show_undo();
        }
        Ok(number)
    }

    /// Does something, and says in a toast why when it is refused.
    pub(crate) fn act_or_say(
        self,
        kind: KindId,
        id: RecordId,
        verb: Verb,
    ) -> Option<CommandNumber> {
        match self.act(kind, id, verb) {
            Ok(number) => number,
            Err(refusal) => {
                self.ui.toast(ToastKind::Reject, refusal.reason, None);
                None
            }
        }
    }

    /// Takes back the last thing done on this page.
    pub(crate) fn undo(self) {
        if let Some(done) = self.core.with_value(|core| core.undo.last_done()) {
            self.undo_one(done);
        }
    }

    /// Takes back one thing done on this page.
    pub(crate) fn undo_command(self, id: RecordId, number: CommandNumber) {
        if let Some(kind) = self.read(|state| state.get(id).map(|record| record.kind)) {
            self.undo_one(Done { kind, id, number });
        }
    }

    /// Does again what was taken back last.
    pub(crate) fn redo(self) {
        let Some(done) = self.core.with_value(|core| core.undo.last_undone()) else {
            return;
        };
        self.take_back(done, "已重做", "Done again", |core, number, by| {
            core.undo.did_again(number, by);
        });
    }

    fn undo_one(self, done: Done) {
        self.take_back(done, "已撤销", "Undone", |core, number, by| {
            core.undo.took_back(number, by);
        });
    }

    fn take_back(self, done: Done, zh: &str, en: &str, keep: fn(&mut Core, CommandNumber, Done)) {
        let verb = Verb::Undo {
            number: done.number,
        };
        match self.issue(Seq(u64::MAX), done.kind, done.id, verb) {
            Ok(None) => self.core.update_value(|core| core.undo.forget(done.number)),
            Ok(Some(number)) => {
                let by = Done { number, ..done };
                self.core.update_value(|core| keep(core, done.number, by));
                self.ui.toast(ToastKind::Done, Sentence::new(zh, en), None);
            }
            Err(refusal) => {
                self.core.update_value(|core| core.undo.forget(done.number));
                self.ui.toast(ToastKind::Reject, refusal.reason, None);
            }
        }
        self.show_undo();
    }

    fn issue(
        self,
        base: Seq,
        kind: KindId,
        id: RecordId,
        verb: Verb,
    ) -> Result<Option<CommandNumber>, Refusal> {
        let command = Command {
            kind,
            id,
            base,
            verb,
        };
        let issued = self.core.try_update_value(|core| {
            let now = core.now();
            core.replica.issue(command, now)
        });
        let Some((number, changed)) = issued.unwrap_or(Ok(None))? else {
            return Ok(None);
        };
        self.show(changed);
        self.wake();
        Ok(Some(number))
    }

    /// Starts afresh and keeps what waits.
    pub(crate) fn restart(self, snapshot: Snapshot) {
        let anew = new_device();
        let changed = self.core.try_update_value(|core| {
            let now = core.now();
            core.replica.restart(snapshot, anew, now)
        });
        self.show(changed.unwrap_or_default());
    }

    /// Takes in what the server says; false when it does not fit and the line must start anew.
    pub(crate) fn take(self, message: ServerMessage) -> bool {
        let held = self.core.try_update_value(|core| {
            let is_change = matches!(message, ServerMessage::Delta(_) | ServerMessage::Result(_));
            match &mut core.held {
                Some(held) if is_change => {
                    held.push(message);
                    None
                }
                _ => Some(message),
            }
        });
        match held {
            Some(Some(message)) => self.take_now(message),
            _ => true,
        }
    }

    /// What comes from elsewhere waits: someone holds cards in the hand.
    pub(crate) fn hold(self) {
        self.core.update_value(|core| {
            core.held.get_or_insert_default();
        });
    }

    /// The hand is empty: what waited may come.
    pub(crate) fn release(self) {
        let held = self.core.try_update_value(|core| core.held.take());
        for message in held.flatten().unwrap_or_default() {
            if !self.take_now(message) {
                // The connection asks for what is missing when it looks next.
                self.wake();
            }
        }
    }

    fn take_now(self, message: ServerMessage) -> bool {
        match message {
            ServerMessage::Delta(delta) => {
                let device = self.device();
                let taken = self.core.try_update_value(|core| {
                    let now = core.now();
                    core.replica.advance(&delta, now)
                });
                let Some(Ok(changed)) = taken else {
                    return false;
                };
                let others = delta.entries.iter().filter(|entry| entry.device != device);
                let touched = others.flat_map(|entry| {
                    let ids = entry.effects.iter().map(|effect| effect.id);
                    ids.map(|id| (id, entry.seq))
                });
                self.flash(touched.collect());
                self.show(changed);
            }
            ServerMessage::Result(verdict) => {
                let changed = self.core.try_update_value(|core| {
                    if matches!(verdict.outcome, Outcome::Rejected(_)) {
                        core.undo.forget(verdict.number);
                    }
                    let now = core.now();
                    core.replica.settle(&verdict, now)
                });
                self.show(changed.unwrap_or_default());
            }
            ServerMessage::Present { devices } => {
                self.devices.try_set(devices);
            }
            ServerMessage::Welcome(_) | ServerMessage::Problem(_) | ServerMessage::Pong => {}
        }
        true
    }

    /// Brings the signals up to what the replica holds.
    fn show(self, changed: Changed) {
        // First what is computed, then who is told: the cards look at both.
        let (is_lit, stale) = self.core.with_value(|core| {
            let is_lit = core.refresh(changed.records.iter().copied());
            (is_lit, core.stale(changed.records.iter().copied()))
        });
        for (signal, record) in stale {
            signal.set(record);
        }
        if !changed.records.is_empty() {
            self.revision.try_update(|revision| *revision += 1);
        }
        if is_lit {
            self.lit.try_update(|lit| *lit += 1);
        }
        let pending = self.core.with_value(|core| core.replica.pending());
        if self.pending.try_get_untracked() != Some(pending) {
            self.pending.try_set(pending);
        }
        for (number, command, refusal) in changed.rejected {
            let reason = &refusal.reason;
            let text = Sentence::new(
                format!("服务器退回:{}", reason.zh),
                format!("Rejected: {}", reason.en),
            );
            self.ui.toast(ToastKind::Reject, text, None);
            self.rejected.try_update(|rejected| {
                rejected.push(Rejected {
                    number,
                    id: command.id,
                    written: written(&command),
                    refusal,
                });
            });
            self.show_undo();
        }
    }

    fn show_undo(self) {
        let (undo, redo) = self.core.with_value(|core| {
            let stack = &core.undo;
            (stack.last_done().is_some(), stack.last_undone().is_some())
        });
        self.can_undo.try_set(undo);
        self.can_redo.try_set(redo);
    }

    fn flash(self, touched: HashMap<RecordId, Seq>) {
        if touched.is_empty() {
            return;
        }
        self.flashing
            .try_update(|flashing| flashing.extend(touched.iter().map(|(id, seq)| (*id, *seq))));
        let flashing = self.flashing;
        spawn_local(async move {
            TimeoutFuture::new(FLASH_MS).await;
            flashing.try_update(|flashing| {
                // A later change of the same record goes on flashing.
                flashing.retain(|id, seq| touched.get(id) != Some(seq));
            });
        });
    }
}

/// The text a command carries.
fn written(command: &Command) -> String {
    let edits = match &command.verb {
        Verb::Set { edits } | Verb::Act { edits, .. } => edits.as_slice(),
        _ => &[],
    };
    let texts = edits.iter().filter_map(|(_, edit)| match edit {
        Edit::Put(Value::Text(text)) | Edit::Append(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// A sentence such as 「任务 23 已移到 推进中」.
pub(crate) fn moved(no: i64, to: TaskState) -> Sentence {
    use shared::schema::Choices;

    let label = to.label();
    Sentence::new(
        format!("任务 {no} 已移到「{}」", label.zh),
        format!("Task {no} moved to “{}”", label.en),
    )
}
