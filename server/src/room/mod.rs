//! A room: one total order of changes, decided in one place.
//!
//! [`engine`] decides, without input or output. [`task`] owns the engine: it gathers what waits,
//! has it decided and written as one group, and only then publishes and answers (R4). [`tail`] is
//! where connections read what was published, [`aside`] where long looks are taken. [`chain`] makes
//! the log tamper-evident, [`import`] and [`audit`] fill a room and check it.
//!
//! The rest of the server holds a [`Room`]: requests go in, answers come out, nobody else writes.

mod aside;
pub(crate) mod audit;
mod batch;
mod chain;
mod engine;
pub(crate) mod import;
mod known;
mod look_up;
mod presence;
pub(crate) mod problem;
mod rooms;
pub(crate) mod snapshot;
mod submission;
mod tail;
mod task;

use std::sync::Arc;

use shared::protocol::Problem;
use shared::schema::Seq;
use shared::state::State;
use tokio::sync::{mpsc, oneshot, watch};
use uuid::Uuid;

use self::aside::Aside;
pub(crate) use self::chain::{Chained, Hash};
pub(crate) use self::presence::{Presence, Present};
pub(crate) use self::rooms::Rooms;
use self::snapshot::Snapshots;
pub(crate) use self::submission::{Answer, Submission};
pub(crate) use self::tail::{Frames, Since, Tail, utf8};
use self::task::Request;
use crate::store::{RoomRow, Store, StoreError};

/// The handle of a running room.
pub(crate) struct Room {
    key: String,
    name: String,
    epoch: Uuid,
    requests: mpsc::Sender<Request>,
    tail: Arc<Tail>,
    presence: Presence,
    snapshots: Snapshots,
    aside: Aside,
}

impl Room {
    /// Loads a room and starts its task, which ends when the last handle is gone.
    pub(crate) async fn start(
        row: RoomRow,
        store: Arc<dyn Store>,
    ) -> Result<(Self, task::Running), StoreError> {
        let engine = task::load(&row, store.as_ref()).await?;
        let tail = Arc::new(Tail::new(engine.head()));
        let (requests, running) = task::start(row.clone(), engine, Arc::clone(&tail), store);
        let room = Self {
            key: row.key,
            name: row.name,
            epoch: row.epoch,
            requests,
            tail,
            presence: Presence::start(),
            snapshots: Snapshots::default(),
            aside: Aside::default(),
        };
        Ok((room, running))
    }

    /// Its key in addresses.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// Its name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its epoch.
    pub(crate) fn epoch(&self) -> Uuid {
        self.epoch
    }

    /// How far it is, durably.
    pub(crate) fn head(&self) -> Seq {
        self.tail.head()
    }

    /// Tells of every new head.
    pub(crate) fn watch_head(&self) -> watch::Receiver<Seq> {
        self.tail.watch()
    }

    /// What was published lately.
    pub(crate) fn tail(&self) -> &Tail {
        &self.tail
    }

    /// Who is connected.
    pub(crate) fn presence(&self) -> &Presence {
        &self.presence
    }

    /// The encoded snapshots.
    pub(crate) fn snapshots(&self) -> &Snapshots {
        &self.snapshots
    }

    /// Hands in commands. Waits while the room's queue is full; the answer comes when everything
    /// is durable.
    pub(crate) async fn submit(&self, submission: Submission) -> oneshot::Receiver<Answer> {
        let (reply, answer) = oneshot::channel();
        let request = Request::Push { submission, reply };
        if let Err(mpsc::error::SendError(Request::Push { reply, .. })) =
            self.requests.send(request).await
        {
            // Nobody may be waiting for it any more.
            let _ = reply.send(Answer::problem(problem::unavailable()));
        }
        answer
    }

    /// Hands in commands and waits for what becomes of them.
    pub(crate) async fn carry_out(&self, submission: Submission) -> Answer {
        let answer = self.submit(submission).await.await;
        answer.unwrap_or_else(|_| Answer::problem(problem::unavailable()))
    }

    /// Looks at the records as they are at the room's head, for as long as it takes: the room goes
    /// on meanwhile.
    pub(crate) async fn look_aside<T: Send + 'static>(
        &self,
        look: impl FnOnce(&State, Seq) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        self.aside.look(self, look).await
    }

    /// Looks at the records as they are at the room's head. Commands wait meanwhile.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&State, Seq) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let (reply, answer) = oneshot::channel();
        let request = Request::Look(Box::new(move |state, head| {
            // Nobody may be waiting for it any more.
            let _ = reply.send(look(state, head));
        }));
        let sent = self.requests.send(request).await;
        sent.map_err(|_| problem::unavailable())?;
        answer.await.map_err(|_| problem::unavailable())
    }
}
