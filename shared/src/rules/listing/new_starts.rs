//! New starts of 1亿 and more, told every month by place (DOMAIN T30).

use super::months::Locks;
use crate::model::{Project, Settings};
use crate::rules::Basis;
use crate::rules::figures::Ratio;
use crate::rules::organization::Places;
use crate::schema::{Day, Month, RecordId, Sentence, View};
use crate::state::State;

/// A project's first actual start, and the month it is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewStart {
    /// The project.
    pub project: RecordId,
    /// The unit that reports on it.
    pub unit: Option<RecordId>,
    /// Its total investment, in yuan.
    pub total: i64,
    /// The day it started.
    pub on: Day,
    /// The month it counts in.
    pub month: Month,
}

impl NewStart {
    /// 补录: its own month was locked when it was entered.
    pub fn is_entered_later(self) -> bool {
        self.on.month() != self.month
    }

    /// The mark beside it.
    pub fn mark(self) -> Option<Sentence> {
        let month = self.on.month();
        self.is_entered_later().then(|| {
            Sentence::new(
                format!("补录({}年{}月开工)", month.year(), month.number()),
                format!("entered later, started in {month}"),
            )
        })
    }
}

/// How many, and how large together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Projects.
    pub count: u32,
    /// Their total investment, in yuan.
    pub total: i64,
}

impl Sum {
    fn add(&mut self, start: NewStart) {
        self.count += 1;
        self.total = self.total.saturating_add(start.total);
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The month.
    pub month: Sum,
    /// The month before.
    pub before: Sum,
    /// From January to the month.
    pub year: Sum,
}

impl Row {
    /// By how much the total investment has changed against the month before.
    pub fn change(self) -> Ratio {
        Ratio::change(self.before.total, self.month.total)
    }

    /// By how many projects.
    pub fn more(self) -> i64 {
        i64::from(self.month.count) - i64::from(self.before.count)
    }

    fn add(&mut self, start: NewStart, month: Month) {
        if start.month == month {
            self.month.add(start);
        }
        if Some(start.month) == month.previous() {
            self.before.add(start);
        }
        if (month.year_start()..=month).contains(&start.month) {
            self.year.add(start);
        }
    }
}

/// The table of a month.
#[derive(Clone, Debug)]
pub struct NewStarts {
    /// The month.
    pub month: Month,
    /// The projects told in it, in the order in which they started.
    pub starts: Vec<NewStart>,
    /// By reporting unit, in the order of places; `None` for all other units together.
    pub places: Vec<(Option<RecordId>, Row)>,
    /// All together.
    pub city: Row,
}

impl NewStarts {
    /// The table of the month.
    pub fn of(state: &State, basis: &Basis, month: Month) -> Self {
        let locks = Locks::of(state);
        let from = basis.settings.money(Settings::TIER_B);
        let places = Places::of(state);
        let mut table: Vec<Row> = places.table();
        let mut city = Row::default();
        let mut starts = Vec::new();
        let projects = state.all::<Project>().filter_map(|record| record.view());
        for start in projects.filter_map(|project| new_start(project, &locks, from)) {
            city.add(start, month);
            if let Some(row) = table.get_mut(places.slot(start.unit)) {
                row.add(start, month);
            }
            if start.month == month {
                starts.push(start);
            }
        }
        starts.sort_by_key(|start| (start.on, start.project));
        let is_told = |row: &(Option<RecordId>, Row)| row.0.is_some() || row.1.year.count > 0;
        Self {
            month,
            starts,
            places: places.rows().zip(table).filter(is_told).collect(),
            city,
        }
    }
}

fn new_start(project: View<'_, Project>, locks: &Locks, from: i64) -> Option<NewStart> {
    let total = project.total_investment().filter(|total| *total >= from)?;
    let on = project.started_on()?;
    Some(NewStart {
        project: project.record.id,
        unit: project.county(),
        total,
        on,
        month: told_in(on, project.start_entered_on(), locks),
    })
}

/// The month of the start, unless it had been locked by the day the start was entered: then the
/// month of that day. What was entered on the day of locking is taken to be in the figures.
fn told_in(on: Day, entered: Option<Day>, locks: &Locks) -> Month {
    let month = on.month();
    let locked = locks.on(month);
    match entered.zip(locked) {
        Some((entered, locked)) if entered > locked => entered.month(),
        _ => month,
    }
}
