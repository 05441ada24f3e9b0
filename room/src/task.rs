//! The task that owns a room's engine.
//!
//! It gathers what waits, has it decided, writes it as one group, and only when that is durable
//! publishes it and answers (R4). While one group is written the next one gathers, so the busier a
//! room is, the more one fsync does.

use std::collections::BTreeSet;
use std::sync::Arc;

use shared::schema::{Seq, Timestamp};
use shared::state::State;
use tokio::sync::{mpsc, oneshot};

use super::batch::Batch;
use super::engine::Engine;
use super::known::Needs;
use super::look_up::look_up;
use super::{Answer, Frames, Hash, Submission, Tail, problem};
use crate::limits::{DEVICES_REMEMBERED, GROUP_LIMIT, ROOM_QUEUE};
use crate::{Group, Host, Ledger, LogQuery, Newest, RoomRow, StoreError};

/// Something that wants to see the records as they are at the room's head.
pub(super) type Look = Box<dyn FnOnce(&State, Seq) + Send>;

/// What can be asked of a room.
pub(super) enum Request {
    /// Decide on commands.
    Push {
        submission: Submission,
        reply: oneshot::Sender<Answer>,
    },
    /// Look at the records.
    Look(Look),
}

/// Loads a room from the store.
pub(super) async fn load(row: &RoomRow, ledger: &dyn Ledger) -> Result<Engine, StoreError> {
    let mut state = State::default();
    for stored in ledger.records(&row.key).await? {
        state.insert(Arc::new(stored.record));
    }
    let last = LogQuery {
        from: Seq::ZERO,
        limit: 1,
        record: None,
        newest: Newest::First,
    };
    let last = ledger.log(&row.key, last).await?.pop();
    let (hash, at) = match &last {
        Some(last) => (last.hash, last.at),
        // A history may begin before the room was made here.
        None => (Hash::of_epoch(row.epoch), Timestamp(0)),
    };
    Ok(Engine::new(row.key.clone(), state, row.head, hash, at))
}

/// What owns a room's engine. To be run; it ends when every handle of the room is gone.
pub struct Task {
    row: RoomRow,
    engine: Engine,
    tail: Arc<Tail>,
    ledger: Arc<dyn Ledger>,
    host: Arc<dyn Host>,
    requests: mpsc::Receiver<Request>,
}

/// A submission and who waits for what becomes of it.
type Waiting = (Submission, oneshot::Sender<Answer>);

impl Task {
    pub(super) fn new(
        row: RoomRow,
        engine: Engine,
        tail: Arc<Tail>,
        ledger: Arc<dyn Ledger>,
        host: Arc<dyn Host>,
    ) -> (Self, mpsc::Sender<Request>) {
        let (sender, requests) = mpsc::channel(ROOM_QUEUE);
        let task = Self {
            row,
            engine,
            tail,
            ledger,
            host,
            requests,
        };
        (task, sender)
    }

    /// Runs until every handle of the room is gone.
    pub async fn run(mut self) {
        while let Some(request) = self.requests.recv().await {
            let mut group = Vec::new();
            let mut commands = 0;
            let mut next = Some(request);
            while let Some(request) = next {
                match request {
                    // What is not durable yet is not in the engine yet either: nobody sees it.
                    Request::Look(look) => look(self.engine.state(), self.engine.head()),
                    Request::Push { submission, reply } => {
                        commands += submission.commands.len().max(1);
                        group.push((submission, reply));
                    }
                }
                next = if commands < GROUP_LIMIT {
                    self.requests.try_recv().ok()
                } else {
                    None
                };
            }
            if !group.is_empty() {
                self.carry_out(group).await;
            }
        }
    }

    async fn carry_out(&mut self, group: Vec<Waiting>) {
        let (submissions, replies): (Vec<_>, Vec<_>) = group.into_iter().unzip();
        let answers = match self.decide_and_write(&submissions).await {
            Ok(answers) => answers,
            Err(error) => {
                tracing::error!(room = self.row.key, %error, "a group was not written");
                self.recover(&error).await;
                let unavailable = Answer::problem(problem::unavailable());
                vec![unavailable; submissions.len()]
            }
        };
        for (reply, answer) in replies.into_iter().zip(answers) {
            // Whoever asked may be gone; the result is kept for when they ask again.
            let _ = reply.send(answer);
        }
    }

    async fn decide_and_write(
        &mut self,
        submissions: &[Submission],
    ) -> Result<Vec<Answer>, StoreError> {
        self.introduce(submissions).await?;
        let mut needs = Needs::default();
        for submission in submissions {
            self.engine.add_needs(submission, &mut needs);
        }
        let known = look_up(&self.row.key, needs, &self.tail, self.ledger.as_ref()).await?;

        let mut batch = self.engine.begin(self.host.now());
        let answers = submissions
            .iter()
            .map(|submission| self.engine.take(&mut batch, submission, &known))
            .collect();
        if batch.is_empty() {
            return Ok(answers);
        }
        if let Err(error) = self.write(&batch).await {
            self.engine.roll_back(batch);
            return Err(error);
        }
        if !batch.entries.is_empty() {
            let checksum = self.engine.state().checksum();
            let frames = Frames::new(batch.from, batch.entries);
            self.tail.publish(frames, checksum);
        }
        Ok(answers)
    }

    /// Looks up the devices that the engine does not know.
    async fn introduce(&mut self, submissions: &[Submission]) -> Result<(), StoreError> {
        if self.engine.devices() > DEVICES_REMEMBERED {
            self.engine.forget_devices();
        }
        let devices: BTreeSet<_> = submissions.iter().map(|s| s.device).collect();
        for device in devices {
            if !self.engine.knows(device) {
                let stored = self.ledger.device(&self.row.key, device).await?;
                self.engine.introduce(device, stored);
            }
        }
        Ok(())
    }

    async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        let group = Group {
            room: &self.row.key,
            from: batch.from,
            to: self.engine.head(),
            at: batch.at,
            rows: &batch.rows,
            touched: &batch.touched,
            records: &self.engine.records_of(batch),
            devices: &self.engine.devices_of(batch),
            results: &batch.results,
        };
        self.ledger.commit(group).await
    }

    /// After a group was not written: a report of failure can be wrong, and somebody else may have
    /// written, so what is stored decides.
    async fn recover(&mut self, error: &StoreError) {
        let reloaded = self.reload().await;
        if let Err(again) = reloaded {
            tracing::error!(room = self.row.key, error = %again, after = %error, "cannot load the room again");
        }
    }

    async fn reload(&mut self) -> Result<(), StoreError> {
        let rows = self.ledger.rooms().await?;
        let Some(row) = rows.into_iter().find(|row| row.key == self.row.key) else {
            return Ok(());
        };
        self.engine.forget_devices();
        let known = self.engine.head();
        if row.head != known {
            self.engine = load(&row, self.ledger.as_ref()).await?;
            self.tail.publish_from_store(self.engine.place());
            self.row = row;
        }
        Ok(())
    }
}
