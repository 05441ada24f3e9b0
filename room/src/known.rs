//! What a decision needs beside the records, and what was found of it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use shared::protocol::Outcome;
use shared::schema::{CommandNumber, DeviceId, Seq};
use shared::state::Effect;

/// What must be looked up before some submissions can be decided on.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    /// Numbers that were decided on before: first and last.
    pub(crate) results: Vec<(DeviceId, CommandNumber, CommandNumber)>,
    /// Places in the log of which it matters whether they are the device's own.
    pub(crate) own: BTreeMap<DeviceId, BTreeSet<Seq>>,
    /// Own commands that are to be undone.
    pub(crate) undo: BTreeSet<(DeviceId, CommandNumber)>,
}

/// What was looked up.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) results: HashMap<(DeviceId, CommandNumber), Outcome>,
    pub(crate) own: HashSet<(DeviceId, Seq)>,
    pub(crate) undo: HashMap<(DeviceId, CommandNumber), (Seq, Vec<Effect>)>,
}
