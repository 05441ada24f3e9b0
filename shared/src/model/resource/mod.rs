//! Ledgers of what projects need: land, energy, emissions, money (DOMAIN T21, T22, T35–T43). What
//! is given and what is used are records; what is left follows ([`crate::rules::resource`]).

mod emission;
mod energy;
mod filing;
mod fund;
mod land;
mod plan;

pub use emission::{EmissionSource, EmissionUse, Pollutant};
pub use energy::{
    CoalKind, CoalReserve, CoalUse, EnergyNeed, EnergyQuota, EnergyRight, EnergyTrade,
    ExemptionGround,
};
pub use filing::{FilingState, FilingTopic, LocalFiling};
pub use fund::{FundPurpose, PreFund, PreFundUse};
pub use land::{LandParcel, LandQuota, LandUse, Park, ParkKind};
pub use plan::{BudgetLevel, InvestmentPlan};

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[
    PreFund::SPEC,
    PreFundUse::SPEC,
    LocalFiling::SPEC,
    LandQuota::SPEC,
    LandUse::SPEC,
    Park::SPEC,
    LandParcel::SPEC,
    EnergyQuota::SPEC,
    EnergyNeed::SPEC,
    EnergyRight::SPEC,
    EnergyTrade::SPEC,
    CoalReserve::SPEC,
    CoalUse::SPEC,
    EmissionSource::SPEC,
    EmissionUse::SPEC,
    InvestmentPlan::SPEC,
];
