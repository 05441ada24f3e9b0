//! The part of the room that is not signals.

use std::collections::HashMap;
use std::sync::Arc;

use futures_channel::mpsc::UnboundedSender;
use leptos::prelude::*;
use shared::protocol::ServerMessage;
use shared::replica::Replica;
use shared::schema::{Record, RecordId, Timestamp};

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
        }
    }

    /// The server's clock, as well as it is known here.
    pub(super) fn now(&self) -> Timestamp {
        Timestamp(clock() + self.clock_behind)
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
