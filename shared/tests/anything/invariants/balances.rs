//! What is given covers what is used (DOMAIN §7.2, 11): a plain recount from the records.

use std::collections::BTreeMap;

use shared::model::{
    CoalReserve, CoalUse, EmissionSource, EmissionUse, EnergyNeed, EnergyQuota, EnergyRight,
    EnergyTrade, LandQuota, LandUse, PreFund, PreFundUse,
};
use shared::schema::{ChoiceNo, FieldNo, Kind, Record, RecordId, Value};
use shared::state::State;

use crate::world::World;

/// What it is, whose it is, of which year, of which pollutant.
type Account = (&'static str, RecordId, Option<i64>, Option<ChoiceNo>);

/// What was given and what was used of it, in billionths.
type Balance = (i128, i128);

/// (11) Land, energy, coal, emissions and pre-construction money are never used beyond what was
/// given.
pub(super) fn overdrawn(world: &World) -> Vec<String> {
    accounts(&world.state)
        .into_iter()
        .filter(|(_, (given, used))| used > given)
        .map(|(account, (given, used))| format!("{account:?}: {used} used of {given}"))
        .collect()
}

/// The accounts of which at least half is used, by what they are of.
pub(crate) fn half_used(state: &State) -> impl Iterator<Item = &'static str> {
    accounts(state)
        .into_iter()
        .filter(|(_, (given, used))| *used > 0 && used * 2 >= *given)
        .map(|(account, _)| account.0)
}

fn accounts(state: &State) -> BTreeMap<Account, Balance> {
    let mut accounts = BTreeMap::new();
    for record in state.records().filter(|record| record.archived.is_none()) {
        count(record, &mut accounts);
    }
    accounts
}

fn count(record: &Record, accounts: &mut BTreeMap<Account, Balance>) {
    let whose = |field| match record.value(field) {
        Some(Value::Ref(id)) => Some(*id),
        _ => None,
    };
    let year = |field| match record.value(field) {
        Some(Value::Int(year)) => Some(*year),
        _ => None,
    };
    let pollutant = |field| match record.value(field) {
        Some(Value::Choice(no)) => Some(*no),
        _ => None,
    };
    let amount = |field| amount(record, field);
    let own = Some(record.id);
    let mut add = |name, whose: Option<RecordId>, of, given, used| {
        if let Some(whose) = whose {
            let (year, pollutant) = of;
            let balance: &mut Balance = accounts.entry((name, whose, year, pollutant)).or_default();
            *balance = (balance.0 + given, balance.1 + used);
        }
    };
    match record.kind {
        LandQuota::ID => {
            let of = (year(LandQuota::YEAR), None);
            add(
                "land",
                whose(LandQuota::PLACE),
                of,
                amount(LandQuota::GIVEN),
                0,
            );
        }
        LandUse::ID => {
            let of = (year(LandUse::YEAR), None);
            add("land", whose(LandUse::PLACE), of, 0, amount(LandUse::GOT));
        }
        EnergyQuota::ID => {
            let (total, stock) = (amount(EnergyQuota::TOTAL), amount(EnergyQuota::STOCK));
            let of = (year(EnergyQuota::YEAR), None);
            add("energy", whose(EnergyQuota::PLACE), of, total, stock);
        }
        EnergyNeed::ID if record.value(EnergyNeed::EXEMPT) != Some(&Value::Flag(true)) => {
            let of = (year(EnergyNeed::YEAR), None);
            add(
                "energy",
                whose(EnergyNeed::PLACE),
                of,
                0,
                amount(EnergyNeed::NEED),
            );
        }
        EnergyRight::ID => add(
            "energy right",
            own,
            (None, None),
            amount(EnergyRight::ALLOTTED),
            0,
        ),
        EnergyTrade::ID => {
            let traded = amount(EnergyTrade::AMOUNT);
            add(
                "energy right",
                whose(EnergyTrade::TO),
                (None, None),
                traded,
                0,
            );
            add(
                "energy right",
                whose(EnergyTrade::FROM),
                (None, None),
                0,
                traded,
            );
        }
        CoalReserve::ID => {
            let reserved = amount(CoalReserve::AMOUNT);
            add("coal", whose(CoalReserve::PLACE), (None, None), reserved, 0);
        }
        CoalUse::ID => {
            add(
                "coal",
                whose(CoalUse::PLACE),
                (None, None),
                0,
                amount(CoalUse::AMOUNT),
            );
        }
        EmissionSource::ID => {
            let of = (None, pollutant(EmissionSource::POLLUTANT));
            let saved = amount(EmissionSource::AMOUNT);
            add("emission", whose(EmissionSource::PLACE), of, saved, 0);
        }
        EmissionUse::ID => {
            let of = (None, pollutant(EmissionUse::POLLUTANT));
            let replaced = amount(EmissionUse::REPLACED);
            add("emission", whose(EmissionUse::PLACE), of, 0, replaced);
        }
        PreFund::ID => {
            let (raised, rolled) = (amount(PreFund::AMOUNT), amount(PreFund::ROLLED));
            add("money", own, (None, None), raised + rolled, 0);
            // What rolls on is no longer in the fund it comes from.
            add(
                "money",
                whose(PreFund::ROLLED_FROM),
                (None, None),
                0,
                rolled,
            );
        }
        PreFundUse::ID => {
            let used = amount(PreFundUse::AMOUNT) - amount(PreFundUse::REPAID);
            add("money", whose(PreFundUse::FUND), (None, None), 0, used);
        }
        _ => {}
    }
}

fn amount(record: &Record, field: FieldNo) -> i128 {
    const BILLION: i128 = 1_000_000_000;
    match record.value(field) {
        Some(Value::Decimal(decimal)) => {
            i128::from(decimal.units) * BILLION / 10_i128.pow(u32::from(decimal.scale))
        }
        Some(Value::Money(yuan)) => i128::from(*yuan) * BILLION,
        _ => 0,
    }
}
