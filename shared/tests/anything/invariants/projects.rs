//! Figures of projects (DOMAIN §7.2, 3, 4, 6, 13).

use std::collections::HashMap;

use shared::model::{
    AnnualPlan, Funding, MonthCorrection, MonthLock, MonthState, Project, ProjectMonth,
};
use shared::rules::Role;
use shared::schema::{Day, Kind, KindId, Month, RecordId, View};

use super::Kept;
use crate::world::World;

/// (3) Start, completion and production in their order, none in the future; the stage follows.
pub(super) fn dates_out_of_order(world: &World) -> Vec<String> {
    let mut broken = Vec::new();
    for record in world.state.of_kind(Project::ID) {
        let Some(project) = record.view::<Project>() else {
            continue;
        };
        let dates = [
            project.started_on(),
            project.completed_on(),
            project.produced_on(),
        ];
        let known: Vec<Day> = dates.into_iter().flatten().collect();
        if !known.is_sorted() || known.last().is_some_and(|last| *last > world.latest) {
            broken.push(format!("project {}: {known:?}", record.id));
        }
    }
    broken
}

/// (4) What was invested is not above what the total allows, unless it is explained.
pub(super) fn too_much_invested(world: &World) -> Vec<String> {
    let mut sums: HashMap<RecordId, (i128, bool)> = HashMap::new();
    for record in world.state.all::<ProjectMonth>() {
        let Some(month) = record.view::<ProjectMonth>() else {
            continue;
        };
        if month.invested().unwrap_or(0) < 0 {
            return vec![format!("month {} is below zero", record.id)];
        }
        let Some(project) = month.project() else {
            continue;
        };
        let entry = sums.entry(project).or_default();
        entry.0 += i128::from(month.invested().unwrap_or(0));
        entry.1 |= month
            .explanation()
            .is_some_and(|text| !text.trim().is_empty());
    }
    let mut broken = Vec::new();
    for (id, (sum, is_explained)) in sums {
        let project = world
            .state
            .get(id)
            .and_then(|record| record.view::<Project>());
        let total = project.and_then(View::<Project>::total_investment);
        // The total may be lowered afterwards: what is entered later must then be explained.
        let was_lowered = world.was_written(id, Project::TOTAL_INVESTMENT);
        let limit = i128::from(total.unwrap_or(0)) * 12 / 10;
        if sum > limit && !is_explained && !was_lowered {
            broken.push(format!("project {id}: {sum} of {limit}"));
        }
    }
    broken
}

/// (6) The figures of a locked month do not change.
pub(super) fn locked_figures_changed(world: &World, kept: &mut Kept) -> Vec<String> {
    let locked: Vec<Month> = world
        .state
        .all::<MonthLock>()
        .filter_map(|record| record.view::<MonthLock>())
        .filter(|lock| lock.state() == Some(MonthState::Locked))
        .filter_map(View::<MonthLock>::month)
        .collect();
    let mut broken = Vec::new();
    for record in world.state.of_kind(ProjectMonth::ID) {
        let Some(figures) = record.view::<ProjectMonth>() else {
            continue;
        };
        let Some(month) = figures.month().filter(|month| locked.contains(month)) else {
            continue;
        };
        let invested = figures.invested().filter(|_| record.archived.is_none());
        let first = kept.locked.entry((record.id, month)).or_insert(invested);
        if *first != invested {
            broken.push(format!("{month} is locked, {} changed", record.id));
        }
    }
    broken
}

/// (13) Figures of projects are written by those whose project it is, and by the office.
pub(super) fn written_by_the_wrong_role(world: &World) -> Vec<String> {
    const FIGURES: [KindId; 5] = [
        Project::ID,
        ProjectMonth::ID,
        AnnualPlan::ID,
        Funding::ID,
        MonthCorrection::ID,
    ];
    let Some(last) = world.log.last() else {
        return Vec::new();
    };
    let mut broken = Vec::new();
    for effect in last
        .effects
        .iter()
        .filter(|effect| FIGURES.contains(&effect.kind))
    {
        let project = project_of(world, effect.id);
        let is_own = match last.actor.role {
            Role::Office => true,
            Role::Owner => project.is_some() && project == last.actor.project,
            Role::Unit => project
                .and_then(|id| world.state.get(id)?.view::<Project>())
                .is_some_and(|project| {
                    let units = [project.county(), project.lead_unit(), project.sector_unit()];
                    units
                        .iter()
                        .flatten()
                        .any(|unit| Some(*unit) == last.actor.unit)
                }),
            _ => false,
        };
        if !is_own {
            let (actor, kind) = (&last.actor.name, effect.kind);
            broken.push(format!("{actor} wrote {kind} {}", effect.id));
        }
    }
    broken
}

fn project_of(world: &World, id: RecordId) -> Option<RecordId> {
    let record = world.state.get(id)?;
    match record.kind {
        Project::ID => Some(id),
        ProjectMonth::ID => record.view::<ProjectMonth>()?.project(),
        AnnualPlan::ID => record.view::<AnnualPlan>()?.project(),
        Funding::ID => record.view::<Funding>()?.project(),
        MonthCorrection::ID => record.view::<MonthCorrection>()?.project(),
        _ => None,
    }
}
