//! What is read from a roll-up: the light of a task, the board of a unit, the distribution of a
//! part.

use super::{Cell, RollUp};
use crate::model::{Obligation, Part, Task, Unit};
use crate::rules::Basis;
use crate::rules::light::{Colour, Light, of_task};
use crate::rules::obligation::Counts;
use crate::schema::{RecordId, Sentence, View, counted};
use crate::state::State;

/// Where the light of a task comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It is closed, suspended, or its closure is asked for.
    State,
    /// What its units owe: the unit that is worst, and with what.
    Units(RecordId, Cell),
    /// Its own schedule.
    Schedule,
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskStanding {
    /// The colour of its light.
    pub colour: Colour,
    /// Its units by colour; none when nothing covers it.
    pub counts: Counts,
    /// What the light comes from.
    pub source: Source,
    /// Whether the monthly reports of its units are what covers it.
    pub by_reports: bool,
}

/// A row of a unit's board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// The task.
    pub task: RecordId,
    /// The unit's own light for it; the task's, when the unit owes nothing of its own.
    pub colour: Colour,
    /// What the unit's own light comes from.
    pub cell: Option<Cell>,
}

impl RollUp {
    /// How the task stands.
    pub fn task(&self, task: RecordId) -> Option<TaskStanding> {
        let entry = self.tasks.get(&task)?;
        let worst = entry
            .units
            .iter()
            .max_by_key(|(_, cell)| (cell.verdict.severity(), std::cmp::Reverse(cell.due)));
        let (colour, source) = match worst {
            _ if entry.state_counts => (entry.own, Source::State),
            Some((unit, cell)) => (cell.verdict.colour(), Source::Units(*unit, *cell)),
            None => (entry.own, Source::Schedule),
        };
        Some(TaskStanding {
            colour,
            counts: entry.counts,
            source,
            by_reports: entry.by_reports,
        })
    }

    /// Of each unit that owes something for the task the worst, by unit.
    pub fn units_of_task(&self, task: RecordId) -> &[(RecordId, Cell)] {
        self.tasks.get(&task).map_or(&[], |entry| &entry.units)
    }

    /// The worst of what the unit owes for the task.
    pub fn unit_on_task(&self, unit: RecordId, task: RecordId) -> Option<Cell> {
        let units = self.units_of_task(task);
        let at = units.binary_search_by_key(&unit, |(unit, _)| *unit).ok()?;
        units.get(at).map(|(_, cell)| *cell)
    }

    /// The worst of what the unit owes under the obligation.
    pub fn cell(&self, obligation: RecordId, unit: RecordId) -> Option<Cell> {
        self.cells.get(&(obligation, unit)).copied()
    }

    /// The units by colour under an obligation.
    pub fn counts_of_obligation(&self, obligation: RecordId) -> Counts {
        let Some(cover) = self.covers.get(&obligation) else {
            return Counts::default();
        };
        let mut units: Vec<RecordId> = cover.owing.iter().map(|owing| owing.unit).collect();
        units.dedup();
        let cells = units
            .into_iter()
            .filter_map(|unit| self.cell(obligation, unit));
        Counts::of(cells.map(|cell| cell.verdict.colour()))
    }
}

/// The light of a task with its words: the number of units by colour, and which unit is worst.
pub fn task_light(state: &State, basis: &Basis, roll: &RollUp, task: View<'_, Task>) -> Light {
    let own = || of_task(task, basis);
    let Some(standing) = roll.task(task.record.id) else {
        return own();
    };
    let Source::Units(unit, cell) = standing.source else {
        return own();
    };
    let light = cell.verdict.light(cell.due);
    let unit = state
        .get(unit)
        .and_then(|record| record.view::<Unit>()?.short());
    let obligation = state
        .get(cell.obligation)
        .and_then(|record| record.view::<Obligation>()?.title());
    let (unit, obligation) = (unit.unwrap_or("–"), obligation.unwrap_or("–"));
    let all = standing.counts.all();
    let counts = standing.counts.sentence();
    let why = Sentence::new(
        format!(
            "{all} 家单位:{};{unit}「{obligation}」{}",
            counts.zh, light.why.zh
        ),
        format!(
            "{}: {}; “{unit}”, “{obligation}”: {}",
            counted(all, "unit"),
            counts.en,
            light.why.en
        ),
    );
    Light::new(standing.colour, light.word, why)
}

/// The board of a unit: its tasks in the order of the notice, each with its light.
pub fn unit_board(roll: &RollUp, unit: RecordId) -> Vec<BoardRow> {
    let tasks = roll.tasks_of_unit.get(&unit).into_iter().flatten();
    tasks
        .filter_map(|task| {
            let standing = roll.task(*task)?;
            let cell = roll.unit_on_task(unit, *task);
            let cell = cell.filter(|_| standing.source != Source::State);
            Some(BoardRow {
                task: *task,
                colour: cell.map_or(standing.colour, |cell| cell.verdict.colour()),
                cell,
            })
        })
        .collect()
}

/// The tasks of a part by colour.
pub fn part_distribution(state: &State, roll: &RollUp, part: View<'_, Part>) -> Counts {
    let tasks = state.referring::<Task>(part.record.id, Task::PART);
    Counts::of(tasks.filter_map(|record| Some(roll.task(record.id)?.colour)))
}
