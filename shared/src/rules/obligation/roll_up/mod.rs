//! How lights roll up (DOMAIN 9.5): of all a unit owes for a task the worst counts, of all units of
//! a task the worst counts, with the number of units by colour. Of a part the distribution is
//! shown, not the worst.
//!
//! A task without a day and without obligations of its own is covered by the monthly reports of
//! its units (DOMAIN §12, 36); one that nothing covers has the light of its own schedule. A task
//! that is closed, suspended, or whose closure is asked for, shows that.
//!
//! [`RollUp`] computes the whole room once; [`RollUp::refresh`] computes anew only what some
//! records can have changed.

mod cell;
mod read;

pub use cell::Cell;
pub use read::{BoardRow, Source, TaskStanding, part_distribution, task_light, unit_board};

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt as _};

use cell::{Cover, cell_of, cells_of};

use super::Counts;
use super::dues::is_undated;
use super::owed::obligations;
use super::verdict::Measure;
use crate::model::{
    Assignment, CalendarDay, Group, GroupTerm, Obligation, ObligationForm, Occurrence, Settings,
    Task, TaskState, Unit,
};
use crate::rules::Basis;
use crate::rules::light::{Colour, of_task};
use crate::rules::organization::term_of_assignment;
use crate::schema::{Day, Kind, KindId, RecordId, View};
use crate::state::State;

/// What a change of a record of these kinds can change is everything.
const GENERAL: &[KindId] = &[
    Obligation::ID,
    Assignment::ID,
    Unit::ID,
    Group::ID,
    GroupTerm::ID,
    Settings::ID,
    CalendarDay::ID,
];

/// The lights of a whole room on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollUp {
    day: Day,
    covers: HashMap<RecordId, Cover>,
    cells: HashMap<(RecordId, RecordId), Cell>,
    tasks: HashMap<RecordId, Entry>,
    tasks_of_unit: HashMap<RecordId, Vec<RecordId>>,
    /// The cell each occurrence is in, so that one that is gone is found.
    places: HashMap<RecordId, (RecordId, RecordId)>,
}

/// What is known of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    no: i64,
    /// The light of its own schedule and state.
    own: Colour,
    /// Whether its state goes before what its units owe.
    state_counts: bool,
    /// Whether the monthly reports cover it.
    by_reports: bool,
    covered_by: Vec<RecordId>,
    /// Of each unit the worst of what it owes for the task, by unit.
    units: Vec<(RecordId, Cell)>,
    counts: Counts,
}

impl RollUp {
    /// The lights of the room.
    pub fn new(state: &State, basis: &Basis) -> Self {
        let mut roll = Self {
            day: basis.day,
            covers: HashMap::new(),
            cells: HashMap::new(),
            tasks: HashMap::new(),
            tasks_of_unit: tasks_of_units(state, basis.day),
            places: HashMap::new(),
        };
        let measure = Measure::new(basis);
        for obligation in obligations(state) {
            let cover = Cover::new(state, basis, obligation);
            for (unit, cell) in cells_of(state, &measure, &cover, &mut roll.places) {
                roll.cells.insert((cover.obligation, unit), cell);
            }
            roll.covers.insert(cover.obligation, cover);
        }
        let tasks: Vec<RecordId> = state.all::<Task>().map(|record| record.id).collect();
        for task in tasks {
            roll.enter(state, basis, task);
        }
        roll
    }

    /// Computes anew what the touched records can have changed. The tasks whose light or counts
    /// may differ now.
    pub fn refresh(
        &mut self,
        state: &State,
        basis: &Basis,
        touched: &[RecordId],
    ) -> BTreeSet<RecordId> {
        let mut changed = BTreeSet::new();
        let mut cells = BTreeSet::new();
        let mut tasks = BTreeSet::new();
        for id in touched {
            let kind = state.get(*id).map(|record| record.kind);
            let is_general = match kind {
                Some(kind) => GENERAL.contains(&kind),
                // One that is gone: an occurrence, or something nobody here knows of.
                None => !self.places.contains_key(id),
            };
            if is_general || basis.day != self.day {
                *self = Self::new(state, basis);
                return self.tasks.keys().copied().collect();
            }
            match kind {
                Some(kind) if kind == Task::ID => {
                    tasks.insert(*id);
                }
                Some(kind) if kind == Occurrence::ID => cells.extend(place(state, *id)),
                _ => {}
            }
            // Where it was; where it is now it is put when its cell is computed.
            cells.extend(self.places.remove(id));
        }
        if basis.day != self.day {
            *self = Self::new(state, basis);
            return self.tasks.keys().copied().collect();
        }
        let measure = Measure::new(basis);
        for (obligation, unit) in cells {
            let Some(cover) = self.covers.get(&obligation) else {
                continue;
            };
            match cell_of(state, &measure, cover, unit, &mut self.places) {
                Some(cell) => self.cells.insert((obligation, unit), cell),
                None => self.cells.remove(&(obligation, unit)),
            };
            for (task, entry) in &self.tasks {
                if entry.covered_by.contains(&obligation) {
                    tasks.insert(*task);
                }
            }
        }
        for task in tasks {
            let before = self.tasks.remove(&task);
            self.enter(state, basis, task);
            if before.as_ref() != self.tasks.get(&task) {
                changed.insert(task);
            }
        }
        changed
    }

