//! What is handed to a room, and what comes back.

use shared::protocol::{Problem, Verdict};
use shared::rules::{Actor, Command};
use shared::schema::{CommandNumber, DeviceId, Timestamp};

/// Commands of one device, to be decided on.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The device.
    pub device: DeviceId,
    /// Who acts.
    pub actor: Actor,
    /// The number of the first command; without one they get the next numbers.
    pub first: Option<CommandNumber>,
    /// When they were given, where a history is brought in; without it, now.
    pub at: Option<Timestamp>,
    /// The commands.
    pub commands: Vec<Command>,
}

/// What became of a submission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What became of its commands.
    pub verdicts: Vec<Verdict>,
    /// Why none of them was decided on.
    pub problem: Option<Problem>,
}

impl Answer {
    /// Nothing was decided.
    pub fn problem(problem: Problem) -> Self {
        Self {
            verdicts: Vec::new(),
            problem: Some(problem),
        }
    }
}
