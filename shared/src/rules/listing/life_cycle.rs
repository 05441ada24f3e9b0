//! The life cycle 储备→审批→开工→竣工→达产: how many projects are where at the end of a month, and how
//! many passed on in it (DOMAIN T31–T34).

use crate::declare_choice;
use crate::model::{Project, Settings, Standing};
use crate::rules::Basis;
use crate::rules::organization::Places;
use crate::schema::{Day, Month, RecordId, View};
use crate::state::State;

declare_choice! {
    /// The five steps the notice names.
    Phase {
        Reserve = 1 "reserve" ("储备", "Reserve"),
        Approval = 2 "approval" ("审批", "Approval"),
        Construction = 3 "construction" ("开工", "Construction"),
        Completion = 4 "completion" ("竣工", "Completion"),
        FullCapacity = 5 "full_capacity" ("达产", "Full capacity"),
    }
}

/// One number for each phase, in their order.
pub type Counts = [u32; Phase::ALL.len()];

/// One row of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Where projects are at the end of the month.
    pub standing: Counts,
    /// What entered each phase in the month.
    pub entered: Counts,
}

impl Row {
    fn add(&mut self, days: &[Option<Day>; Phase::ALL.len()], month: Month) {
        let end = month.last_day();
        let reached = days.iter().rposition(|day| day.is_some_and(|on| on <= end));
        if let Some(count) = reached.and_then(|at| self.standing.get_mut(at)) {
            *count += 1;
        }
        for (count, day) in self.entered.iter_mut().zip(days) {
            *count += u32::from(day.is_some_and(|on| on.month() == month));
        }
    }
}

/// The table of a month: projects of 1亿 and more that have not been ended.
#[derive(Clone, Debug)]
pub struct LifeCycle {
    /// The month.
    pub month: Month,
    /// All together.
    pub city: Row,
    /// By reporting unit, in the order of places; `None` for all other units.
    pub places: Vec<(Option<RecordId>, Row)>,
    /// By the bureau of the sector, by id; `None` where none is entered.
    pub bureaus: Vec<(Option<RecordId>, Row)>,
}

impl LifeCycle {
    /// The table of the month.
    pub fn of(state: &State, basis: &Basis, month: Month) -> Self {
        let from = basis.settings.money(Settings::TIER_B);
        let places = Places::of(state);
        let mut table: Vec<Row> = places.table();
        let mut bureaus = std::collections::BTreeMap::<Option<RecordId>, Row>::new();
        let mut city = Row::default();
        let projects = state.all::<Project>().filter_map(|record| record.view());
        for project in projects {
            let project: View<'_, Project> = project;
            let is_ended = project.standing() == Some(Standing::Ended);
            if is_ended || project.total_investment() < Some(from) {
                continue;
            }
            let days = days(project);
            city.add(&days, month);
            bureaus
                .entry(project.sector_unit())
                .or_default()
                .add(&days, month);
            if let Some(row) = table.get_mut(places.slot(project.county())) {
                row.add(&days, month);
            }
        }
        Self {
            month,
            city,
            places: places.rows().zip(table).collect(),
            bureaus: bureaus.into_iter().collect(),
        }
    }
}

/// When it entered each phase.
fn days(project: View<'_, Project>) -> [Option<Day>; Phase::ALL.len()] {
    [
        project.reserved_on(),
        project.prepared_on(),
        project.started_on(),
        project.completed_on(),
        project.full_on(),
    ]
}
