//! The reserve in ten fields (DOMAIN T03–T12, R9): units × fields, computed from what was really
//! taken in, moved on and dropped.

use std::collections::BTreeMap;

use crate::model::{PlanField, Project, Stage, Standing, Task};
use crate::rules::light::Colour;
use crate::schema::{Choices, Day, Due, Month, RecordId, View};
use crate::state::State;

/// What stands in a cell of the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReserveCell {
    /// In the reserve now.
    pub reserved: u32,
    /// Ever taken in and not dropped: those that have moved on are still counted.
    pub planned: u32,
    /// Taken in during the month.
    pub added: u32,
    /// Moved on to preparation during the month.
    pub promoted: u32,
    /// Dropped from the reserve during the month.
    pub dropped: u32,
}

impl ReserveCell {
    /// What left the reserve during the month.
    pub fn left(self) -> u32 {
        self.promoted + self.dropped
    }

    fn add(&mut self, other: Self) {
        self.reserved += other.reserved;
        self.planned += other.planned;
        self.added += other.added;
        self.promoted += other.promoted;
        self.dropped += other.dropped;
    }
}

/// The matrix of the reserve for a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReserveMatrix {
    /// The month of the movements.
    pub month: Month,
    cells: BTreeMap<(RecordId, PlanField), ReserveCell>,
    first_batch: BTreeMap<PlanField, Day>,
}

impl ReserveMatrix {
    /// The matrix: each project counts once, in its main field, for the unit that reports on it.
    pub fn of(state: &State, month: Month) -> Self {
        let mut cells: BTreeMap<_, ReserveCell> = BTreeMap::new();
        for record in state.all::<Project>() {
            let Some(project) = record.view::<Project>() else {
                continue;
            };
            if let (Some(unit), Some(field)) = (project.county(), project.plan_field()) {
                cells
                    .entry((unit, field))
                    .or_default()
                    .add(counted(project, month));
            }
        }
        Self {
            month,
            cells,
            first_batch: first_batches(state),
        }
    }

    /// The cell of a unit and a field.
    pub fn cell(&self, unit: RecordId, field: PlanField) -> ReserveCell {
        self.cells.get(&(unit, field)).copied().unwrap_or_default()
    }

    /// Whether a unit has nothing in a field: red once the day of the first batch is over.
    pub fn colour(&self, unit: RecordId, field: PlanField, day: Day) -> Colour {
        if self.cell(unit, field).planned > 0 {
            return Colour::Green;
        }
        match self.first_batch.get(&field) {
            Some(due) if day > *due => Colour::Red,
            Some(_) => Colour::Yellow,
            None => Colour::Grey,
        }
    }

    /// The sums of a unit over all fields: what its one monthly form confirms.
    pub fn of_unit(&self, unit: RecordId) -> ReserveCell {
        self.sum(PlanField::ALL.iter().map(|field| (unit, *field)))
    }

    /// The sums of a field over the units.
    pub fn of_field(&self, field: PlanField, units: &[RecordId]) -> ReserveCell {
        self.sum(units.iter().map(|unit| (*unit, field)))
    }

    /// The cells without any project, among these units: what the wall shows empty.
    pub fn empty(&self, units: &[RecordId]) -> Vec<(RecordId, PlanField)> {
        let all = units
            .iter()
            .flat_map(|unit| PlanField::ALL.iter().map(|field| (*unit, *field)));
        all.filter(|(unit, field)| self.cell(*unit, *field).planned == 0)
            .collect()
    }

    fn sum(&self, cells: impl Iterator<Item = (RecordId, PlanField)>) -> ReserveCell {
        let mut sum = ReserveCell::default();
        for (unit, field) in cells {
            sum.add(self.cell(unit, field));
        }
        sum
    }
}

/// What one project adds to its cell.
fn counted(project: View<'_, Project>, month: Month) -> ReserveCell {
    let is_in = |day: Option<Day>| u32::from(day.is_some_and(|day| day.month() == month));
    let Some(reserved_on) = project.reserved_on() else {
        return ReserveCell::default();
    };
    let is_dropped = project.standing() == Some(Standing::Ended);
    let in_reserve = project.stage() == Some(Stage::Reserved);
    let dropped_on = project.moved_by().and_then(|signature| signature.at.day());
    ReserveCell {
        reserved: u32::from(in_reserve && !is_dropped),
        planned: u32::from(!is_dropped),
        added: is_in(Some(reserved_on)),
        promoted: is_in(project.prepared_on()),
        dropped: is_in(dropped_on.filter(|_| is_dropped && in_reserve)),
    }
}

/// The day of the first batch of each field: the once-only deadline of its task, 3 to 12.
fn first_batches(state: &State) -> BTreeMap<PlanField, Day> {
    let once = |task: View<'_, Task>| {
        task.due()?.iter().find_map(|due| match due {
            Due::Once { on } => Some(*on),
            _ => None,
        })
    };
    state
        .all::<Task>()
        .filter_map(|record| record.view::<Task>())
        .filter_map(|task| Some((field_of_task(task.no()?)?, once(task)?)))
        .collect()
}

/// The field a task of the notice is about.
pub fn field_of_task(no: i64) -> Option<PlanField> {
    let field = |field: &&PlanField| i64::from(field.no().0) + 2 == no;
    PlanField::ALL.iter().find(field).copied()
}
