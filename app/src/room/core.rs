//! The part of the room that is not signals.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use futures_channel::mpsc::UnboundedSender;
use leptos::prelude::*;
use shared::protocol::ServerMessage;
use shared::replica::Replica;
use shared::rules::{Command, Derived};
use shared::schema::{CommandNumber, Day, Record, RecordId, Timestamp};
use shared::state::State;

use super::keeper::Keeper;
use super::undo::UndoStack;
use crate::ui::clock;

/// A record's own signal; it holds nothing while there is no such record.
pub(crate) type RecordSignal = ArcRwSignal<Option<Arc<Record>>>;

pub(super) struct Core {
    pub(super) key: String,
    pub(super) replica: Replica,
    pub(super) signals: HashMap<RecordId, RecordSignal>,
    pub(super) undo: UndoStack,
    /// Wakes the connection: something waits to be sent.
    pub(super) wake: UnboundedSender<()>,
    /// How far this device's clock is behind the server's.
    pub(super) clock_behind: i64,
    /// While cards are in someone's hand, what comes from elsewhere waits here.
    pub(super) held: Option<Vec<ServerMessage>>,
    /// What is on its way into the browser's store.
    pub(super) keeper: Keeper,
    /// What is computed from the records, for the day that was looked at last.
    derived: RefCell<Option<Derived>>,
}

impl Core {
    pub(super) fn new(key: String, replica: Replica, wake: UnboundedSender<()>) -> Self {
        Self {
            key,
            replica,
            signals: HashMap::new(),
            undo: UndoStack::default(),
            wake,
            clock_behind: 0,
            held: None,
            keeper: Keeper::default(),
            derived: RefCell::new(None),
        }
    }

    /// The server's clock, as well as it is known here.
    pub(super) fn now(&self) -> Timestamp {
        Timestamp(clock() + self.clock_behind)
    }

    /// The commands that wait for the server's word.
    pub(super) fn waiting(&self) -> Vec<(CommandNumber, Command)> {
        let queue = self.replica.queue();
        queue
            .map(|(number, command)| (number, command.clone()))
            .collect()
    }

    /// When the oldest command that waits was made.
    pub(super) fn oldest(&self) -> Option<Timestamp> {
        if self.replica.pending() == 0 {
            return None;
        }
        self.keeper.times.values().min().copied()
    }

    /// Looks at what is computed from the records for the day.
    pub(super) fn derive<T>(&self, day: Day, look: impl FnOnce(&State, &Derived) -> T) -> T {
        let state = self.replica.state();
        let mut derived = self.derived.borrow_mut();
        let derived = derived.get_or_insert_with(|| Derived::new(state, day));
        derived.go_to(state, day);
        look(state, derived)
    }

    /// Computes anew what these records can have changed; whether lights may be different now.
    pub(super) fn refresh(&self, touched: impl Iterator<Item = RecordId>) -> bool {
        let touched: Vec<RecordId> = touched.collect();
        let mut derived = self.derived.borrow_mut();
        derived.as_mut().is_some_and(|derived| {
            let lit = derived.refresh(self.replica.state(), &touched);
            !lit.is_empty()
        })
    }

    /// The signal of a record.
    pub(super) fn signal(&mut self, id: RecordId) -> RecordSignal {
        let state = self.replica.state();
        let signal = self.signals.entry(id);
        signal
            .or_insert_with(|| ArcRwSignal::new(state.get(id).cloned()))
            .clone()
    }

    /// The signals whose records are not what they show, with what they should show.
    pub(super) fn stale(
        &self,
        ids: impl Iterator<Item = RecordId>,
    ) -> Vec<(RecordSignal, Option<Arc<Record>>)> {
        let state = self.replica.state();
        ids.filter_map(|id| {
            let signal = self.signals.get(&id)?;
            let now = state.get(id).cloned();
            (signal.get_untracked() != now).then(|| (signal.clone(), now))
        })
        .collect()
    }
}
