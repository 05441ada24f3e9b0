//! What a step of the replica leaves behind: for the screen, for the device's store, for the person.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::protocol::Entry;
use crate::rules::{Command, Edit, Refusal, Verb};
use crate::schema::{CommandNumber, FieldNo, KindId, Record, RecordId, Seq, Value};
use crate::state::Change;

/// What a step changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The records that may look different now.
    pub records: BTreeSet<RecordId>,
    /// The records that the server changed, as it has them: to be kept together with the new place.
    pub confirmed: Vec<Arc<Record>>,
    /// Commands that need not be kept any longer: the server's word on them has come, and where
    /// they were applied so has their change.
    pub done: Vec<CommandNumber>,
    /// Commands that came to nothing, with the reason.
    pub rejected: Vec<Rejected>,
    /// Values that were replaced by someone who had not seen them.
    pub overwritten: Vec<Overwritten>,
}

/// A command that came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Its number on the device.
    pub number: CommandNumber,
    /// What was wanted.
    pub command: Command,
    /// Why not.
    pub refusal: Refusal,
    /// The earlier command without which it cannot be: it was rejected as well.
    pub after: Option<CommandNumber>,
}

/// A value that was replaced by someone who had not seen it. Both authors are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overwritten {
    /// The change that replaced it.
    pub seq: Seq,
    /// The record.
    pub id: RecordId,
    /// Its kind.
    pub kind: KindId,
    /// The field.
    pub field: FieldNo,
    /// What it held.
    pub was: Option<Value>,
    /// What it holds now.
    pub is: Option<Value>,
    /// Who replaced it.
    pub by: String,
    /// Whether it was this device that replaced it, without having seen it.
    pub by_me: bool,
}

impl Overwritten {
    /// The command that gives the field its former value back.
    pub fn restore(&self) -> Command {
        let edit = self.was.clone().map_or(Edit::Clear, Edit::Put);
        Command {
            kind: self.kind,
            id: self.id,
            base: self.seq,
            verb: Verb::Set {
                edits: vec![(self.field, edit)],
            },
        }
    }

    /// The values an entry replaced that concern this device: its own, replaced by someone who had
    /// not seen them, and someone else's that it replaced itself.
    pub(super) fn among<'a>(
        entry: &'a Entry,
        by_me: bool,
        is_own: impl Fn(Seq) -> bool + 'a,
    ) -> impl Iterator<Item = Self> + 'a {
        let sets = entry
            .effects
            .iter()
            .filter_map(|effect| match &effect.change {
                Change::Set(fields) => Some((effect, fields)),
                _ => None,
            });
        let fields =
            sets.flat_map(|(effect, fields)| fields.iter().map(move |field| (effect, field)));
        let concerning = fields.filter(move |(_, change)| {
            change.unseen && change.replaced_seq.is_some_and(|seq| by_me || is_own(seq))
        });
        concerning.map(move |(effect, change)| Self {
            seq: entry.seq,
            id: effect.id,
            kind: effect.kind,
            field: change.field,
            was: change.replaced.clone(),
            is: change.value.clone(),
            by: entry.by.clone(),
            by_me,
        })
    }
}
