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
    let mut accounts: BTreeMap<Account, Balance> = BTreeMap::new();
    for record in state.records().filter(|record| record.archived.is_none()) {
        for (account, amount) in given(record) {
            accounts.entry(account).or_default().0 += amount;
        }
        for (account, amount) in used(record) {
            accounts.entry(account).or_default().1 += amount;
        }
    }
    accounts
}

fn given(record: &Record) -> Vec<(Account, i128)> {
    let one = |account, field| vec![(account, amount(record, field))];
    match record.kind {
        LandQuota::ID => one(
            of_year("land", record, LandQuota::PLACE, LandQuota::YEAR),
            LandQuota::GIVEN,
        ),
        EnergyQuota::ID => one(
            of_year("energy", record, EnergyQuota::PLACE, EnergyQuota::YEAR),
            EnergyQuota::TOTAL,
        ),
        EnergyRight::ID => one(
            ("energy right", record.id, None, None),
            EnergyRight::ALLOTTED,
        ),
        EnergyTrade::ID => one(
            of("energy right", record, EnergyTrade::TO),
            EnergyTrade::AMOUNT,
        ),
        CoalReserve::ID => one(of("coal", record, CoalReserve::PLACE), CoalReserve::AMOUNT),
        EmissionSource::ID => one(
            of_pollutant(record, EmissionSource::PLACE, EmissionSource::POLLUTANT),
            EmissionSource::AMOUNT,
        ),
        PreFund::ID => {
            let raised = amount(record, PreFund::AMOUNT) + amount(record, PreFund::ROLLED);
            vec![(("money", record.id, None, None), raised)]
        }
        _ => Vec::new(),
    }
}

fn used(record: &Record) -> Vec<(Account, i128)> {
    let one = |account, field| vec![(account, amount(record, field))];
    match record.kind {
        LandUse::ID => one(
            of_year("land", record, LandUse::PLACE, LandUse::YEAR),
            LandUse::GOT,
        ),
        EnergyQuota::ID => one(
            of_year("energy", record, EnergyQuota::PLACE, EnergyQuota::YEAR),
            EnergyQuota::STOCK,
        ),
        EnergyNeed::ID if record.value(EnergyNeed::EXEMPT) != Some(&Value::Flag(true)) => one(
            of_year("energy", record, EnergyNeed::PLACE, EnergyNeed::YEAR),
            EnergyNeed::NEED,
        ),
        EnergyTrade::ID => one(
            of("energy right", record, EnergyTrade::FROM),
            EnergyTrade::AMOUNT,
        ),
        CoalUse::ID => one(of("coal", record, CoalUse::PLACE), CoalUse::AMOUNT),
        EmissionUse::ID => one(
            of_pollutant(record, EmissionUse::PLACE, EmissionUse::POLLUTANT),
            EmissionUse::REPLACED,
        ),
        // What rolls on is no longer in the fund it comes from.
        PreFund::ID if record.value(PreFund::ROLLED_FROM).is_some() => {
            one(of("money", record, PreFund::ROLLED_FROM), PreFund::ROLLED)
        }
        PreFundUse::ID => {
            let used = amount(record, PreFundUse::AMOUNT) - amount(record, PreFundUse::REPAID);
            vec![(of("money", record, PreFundUse::FUND), used)]
        }
        _ => Vec::new(),
    }
}

/// The account of whom the field refers to; nobody's where it is empty, so that it is overdrawn.
fn of(name: &'static str, record: &Record, whose: FieldNo) -> Account {
    let whose = match record.value(whose) {
        Some(Value::Ref(id)) => *id,
        _ => RecordId(uuid::Uuid::nil()),
    };
    (name, whose, None, None)
}

fn of_year(name: &'static str, record: &Record, whose: FieldNo, year: FieldNo) -> Account {
    let mut account = of(name, record, whose);
    if let Some(Value::Int(year)) = record.value(year) {
        account.2 = Some(*year);
    }
    account
}

fn of_pollutant(record: &Record, whose: FieldNo, pollutant: FieldNo) -> Account {
    let mut account = of("emission", record, whose);
    if let Some(Value::Choice(pollutant)) = record.value(pollutant) {
        account.3 = Some(*pollutant);
    }
    account
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
