//! One connection.
//!
//! A single task does everything in turn, so nothing has to be agreed on with anyone: it reads
//! messages, hands commands to the room, and sends results and deltas as they become ready. What a
//! client is behind by is its cursor, not a queue; what it sends too fast is left unread.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket, close_code};
use shared::protocol::{ClientMessage, Encoding, Hello, Problem, ProblemCode, Push, ServerMessage};
use shared::rules::Actor;
use shared::schema::{DeviceId, Seq};
use tokio::sync::{oneshot, watch};
use tokio::time::{Instant, Sleep, sleep_until};

use super::allowance::Allowance;
use super::greeting::{Greeting, greet};
use super::wire::{End, Wire};
use crate::config::{
    DELTA_ENTRIES, HELLO_WITHIN, MESSAGE_LIMIT, PING_AFTER, PUSH_LIMIT, PUSHES_WAITING,
    SILENCE_LIMIT,
};
use crate::http::Server;
use crate::room::{Answer, Frames, Present, Room, Since, Submission, problem};
use crate::store::{LogQuery, LogRow, Newest, Store, StoreError};

/// A pause without an end in sight, for a wait that is not needed at the moment.
const LONG: Duration = Duration::from_hours(1);

pub(super) struct Connection {
    wire: Wire,
    room: Arc<Room>,
    store: Arc<dyn Store>,
    actor: Actor,
    /// The device that said `Hello`.
    device: Option<DeviceId>,
    /// How far the client has the room; none until it can go on from somewhere.
    cursor: Option<Seq>,
    /// Pushes whose results are not there yet, oldest first.
    waiting: VecDeque<oneshot::Receiver<Answer>>,
    allowance: Allowance,
    heard: Instant,
    pinged: Instant,
    hello_by: Option<Instant>,
    /// Rings when it may be time for something. Kept, since setting one anew for every message
    /// costs more than a bell that rings too early now and then.
    bell: Pin<Box<Sleep>>,
    heads: watch::Receiver<Seq>,
    presence: watch::Receiver<u32>,
    stopping: watch::Receiver<bool>,
    _present: Present,
}

/// What a connection can wake up for.
enum Event {
    Incoming(Option<Result<Message, axum::Error>>),
    Answer(Answer),
    Head,
    Present,
    Time,
    Stop,
}

impl Connection {
    pub(super) fn new(
        socket: WebSocket,
        server: &Server,
        room: Arc<Room>,
        actor: Actor,
        encoding: Encoding,
    ) -> Self {
        let now = Instant::now();
        Self {
            wire: Wire::new(socket, encoding),
            store: Arc::clone(&server.store),
            actor,
            device: None,
            cursor: None,
            waiting: VecDeque::new(),
            allowance: Allowance::new(now),
            heard: now,
            pinged: now,
            hello_by: Some(now + HELLO_WITHIN),
            bell: Box::pin(sleep_until(now + HELLO_WITHIN)),
            heads: room.watch_head(),
            presence: room.presence().watch(),
            stopping: server.stopping.clone(),
            _present: room.presence().enter(),
            room,
        }
    }

    /// Serves the client until one of the two leaves.
    pub(super) async fn run(mut self) {
        let end = loop {
            let event = self.next().await;
            if let Err(end) = self.handle(event).await {
                break end;
            }
        };
        if let End::Close(code, reason) = end {
            self.wire.close(code, reason).await;
        }
    }

    /// Waits for whatever comes first.
    async fn next(&mut self) -> Event {
        let now = Instant::now();
        let may_read = self.waiting.len() < PUSHES_WAITING && self.allowance.ready_at() <= now;
        let live = self.cursor.is_some();
        let wake = self.wake(now, may_read);
        if wake < self.bell.deadline() || self.bell.is_elapsed() {
            self.bell.as_mut().reset(wake);
        }
        tokio::select! {
            _ = self.stopping.wait_for(|stopping| *stopping) => Event::Stop,
            answer = first(&mut self.waiting) => Event::Answer(answer),
            changed = self.heads.changed(), if live => match changed {
                Ok(()) => Event::Head,
                Err(_) => Event::Stop,
            },
            changed = self.presence.changed(), if live => match changed {
                Ok(()) => Event::Present,
                Err(_) => Event::Stop,
            },
            message = self.wire.recv(), if may_read => Event::Incoming(message),
            () = self.bell.as_mut() => Event::Time,
        }
    }

