//! Sockets: what one side sends is under way until the scheduler delivers it.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::time::Instant;

use bytes::Bytes;
use room::{End, Frames, Incoming, Wire, WireEvent};
use shared::protocol::Encoding;

use crate::clock::Clock;

/// How many frames fit into the network before a sender has to wait.
const IN_FLIGHT: usize = 64;

/// One direction of a connection's two ends, and the state both share.
#[derive(Debug)]
pub(crate) struct Line {
    clock: Arc<Clock>,
    encoding: Encoding,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// Arrived at the server, not read yet.
    inbox: VecDeque<Bytes>,
    /// Under way to the client.
    outbox: VecDeque<Bytes>,
    /// One side has left, or the network between them is gone.
    closed: bool,
    waker: Option<Waker>,
}

impl Line {
    /// A connection whose client speaks one encoding.
    pub(crate) fn new(clock: Arc<Clock>, encoding: Encoding) -> Arc<Self> {
        Arc::new(Self {
            clock,
            encoding,
            inner: Mutex::default(),
        })
    }

    fn look<T>(&self, look: impl FnOnce(&mut Inner) -> T) -> T {
        look(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes something, and lets the server look at it again.
    fn with<T>(&self, change: impl FnOnce(&mut Inner) -> T) -> T {
        self.look(|inner| {
            let result = change(inner);
            if let Some(waker) = inner.waker.take() {
                waker.wake();
            }
            result
        })
    }

    /// The encoding the client speaks.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Delivers a frame to the server.
    pub(crate) fn deliver(&self, frame: Bytes) {
        self.with(|inner| inner.inbox.push_back(frame));
    }

    /// The frame that reaches the client next, or one that overtakes it.
    pub(crate) fn take(&self, overtaking: bool) -> Option<Bytes> {
        self.with(|inner| {
            if overtaking && inner.outbox.len() > 1 {
                return inner.outbox.remove(1);
            }
            inner.outbox.pop_front()
        })
    }

    /// Breaks the connection. What was under way is lost.
    pub(crate) fn cut(&self) {
        self.with(|inner| {
            inner.closed = true;
            inner.inbox.clear();
            inner.outbox.clear();
        });
    }

    /// Whether the server has left, and nothing it said is under way any more.
    pub(crate) fn is_over(&self) -> bool {
        self.look(|inner| inner.closed && inner.outbox.is_empty())
    }
}

/// The server's end.
pub(crate) struct Socket(pub(crate) Arc<Line>);

impl Drop for Socket {
    fn drop(&mut self) {
        self.0.with(|inner| inner.closed = true);
    }
}

impl Socket {
    async fn put(&mut self, frame: Bytes) -> Result<(), End> {
        poll_fn(|context| {
            let mut inner = self.0.inner.lock().unwrap_or_else(PoisonError::into_inner);
            if inner.closed {
                return Poll::Ready(Err(End::Gone));
            }
            if inner.outbox.len() < IN_FLIGHT {
                inner.outbox.push_back(frame.clone());
                return Poll::Ready(Ok(()));
            }
            inner.waker = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }
}

impl Wire for Socket {
    fn encoding(&self) -> Encoding {
        self.0.encoding
    }

    async fn next(&mut self, may_read: bool, wake: Instant) -> WireEvent {
        poll_fn(|context| {
            let mut inner = self.0.inner.lock().unwrap_or_else(PoisonError::into_inner);
            if may_read {
                if let Some(frame) = inner.inbox.pop_front() {
                    let incoming = Incoming::Frame(self.0.encoding, frame);
                    return Poll::Ready(WireEvent::Incoming(incoming));
                }
                if inner.closed {
                    return Poll::Ready(WireEvent::Incoming(Incoming::Gone));
                }
            }
            inner.waker = Some(context.waker().clone());
            drop(inner);
            self.0
                .clock
                .poll_at(wake, context)
                .map(|()| WireEvent::Time)
        })
        .await
    }

    async fn send(&mut self, frames: Vec<Bytes>) -> Result<(), End> {
        for frame in frames {
            self.put(frame).await?;
        }
        Ok(())
    }

    async fn send_delta(&mut self, frames: &Frames) -> Result<(), End> {
        self.put(frames.bytes(self.0.encoding)).await
    }

    async fn ping(&mut self) -> Result<(), End> {
        Ok(())
    }

    async fn close(self, _: u16, _: &'static str) {}
}
