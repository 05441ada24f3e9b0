//! What can be undone and done again on this page.

use shared::schema::{CommandNumber, KindId, RecordId};

/// A command of this page, by the record it was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Done {
    pub(super) kind: KindId,
    pub(super) id: RecordId,
    pub(super) number: CommandNumber,
}

#[derive(Debug, Default)]
pub(super) struct UndoStack {
    done: Vec<Done>,
    undone: Vec<Done>,
}

impl UndoStack {
    /// Something was done: what had been undone before is gone.
    pub(super) fn did(&mut self, done: Done) {
        self.done.push(done);
        self.undone.clear();
    }

    pub(super) fn last_done(&self) -> Option<Done> {
        self.done.last().copied()
    }

    pub(super) fn last_undone(&self) -> Option<Done> {
        self.undone.last().copied()
    }

    /// `undone` was taken back by the command `by`, whose own taking back does it again.
    pub(super) fn took_back(&mut self, undone: CommandNumber, by: Done) {
        self.done.retain(|done| done.number != undone);
        self.undone.push(by);
    }

    /// What `redone` had taken back was done again by the command `by`.
    pub(super) fn did_again(&mut self, redone: CommandNumber, by: Done) {
        self.undone.retain(|done| done.number != redone);
        self.done.push(by);
    }

    /// The command came to nothing, or cannot be taken back any more.
    pub(super) fn forget(&mut self, number: CommandNumber) {
        self.done.retain(|done| done.number != number);
        self.undone.retain(|done| done.number != number);
    }
}
