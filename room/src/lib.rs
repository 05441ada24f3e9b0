//! The server's half of sync: a room is one total order of changes, decided in one place.
//!
//! [`engine`] decides, without input or output. [`Task`] owns the engine: it gathers what waits,
//! has it decided and written as one group, and only then publishes and answers (R4). The tail is
//! where connections read what was published, `aside` where long looks are taken. [`Hash`] makes
//! the log tamper-evident, [`audit()`] checks it. [`Connection`] speaks with one client.
//!
//! What lies outside is handed in: where the log is kept ([`Ledger`]), clocks and timers
//! ([`Host`]), the socket ([`Wire`]). So the very same code runs behind real sockets and databases,
//! and under a simulation that owns all three.
//!
//! The rest of the server holds a [`Room`]: requests go in, answers come out, nobody else writes.

mod aside;
mod audit;
mod batch;
mod chain;
mod connection;
mod engine;
mod error;
mod host;
mod known;
mod ledger;
pub mod limits;
mod look_up;
mod presence;
pub mod problem;
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
pub use self::audit::{Audited, Divergence, audit};
pub use self::chain::{Chained, Hash};
pub use self::connection::{Connection, End, Event as WireEvent, Incoming, Wire, close_code};
pub use self::error::StoreError;
pub use self::host::{Host, Wait};
pub use self::ledger::{Device, Group, Ledger, LogQuery, LogRow, Newest, RecordRow, RoomRow};
pub use self::presence::Counting;
use self::presence::{Presence, Present};
pub use self::submission::{Answer, Submission};
pub use self::tail::Frames;
use self::tail::{Head, Since, Tail};
use self::task::Request;
pub use self::task::Task;

/// The handle of a running room.
pub struct Room {
    key: String,
    name: String,
    epoch: Uuid,
    ledger: Arc<dyn Ledger>,
    host: Arc<dyn Host>,
    requests: mpsc::Sender<Request>,
    tail: Arc<Tail>,
    presence: Presence,
    aside: Aside,
}

impl Room {
    /// Loads a room. Its [`Task`] and the [`Counting`] of its connections must be run; both end
    /// when the last handle is gone.
    pub async fn open(
        row: RoomRow,
        ledger: Arc<dyn Ledger>,
        host: Arc<dyn Host>,
    ) -> Result<(Self, Task, Counting), StoreError> {
        let engine = task::load(&row, ledger.as_ref()).await?;
        let tail = Arc::new(Tail::new(engine.place()));
        let (task, requests) = Task::new(
            row.clone(),
            engine,
            Arc::clone(&tail),
            Arc::clone(&ledger),
            Arc::clone(&host),
        );
        let (presence, counting) = Presence::new(Arc::clone(&host));
        let room = Self {
            key: row.key,
            name: row.name,
            epoch: row.epoch,
            ledger,
            host,
            requests,
            tail,
            presence,
            aside: Aside::default(),
        };
        Ok((room, task, counting))
    }

    /// Its key in addresses.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its epoch.
    pub fn epoch(&self) -> Uuid {
        self.epoch
    }

    /// How far it is, durably.
    pub fn head(&self) -> Seq {
        self.tail.head().seq
    }

    /// Tells of every new head.
    fn watch_head(&self) -> watch::Receiver<Head> {
        self.tail.watch()
    }

    /// Hands in commands. Waits while the room's queue is full; the answer comes when everything
    /// is durable.
    pub async fn submit(&self, submission: Submission) -> oneshot::Receiver<Answer> {
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
    pub async fn carry_out(&self, submission: Submission) -> Answer {
        let answer = self.submit(submission).await.await;
        answer.unwrap_or_else(|_| Answer::problem(problem::unavailable()))
    }

    /// Looks at the records as they are at the room's head, for as long as it takes: the room goes
    /// on meanwhile.
    pub async fn look_aside<T: Send + 'static>(
        &self,
        look: impl FnOnce(&State, Seq) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        self.aside.look(self, look).await
    }

    /// Looks at the records as they are at the room's head. Commands wait meanwhile.
    pub async fn look<T: Send + 'static>(
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
