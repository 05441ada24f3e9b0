//! Commands: what a person wants done to one record.

use serde::{Deserialize, Serialize};

use crate::schema::{ActionNo, CommandNumber, FieldNo, KindId, RecordId, Seq, Value};

/// What a person wants done to one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Command {
    /// The record's kind.
    pub kind: KindId,
    /// The record.
    pub id: RecordId,
    /// How far the author had seen the room when wanting this.
    pub base: Seq,
    /// What is to be done.
    pub verb: Verb,
}

/// The things that can be done to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verb {
    /// Make it, with these values.
    Create {
        /// Its values.
        fields: Vec<(FieldNo, Value)>,
    },
    /// Change some of its fields.
    Set {
        /// The changes.
        edits: Edits,
    },
    /// Move it within an order made by hand.
    Place {
        /// The field that holds the order.
        field: FieldNo,
        /// Where it goes.
        at: Position,
    },
    /// Put it away.
    Archive,
    /// Take it back from the archive.
    Restore,
    /// Take an action of its state machine.
    Act {
        /// The action.
        action: ActionNo,
        /// What comes with it: evidence, a reason.
        edits: Edits,
        /// Where it goes in an order made by hand, when it is moved as well.
        place: Option<(FieldNo, Position)>,
    },
    /// Take back an own earlier command, as long as nobody has changed since what it changed.
    /// Taking back the taking back does it again.
    Undo {
        /// The number of the command on the same device.
        number: CommandNumber,
    },
}

/// Changes of fields.
pub type Edits = Vec<(FieldNo, Edit)>;

/// A change of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// It holds this from now on.
    Put(Value),
    /// It is emptied.
    Clear,
    /// These are added to its set, and those taken out of it.
    Merge {
        /// What is added.
        add: Value,
        /// What is taken out.
        remove: Value,
    },
    /// This is added at its end.
    Append(String),
}

/// A place between neighbours, by their ids, since keys may change meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The record it goes after; `None` for the front.
    pub after: Option<RecordId>,
    /// The record it goes before; `None` for the end.
    pub before: Option<RecordId>,
}
