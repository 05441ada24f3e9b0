//! How much of its annual plan each place had completed when a month was locked.

use std::collections::HashMap;

use crate::model::{AnnualPlan, Project, Standing};
use crate::rules::figures::Ratio;
use crate::rules::listing::months::{self, Invested, Locks};
use crate::rules::organization::Places;
use crate::rules::project::{divide, parts};
use crate::schema::{Month, RecordId, View};
use crate::state::State;

/// What a place comes to in one month.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    planned: i64,
    invested: i64,
    has_reported: bool,
}

/// Year-to-date completion by month and place. A place without a plan, or of whose planned projects
/// none was reported in the month, has not reported.
pub(super) fn of(
    state: &State,
    locks: &Locks,
    places: &Places,
    months: &[Month],
) -> Vec<Vec<Option<Ratio>>> {
    let mut sums: Vec<Vec<Sum>> = months.iter().map(|_| places.table()).collect();
    let planned = Planned::of(state, places, months);
    for (id, plans) in &planned.plans {
        let parts = planned.parts_of(*id);
        for (row, plan) in sums.iter_mut().zip(plans) {
            for (slot, part) in divide(plan.unwrap_or(0), parts) {
                if let Some(sum) = row.get_mut(slot) {
                    sum.planned = sum.planned.saturating_add(part);
                }
            }
        }
    }
    for one in months::of_all(state) {
        let Some(plans) = planned.plans.get(&one.project) else {
            continue;
        };
        let shares = divide(one.amount, planned.parts_of(one.project));
        let slot = planned.reporter_of(one.project, places);
        for ((month, row), plan) in months.iter().zip(&mut sums).zip(plans) {
            if plan.is_none() || !counts_in(locks, one, *month) {
                continue;
            }
            for (slot, part) in &shares {
                if let Some(sum) = row.get_mut(*slot) {
                    sum.invested = sum.invested.saturating_add(*part);
                }
            }
            let is_report = one.month == *month && one.corrected_on.is_none();
            if let Some(sum) = row.get_mut(slot).filter(|_| is_report) {
                sum.has_reported = true;
            }
        }
    }
    let ratio = |sum: &Sum| {
        let has_figure = sum.has_reported && sum.planned > 0;
        has_figure.then(|| Ratio::new(sum.invested, sum.planned))
    };
    let ranked = places.units().len();
    sums.iter()
        .map(|row| row.iter().take(ranked).map(ratio).collect())
        .collect()
}

/// Whether the amount is part of the year's sum as it was when the month was locked.
fn counts_in(locks: &Locks, one: Invested, month: Month) -> bool {
    let is_of_year = month.year_start() <= one.month && one.month <= month;
    let was_known = one
        .corrected_on
        .is_none_or(|on| locks.on(month).is_some_and(|locked| on <= locked));
    is_of_year && was_known
}

/// The projects with an annual plan.
struct Planned {
    /// The plan of each month's year.
    plans: HashMap<RecordId, Vec<Option<i64>>>,
    /// The slot of the unit that reports, and the parts of the places.
    places: HashMap<RecordId, (usize, Vec<(usize, u32)>)>,
}

impl Planned {
    fn of(state: &State, places: &Places, months: &[Month]) -> Self {
        let mut planned = Self {
            plans: HashMap::new(),
            places: HashMap::new(),
        };
        let projects = state.all::<Project>().filter_map(|record| record.view());
        for project in projects {
            let project: View<'_, Project> = project;
            if project.standing() != Some(Standing::Ended) {
                let own = (places.slot(project.county()), parts(places, project));
                planned.places.insert(project.record.id, own);
            }
        }
        let plans = state.all::<AnnualPlan>().filter_map(|record| record.view());
        for plan in plans {
            let plan: View<'_, AnnualPlan> = plan;
            let (Some(project), Some(amount)) = (plan.project(), plan.planned()) else {
                continue;
            };
            if amount <= 0 || !planned.places.contains_key(&project) {
                continue;
            }
            let own = planned.plans.entry(project);
            let own = own.or_insert_with(|| vec![None; months.len()]);
            for (month, slot) in months.iter().zip(own) {
                if plan.year() == Some(i64::from(month.year())) {
                    *slot = Some(amount);
                }
            }
        }
        planned
    }

    fn parts_of(&self, project: RecordId) -> &[(usize, u32)] {
        let own = self.places.get(&project);
        own.map_or(&[], |(_, parts)| parts.as_slice())
    }

    fn reporter_of(&self, project: RecordId, places: &Places) -> usize {
        let own = self.places.get(&project);
        own.map_or(places.units().len(), |(slot, _)| *slot)
    }
}
