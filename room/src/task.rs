//! The task that owns a room's engine.
//!
//! It gathers what waits, has it decided, writes it as one group, and only when that is durable
//! publishes it and answers (R4). While one group is written the next one gathers, so the busier a
//! room is, the more one fsync does.

use std::collections::BTreeSet;
use std::sync::Arc;

use shared::schema::{Seq, Timestamp};
use shared::state::State;
use tokio::sync::{mpsc, oneshot, watch};
use uuid::Uuid;

use super::batch::Batch;
use super::engine::Engine;
use super::known::Needs;
use super::look_up::look_up;
use super::{Answer, Frames, Submission, Tail, problem};
use crate::limits::{CATCH_UP_PAGE, DEVICES_REMEMBERED, GROUP_LIMIT, ROOM_QUEUE};
use crate::{Group, Host, Ledger, LogQuery, RoomRow, StoreError, Turn};

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
    /// Take in what other processes have written.
    CatchUp { reply: oneshot::Sender<()> },
}

/// Loads a room from the store.
pub(super) async fn load(room: &str, ledger: &dyn Ledger) -> Result<(RoomRow, Engine), StoreError> {
    let loaded = ledger.load(room).await?;
    let loaded =
        loaded.ok_or_else(|| StoreError::unreadable(format!("room {room}"), "it is not there"))?;
    let mut state = State::default();
    for stored in loaded.records {
        state.insert(Arc::new(stored.record));
    }
    let (hash, at) = match &loaded.last {
        Some(last) => (last.hash, last.at),
        // A history may begin before the room was made here.
        None => (loaded.row.origin(&loaded.former), Timestamp(0)),
    };
    let engine = Engine::new(room.to_owned(), state, loaded.row.head, hash, at);
    Ok((loaded.row, engine))
}

/// What owns a room's engine. To be run; it ends when every handle of the room is gone.
pub struct Task {
    room: String,
    epoch: Uuid,
    engine: Engine,
    tail: Arc<Tail>,
    ledger: Arc<dyn Ledger>,
    host: Arc<dyn Host>,
    requests: mpsc::Receiver<Request>,
    /// Rings when another process has written.
    doorbell: Option<watch::Receiver<Seq>>,
    /// How many groups were written to the room when this one last had the turn; none when that
    /// is not certain.
    written: Option<u64>,
}

/// A submission and who waits for what becomes of it.
type Waiting = (Submission, oneshot::Sender<Answer>);

