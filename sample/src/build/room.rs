//! The records that commands make.

use shared::rules::{Actor, Command, Context, OwnChanges, Refusal, Role, decide};
use shared::schema::{CommandNumber, RecordId, Seq, Timestamp};
use shared::state::{Effect, State};
use uuid::Uuid;

use crate::demo::Step;

/// A room as these commands make it, each decided like any other.
pub fn room(commands: &[Command]) -> Result<State, Refusal> {
    let actor = office();
    let context = Context {
        actor: &actor,
        now: Timestamp(0),
        own: &NothingOwn,
    };
    let mut state = State::default();
    let mut seq = Seq::ZERO;
    for command in commands {
        let effects = decide(&state, &context, command)?;
        seq = seq.next();
        state.apply(seq, &effects);
    }
    Ok(state)
}

/// A step of a history that the rules refuse.
#[derive(Debug, thiserror::Error)]
#[error("{actor} cannot carry out {command:?}: {refusal}")]
pub struct Unplayable {
    /// Who.
    pub actor: String,
    /// What.
    pub command: Command,
    /// Why.
    pub refusal: Refusal,
}

/// The room as it is after a history.
pub fn played(steps: &[Step]) -> Result<State, Box<Unplayable>> {
    let mut state = State::default();
    let mut seq = Seq::ZERO;
    for step in steps {
        let context = Context {
            actor: &step.actor,
            now: step.at,
            own: &NothingOwn,
        };
        for command in &step.commands {
            let effects = decide(&state, &context, command).map_err(|refusal| Unplayable {
                actor: step.actor.name.clone(),
                command: command.clone(),
                refusal,
            })?;
            seq = seq.next();
            state.apply(seq, &effects);
        }
    }
    Ok(state)
}

/// The office of the leading group, with no name: who makes a sample.
pub fn office() -> Actor {
    Actor::new(RecordId(Uuid::nil()), "", Role::Office)
}

/// Of a device that has changed nothing yet.
#[derive(Clone, Copy, Debug)]
pub struct NothingOwn;

impl OwnChanges for NothingOwn {
    fn is_own(&self, _: Seq) -> bool {
        false
    }

    fn effects_of(&self, _: CommandNumber) -> Option<(Seq, &[Effect])> {
        None
    }
}
