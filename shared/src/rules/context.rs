//! What a decision needs to know beside the records: who acts, when, and what is their own.

use serde::{Deserialize, Serialize};

use crate::schema::{CommandNumber, RecordId, Seq, Timestamp};
use crate::state::Effect;

/// What a person may do in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The office of the leading group: everything operational.
    Office,
    /// Sees, and changes nothing.
    Reader,
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub id: RecordId,
    /// Its name, as the log keeps it.
    pub name: String,
    /// What it may do.
    pub role: Role,
}

/// What the deciding side knows of the changes that came from the same device as the command.
/// A change of one's own is never one that one has not seen.
pub trait OwnChanges {
    /// Whether the change at `seq` came from this device.
    fn is_own(&self, seq: Seq) -> bool;

    /// The seq and the effects of this device's command `number`, when it was applied.
    fn effects_of(&self, number: CommandNumber) -> Option<(Seq, &[Effect])>;
}

/// Beside the records, all a decision depends on.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Who acts.
    pub actor: &'a Actor,
    /// When: the server's clock where it counts, the device's for what is shown at once.
    pub now: Timestamp,
    /// The device's own changes.
    pub own: &'a dyn OwnChanges,
}
