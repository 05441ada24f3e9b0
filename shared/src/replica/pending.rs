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
    /// Where the server has applied it, once that is known; its change is not here yet.
    pub(super) applied: Option<Seq>,
    /// What takes its effects off the records again.
    pub(super) undo: Undo,
}

impl Pending {
    pub(super) fn new(number: CommandNumber, command: Command) -> Self {
        Self {
            number,
            size: to_postcard(&command).len(),
            command,
            applied: None,
            undo: Undo::default(),
        }
    }

    /// The seq its effects carry on the screen.
    pub(super) fn seq(&self) -> Seq {
        self.applied.unwrap_or(Seq::pending(self.number))
    }
}
