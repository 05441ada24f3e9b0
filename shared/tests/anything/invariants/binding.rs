//! What binds people (DOMAIN §7.2, 7, 8, 12).

use shared::model::{Decision, DecisionState, Problem, Unit};
use shared::schema::{ActionSpec, Kind, KindSpec, Record, RecordId, Value, View};
use shared::state::State;

use super::name;
use crate::world::World;

/// The shortest evidence in words, in characters.
const EVIDENCE: usize = 10;

/// (7) An issued decision has a responsible unit and a deadline, a problem its owner.
pub(super) fn nobody_is_responsible(world: &World) -> Vec<String> {
    let state = &world.state;
    let mut broken = Vec::new();
    for record in state.of_kind(Decision::ID) {
        let Some(decision) = record.view::<Decision>() else {
            continue;
        };
        let is_draft = matches!(
            decision.state(),
            Some(DecisionState::Drafted | DecisionState::Countersigning)
        );
        let units = decision.units().into_iter().flatten();
        let binds = units.filter(|unit| is_unit(state, **unit)).count() > 0
            && decision.deadline().is_some();
        if !is_draft && !binds {
            broken.push(format!("decision {} binds nobody", record.id));
        }
    }
    for record in state.of_kind(Problem::ID) {
        let owner = record.view::<Problem>().and_then(View::<Problem>::owner);
        if !owner.is_some_and(|owner| is_unit(state, owner)) {
            broken.push(format!("problem {} is nobody's", record.id));
        }
    }
    broken
}

fn is_unit(state: &State, id: RecordId) -> bool {
    state.get(id).is_some_and(|record| record.kind == Unit::ID)
}

/// (8) Who asks for closure does not verify it.
pub(super) fn asked_and_verified_by_one(
    spec: &KindSpec,
    record: &Record,
    action: &ActionSpec,
) -> Option<String> {
    let signed = |fields: &[_]| -> Vec<RecordId> {
        let values = fields.iter().filter_map(|no| record.value(*no));
        let accounts = values.filter_map(|value| match value {
            Value::Signature(signature) => Some(signature.account),
            _ => None,
        });
        accounts.collect()
    };
    let is_there = record.value(action.field) == action.to.map(Value::Choice).as_ref();
    let asked = signed(action.other_than);
    let both = is_there && signed(action.signs).iter().any(|by| asked.contains(by));
    both.then(|| format!("{}: {} by who asked", name(spec, record), action.key))
}

/// (12) What can only be ended with evidence has it.
pub(super) fn ended_without_evidence(
    spec: &KindSpec,
    record: &Record,
    action: &ActionSpec,
) -> Option<String> {
    let to = action.to?;
    let mut ways = spec
        .actions
        .iter()
        .filter(|way| way.to == Some(to) && way.field == action.field);
    if !ways.all(|way| !way.proof.is_empty())
        || record.value(action.field) != Some(&Value::Choice(to))
    {
        return None;
    }
    let shows = |value: &Value| match value {
        Value::Text(text) => text.trim().chars().count() >= EVIDENCE,
        Value::Refs(files) => !files.is_empty(),
        _ => true,
    };
    let is_shown = spec
        .actions
        .iter()
        .filter(|way| way.to == Some(to))
        .flat_map(|way| way.proof)
        .filter_map(|no| record.value(*no))
        .any(shows);
    (!is_shown).then(|| format!("{}: {} without evidence", name(spec, record), action.key))
}
