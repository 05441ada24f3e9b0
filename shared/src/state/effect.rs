//! Effects: what a command does to records, field by field. The log keeps them.

use serde::{Deserialize, Serialize};

use crate::schema::{FieldNo, KindId, Note, RecordId, Seq, Value};

/// What happens to one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Effect {
    /// The record's kind.
    pub kind: KindId,
    /// The record.
    pub id: RecordId,
    /// What happens to it.
    pub change: Change,
}

/// A change of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// It comes to be, with these values.
    Create(Vec<(FieldNo, Value)>),
    /// Some of its fields change.
    Set(Vec<FieldChange>),
    /// It is put away: kept, but no longer shown.
    Archive,
    /// It is taken back from the archive.
    Restore,
    /// A remark is added at the end of a field. Said as the one remark, so that a log does not hold
    /// all of them again with each.
    Append {
        /// The field.
        field: FieldNo,
        /// The remark.
        note: Note,
        /// The seq that wrote the field before; `None` when it had never been written.
        replaced_seq: Option<Seq>,
    },
}

/// A change of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field.
    pub field: FieldNo,
    /// What it holds from now on; `None` empties it.
    pub value: Option<Value>,
    /// What it held before.
    pub replaced: Option<Value>,
    /// The seq that had written what is replaced, which tells its author; `None` when the field
    /// had never been written.
    pub replaced_seq: Option<Seq>,
    /// Whether the author of this change had not seen what it replaces. Both authors are told.
    pub unseen: bool,
}
