//! The handle components hold: signals to look at, and what can be done.
//!
//! - `acting`: commands, taking back, doing again
//! - `queueing`: from a wish to a command on the screen, kept in the browser's store first
//! - `taking`: what comes from the server
//! - `keeping`: that, into the browser's store, and back out of it
//! - `hearing`: what comes from the other tabs
//! - `queue_file`: the queue as a file
//! - `tray`: what came to nothing, and what becomes of it

mod acting;
mod hearing;
mod keeping;
mod queue_file;
mod queueing;
mod taking;
mod tray;

use std::collections::HashMap;

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use shared::model::Room as RoomKind;
use shared::protocol::Snapshot;
use shared::replica::{Overwritten, Replica};
use shared::rules::light::Light;
use shared::rules::{Actor, Derived, war_day};
use shared::schema::{Day, DeviceId, RecordId, Seq, Timestamp};
use shared::state::State;
use uuid::Uuid;

use super::core::{Core, RecordSignal};
use crate::store::{Rejected, Seat, Store, Tray};
use crate::tabs::{Channel, Word};
use crate::ui::Ui;

pub(crate) use acting::moved;
pub(crate) use keeping::{Times, resume};

/// How often the day is looked at.
const DAY_CHECK_MS: u32 = 30_000;

/// What a room starts from.
pub(crate) struct Start {
    pub(crate) key: String,
    pub(crate) replica: Replica,
    /// Where it is kept in this browser; why not, when it is not.
    pub(crate) store: Result<(Store, Seat), Unkept>,
    /// The room as it was fetched just now, and is not kept yet.
    pub(crate) snapshot: Option<Snapshot>,
    /// When the waiting commands were made.
    pub(crate) times: Times,
    pub(crate) tray: Tray,
}

/// The state of the line to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Why commands that wait are not kept on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unkept {
    /// The browser keeps nothing for this page: a private window, an address without https.
    NoStore,
    /// There is no room left.
    Full,
    /// It could not be written.
    Failed,
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
    /// When the oldest command that waits was made.
    pub(crate) oldest: RwSignal<Option<Timestamp>>,
    /// Set while what waits is not kept on this device.
    pub(crate) unkept: RwSignal<Option<Unkept>>,
    /// Commands that came to nothing, until the person has dealt with them.
    pub(crate) tray: RwSignal<Vec<Rejected>>,
    /// Values that someone replaced without having seen them, until the person has dealt with them.
    pub(crate) overwritten: RwSignal<Vec<Overwritten>>,
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
    /// The room from what a page starts with, and the receiver that wakes its connection.
    pub(crate) fn new(start: Start, ui: Ui) -> (Self, UnboundedReceiver<()>) {
        let (wake, wakes) = unbounded();
        let pending = start.replica.pending();
        let mut core = Core::new(start.key, start.replica, wake);
        core.keeper.times = start.times;
        core.keeper.keeping.snapshot = start.snapshot;
        let oldest = core.oldest();
        let unkept = start.store.as_ref().err().copied();
        let room = Self {
            core: StoredValue::new_local(core),
            ui,
            revision: RwSignal::new(0),
            lit: RwSignal::new(0),
            line: RwSignal::new(Line::Connecting),
            pending: RwSignal::new(pending),
            oldest: RwSignal::new(oldest),
            unkept: RwSignal::new(None),
            tray: RwSignal::new(start.tray.rejected),
            overwritten: RwSignal::new(start.tray.overwritten),
            devices: RwSignal::new(0),
            flashing: RwSignal::new(HashMap::new()),
            today: RwSignal::new(None),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
        };
        room.set_unkept(unkept);
        if let Ok((store, seat)) = start.store {
            let channel = Channel::open(&seat.name(), move |word| room.hear(word));
            room.core.update_value(|core| {
                core.keeper.channel = channel;
                core.keeper.at = Some((store, seat));
            });
            room.tell(&Word::Here);
        }
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

    /// Looks at the copy the connection keeps in step.
    pub(crate) fn with_replica<T>(self, look: impl FnOnce(&Replica) -> T) -> T {
        self.core.with_value(|core| look(&core.replica))
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
            Line::Up => match self.tray.with(Vec::len) {
                0 => Sync::Synced,
                count => Sync::Rejected(count),
            },
            _ => Sync::Offline(pending),
        }
    }

    /// The state of the line, in this tab and in those that follow.
    pub(crate) fn set_line(self, line: Line) {
        self.line.try_set(line);
        self.tell_line();
    }

    /// Asks the connection to look whether something waits, or to try again: it is in this tab, or
    /// in the one that leads.
    pub(crate) fn wake(self) {
        let is_here = self.core.with_value(|core| {
            // The receiver lives as long as the page; without it nothing could be sent anyway.
            let _heard = core.wake.unbounded_send(());
            core.keeper.role.leads()
        });
        if !is_here {
            self.tell(&Word::Wake);
        }
    }
}
