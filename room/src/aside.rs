//! Looking at a room for long without holding it up.
//!
//! What takes longer than a command may wait is computed on a copy of the records. The copy is kept
//! and brought up to date by the records that have changed since; the room's task only picks those
//! out. For each room one computation runs at a time, away from the threads that answer requests.

use std::sync::Arc;

use shared::protocol::Problem;
use shared::schema::{Record, Seq};
use shared::state::State;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::{Room, problem};

/// The copy of a room's records; empty until somebody asks.
#[derive(Clone, Debug, Default)]
pub(super) struct Aside(Arc<Mutex<Copied>>);

#[derive(Debug, Default)]
struct Copied {
    state: State,
    seq: Seq,
}

impl Copied {
    /// Takes in the records as they are at `seq`. Records never go away, and each names the change
    /// that it was last touched by, so those are all that differ.
    fn catch_up(&mut self, seq: Seq, changed: Vec<Arc<Record>>) {
        for record in changed {
            self.state.insert(record);
        }
        self.seq = seq;
    }
}

impl Aside {
    /// Looks at the records of `room` as they are at its head.
    pub(super) async fn look<T: Send + 'static>(
        &self,
        room: &Room,
        look: impl FnOnce(&State, Seq) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let mut copied = Arc::clone(&self.0).lock_owned().await;
        let from = copied.seq;
        let pick_out = move |state: &State, seq: Seq| {
            let records = state.records().filter(|record| record.changed > from);
            (seq, records.cloned().collect::<Vec<_>>())
        };
        let (seq, changed) = if room.head() == from {
            (from, Vec::new())
        } else {
            room.look(pick_out).await?
        };
        let compute = move || {
            copied.catch_up(seq, changed);
            look(&copied.state, seq)
        };
        spawn_blocking(compute).await.map_err(|error| {
            tracing::error!(room = room.key(), %error, "an answer was not computed");
            problem::unavailable()
        })
    }
}
