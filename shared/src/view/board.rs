//! The kanban of tasks: columns by state, lanes by part.

use std::collections::HashSet;

use super::Query;
use crate::model::{Assignment, Part, Task, TaskState, Unit};
use crate::rules::Derived;
use crate::rules::light::Colour;
use crate::schema::{OrderKey, RecordId, View};
use crate::state::State;

/// How many tasks have which light, in the order of [`Colour::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LightCounts([usize; Colour::ALL.len()]);

impl LightCounts {
    fn add(&mut self, colour: Colour) {
        // The enum's places are those of `ALL`.
        self.0[colour as usize] += 1;
    }

    /// How many have this light.
    pub fn of(&self, colour: Colour) -> usize {
        self.0[colour as usize]
    }

    /// How many there are altogether.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }
}

/// What the board shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// The lanes, by the number of their part.
    pub lanes: Vec<Lane>,
    /// How many cards each column shows, in the order of [`TaskState::ALL`].
    pub columns: [usize; TaskState::ALL.len()],
    /// The lights of the tasks the unit's filter lets through, whatever the lights' own filter
    /// says: the figures it is chosen by.
    pub lights: LightCounts,
    /// How many tasks are shown.
    pub shown: usize,
    /// How many tasks there are.
    pub total: usize,
}

/// The tasks of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The part.
    pub part: RecordId,
    /// Its number.
    pub no: i64,
    /// The lights of its tasks that are shown.
    pub lights: LightCounts,
    /// Its cards by column, each column in the order made by hand.
    pub cells: [Vec<RecordId>; TaskState::ALL.len()],
}

/// The board as the address asks for it, on the day.
pub fn board(state: &State, query: &Query, derived: &Derived) -> Board {
    let mut parts: Vec<(i64, RecordId)> = state
        .all::<Part>()
        .filter_map(|record| Some((record.view::<Part>()?.no()?, record.id)))
        .collect();
    parts.sort_unstable();
    let mut lanes: Vec<Lane> = parts
        .into_iter()
        .map(|(no, part)| Lane {
            part,
            no,
            lights: LightCounts::default(),
            cells: Default::default(),
        })
        .collect();

    let wanted = query.unit.as_deref().map(|code| tasks_of_unit(state, code));
    let mut board = Board::default();
    for task in sorted_tasks(state) {
        board.total += 1;
        if wanted
            .as_ref()
            .is_some_and(|wanted| !wanted.contains(&task.record.id))
        {
            continue;
        }
        let colour = derived.task_colour(task);
        board.lights.add(colour);
        if !query.lights.is_empty() && !query.lights.contains(&colour) {
            continue;
        }
        let Some(lane) = lanes.iter_mut().find(|lane| Some(lane.part) == task.part()) else {
            continue;
        };
        let column = task.state().unwrap_or(TaskState::NotStarted) as usize;
        lane.cells[column].push(task.record.id);
        lane.lights.add(colour);
        board.columns[column] += 1;
        board.shown += 1;
    }
    lanes.retain(|lane| !query.filters() || lane.lights.total() > 0);
    board.lanes = lanes;
    board
}

fn sorted_tasks(state: &State) -> Vec<View<'_, Task>> {
    let mut tasks: Vec<(Option<&OrderKey>, RecordId, View<'_, Task>)> = state
        .all::<Task>()
        .filter_map(|record| record.view::<Task>())
        .map(|task| (task.order(), task.record.id, task))
        .collect();
    tasks.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    tasks.into_iter().map(|(_, _, task)| task).collect()
}

fn tasks_of_unit(state: &State, code: &str) -> HashSet<RecordId> {
    let unit = state
        .all::<Unit>()
        .find(|record| record.view::<Unit>().and_then(View::<Unit>::code) == Some(code));
    let Some(unit) = unit else {
        return HashSet::new();
    };
    state
        .referring::<Assignment>(unit.id, Assignment::UNIT)
        .filter_map(|record| record.view::<Assignment>()?.task())
        .collect()
}
