//! Keeps a room connected: says hello, sends what waits, takes in what comes, and connects again
//! when the line breaks, sooner after the first break and later after many.

use std::pin::pin;

use futures_channel::mpsc::UnboundedReceiver;
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use gloo_timers::future::{IntervalStream, TimeoutFuture};
use shared::model::SCHEMA_VERSION;
use shared::protocol::{
    ClientMessage, Hello, PROTOCOL_VERSION, ProblemCode, Resume, ServerMessage,
};
use shared::schema::CommandNumber;

use super::socket::Socket;
use super::{FetchError, me, random_fraction, snapshot};
use crate::room::{Line, Room};

/// How often a sign of life is asked for.
const PING_MS: u32 = 10_000;
/// So many signs of life may be missing before the line counts as dead.
const MISSED_PINGS: u32 = 2;
/// The first wait after a break, doubled after each further one.
const FIRST_WAIT_MS: f64 = 250.0;
const LONGEST_WAIT_MS: f64 = 15_000.0;

/// What happens next on a connection.
enum Event {
    Message(Box<Option<(ServerMessage, Vec<u8>)>>),
    /// Something waits to be sent, or the person or the browser asks to try again.
    Wake,
    Tick,
}

/// Why a connection ended.
enum Ended {
    /// The line broke, before or after the server said welcome.
    Broken { welcomed: bool },
    /// The copy cannot be continued.
    Afresh,
    /// It cannot go on until the person does something.
    Stuck(Line),
}

/// Runs as long as the page: connected while this tab leads, silent while another one does.
pub(crate) async fn attend(room: Room, mut wakes: UnboundedReceiver<()>) {
    loop {
        let Some(mut held) = room.lead().await else {
            // No other tab can know of this one.
            room.take_the_lead().await;
            return keep_connected(room, &mut wakes).await;
        };
        room.take_the_lead().await;
        let lost = pin!(held.lost());
        select(lost, pin!(keep_connected(room, &mut wakes))).await;
        room.follow();
    }
}

/// What waits is kept whatever happens to the line.
async fn keep_connected(room: Room, wakes: &mut UnboundedReceiver<()>) {
    let mut breaks = 0_i32;
    loop {
        let line = match connection(room, wakes).await {
            Ended::Broken { welcomed: true } => {
                breaks = 0;
                Line::Down
            }
            Ended::Broken { welcomed: false } => {
                breaks += 1;
                // A refused upgrade looks like any other break; a request tells why it was.
                match me().await {
                    Err(FetchError::SignedOut) => Line::SignedOut,
                    Ok(actor) if actor.id != room.actor().id => Line::SomeoneElse,
                    _ => Line::Down,
                }
            }
            Ended::Afresh => {
                breaks += 1;
                match snapshot(&room.key()).await {
                    Ok(snapshot) => {
                        room.restart(snapshot).await;
                        Line::Connecting
                    }
                    Err(FetchError::SignedOut) => Line::SignedOut,
                    Err(_) => Line::Down,
                }
            }
            Ended::Stuck(line) => {
                breaks += 1;
                line
            }
        };
        room.set_line(line);
        let longest = (FIRST_WAIT_MS * 2_f64.powi(breaks.min(10))).min(LONGEST_WAIT_MS);
        let wait = longest * (0.5 + random_fraction() / 2.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and LONGEST_WAIT_MS"
        )]
        let pause = TimeoutFuture::new(wait as u32);
        if let Either::Right(_) = select(pause, wakes.next()).await {
            // Someone wants it now; a moment is waited all the same, so as not to hammer.
            TimeoutFuture::new(100).await;
        }
    }
}

async fn connection(room: Room, wakes: &mut UnboundedReceiver<()>) -> Ended {
    let Some(mut socket) = Socket::open(&room.key()).await else {
        return Ended::Broken { welcomed: false };
    };
    let (epoch, cursor) = room.place();
    let hello = ClientMessage::Hello(Hello {
        protocol: PROTOCOL_VERSION,
        schema: SCHEMA_VERSION,
        device: room.device(),
        epoch: Some(epoch),
        cursor: Some(cursor),
    });
    if !socket.send(&hello) {
        return Ended::Broken { welcomed: false };
    }
    let mut ticks = IntervalStream::new(PING_MS);
    let mut welcomed = false;
    let mut silent_ticks = 0;
    // What this connection has carried already.
    let mut sent = CommandNumber(0);
    loop {
        match next(&mut socket, wakes, &mut ticks).await {
            Event::Message(message) => {
                silent_ticks = 0;
                let (message, frame) = match *message {
                    Some((message, frame)) => (Some(message), frame),
                    None => break,
                };
                match message {
                    None => break,
                    Some(ServerMessage::Welcome(welcome)) => {
                        if welcome.resume == Resume::Afresh {
                            return Ended::Afresh;
                        }
                        if welcome.actor.id != room.actor().id {
                            // What one person did is never sent as another's.
                            return Ended::Stuck(Line::SomeoneElse);
                        }
                        welcomed = true;
                        room.welcome(&welcome);
                        room.set_line(Line::Up);
                    }
                    Some(ServerMessage::Problem(problem)) => match problem.code {
                        ProblemCode::Ahead | ProblemCode::Gap => return Ended::Afresh,
                        ProblemCode::Version => return Ended::Stuck(Line::Outdated),
                        ProblemCode::NotYourDevice => return Ended::Stuck(Line::SomeoneElse),
                        // The rest is cured by starting the connection anew after a while: everything
                        // without a result is sent again, and the server answers each number once.
                        _ => return Ended::Stuck(Line::Down),
                    },
                    Some(message) => {
                        room.pass_on(frame);
                        if !room.take(message) {
                            break;
                        }
                    }
                }
            }
            Event::Wake => {}
            Event::Tick => {
                silent_ticks += 1;
                room.look_for_queued().await;
                if silent_ticks > MISSED_PINGS || !socket.send(&ClientMessage::Ping) {
                    break;
                }
            }
        }
        while welcomed && let Some(push) = room.unsent(sent) {
            sent = CommandNumber(push.first.0 + push.commands.len() as u64 - 1);
            if !socket.send(&ClientMessage::Push(push)) {
                return Ended::Broken { welcomed };
            }
        }
    }
    Ended::Broken { welcomed }
}

/// Waits for whatever happens first.
async fn next(
    socket: &mut Socket,
    wakes: &mut UnboundedReceiver<()>,
    ticks: &mut IntervalStream,
) -> Event {
    let message = pin!(socket.next());
    let timed = select(wakes.next(), ticks.next());
    match select(message, timed).await {
        Either::Left((message, _)) => Event::Message(Box::new(message)),
        Either::Right((Either::Left(_), _)) => Event::Wake,
        Either::Right((Either::Right(_), _)) => Event::Tick,
    }
}
