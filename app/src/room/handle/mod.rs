//! The handle components hold: signals to look at, and what can be done.
//!
//! - `acting`: commands, taking back, doing again
//! - `taking`: what comes from the server

mod acting;
mod taking;

use std::collections::HashMap;

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::model::Room as RoomKind;
use shared::protocol::{Push, Snapshot, Welcome};
use shared::replica::Replica;
use shared::rules::light::Light;
use shared::rules::{Actor, Derived, Refusal, war_day};
use shared::schema::{CommandNumber, Day, DeviceId, RecordId, Seq, Timestamp};
use shared::state::State;
use uuid::Uuid;

use super::core::{Core, RecordSignal};
use crate::ui::Ui;

pub(crate) use acting::moved;

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

    /// Takes in what the server says of its clock and of this device.
    pub(crate) fn welcome(self, welcome: &Welcome) {
        self.core.update_value(|core| {
            core.clock_behind = welcome.now.0 - crate::ui::clock();
            core.replica.welcome(welcome.last_number, &welcome.actor);
        });
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
}
