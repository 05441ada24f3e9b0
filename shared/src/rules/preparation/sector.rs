//! What bureaus and places see to before construction (DOMAIN T19, T20).

use super::pre_work::Matrix;
use super::reviewer::Reviewers;
use crate::model::{LocalPlan, PreWorkCell, Project, SectorReview, Settings, Standing};
use crate::rules::Basis;
use crate::rules::figures::Ratio;
use crate::schema::{RecordId, View};
use crate::state::State;

/// The units that have filed their plan of major projects, of all that owe one.
pub fn plans_filed(state: &State, units: &[RecordId]) -> Ratio {
    let without = without_plan(state, units).len();
    let count = |units: usize| i64::try_from(units).unwrap_or(i64::MAX);
    Ratio::new(count(units.len() - without), count(units.len()))
}

/// The units that have not filed their plan.
pub fn without_plan(state: &State, units: &[RecordId]) -> Vec<RecordId> {
    let has_filed = |unit: RecordId| {
        state
            .referring::<LocalPlan>(unit, LocalPlan::UNIT)
            .filter_map(|record| record.view::<LocalPlan>())
            .any(|plan| plan.filed_on().is_some())
    };
    units
        .iter()
        .copied()
        .filter(|unit| !has_filed(*unit))
        .collect()
}

/// Land and money: the conditions a place has to provide, those that are there of those needed.
pub fn conditions(state: &State, project: RecordId) -> Ratio {
    Matrix::of(state, project).ratio(&[PreWorkCell::Land, PreWorkCell::Money])
}

/// The major projects of the bureau's sector that have no legal person (项目法人): those it is the
/// sector bureau of, and those that it reviews first.
pub fn without_legal_person(state: &State, basis: &Basis, bureau: RecordId) -> Vec<RecordId> {
    let reviewers = Reviewers::of(state);
    let is_of_bureau = |project: View<'_, Project>| match project.sector_unit() {
        Some(unit) => unit == bureau,
        None => reviewers.of_project(project).contains(&bureau),
    };
    let least = basis.settings.money(Settings::TIER_B);
    state
        .all::<Project>()
        .filter_map(|record| record.view::<Project>())
        .filter(|project| project.standing() != Some(Standing::Ended))
        .filter(|project| project.total_investment().unwrap_or(0) >= least)
        .filter(|project| !has_legal_person(*project) && is_of_bureau(*project))
        .map(|project| project.record.id)
        .collect()
}

/// Whether the legal person is known (已落实).
pub fn has_legal_person(project: View<'_, Project>) -> bool {
    project
        .legal_person()
        .is_some_and(|name| !name.trim().is_empty())
}

/// The bureau's latest review of the project.
pub fn latest_review(
    state: &State,
    project: RecordId,
    bureau: RecordId,
) -> Option<View<'_, SectorReview>> {
    state
        .referring::<SectorReview>(project, SectorReview::PROJECT)
        .filter_map(|record| record.view::<SectorReview>())
        .filter(|review| review.unit() == Some(bureau))
        .max_by_key(|review| (review.reviewed_on(), review.record.created))
}
