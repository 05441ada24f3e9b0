//! Energy and coal: exemptions, trades, and whether use falls (DOMAIN T37–T41).

use super::Amount;
use crate::model::{EnergyNeed, EnergyQuota, EnergyRight, EnergyTrade, ExemptionGround, Project};
use crate::rules::{Attempt, Refusal};
use crate::schema::{RecordId, View};
use crate::state::State;

use super::Precedence;

/// The years of the plan in which an exempt project goes into production (“十四五”时期).
const PLAN_YEARS: std::ops::RangeInclusive<i64> = 2021..=2025;
/// The year in which an exempt project is new.
const NEW_YEAR: i64 = 2020;

/// How far the year's total is divided among the places (DOMAIN T37): those with and those without
/// a quota.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// What the quotas come to.
    pub total: Amount,
    /// How many places have one.
    pub places: usize,
    /// The places without.
    pub missing: Vec<RecordId>,
}

/// How far the year's total is divided among these places.
pub fn division(state: &State, year: i64, places: &[RecordId]) -> Division {
    let quota = |place: RecordId| Some(quota_of(state, place, year)?.total());
    let found: Vec<_> = places.iter().map(|place| (place, quota(*place))).collect();
    let missing = found.iter().filter(|(_, quota)| quota.is_none());
    Division {
        total: found
            .iter()
            .filter_map(|(_, quota)| *quota)
            .map(Amount::or_zero)
            .sum(),
        places: found.iter().filter(|(_, quota)| quota.is_some()).count(),
        missing: missing.map(|(place, _)| **place).collect(),
    }
}

fn quota_of(state: &State, place: RecordId, year: i64) -> Option<View<'_, EnergyQuota>> {
    state
        .referring::<EnergyQuota>(place, EnergyQuota::PLACE)
        .filter_map(|record| record.view::<EnergyQuota>())
        .find(|quota| quota.year() == Some(year))
}

/// By how much what is in use already has changed since the year before (DOMAIN T41: 存量指标稳中有降);
/// `None` when one of the years is not known.
pub fn stock_change(state: &State, place: RecordId, year: i64) -> Option<Amount> {
    let stock = |year| Amount::decimal(quota_of(state, place, year)?.stock()?);
    Some(stock(year)? - stock(year - 1)?)
}

/// What the new needs of a place come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewNeeds {
    /// All of them.
    pub all: Amount,
    /// Those that do not count against the quota (DOMAIN T38).
    pub exempt: Amount,
    /// Those of key projects, on which the increment is to be spent (DOMAIN T41).
    pub key: Amount,
}

impl NewNeeds {
    /// Those that count against the quota.
    pub fn counting(self) -> Amount {
        self.all - self.exempt
    }
}

/// What the new needs of a place come to in a year.
pub fn new_needs(state: &State, place: RecordId, year: i64) -> NewNeeds {
    let mut needs = NewNeeds::default();
    let records = state.referring::<EnergyNeed>(place, EnergyNeed::PLACE);
    for need in records.filter_map(|record| record.view::<EnergyNeed>()) {
        if need.year() != Some(year) {
            continue;
        }
        let amount = Amount::or_zero(need.need());
        needs.all = needs.all + amount;
        if need.exempt() == Some(true) {
            needs.exempt = needs.exempt + amount;
        }
        let precedence = need.project().map(|project| Precedence::of(state, project));
        if precedence.is_some_and(|precedence| precedence < Precedence::Other) {
            needs.key = needs.key + amount;
        }
    }
    needs
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(need) = attempt.of::<EnergyNeed>() {
        return check_exemption(attempt, need);
    }
    match attempt.of::<EnergyTrade>() {
        Some(trade) => check_trade(attempt, trade),
        None => Ok(()),
    }
}

fn check_exemption(attempt: &Attempt<'_>, need: View<'_, EnergyNeed>) -> Result<(), Refusal> {
    if need.exempt() != Some(true) {
        return Ok(());
    }
    match need.ground() {
        None => Err(attempt.refuse(
            EnergyNeed::GROUND,
            "不计入能耗总量须写明依据",
            "what does not count against the quota needs its ground",
        )),
        Some(ExemptionGround::Document) if need.ground_text().is_none() => Err(attempt.refuse(
            EnergyNeed::GROUND_TEXT,
            "请写明不计入能耗总量的依据文件",
            "name the document by which it does not count",
        )),
        Some(ExemptionGround::Document) => Ok(()),
        Some(ExemptionGround::NewIn2020) => check_new_in_2020(attempt, need),
    }
}

fn check_new_in_2020(attempt: &Attempt<'_>, need: View<'_, EnergyNeed>) -> Result<(), Refusal> {
    let production = need.production_year();
    if !production.is_some_and(|year| PLAN_YEARS.contains(&year)) {
        let year = production.map_or_else(|| "?".to_owned(), |year| year.to_string());
        return Err(attempt.refuse(
            EnergyNeed::PRODUCTION_YEAR,
            format!("“十四五”时期(2021—2025年)投产的项目才可不计入,填报的投产年份为 {year}"),
            format!("only what goes into production in 2021–2025 is exempt; this is {year}"),
        ));
    }
    let start = need
        .project()
        .and_then(|project| start_year(attempt.state, project));
    match start {
        Some(year) if year != NEW_YEAR => Err(attempt.refuse(
            EnergyNeed::GROUND,
            format!("该项目于 {year} 年开工,不是 2020 年新建项目"),
            format!("the project starts in {year}, not in 2020"),
        )),
        _ => Ok(()),
    }
}

/// The year in which the project has started or is to start.
fn start_year(state: &State, project: RecordId) -> Option<i64> {
    let project = state.get(project)?.view::<Project>()?;
    let start = project.started_on().or(project.planned_start())?;
    Some(i64::from(start.year()))
}

fn check_trade(attempt: &Attempt<'_>, trade: View<'_, EnergyTrade>) -> Result<(), Refusal> {
    if trade.from() == trade.to() {
        return Err(attempt.refuse(
            EnergyTrade::TO,
            "出让方与受让方不能相同",
            "seller and buyer must not be the same",
        ));
    }
    let year = |right: Option<RecordId>| attempt.state.get(right?)?.view::<EnergyRight>()?.year();
    match (year(trade.from()), year(trade.to())) {
        (Some(from), Some(to)) if from != to => Err(attempt.refuse(
            EnergyTrade::TO,
            format!("出让方为 {from} 年用能权,受让方为 {to} 年,年度须一致"),
            format!("the seller's right is of {from}, the buyer's of {to}: the years must agree"),
        )),
        _ => Ok(()),
    }
}
