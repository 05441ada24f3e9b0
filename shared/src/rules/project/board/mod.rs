//! The figures and lights of all projects, and what they add up to; kept up to date by the records
//! that change.

mod sums;

pub use sums::{Sums, Totals};

use foldhash::{HashMap, HashMapExt as _};

use super::{ProjectFigures, ProjectLights, ProjectRules};
use crate::model::{
    AnnualPlan, Funding, ListMembership, MonthCorrection, Project, ProjectMonth, Stage,
};
use crate::rules::Basis;
use crate::rules::figures::{Ratio, dispersion};
use crate::schema::{Kind, Month, Record, RecordId};
use crate::state::State;

/// What is derived of one project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its figures.
    pub figures: ProjectFigures,
    /// Its lights.
    pub lights: ProjectLights,
}

/// All projects of a room on a day. Each counts once, on however many lists it is
/// (DOMAIN §7.2, 9), under the unit that reports on it (DOMAIN §12, 23).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectBoard {
    rules: ProjectRules,
    entries: HashMap<RecordId, Entry>,
    totals: Totals,
}

impl ProjectBoard {
    /// Looks at every project.
    pub fn new(state: &State, basis: &Basis) -> Self {
        Self::by(state, ProjectRules::new(state, basis))
    }

    fn by(state: &State, rules: ProjectRules) -> Self {
        let projects: Vec<RecordId> = state.all::<Project>().map(|record| record.id).collect();
        let mut board = Self {
            rules,
            entries: HashMap::with_capacity(projects.len()),
            totals: Totals::default(),
        };
        for project in projects {
            board.look_at(state, project);
        }
        board
    }

    /// Looks again at the projects the touched records belong to. Everything is looked at when the
    /// day, a setting, the calendar or the month judged has changed, and when a record is gone, as
    /// nothing tells any more whose it was.
    pub fn refresh(&mut self, state: &State, basis: &Basis, touched: &[RecordId]) {
        let rules = ProjectRules::new(state, basis);
        let is_lost = |id: &RecordId| state.get(*id).is_none() && !self.entries.contains_key(id);
        if rules != self.rules || touched.iter().any(is_lost) {
            *self = Self::by(state, rules);
            return;
        }
        for id in touched {
            match state.get(*id) {
                Some(record) => {
                    if let Some(project) = project_of(record) {
                        self.look_at(state, project);
                    }
                }
                None => self.look_at(state, *id),
            }
        }
    }

    fn look_at(&mut self, state: &State, id: RecordId) {
        let record = state.get(id).filter(|record| record.archived.is_none());
        let entry = record.and_then(|record| {
            let figures = ProjectFigures::of(state, &self.rules, record.view::<Project>()?);
            let lights = ProjectLights::of(&figures, &self.rules);
            Some(Entry { figures, lights })
        });
        let before = match entry {
            Some(entry) => self.entries.insert(id, entry),
            None => self.entries.remove(&id),
        };
        if before == entry {
            return;
        }
        if let Some(before) = before {
            self.totals.take(&before);
        }
        if let Some(entry) = entry {
            self.totals.add(&entry);
        }
    }

    /// What the projects are judged by.
    pub fn rules(&self) -> &ProjectRules {
        &self.rules
    }

    /// One project.
    pub fn get(&self, project: RecordId) -> Option<&Entry> {
        self.entries.get(&project)
    }

    /// All projects, in no order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// The sums, without what has been ended.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// The median of the days projects have been in the stage they are in (DOMAIN 9.12), of one
    /// county or all; `None` when there are none.
    pub fn median_stay(&self, county: Option<RecordId>, stage: Stage) -> Option<Ratio> {
        let days: Vec<i32> = self
            .counted(county)
            .filter(|figures| figures.stage == stage)
            .filter_map(|figures| figures.entered.days_in(stage, self.rules.day))
            .collect();
        dispersion::median(&days)
    }

    /// How many projects entered each stage in the month, of one county or all. When a project was
    /// first planned is not known.
    pub fn transfers(&self, county: Option<RecordId>, month: Month) -> Vec<(Stage, usize)> {
        let entered = |stage: Stage| {
            self.counted(county)
                .filter(|figures| figures.entered.entered_in(stage, month))
                .count()
        };
        Stage::ALL
            .iter()
            .filter(|stage| **stage != Stage::Planned)
            .map(|stage| (*stage, entered(*stage)))
            .collect()
    }

    /// How many projects are in each stage, of one county or all.
    pub fn stages(&self, county: Option<RecordId>) -> Vec<(Stage, usize)> {
        let in_stage = |stage: Stage| {
            self.counted(county)
                .filter(|figures| figures.stage == stage)
                .count()
        };
        Stage::ALL
            .iter()
            .map(|stage| (*stage, in_stage(*stage)))
            .collect()
    }

    fn counted(&self, county: Option<RecordId>) -> impl Iterator<Item = &ProjectFigures> {
        self.entries
            .values()
            .map(|entry| &entry.figures)
            .filter(move |figures| {
                figures.counts() && (county.is_none() || figures.county == county)
            })
    }
}

/// The project whose figures or lights the record has a part in.
fn project_of(record: &Record) -> Option<RecordId> {
    match record.kind {
        Project::ID => Some(record.id),
        ProjectMonth::ID => record.view::<ProjectMonth>()?.project(),
        MonthCorrection::ID => record.view::<MonthCorrection>()?.project(),
        AnnualPlan::ID => record.view::<AnnualPlan>()?.project(),
        Funding::ID => record.view::<Funding>()?.project(),
        ListMembership::ID => record.view::<ListMembership>()?.project(),
        _ => None,
    }
}
