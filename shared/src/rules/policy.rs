//! Who may do what. The one place that knows: a greyed-out button and the server's answer both
//! come from here.

use super::{Actor, Role};
use crate::schema::{Sentence, Who};

/// Whether the actor may change records; if not, why.
pub fn may_write(actor: &Actor) -> Result<(), Sentence> {
    match actor.role {
        Role::Office => Ok(()),
        Role::Reader => Err(Sentence::new(
            "您的权限是只读,不能修改",
            "you may read here, not change anything",
        )),
    }
}

/// Whether the actor may take an action that `who` may take; if not, why.
pub fn may_act(actor: &Actor, who: Who) -> Result<(), Sentence> {
    may_write(actor)?;
    match (who, actor.role) {
        (Who::Writers, _) | (Who::Office, Role::Office) => Ok(()),
        (Who::Office, Role::Reader) => Err(Sentence::new(
            "只有领导小组办公室可以这样做",
            "only the office of the leading group may do this",
        )),
    }
}
