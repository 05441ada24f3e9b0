//! Each project counts once in what is added up (DOMAIN §7.2, 9).

use std::collections::{BTreeMap, BTreeSet};

use shared::model::RankScope;
use shared::model::{ListKind, ListMembership, Project, ProjectLevel, Standing};
use shared::rules::Basis;
use shared::rules::listing::hard_start::HardStarts;
use shared::rules::listing::ranking::Ranking;
use shared::rules::project::ProjectBoard;
use shared::schema::{Kind, RecordId, View, WHOLE};
use shared::state::State;

use super::Kept;
use crate::world::World;

/// (9) The totals are those of a plain recount, whatever the lists; and a board that follows the
/// changes is the one that looks at everything.
pub(super) fn counted_more_than_once(world: &World, kept: &mut Kept) -> Vec<String> {
    let state = &world.state;
    let basis = Basis::new(state, world.today());
    let mut broken = totals_differ(state, &basis);
    broken.extend(ranking_differs(state, &basis));
    broken.extend(lists_differ(state, &basis));
    let board = kept
        .board
        .get_or_insert_with(|| ProjectBoard::new(state, &basis));
    let last = world.log.last();
    let touched: Vec<RecordId> = last
        .into_iter()
        .flat_map(|entry| entry.effects.iter().map(|effect| effect.id))
        .collect();
    board.refresh(state, &basis, &touched);
    if *board != ProjectBoard::new(state, &basis) {
        broken.push(format!(
            "the board did not follow the change of {touched:?}"
        ));
    }
    broken
}

/// The projects that count: neither put away nor ended.
fn counting(state: &State) -> Vec<View<'_, Project>> {
    state
        .records()
        .filter(|record| record.kind == Project::ID && record.archived.is_none())
        .filter_map(|record| record.view::<Project>())
        .filter(|project| project.standing() != Some(Standing::Ended))
        .collect()
}

fn totals_differ(state: &State, basis: &Basis) -> Vec<String> {
    let mut all = (0_usize, 0_i64);
    let mut by_county: BTreeMap<Option<RecordId>, (usize, i64)> = BTreeMap::new();
    for project in counting(state) {
        let total = project.total_investment().unwrap_or(0);
        let county = by_county.entry(project.county()).or_default();
        for sum in [&mut all, county] {
            *sum = (sum.0 + 1, sum.1.wrapping_add(total));
        }
    }
    let board = ProjectBoard::new(state, basis);
    let totals = board.totals();
    let mut broken = Vec::new();
    if (totals.all.count, totals.all.total) != all {
        broken.push(format!("the city has {:?}, not {all:?}", totals.all));
    }
    let counties = totals.by_county.iter();
    let counties: BTreeMap<_, _> = counties
        .map(|(unit, sums)| (*unit, (sums.count, sums.total)))
        .collect();
    if counties != by_county {
        broken.push(format!("places have {counties:?}, not {by_county:?}"));
    }
    let groups = [
        totals.by_sector.values().map(|sums| sums.count).sum(),
        totals.by_stage.values().map(|sums| sums.count).sum(),
        totals.by_tier.values().map(|sums| sums.count).sum(),
        totals
            .by_light
            .values()
            .map(|sums| sums.count)
            .sum::<usize>(),
    ];
    if groups.iter().any(|count| *count != all.0) {
        broken.push(format!("groups have {groups:?} projects, not {}", all.0));
    }
    broken
}

fn ranking_differs(state: &State, basis: &Basis) -> Vec<String> {
    let scopes = [
        (RankScope::Both, None),
        (RankScope::Province, Some(ProjectLevel::Provincial)),
        (RankScope::City, Some(ProjectLevel::City)),
    ];
    let mut broken = Vec::new();
    for (scope, level) in scopes {
        let is_of = |project: &View<'_, Project>| {
            let levels = project.levels().unwrap_or_default();
            level.map_or(!levels.is_empty(), |level| levels.contains(&level))
        };
        let count = counting(state).into_iter().filter(is_of).count();
        let ranking = Ranking::of(state, basis, basis.day.month(), scope);
        let of_city = ranking.city.projects;
        let of_places: i64 = ranking.lines.iter().map(|line| line.figures.projects).sum();
        let wanted = i64::try_from(count).unwrap_or(i64::MAX) * i64::from(WHOLE);
        if (of_city, of_places) != (wanted, wanted) {
            broken.push(format!("{scope:?}: {of_city}, {of_places}, not {wanted}"));
        }
    }
    broken
}

fn lists_differ(state: &State, basis: &Basis) -> Vec<String> {
    let mut broken = Vec::new();
    for list in [ListKind::HardStart2019, ListKind::HardStart2020] {
        let entries = state.records().filter(|record| record.archived.is_none());
        let listed: BTreeSet<RecordId> = entries
            .filter_map(|record| record.view::<ListMembership>())
            .filter(|entry| entry.list() == Some(list))
            .filter(|entry| entry.from().is_some_and(|from| from <= basis.day))
            .filter(|entry| entry.to().is_none_or(|to| to > basis.day))
            .filter_map(View::<ListMembership>::project)
            .filter(|id| state.get(*id).is_some_and(|found| found.archived.is_none()))
            .collect();
        let count = HardStarts::of(state, basis, list).map(|starts| starts.city().total);
        if count.map(i64::from) != i64::try_from(listed.len()).ok() {
            broken.push(format!("{list:?}: {count:?}, not {}", listed.len()));
        }
    }
    broken
}