    /// When to look at the clock again.
    fn wake(&self, now: Instant, may_read: bool) -> Instant {
        if !may_read {
            return self
                .allowance
                .ready_at()
                .max(now + Duration::from_millis(1));
        }
        let ping = self.heard.max(self.pinged) + PING_AFTER;
        let gone = self.heard + SILENCE_LIMIT;
        let hello = self.hello_by.unwrap_or(now + LONG);
        ping.min(gone).min(hello)
    }

    async fn handle(&mut self, event: Event) -> Result<(), End> {
        match event {
            Event::Incoming(message) => self.read(message).await,
            Event::Answer(answer) => self.answer(answer).await,
            Event::Head => self.send_deltas().await,
            Event::Present => {
                let devices = *self.presence.borrow_and_update();
                self.wire.send(&ServerMessage::Present { devices }).await
            }
            Event::Time => self.look_at_the_clock().await,
            Event::Stop => Err(End::Close(close_code::AWAY, "the server stops")),
        }
    }

    async fn look_at_the_clock(&mut self) -> Result<(), End> {
        let now = Instant::now();
        if self.allowance.ready_at() > now {
            return Ok(());
        }
        if self.hello_by.is_some_and(|by| by <= now) {
            self.problem(problem::hello_first()).await?;
            return Err(End::Close(close_code::POLICY, "no hello in time"));
        }
        if self.heard + SILENCE_LIMIT <= now {
            return Err(End::Close(close_code::AWAY, "nothing was heard"));
        }
        if self.heard.max(self.pinged) + PING_AFTER <= now {
            self.pinged = now;
            return self.wire.ping().await;
        }
        Ok(())
    }

    async fn read(&mut self, message: Option<Result<Message, axum::Error>>) -> Result<(), End> {
        let message = match message {
            None | Some(Ok(Message::Close(_))) => return Err(End::Gone),
            Some(Ok(message)) => message,
            Some(Err(error)) => return Err(self.unreadable(&error).await),
        };
        self.heard = Instant::now();
        let frame = match (&message, self.wire.encoding()) {
            (Message::Ping(_) | Message::Pong(_) | Message::Close(_), _) => return Ok(()),
            (Message::Binary(bytes), Encoding::Postcard) => bytes.as_ref(),
            (Message::Text(text), Encoding::Json) => text.as_str().as_bytes(),
            _ => {
                return self
                    .problem(problem::wrong_frame_type(self.wire.encoding()))
                    .await;
            }
        };
        if frame.len() > MESSAGE_LIMIT {
            return Err(self.too_large().await);
        }
        match self.wire.encoding().decode(frame) {
            Ok(message) => self.take(message).await,
            Err(error) => self.problem(problem::bad_frame(&error.to_string())).await,
        }
    }

    /// The socket cannot be read any more: a message far too large, or a client that broke off.
    async fn unreadable(&mut self, error: &axum::Error) -> End {
        tracing::debug!(%error, "a connection cannot be read");
        // `axum` does not tell the two apart but in words.
        if error.to_string().contains("too long") {
            return self.too_large().await;
        }
        End::Gone
    }

    async fn too_large(&mut self) -> End {
        match self.problem(problem::message_too_large()).await {
            Ok(()) => End::Close(close_code::SIZE, "the message is too large"),
            Err(end) => end,
        }
    }

    async fn take(&mut self, message: ClientMessage) -> Result<(), End> {
        match message {
            ClientMessage::Hello(hello) => self.hello(&hello).await,
            ClientMessage::Push(push) => self.push(push).await,
            ClientMessage::Ping => self.wire.send(&ServerMessage::Pong).await,
        }
    }