    /// Computes a task from the cells.
    fn enter(&mut self, state: &State, basis: &Basis, id: RecordId) {
        let record = state.get(id).filter(|record| record.archived.is_none());
        let Some(task) = record.and_then(|record| record.view::<Task>()) else {
            return;
        };
        let mut covered_by = self.own_obligations(state, id);
        let by_reports = covered_by.is_empty() && is_undated(task.due().unwrap_or_default());
        if by_reports {
            let reports = self.covers.values().filter(|cover| cover.is_report);
            covered_by = reports.map(|cover| cover.obligation).collect();
            covered_by.sort_unstable();
        }
        let units = self.units_of(state, id, &covered_by, by_reports);
        let entry = Entry {
            no: task.no().unwrap_or(i64::MAX),
            own: of_task(task, basis).colour,
            state_counts: state_counts(task),
            by_reports,
            covered_by,
            counts: Counts::of(units.iter().map(|(_, cell)| cell.verdict.colour())),
            units,
        };
        self.tasks.insert(id, entry);
    }

    fn own_obligations(&self, state: &State, task: RecordId) -> Vec<RecordId> {
        state
            .referring::<Obligation>(task, Obligation::TASKS)
            .map(|record| record.id)
            .filter(|id| self.covers.contains_key(id))
            .collect()
    }

    /// Of each unit that owes something for the task, the worst.
    fn units_of(
        &self,
        state: &State,
        task: RecordId,
        covered_by: &[RecordId],
        by_reports: bool,
    ) -> Vec<(RecordId, Cell)> {
        let assigned: Vec<RecordId> = if by_reports {
            assigned_units(state, task, self.day)
        } else {
            Vec::new()
        };
        let mut worst: HashMap<RecordId, Cell> = HashMap::new();
        for cover in covered_by.iter().filter_map(|id| self.covers.get(id)) {
            let mut last = None;
            for owing in &cover.owing {
                let counts = if by_reports {
                    assigned.contains(&owing.unit)
                } else {
                    owing.task.is_none_or(|by| by == task)
                };
                if !counts || last.replace(owing.unit) == Some(owing.unit) {
                    continue;
                }
                let Some(cell) = self.cells.get(&(cover.obligation, owing.unit)) else {
                    continue;
                };
                worst
                    .entry(owing.unit)
                    .and_modify(|known| *known = known.worse(*cell))
                    .or_insert(*cell);
            }
        }
        let mut units: Vec<(RecordId, Cell)> = worst.into_iter().collect();
        units.sort_by_key(|(unit, _)| *unit);
        units
    }
}

/// Whether the task's own state says more than what its units owe.
fn state_counts(task: View<'_, Task>) -> bool {
    matches!(
        task.state(),
        Some(TaskState::Closed | TaskState::ClosureRequested | TaskState::Suspended)
    )
}

/// The cell an occurrence is in.
fn place(state: &State, occurrence: RecordId) -> Option<(RecordId, RecordId)> {
    let view = state.get(occurrence)?.view::<Occurrence>()?;
    Some((view.obligation()?, view.unit()?))
}

fn assigned_units(state: &State, task: RecordId, day: Day) -> Vec<RecordId> {
    state
        .referring::<Assignment>(task, Assignment::TASK)
        .filter_map(|record| record.view::<Assignment>())
        .filter(|assignment| term_of_assignment(state, *assignment).contains(day))
        .filter_map(View::<Assignment>::unit)
        .collect()
}

/// The tasks of every unit on the day, in the order of the notice.
fn tasks_of_units(state: &State, day: Day) -> HashMap<RecordId, Vec<RecordId>> {
    let mut all: HashMap<RecordId, Vec<(i64, RecordId)>> = HashMap::new();
    for record in state.all::<Assignment>() {
        let Some(assignment) = record.view::<Assignment>() else {
            continue;
        };
        let (Some(task), Some(unit)) = (assignment.task(), assignment.unit()) else {
            continue;
        };
        let no = state
            .get(task)
            .filter(|record| record.archived.is_none())
            .and_then(|record| record.view::<Task>()?.no());
        if let Some(no) = no
            && term_of_assignment(state, assignment).contains(day)
        {
            all.entry(unit).or_default().push((no, task));
        }
    }
    all.into_iter()
        .map(|(unit, mut tasks)| {
            tasks.sort_unstable();
            (unit, tasks.into_iter().map(|(_, task)| task).collect())
        })
        .collect()
}

/// Whether the obligation is met by the monthly report.
fn is_report(obligation: View<'_, Obligation>) -> bool {
    obligation.form() == Some(ObligationForm::MonthlyReport)
}