impl Task {
    pub(super) fn new(
        room: &RoomRow,
        engine: Engine,
        tail: Arc<Tail>,
        ledger: Arc<dyn Ledger>,
        host: Arc<dyn Host>,
    ) -> (Self, mpsc::Sender<Request>) {
        let (sender, requests) = mpsc::channel(ROOM_QUEUE);
        let task = Self {
            doorbell: ledger.doorbell(&room.key),
            written: None,
            room: room.key.clone(),
            epoch: room.epoch,
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
        loop {
            tokio::select! {
                biased;
                head = rung(&mut self.doorbell) => self.hear_of(head).await,
                request = self.requests.recv() => match request {
                    Some(request) => self.gather(request).await,
                    None => return,
                },
            }
        }
    }

    /// Does what was asked, together with everything else that waits.
    async fn gather(&mut self, request: Request) {
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
                Request::CatchUp { reply } => {
                    self.look_after_others().await;
                    // Nobody may be waiting for it any more.
                    let _ = reply.send(());
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

    async fn carry_out(&mut self, group: Vec<Waiting>) {
        let (submissions, replies): (Vec<_>, Vec<_>) = group.into_iter().unzip();
        let answers = match self.decide_and_write(&submissions).await {
            Ok(answers) => answers,
            Err(error) => {
                tracing::error!(room = self.room, %error, "a group was not written");
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
        // Queueing for the turn is much less work than deciding on an old state and again.
        let turn = self.ledger.turn(&self.room).await?;
        if let Some(turn) = &turn {
            self.take_in_what_was_missed(turn.head(), turn.written())
                .await?;
        }
        self.introduce(submissions).await?;
        let mut needs = Needs::default();
        for submission in submissions {
            self.engine.add_needs(submission, &mut needs);
        }
        let known = look_up(&self.room, needs, &self.tail, self.ledger.as_ref()).await?;

        let mut batch = self.engine.begin(self.host.now());
        let answers = submissions
            .iter()
            .map(|submission| self.engine.take(&mut batch, submission, &known))
            .collect();
        if batch.is_empty() {
            return Ok(answers);
        }
        if let Err(error) = self.write(turn, &batch).await {
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
        let unknown: Vec<_> = devices
            .into_iter()
            .filter(|device| !self.engine.knows(*device))
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let stored = self.ledger.devices(&self.room, &unknown).await?;
        for (device, stored) in unknown.into_iter().zip(stored) {
            self.engine.introduce(device, stored);
        }
        Ok(())
    }

    async fn write(
        &mut self,
        turn: Option<Box<dyn Turn>>,
        batch: &Batch,
    ) -> Result<(), StoreError> {
        let group = Group {
            room: &self.room,
            epoch: self.epoch,
            from: batch.from,
            to: self.engine.head(),
            at: batch.at,
            rows: &batch.rows,
            touched: &batch.touched,
            records: &self.engine.records_of(batch),
            devices: &self.engine.devices_of(batch),
            results: &batch.results,
        };
        let Some(turn) = turn else {
            return self.ledger.commit(group).await;
        };
        // Until it is certain that it was written, nothing is known.
        self.written = None;
        let written = turn.written() + 1;
        turn.commit(group).await?;
        self.written = Some(written);
        Ok(())
    }

    /// With the turn at hand: takes in everything that others have written since the last one.
    /// Their rejections are not in the log, but they moved devices on.
    async fn take_in_what_was_missed(&mut self, head: Seq, written: u64) -> Result<(), StoreError> {
        if self.written == Some(written) {
            return Ok(());
        }
        self.engine.forget_devices();
        self.catch_up(head).await?;
        self.written = Some(written);
        Ok(())
    }

    /// Takes in the entries up to `head` that others have written, and publishes them as if they
    /// had been decided here.
    async fn catch_up(&mut self, head: Seq) -> Result<(), StoreError> {
        while self.engine.head() < head {
            let from = self.engine.head();
            let missing = LogQuery::after(from, CATCH_UP_PAGE);
            let rows = self.ledger.log(&self.room, missing).await?;
            if rows.is_empty() {
                let what = format!("the log of {}", self.room);
                let why = format!("it ends at {from}, but the room is at {head}");
                return Err(StoreError::unreadable(what, why));
            }
            let entries = self.engine.follow(rows)?;
            let checksum = self.engine.state().checksum();
            self.tail.publish(Frames::new(from, entries), checksum);
        }
        Ok(())
    }

    /// Another process says that the room is there.
    async fn hear_of(&mut self, head: Seq) {
        // Once more behind is once more asked: the doorbell also rings from time to time.
        if let Err(error) = self.catch_up(head).await {
            tracing::warn!(room = self.room, %error, "cannot follow another server for now");
        }
    }

    /// Asks the store where the room is, and follows.
    async fn look_after_others(&mut self) {
        if self.doorbell.is_none() {
            return;
        }
        if let Err(error) = self.reload().await {
            tracing::warn!(room = self.room, %error, "cannot follow another server for now");
        }
    }

    /// After a group was not written: a report of failure can be wrong, and somebody else may have
    /// written, so what is stored decides.
    async fn recover(&mut self, error: &StoreError) {
        let reloaded = self.reload().await;
        if let Err(again) = reloaded {
            tracing::error!(room = self.room, error = %again, after = %error, "cannot load the room again");
        }
    }

    async fn reload(&mut self) -> Result<(), StoreError> {
        let rows = self.ledger.rooms().await?;
        let Some(row) = rows.into_iter().find(|row| row.key == self.room) else {
            return Ok(());
        };
        self.engine.forget_devices();
        if row.epoch != self.epoch {
            let what = format!("room {}", self.room);
            return Err(StoreError::unreadable(what, "it was put back: start anew"));
        }
        self.catch_up(row.head).await
    }
}

/// Where another process has brought the room; never, where there is none.
async fn rung(doorbell: &mut Option<watch::Receiver<Seq>>) -> Seq {
    if let Some(doorbell) = doorbell
        && doorbell.changed().await.is_ok()
    {
        return *doorbell.borrow_and_update();
    }
    std::future::pending().await
}