    async fn hello(&mut self, hello: &Hello) -> Result<(), End> {
        // A client that had to start afresh says `Hello` again on the same connection.
        if self.cursor.is_some() {
            return self.problem(problem::second_hello()).await;
        }
        // What is published from here on is news.
        self.heads.mark_unchanged();
        let greeting = greet(hello, &self.room, &self.actor, self.store.as_ref()).await;
        match greeting.map_err(|error| failed(&error))? {
            Greeting::Welcome {
                welcome,
                go_on_from,
                ahead,
            } => {
                self.hello_by = None;
                self.device = Some(hello.device);
                self.cursor = go_on_from;
                self.wire.send(&ServerMessage::Welcome(welcome)).await?;
                if let Some(ahead) = ahead {
                    self.problem(ahead).await?;
                }
                self.send_deltas().await
            }
            Greeting::Problem(problem) => self.problem(problem).await,
            Greeting::Parting(problem) => {
                self.problem(problem).await?;
                Err(End::Close(close_code::PROTOCOL, "unknown protocol version"))
            }
        }
    }

    async fn push(&mut self, push: Push) -> Result<(), End> {
        let Some(device) = self.device else {
            return self.problem(problem::hello_first()).await;
        };
        self.allowance.spend(push.commands.len(), Instant::now());
        if push.commands.len() > PUSH_LIMIT {
            let problem = problem::too_many_commands(push.commands.len(), push.first);
            return self.problem(problem).await;
        }
        let submission = Submission {
            device,
            actor: self.actor.clone(),
            first: Some(push.first),
            at: None,
            commands: push.commands,
        };
        let answer = self.room.submit(submission).await;
        self.waiting.push_back(answer);
        Ok(())
    }

    async fn answer(&mut self, answer: Answer) -> Result<(), End> {
        if let Some(problem) = answer.problem {
            return self.problem(problem).await;
        }
        let results = answer.verdicts.into_iter().map(ServerMessage::Result);
        self.wire.send_all(results).await
    }

    /// Sends everything the client does not have yet.
    async fn send_deltas(&mut self) -> Result<(), End> {
        self.heads.mark_unchanged();
        while let Some(cursor) = self.cursor {
            let frames = match self.room.tail().since(cursor) {
                Since::Nothing => return Ok(()),
                Since::Frames(frames) => frames,
                Since::Older(before) => {
                    let page = older(self.room.key(), self.store.as_ref(), cursor, before);
                    Arc::new(page.await.map_err(|error| failed(&error))?)
                }
            };
            if frames.to() <= cursor {
                // The log has a hole here, which `guatu verify` will name.
                tracing::error!(room = self.room.key(), %cursor, "the log does not go on");
                return Err(End::Close(close_code::ERROR, "the log does not go on"));
            }
            self.wire.send_frames(&frames).await?;
            self.cursor = Some(frames.to());
        }
        Ok(())
    }

    async fn problem(&mut self, problem: Problem) -> Result<(), End> {
        let code: ProblemCode = problem.code;
        tracing::debug!(room = self.room.key(), ?code, "told a client of a problem");
        self.wire.send(&ServerMessage::Problem(problem)).await
    }
}

/// Entries after `cursor` that are only in the store.
async fn older(
    room: &str,
    store: &dyn Store,
    cursor: Seq,
    before: Seq,
) -> Result<Frames, StoreError> {
    let missing = before.0.saturating_sub(cursor.0 + 1);
    let page = u32::try_from(missing.min(DELTA_ENTRIES as u64)).unwrap_or(u32::MAX);
    let query = LogQuery {
        from: cursor.next(),
        limit: page,
        record: None,
        newest: Newest::Last,
    };
    let rows = store.log(room, query).await?;
    let entries = rows.into_iter().map(LogRow::into_entry);
    Ok(Frames::new(cursor, entries.collect::<Result<_, _>>()?))
}

/// The answer to the oldest push; never, while there is none.
async fn first(waiting: &mut VecDeque<oneshot::Receiver<Answer>>) -> Answer {
    let Some(oldest) = waiting.front_mut() else {
        return std::future::pending().await;
    };
    let answer = oldest.await;
    waiting.pop_front();
    answer.unwrap_or_else(|_| Answer::problem(problem::unavailable()))
}

fn failed(error: &StoreError) -> End {
    tracing::error!(%error, "a connection could not be served");
    End::Close(close_code::ERROR, "the server failed")
}
