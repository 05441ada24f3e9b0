//! Who may do what. The one place that knows: a greyed-out button and the server's answer both
//! come from here.
//!
//! A declaration names the parties that may write a kind or a field or take an action. Which of
//! them an actor is depends on the record: a county is its [`Party::Unit`] only where the record
//! belongs to it ([`belonging`]).

pub mod belonging;

use super::{Actor, Role};
use crate::model::{self, ListKind, ListMembership, Receipt};
use crate::schema::{
    ActionSpec, FieldSpec, KindSpec, Parties, Party, Record, RecordId, Sentence, Value,
};
use crate::state::State;

/// Whether the actor is this party to the record.
pub fn is_party(state: &State, actor: &Actor, party: Party, record: &Record) -> bool {
    match party {
        Party::Office => actor.role == Role::Office,
        Party::Leader => matches!(actor.role, Role::Leader | Role::Deputy),
        Party::InCharge => actor.role == Role::InCharge,
        Party::Supervision => actor.role == Role::Supervision,
        Party::Evaluation => actor.role == Role::Evaluation,
        Party::AnyUnit => actor.role == Role::Unit && actor.unit.is_some(),
        Party::Unit => {
            let belongs = |unit| belonging::belongs_to(state, record, unit);
            acts_for_a_unit(actor, record) && actor.unit.is_some_and(belongs)
        }
        Party::Owner => {
            let belongs = |project| belonging::belongs_to(state, record, project);
            actor.role == Role::Owner && actor.project.is_some_and(belongs)
        }
        Party::Bank => actor.role == Role::Bank && concerns_white_list(state, record),
        Party::Administrator => actor.role == Role::Administrator,
    }
}

/// Whether the actor acts for its unit here. Whoever reads for the unit, in whatever role, confirms
/// the copy of a bulletin that was sent to it (DOMAIN B16).
fn acts_for_a_unit(actor: &Actor, record: &Record) -> bool {
    actor.role == Role::Unit || record.kind == <Receipt as crate::schema::Kind>::ID
}

/// Whether the actor may make a record such as this one, or change it; if not, why.
pub fn may_write(
    state: &State,
    actor: &Actor,
    spec: &KindSpec,
    record: &Record,
) -> Result<(), Sentence> {
    is_one_of(state, actor, spec.writers, record)
}

/// Whether the actor may write this field of the record; if not, why.
pub fn may_write_field(
    state: &State,
    actor: &Actor,
    field: &FieldSpec,
    record: &Record,
) -> Result<(), Sentence> {
    match field.writers {
        Some(writers) => is_one_of(state, actor, writers, record),
        None => Ok(()),
    }
}

/// Whether the actor may take the action on the record; if not, why.
pub fn may_act(
    state: &State,
    actor: &Actor,
    action: &ActionSpec,
    record: &Record,
) -> Result<(), Sentence> {
    is_one_of(state, actor, action.who, record)?;
    let has_signed = |no| match record.value(no) {
        Some(Value::Signature(signature)) => signature.account == actor.id,
        _ => false,
    };
    if action.other_than.iter().any(|no| has_signed(*no)) {
        return Err(Sentence::new(
            format!("「{}」须由申请人以外的人办理", action.label.zh),
            format!(
                "“{}” must be done by someone other than who asked for it",
                action.label.en
            ),
        ));
    }
    Ok(())
}

/// Whether the actor may take back what it did to the record: who may still do something to it;
/// if not, why.
pub fn may_undo(
    state: &State,
    actor: &Actor,
    spec: &KindSpec,
    record: &Record,
) -> Result<(), Sentence> {
    let actions = spec.actions.iter().map(|action| action.who);
    let parties = actions.fold(spec.writers, Parties::and);
    is_one_of(state, actor, parties, record)
}

fn is_one_of(
    state: &State,
    actor: &Actor,
    parties: Parties,
    record: &Record,
) -> Result<(), Sentence> {
    if parties
        .iter()
        .any(|party| is_party(state, actor, party, record))
    {
        return Ok(());
    }
    if actor.role == Role::Reader {
        return Err(Sentence::new(
            "您的权限是只读,不能修改",
            "you may read here, not change anything",
        ));
    }
    let (zh, en): (Vec<&str>, Vec<&str>) = parties
        .iter()
        .map(|party| (party.label().zh, party.label().en))
        .unzip();
    Err(Sentence::new(
        format!("只有{}可以这样做", zh.join("、")),
        format!("only {} may do this", en.join(" or ")),
    ))
}

/// Whether the record is about a project that is on the white list (DOMAIN T44).
fn concerns_white_list(state: &State, record: &Record) -> bool {
    let mut found = false;
    belonging::walk(state, record, &mut |id| {
        found = found || is_white_listed(state, id);
        found
    });
    found
}

fn is_white_listed(state: &State, id: RecordId) -> bool {
    let is_project = |record: &Record| record.kind == <model::Project as crate::schema::Kind>::ID;
    state.get(id).is_some_and(|record| is_project(record))
        && state
            .referring::<ListMembership>(id, ListMembership::PROJECT)
            .filter_map(|record| record.view::<ListMembership>())
            .any(|entry| entry.list() == Some(ListKind::WhiteList) && entry.to().is_none())
}

#[cfg(test)]
mod tests;
