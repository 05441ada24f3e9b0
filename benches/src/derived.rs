//! What boards show that is computed: all of it at first, and anew after one change.
//!
//! The room is a generated one of 5,000 projects over seventeen months, with the 1,141 duties of the
//! notice and about 20,000 occurrences.

use std::hint::black_box;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, ensure};
use sample::build::played;
use sample::demo::{Options, history};
use shared::model::{Occurrence, OccurrenceState, ProjectMonth};
use shared::rules::{Derived, war_day};
use shared::schema::{Choices as _, Day, FieldNo, RecordId, Seq, Timestamp, Value};
use shared::state::{Change, Effect, FieldChange, State};
use shared::view::{Query, board};

use crate::Step;

/// The generated room, made once, and the day it shows.
fn room() -> Result<(State, Day)> {
    static ROOM: OnceLock<(State, Day)> = OnceLock::new();
    if let Some((state, day)) = ROOM.get() {
        return Ok((state.clone(), *day));
    }
    let made = generated()?;
    let (state, day) = ROOM.get_or_init(|| made);
    Ok((state.clone(), *day))
}

fn generated() -> Result<(State, Day)> {
    let until = Day::new(2021, 10, 20).context("a day of the calendar")?;
    let steps = history(&Options {
        projects: 5_000,
        seed: 7,
        until,
    })?;
    let state = played(&steps)?;
    let day = war_day(&state, Timestamp(0));
    ensure!(day == until, "the room shows its last day");
    Ok((state, day))
}

/// Everything, from nothing.
pub(crate) fn first() -> Result<Step> {
    let (state, day) = room()?;
    Ok(Box::new(move || {
        black_box(Derived::new(black_box(&state), day));
    }))
}

/// The investment of one month of a project changes; the sums and the board follow.
pub(crate) fn after_a_month() -> Result<Step> {
    let (state, day) = room()?;
    let month = state.all::<ProjectMonth>().last().map(|record| record.id);
    let values = [Value::Money(1_230_000), Value::Money(4_560_000)];
    let month = month.context("a project has figures")?;
    after(state, day, month, ProjectMonth::INVESTED, values)
}

/// An occurrence is handed in, and returned; tasks, units and the board follow.
pub(crate) fn after_an_occurrence() -> Result<Step> {
    let (state, day) = room()?;
    let occurrence = state.all::<Occurrence>().last().map(|record| record.id);
    let occurrence = occurrence.context("units have handed something in")?;
    let values = [OccurrenceState::Returned, OccurrenceState::Passed];
    let values = values.map(|state| Value::Choice(state.no()));
    after(state, day, occurrence, Occurrence::STATE, values)
}

/// One field goes to and fro; after each change everything derived is brought up to date and the
/// board is made.
fn after(
    mut state: State,
    day: Day,
    id: RecordId,
    field: FieldNo,
    values: [Value; 2],
) -> Result<Step> {
    let kind = state.get(id).context("the record is there")?.kind;
    let mut derived = Derived::new(&state, day);
    let query = Query::default();
    let mut at = 0_usize;
    Ok(Box::new(move || {
        at += 1;
        let change = FieldChange {
            field,
            value: Some(values[at % 2].clone()),
            replaced: None,
            replaced_seq: None,
            unseen: false,
        };
        let effect = Effect {
            kind,
            id,
            change: Change::Set(vec![change]),
        };
        let undo = state.apply(Seq(1_000_000 + at as u64), &[effect]);
        let touched: Vec<RecordId> = undo.touched().collect();
        derived.refresh(&state, &touched);
        black_box(board(&state, &query, &derived));
        black_box(derived.projects().totals());
    }))
}
