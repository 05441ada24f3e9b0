//! The socket of a connection, as the connection sees it.

use std::future::Future;
use std::time::Instant;

use bytes::Bytes;
use shared::protocol::Encoding;

use crate::Frames;

/// Why a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The client is gone, or can no longer be reached.
    Gone,
    /// It is closed from here, with a code and a reason.
    Close(u16, &'static str),
}

/// Why a connection is closed from here (RFC 6455 §7.4.1).
pub mod close_code {
    /// The server stops, or nothing was heard of the client.
    pub const AWAY: u16 = 1001;
    /// No version of the protocol in common.
    pub const PROTOCOL: u16 = 1002;
    /// The client does not keep to the rules.
    pub const POLICY: u16 = 1008;
    /// A message is too large.
    pub const SIZE: u16 = 1009;
    /// The server failed.
    pub const ERROR: u16 = 1011;
}

/// What comes from the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// A frame of this encoding.
    Frame(Encoding, Bytes),
    /// A sign of life.
    Alive,
    /// A frame so large that it was not read.
    TooLarge,
    /// The client has left.
    Gone,
}

/// What a wire can wake up for.
#[derive(Debug)]
pub enum Event {
    /// Something came from the client.
    Incoming(Incoming),
    /// It is time.
    Time,
}

/// The socket of a connection. None of its methods waits without end for a client that takes
/// nothing: such a one is [`End::Gone`].
pub trait Wire: Send {
    /// The encoding the client asked for.
    fn encoding(&self) -> Encoding;

    /// What comes first: something from the client, unless nothing may be read now, or the time
    /// `wake`. It may also wake earlier. May be dropped at any time without losing a frame.
    fn next(&mut self, may_read: bool, wake: Instant) -> impl Future<Output = Event> + Send;

    /// Sends frames of the client's encoding in one write.
    fn send(&mut self, frames: Vec<Bytes>) -> impl Future<Output = Result<(), End>> + Send;

    /// Sends a delta that others get as well.
    fn send_delta(&mut self, frames: &Frames) -> impl Future<Output = Result<(), End>> + Send;

    /// Asks for a sign of life.
    fn ping(&mut self) -> impl Future<Output = Result<(), End>> + Send;

    /// Says goodbye.
    fn close(self, code: u16, reason: &'static str) -> impl Future<Output = ()> + Send;
}
