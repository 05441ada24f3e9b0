//! One connection.
//!
//! A single task does everything in turn, so nothing has to be agreed on with anyone: it reads
//! messages, hands commands to the room, and sends results and deltas as they become ready. What a
//! client is behind by is its cursor, not a queue; what it sends too fast is left unread.

mod allowance;
mod greeting;
mod wire;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use shared::protocol::{ClientMessage, Hello, Problem, ProblemCode, Push, ServerMessage};
use shared::rules::Actor;
use shared::schema::{DeviceId, Seq};
use tokio::sync::{oneshot, watch};

use self::allowance::Allowance;
use self::greeting::{Greeting, greet};
pub use self::wire::{End, Event, Incoming, Wire, close_code};
use crate::ledger::{Ledger, LogQuery, LogRow, Newest};
use crate::limits::{
    DELTA_ENTRIES, HELLO_WITHIN, MESSAGE_LIMIT, PING_AFTER, PUSH_LIMIT, PUSHES_WAITING,
    SILENCE_LIMIT,
};
use crate::{Answer, Frames, Head, Present, Room, Since, StoreError, Submission, problem};

/// A pause without an end in sight, for a wait that is not needed at the moment.
const LONG: Duration = Duration::from_hours(1);

/// One client's connection to a room.
pub struct Connection<W> {
    wire: W,
    room: Arc<Room>,
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
    heads: watch::Receiver<Head>,
    presence: watch::Receiver<u32>,
    stopping: watch::Receiver<bool>,
    _present: Present,
}

/// What a connection can wake up for.
enum Wake {
    Wire(Event),
    Answer(Answer),
    Head,
    Present,
    Stop,
}

impl<W: Wire> Connection<W> {
    /// A connection over which nothing was said yet. It ends when `stopping` turns true.
    pub fn new(wire: W, room: Arc<Room>, actor: Actor, stopping: watch::Receiver<bool>) -> Self {
        let now = room.host.instant();
        Self {
            wire,
            actor,
            device: None,
            cursor: None,
            waiting: VecDeque::new(),
            allowance: Allowance::new(now),
            heard: now,
            pinged: now,
            hello_by: Some(now + HELLO_WITHIN),
            heads: room.watch_head(),
            presence: room.presence.watch(),
            stopping,
            _present: room.presence.enter(),
            room,
        }
    }

    /// Serves the client until one of the two leaves.
    pub async fn run(mut self) {
        let end = loop {
            let wake = self.next().await;
            if let Err(end) = self.handle(wake).await {
                break end;
            }
        };
        if let End::Close(code, reason) = end {
            self.wire.close(code, reason).await;
        }
    }

