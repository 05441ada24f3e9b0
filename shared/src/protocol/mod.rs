//! What travels between a client and the server.
//!
//! One connection serves one room. The messages are the same in both encodings: `guatu.v1.postcard`
//! is compact and meant for the app, `guatu.v1.json` is meant for anyone. New variants and fields
//! are only ever added at the end.
//!
//! These are the rules. Every one is cited by a test that fails without it (`tests/tests/rules.rs`
//! sees to that): when a test and a rule disagree, one of them is wrong.
//!
//! - **R1** A client opens with [`ClientMessage::Hello`], which names its device and how far it has
//!   the room; the server answers [`ServerMessage::Welcome`], which names the last command number it
//!   has from that device. Anything else before `Hello` is a [`Problem`].
//! - **R2** A device numbers its commands 1, 2, 3 …. The server decides on each number once and keeps
//!   the result; a number it already has is answered with the kept result. Results are kept for 90
//!   days; a later question after a command that is not in the log is answered with a rejection, so
//!   that its author looks again.
//! - **R3** A number that leaves a gap is not decided on: [`Problem`] `gap` names the expected one.
//! - **R4** A result is sent only after its effects are durable; so is a delta.
//! - **R5** Deltas name `from` and `to`: they hold every change after `from` up to `to`, in order,
//!   without holes. A client that is at another place asks anew from its own.
//! - **R6** A client whose place the server cannot continue from (another epoch, or a place ahead of
//!   the room) is told to start afresh: [`Welcome::resume`] is [`Resume::Afresh`].
//! - **R7** A frame that cannot be read is answered with a [`Problem`] that says what is wrong;
//!   nothing of it is applied, and the connection goes on.
//! - **R8** A client may tell the checksum of its records ([`ClientMessage::Check`]). When it is at
//!   the room's head and holds something else, the server answers [`ProblemCode::Diverged`], and the
//!   client starts afresh; otherwise there is no answer.
//! - **R9** When a backup was put back, the room goes on in another epoch. The server still knows the
//!   devices as they were in the backup: a command that it has is answered with the kept result, and
//!   a client numbers the others on from [`Welcome::last_number`].

mod codec;
mod message;

pub use codec::{DecodeError, Encoding, from_postcard, to_postcard};
pub use message::{
    ClientMessage, Delta, Entry, Hello, Outcome, Problem, ProblemCode, Push, Resume, RoomListed,
    ServerMessage, Snapshot, Verdict, Welcome,
};

/// The version of the protocol spoken here.
pub const PROTOCOL_VERSION: u16 = 1;
