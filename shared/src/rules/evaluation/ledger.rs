//! The figures of a place and a quarter that nobody enters: the ledger of projects gives them
//! (DOMAIN B18).

use crate::model::{AnnualPlan, LedgerFigure, MonthCorrection, Project, ProjectMonth};
use crate::schema::{Day, Month, Quarter, Record, RecordId, View};
use crate::state::State;

/// The figure of the unit's projects. Money is in yuan.
pub fn figure(state: &State, figure: LedgerFigure, unit: RecordId, quarter: Quarter) -> i64 {
    let [first, _, last] = quarter.months();
    match figure {
        LedgerFigure::Investment => invested(state, unit, first, last),
        LedgerFigure::YearInvestment => invested(state, unit, first.year_start(), last),
        LedgerFigure::Starts => i64::try_from(started(state, unit, quarter).count()).unwrap_or(0),
        LedgerFigure::StartedTotal => sum(started(state, unit, quarter)
            .filter_map(|project| project.view::<Project>()?.total_investment())),
    }
}

/// What the figure is measured by, where the ledger knows it: the annual plans of the year.
pub fn target(
    state: &State,
    figure: LedgerFigure,
    unit: RecordId,
    quarter: Quarter,
) -> Option<i64> {
    if figure != LedgerFigure::YearInvestment {
        return None;
    }
    let year = i64::from(quarter.year());
    let plans = projects(state, unit)
        .flat_map(|project| state.referring::<AnnualPlan>(project.id, AnnualPlan::PROJECT))
        .filter_map(|record| record.view::<AnnualPlan>())
        .filter(|plan| plan.year() == Some(year));
    Some(sum(plans.filter_map(View::<AnnualPlan>::planned)))
}

fn projects(state: &State, unit: RecordId) -> impl Iterator<Item = &Record> {
    state
        .referring::<Project>(unit, Project::COUNTY)
        .map(AsRef::as_ref)
}

fn started(state: &State, unit: RecordId, quarter: Quarter) -> impl Iterator<Item = &Record> {
    let is_in = move |day: Day| (quarter.first_day()..=quarter.last_day()).contains(&day);
    projects(state, unit).filter(move |record| {
        let started_on = record
            .view::<Project>()
            .and_then(View::<Project>::started_on);
        started_on.is_some_and(is_in)
    })
}

/// What was invested in the months, corrections included.
fn invested(state: &State, unit: RecordId, first: Month, last: Month) -> i64 {
    sum(projects(state, unit).map(|project| of_project(state, project.id, first, last)))
}

fn of_project(state: &State, project: RecordId, first: Month, last: Month) -> i64 {
    let is_in = |month: Option<Month>| month.is_some_and(|month| (first..=last).contains(&month));
    let months = state
        .referring::<ProjectMonth>(project, ProjectMonth::PROJECT)
        .filter_map(|record| record.view::<ProjectMonth>())
        .filter(|figures| is_in(figures.month()))
        .filter_map(View::<ProjectMonth>::invested);
    let corrections = state
        .referring::<MonthCorrection>(project, MonthCorrection::PROJECT)
        .filter_map(|record| record.view::<MonthCorrection>())
        .filter(|correction| is_in(correction.month()))
        .filter_map(View::<MonthCorrection>::change);
    sum(months.chain(corrections))
}

fn sum(numbers: impl Iterator<Item = i64>) -> i64 {
    numbers.fold(0, i64::saturating_add)
}
