//! Keeps a room connected: says hello, sends what waits, takes in what comes, and connects again
//! when the line breaks, sooner after the first break and later after many. What is said and made of
//! what is heard is [`Link`]'s; here are the socket and the clock.

use std::pin::pin;

use futures_channel::mpsc::UnboundedReceiver;
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use gloo_timers::future::{IntervalStream, TimeoutFuture};
use shared::protocol::ServerMessage;
use shared::replica::{Ended, Link, PING_EVERY_MS, wait_ms};

use super::socket::Socket;
use super::{FetchError, me, random_fraction, snapshot};
use crate::room::{Line, Room};

/// What happens next on a connection.
enum Event {
    Message(Box<Option<(ServerMessage, Vec<u8>)>>),
    /// Something waits to be sent, or the person or the browser asks to try again.
    Wake,
    Tick,
}

/// How a connection went.
struct Went {
    ended: Ended,
    /// Whether the server had said welcome.
    welcomed: bool,
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
    let mut attempts = 0;
    loop {
        let went = connection(room, wakes).await;
        attempts = if went.welcomed { 0 } else { attempts + 1 };
        let line = match went.ended {
            Ended::Broken if went.welcomed => Line::Down,
            // A refused upgrade looks like any other break; a request tells why it was.
            Ended::Broken => match me().await {
                Err(FetchError::SignedOut) => Line::SignedOut,
                Ok(actor) if actor.id != room.actor().id => Line::SomeoneElse,
                _ => Line::Down,
            },
            Ended::Afresh(known) => match snapshot(&room.key()).await {
                Ok(snapshot) => {
                    if room.restart(snapshot, known).await {
                        Line::Connecting
                    } else {
                        // The room has gone into another epoch: the next attempt tells which.
                        Line::Down
                    }
                }
                Err(FetchError::SignedOut) => Line::SignedOut,
                Err(_) => Line::Down,
            },
            Ended::SomeoneElse => Line::SomeoneElse,
            Ended::Outdated => Line::Outdated,
        };
        room.set_line(line);
        let pause = TimeoutFuture::new(wait_ms(attempts, random_fraction()));
        if let Either::Right(_) = select(pause, wakes.next()).await {
            // Someone wants it now; a moment is waited all the same, so as not to hammer.
            TimeoutFuture::new(100).await;
        }
    }
}

async fn connection(room: Room, wakes: &mut UnboundedReceiver<()>) -> Went {
    let went = |ended, welcomed| Went { ended, welcomed };
    let Some(mut socket) = Socket::open(&room.key()).await else {
        return went(Ended::Broken, false);
    };
    let (mut link, hello) = room.with_replica(Link::open);
    if !socket.send(&hello) {
        return went(Ended::Broken, false);
    }
    let mut ticks = IntervalStream::new(PING_EVERY_MS);
    let ended = loop {
        let done = match next(&mut socket, wakes, &mut ticks).await {
            Event::Message(message) => match *message {
                Some((message, frame)) => hear(room, &mut link, message, frame),
                None => Err(Ended::Broken),
            },
            Event::Wake => Ok(()),
            Event::Tick => {
                room.look_for_queued().await;
                room.with_replica(|replica| link.tick(replica))
                    .and_then(|messages| {
                        let sent = messages.iter().all(|message| socket.send(message));
                        sent.then_some(()).ok_or(Ended::Broken)
                    })
            }
        };
        if let Err(ended) = done {
            break ended;
        }
        let mut push = || room.with_replica(|replica| link.push(replica));
        if !std::iter::from_fn(&mut push).all(|push| socket.send(&push)) {
            break Ended::Broken;
        }
    };
    went(ended, link.is_welcome())
}

/// Takes in what the server says; an error when the connection ends by it.
fn hear(room: Room, link: &mut Link, message: ServerMessage, frame: Vec<u8>) -> Result<(), Ended> {
    link.hear(&message, &room.actor())?;
    if let ServerMessage::Welcome(welcome) = &message {
        room.welcome(welcome);
        room.set_line(Line::Up);
        return Ok(());
    }
    room.pass_on(frame);
    if room.take(message) {
        Ok(())
    } else {
        Err(Ended::Broken)
    }
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
