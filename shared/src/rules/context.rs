//! What a decision needs to know beside the records: who acts, when, and what is their own.

use serde::{Deserialize, Serialize};

use crate::schema::{CommandNumber, RecordId, Seq, Timestamp};
use crate::state::Effect;

/// The role in which an account acts (DOMAIN §2). New roles are added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The office of the leading group: everything operational.
    Office,
    /// Sees, and changes nothing.
    Reader,
    /// The leader of the leading group.
    Leader,
    /// The deputy leader.
    Deputy,
    /// A city leader in charge of a field.
    InCharge,
    /// A unit that owes something: a bureau, a county, a zone.
    Unit,
    /// The supervision office: supervises and verifies, never writes figures of projects.
    Supervision,
    /// The body that keeps the evaluation.
    Evaluation,
    /// The owner of one project.
    Owner,
    /// A bank.
    Bank,
    /// Keeps settings, accounts and dictionaries; no figures.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = &[
        Self::Office,
        Self::Reader,
        Self::Leader,
        Self::Deputy,
        Self::InCharge,
        Self::Unit,
        Self::Supervision,
        Self::Evaluation,
        Self::Owner,
        Self::Bank,
        Self::Administrator,
    ];
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub id: RecordId,
    /// Its name, as the log keeps it.
    pub name: String,
    /// The role it acts in.
    pub role: Role,
    /// The unit it acts for.
    #[serde(default)]
    pub unit: Option<RecordId>,
    /// The project it acts for as its owner.
    #[serde(default)]
    pub project: Option<RecordId>,
}

impl Actor {
    /// An account in a role that needs no unit.
    pub fn new(id: RecordId, name: impl Into<String>, role: Role) -> Self {
        Self {
            id,
            name: name.into(),
            role,
            unit: None,
            project: None,
        }
    }

    /// Acting for this unit.
    pub fn of_unit(mut self, unit: RecordId) -> Self {
        self.unit = Some(unit);
        self
    }

    /// Acting for this project.
    pub fn of_project(mut self, project: RecordId) -> Self {
        self.project = Some(project);
        self
    }
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
