//! A command on its way: made here, not yet forgotten here.

use crate::protocol::to_postcard;
use crate::rules::Command;
use crate::schema::{CommandNumber, Seq};
use crate::state::Undo;

#[derive(Debug)]
pub(super) struct Pending {
    pub(super) number: CommandNumber,
    pub(super) command: Command,
    /// How many bytes it is on the wire.
    pub(super) size: usize,
    pub(super) stage: Stage,
    /// What takes its effects off the records again.
    pub(super) undo: Undo,
}

/// How far a command has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The server's word is not here yet.
    Waiting,
    /// The server has applied it at this seq; its change is not here yet.
    Applied(Seq),
    /// It is settled. It stays in the queue while an earlier one is not, because numbers that are
    /// sent again must be without holes.
    Settled,
}

impl Pending {
    pub(super) fn new(number: CommandNumber, command: Command) -> Self {
        Self {
            number,
            size: to_postcard(&command).len(),
            command,
            stage: Stage::Waiting,
            undo: Undo::default(),
        }
    }

    /// The seq its effects carry on the screen.
    pub(super) fn seq(&self) -> Seq {
        match self.stage {
            Stage::Applied(seq) => seq,
            Stage::Waiting | Stage::Settled => Seq::pending(self.number),
        }
    }
}
