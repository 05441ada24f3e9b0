//! The client's side of one connection: what it says, and what it makes of what it hears. No socket
//! and no timer: whoever has them asks what to do.

use super::{Known, Replica};
use crate::model::SCHEMA_VERSION;
use crate::protocol::{ClientMessage, Hello, PROTOCOL_VERSION, ProblemCode, Resume, ServerMessage};
use crate::rules::Actor;
use crate::schema::CommandNumber;

/// How often a sign of life is asked for, in milliseconds.
pub const PING_EVERY_MS: u32 = 10_000;
/// So many signs of life may be missing before the line counts as dead.
const MISSED_PINGS: u32 = 2;
/// The first wait after a break, in milliseconds, doubled after each further one.
const FIRST_WAIT_MS: f64 = 250.0;
const LONGEST_WAIT_MS: f64 = 15_000.0;

/// Why a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The line broke. To be tried again after a while.
    Broken,
    /// The copy cannot be continued: the room's snapshot is to be fetched. What the server has of
    /// this device, where it said so.
    Afresh(Option<Known>),
    /// Another account is signed in: what one person did is never sent as another's.
    SomeoneElse,
    /// The server speaks another version.
    Outdated,
}

/// One connection.
#[derive(Debug)]
pub struct Link {
    welcomed: bool,
    /// The last command this connection has carried.
    sent: CommandNumber,
    silent_ticks: u32,
}

impl Link {
    /// A connection that has just been opened, and the first thing to say on it.
    pub fn open(replica: &Replica) -> (Self, ClientMessage) {
        let link = Self {
            welcomed: false,
            sent: CommandNumber(0),
            silent_ticks: 0,
        };
        let hello = ClientMessage::Hello(Hello {
            protocol: PROTOCOL_VERSION,
            schema: SCHEMA_VERSION,
            device: replica.device(),
            epoch: Some(replica.epoch()),
            cursor: Some(replica.cursor()),
        });
        (link, hello)
    }

    /// Whether the server has said welcome.
    pub fn is_welcome(&self) -> bool {
        self.welcomed
    }

    /// Looks at a message before the replica takes it in; an error when the connection ends by it.
    pub fn hear(&mut self, message: &ServerMessage, actor: &Actor) -> Result<(), Ended> {
        self.silent_ticks = 0;
        match message {
            ServerMessage::Welcome(welcome) if welcome.actor.id != actor.id => {
                Err(Ended::SomeoneElse)
            }
            ServerMessage::Welcome(welcome) => match welcome.resume {
                Resume::Afresh => Err(Ended::Afresh(Some(Known {
                    epoch: welcome.epoch,
                    last_number: welcome.last_number,
                }))),
                Resume::Deltas => {
                    self.welcomed = true;
                    Ok(())
                }
            },
            ServerMessage::Problem(problem) => Err(match problem.code {
                ProblemCode::Ahead | ProblemCode::Gap | ProblemCode::Diverged => {
                    Ended::Afresh(None)
                }
                ProblemCode::Version => Ended::Outdated,
                ProblemCode::NotYourDevice => Ended::SomeoneElse,
                // Cured by starting the connection anew: everything without a result is sent again,
                // and the server answers each number once.
                ProblemCode::BadFrame
                | ProblemCode::TooLarge
                | ProblemCode::OutOfPlace
                | ProblemCode::Unavailable => Ended::Broken,
            }),
            _ => Ok(()),
        }
    }

    /// The next commands to send, each once on a connection.
    pub fn push(&mut self, replica: &Replica) -> Option<ClientMessage> {
        if !self.welcomed {
            return None;
        }
        let push = replica.unsent(self.sent)?;
        self.sent = CommandNumber(push.first.0 + push.commands.len() as u64 - 1);
        Some(ClientMessage::Push(push))
    }

    /// What to say at every [`PING_EVERY_MS`]: a question for a sign of life, and whether the two
    /// sides still hold the same.
    pub fn tick(&mut self, replica: &Replica) -> Result<[ClientMessage; 2], Ended> {
        self.silent_ticks += 1;
        if self.silent_ticks > MISSED_PINGS {
            return Err(Ended::Broken);
        }
        let check = ClientMessage::Check {
            cursor: replica.cursor(),
            checksum: replica.checksum().value(),
        };
        Ok([ClientMessage::Ping, check])
    }
}

/// How long to wait before the next attempt, in milliseconds, after so many in vain; `fraction` is
/// a random number from 0 to 1, so that a thousand tablets do not come back in the same moment.
pub fn wait_ms(attempts: u32, fraction: f64) -> u32 {
    let attempts = i32::try_from(attempts.min(10)).unwrap_or(10);
    let longest = (FIRST_WAIT_MS * 2_f64.powi(attempts)).min(LONGEST_WAIT_MS);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and LONGEST_WAIT_MS"
    )]
    let wait = (longest * (0.5 + fraction.clamp(0.0, 1.0) / 2.0)) as u32;
    wait
}
