//! The messages.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::rules::{Actor, Command, Refusal};
use crate::schema::{CommandNumber, DeviceId, Record, Sentence, Seq, Timestamp};
use crate::state::Effect;

/// From a client to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientMessage {
    /// The first message.
    Hello(Hello),
    /// Commands.
    Push(Push),
    /// Asks for a sign of life.
    Ping,
    /// Tells what the client holds; the server answers only when it holds something else (R8).
    Check {
        /// How far its copy goes.
        cursor: Seq,
        /// The checksum of its records.
        checksum: u64,
    },
}

/// Who the client is and how far it has the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The version of the protocol the client speaks.
    pub protocol: u16,
    /// The number of the schema it was built with.
    pub schema: u32,
    /// The device its commands are numbered by.
    pub device: DeviceId,
    /// The epoch its copy belongs to, when it has one.
    #[serde(default)]
    pub epoch: Option<Uuid>,
    /// How far its copy goes; none for a client that only wants what comes from now on.
    #[serde(default)]
    pub cursor: Option<Seq>,
}

/// Commands with rising numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    /// The number of the first one.
    pub first: CommandNumber,
    /// The commands.
    pub commands: Vec<Command>,
}

/// From the server to a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServerMessage {
    /// The answer to `Hello`.
    Welcome(Welcome),
    /// What changed.
    Delta(Delta),
    /// What became of a command.
    Result(Verdict),
    /// Something was wrong with what the client sent.
    Problem(Problem),
    /// A sign of life.
    Pong,
    /// How many devices are connected to the room; state, not history.
    Present {
        /// Their number.
        devices: u32,
    },
}

/// The answer to `Hello`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The version of the protocol spoken from here on.
    pub protocol: u16,
    /// The number of the server's schema.
    pub schema: u32,
    /// The epoch of the room: another one after a backup was restored.
    pub epoch: Uuid,
    /// How far the room is.
    pub head: Seq,
    /// The last command number the server has from this device.
    pub last_number: CommandNumber,
    /// Who the client acts as.
    pub actor: Actor,
    /// How the client gets up to date.
    pub resume: Resume,
    /// The server's clock.
    pub now: Timestamp,
}

/// How a client gets up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resume {
    /// By deltas from its place; they follow.
    Deltas,
    /// By fetching the room's snapshot and saying `Hello` again.
    Afresh,
}

/// Every change after `from` up to `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// Where the client must be for this to fit.
    pub from: Seq,
    /// Where it is afterwards.
    pub to: Seq,
    /// The changes, in order.
    pub entries: Vec<Arc<Entry>>,
}

/// One change as clients get it. The log has more: command, replaced values, hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the room's order.
    pub seq: Seq,
    /// When the server took it in.
    pub at: Timestamp,
    /// Who did it, by name at that time.
    pub by: String,
    /// The device it came from.
    pub device: DeviceId,
    /// Its number on that device.
    pub number: CommandNumber,
    /// What it does.
    pub effects: Vec<Effect>,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The command's number on the device.
    pub number: CommandNumber,
    /// What became of it.
    pub outcome: Outcome,
}

/// What can become of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is in the log.
    Applied {
        /// Its place in the room's order.
        seq: Seq,
    },
    /// Everything was already as it was wanted.
    NoChange,
    /// It is not carried out.
    Rejected(Refusal),
}

/// Something was wrong with what the client sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The sort of problem, for programs.
    pub code: ProblemCode,
    /// What is wrong, for people.
    pub reason: Sentence,
    /// The command number it is about, or the one that was expected.
    #[serde(default)]
    pub number: Option<CommandNumber>,
}

/// The sorts of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The frame cannot be read.
    BadFrame,
    /// The frame is larger than is taken.
    TooLarge,
    /// Something else came before `Hello`, or a second `Hello`.
    OutOfPlace,
    /// The two sides have no version of the protocol in common.
    Version,
    /// A command number leaves a gap.
    Gap,
    /// The client claims to be ahead of the room.
    Ahead,
    /// The device's numbers belong to someone else.
    NotYourDevice,
    /// The server could not store it; try again.
    Unavailable,
    /// The client's records are not those of the room at its place.
    Diverged,
}

/// A room as the list of rooms names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomListed {
    /// Its key in addresses.
    pub key: String,
    /// The name over its board.
    pub name: String,
    /// Its epoch.
    pub epoch: Uuid,
    /// How far it is.
    pub head: Seq,
}

/// The whole room at one moment, as it is fetched over HTTP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The epoch of the room.
    pub epoch: Uuid,
    /// The moment: every change up to here is in it.
    pub seq: Seq,
    /// The records.
    pub records: Vec<Arc<Record>>,
}