    /// Waits for whatever comes first. What the client says goes before what it is told: it is
    /// bounded by its allowance, so neither starves.
    async fn next(&mut self) -> Wake {
        let now = self.room.host.instant();
        let may_read = self.waiting.len() < PUSHES_WAITING && self.allowance.ready_at() <= now;
        let live = self.cursor.is_some();
        let wake = self.wake(now, may_read);
        tokio::select! {
            biased;
            _ = self.stopping.wait_for(|stopping| *stopping) => Wake::Stop,
            answer = first(&mut self.waiting) => Wake::Answer(answer),
            event = self.wire.next(may_read, wake) => Wake::Wire(event),
            changed = self.heads.changed(), if live => match changed {
                Ok(()) => Wake::Head,
                Err(_) => Wake::Stop,
            },
            changed = self.presence.changed(), if live => match changed {
                Ok(()) => Wake::Present,
                Err(_) => Wake::Stop,
            },
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

    async fn handle(&mut self, wake: Wake) -> Result<(), End> {
        match wake {
            Wake::Wire(Event::Incoming(incoming)) => self.read(incoming).await,
            Wake::Wire(Event::Time) => self.look_at_the_clock().await,
            Wake::Answer(answer) => self.answer(answer).await,
            Wake::Head => self.send_deltas().await,
            Wake::Present => {
                let devices = *self.presence.borrow_and_update();
                self.say(&ServerMessage::Present { devices }).await
            }
            Wake::Stop => Err(End::Close(close_code::AWAY, "the server stops")),
        }
    }

    async fn look_at_the_clock(&mut self) -> Result<(), End> {
        let now = self.room.host.instant();
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

    async fn read(&mut self, incoming: Incoming) -> Result<(), End> {
        let (encoding, frame) = match incoming {
            Incoming::Frame(encoding, frame) => (encoding, frame),
            Incoming::Alive => {
                self.heard = self.room.host.instant();
                return Ok(());
            }
            Incoming::TooLarge => return Err(self.too_large().await),
            Incoming::Gone => return Err(End::Gone),
        };
        self.heard = self.room.host.instant();
        if encoding != self.wire.encoding() {
            return self
                .problem(problem::wrong_frame_type(self.wire.encoding()))
                .await;
        }
        if frame.len() > MESSAGE_LIMIT {
            return Err(self.too_large().await);
        }
        match encoding.decode(&frame) {
            Ok(message) => self.take(message).await,
            Err(error) => self.problem(problem::bad_frame(&error.to_string())).await,
        }
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
            ClientMessage::Ping => self.say(&ServerMessage::Pong).await,
            ClientMessage::Check { cursor, checksum } => {
                let head = *self.heads.borrow();
                if head.seq == cursor && head.checksum.value() != checksum {
                    return self.problem(problem::diverged(cursor)).await;
                }
                Ok(())
            }
        }
    }

    async fn hello(&mut self, hello: &Hello) -> Result<(), End> {
        // A client that had to start afresh says `Hello` again on the same connection.
        if self.cursor.is_some() {
            return self.problem(problem::second_hello()).await;
        }
        // What is published from here on is news.
        self.heads.mark_unchanged();
        let greeting = greet(hello, &self.room, &self.actor).await;
        match greeting.map_err(|error| failed(&error))? {
            Greeting::Welcome {
                welcome,
                go_on_from,
                ahead,
            } => {
                self.hello_by = None;
                self.device = Some(hello.device);
                self.cursor = go_on_from;
                self.say(&ServerMessage::Welcome(welcome)).await?;
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
        let now = self.room.host.instant();
        self.allowance.spend(push.commands.len(), now);
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
        let encoding = self.wire.encoding();
        let results = answer.verdicts.into_iter().map(ServerMessage::Result);
        let frames = results.map(|result| encoding.encode(&result).into());
        self.wire.send(frames.collect()).await
    }

    /// Sends everything the client does not have yet.
    async fn send_deltas(&mut self) -> Result<(), End> {
        self.heads.mark_unchanged();
        while let Some(cursor) = self.cursor {
            let frames = match self.room.tail.since(cursor) {
                Since::Nothing => return Ok(()),
                Since::Frames(frames) => frames,
                Since::Older(before) => {
                    let page = older(self.room.key(), self.room.ledger.as_ref(), cursor, before);
                    Arc::new(page.await.map_err(|error| failed(&error))?)
                }
            };
            if frames.to() <= cursor {
                // The log has a hole here, which `guatu verify` will name.
                tracing::error!(room = self.room.key(), %cursor, "the log does not go on");
                return Err(End::Close(close_code::ERROR, "the log does not go on"));
            }
            self.wire.send_delta(&frames).await?;
            self.cursor = Some(frames.to());
        }
        Ok(())
    }

    async fn problem(&mut self, problem: Problem) -> Result<(), End> {
        let code: ProblemCode = problem.code;
        tracing::debug!(room = self.room.key(), ?code, "told a client of a problem");
        self.say(&ServerMessage::Problem(problem)).await
    }

    async fn say(&mut self, message: &ServerMessage) -> Result<(), End> {
        let frame = self.wire.encoding().encode(message);
        self.wire.send(vec![frame.into()]).await
    }
}

/// Entries after `cursor` that are only in the store.
async fn older(
    room: &str,
    ledger: &dyn Ledger,
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
    let rows = ledger.log(room, query).await?;
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
