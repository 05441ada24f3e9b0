//! What the records of a kind mean in a ledger.

use std::sync::Arc;

use super::{Account, Ledger};
use crate::model::{
    CoalReserve, CoalUse, EmissionSource, EmissionUse, EnergyNeed, EnergyQuota, EnergyRight,
    EnergyTrade, LandQuota, LandUse, PreFund, PreFundUse, Reward,
};
use crate::rules::resource::Amount;
use crate::schema::{FieldNo, Kind, KindId, Record, RecordId, Value};
use crate::state::State;

/// Which way an entry counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Given,
    Used,
    /// Used before, and given back.
    Returned,
}

/// How records of a kind that refer to the account's holder are found.
pub(super) type Find = for<'a> fn(&'a State, RecordId, Option<FieldNo>) -> Vec<&'a Arc<Record>>;

/// What records of one kind mean in a ledger.
pub(super) struct Entry {
    pub(super) kind: KindId,
    pub(super) side: Side,
    pub(super) amount: FieldNo,
    /// The reference to the holder of the account; none when the record itself is the holder.
    pub(super) holder: Option<FieldNo>,
    year: Option<FieldNo>,
    pollutant: Option<FieldNo>,
    /// A flag that takes the record out of the account.
    unless: Option<FieldNo>,
    /// A field without which the record is not in the account yet.
    once: Option<FieldNo>,
    pub(super) find: Find,
}

impl Entry {
    const fn of<K: Kind>(side: Side, amount: FieldNo) -> Self {
        Self {
            kind: K::ID,
            side,
            amount,
            holder: None,
            year: None,
            pollutant: None,
            unless: None,
            once: None,
            find: find::<K>,
        }
    }

    const fn held_by(mut self, holder: FieldNo) -> Self {
        self.holder = Some(holder);
        self
    }

    const fn in_year(mut self, year: FieldNo) -> Self {
        self.year = Some(year);
        self
    }

    const fn of_pollutant(mut self, pollutant: FieldNo) -> Self {
        self.pollutant = Some(pollutant);
        self
    }

    const fn unless(mut self, flag: FieldNo) -> Self {
        self.unless = Some(flag);
        self
    }

    const fn once(mut self, field: FieldNo) -> Self {
        self.once = Some(field);
        self
    }

    /// The account the record counts in; `None` when it counts in none.
    pub(super) fn account(&self, ledger: Ledger, record: &Record) -> Option<Account> {
        if record.kind != self.kind || record.archived.is_some() {
            return None;
        }
        if self.unless.and_then(|flag| record.value(flag)) == Some(&Value::Flag(true)) {
            return None;
        }
        if self.once.is_some_and(|field| record.value(field).is_none()) {
            return None;
        }
        let holder = match self.holder.map(|field| record.value(field)) {
            None => record.id,
            Some(Some(Value::Ref(id))) => *id,
            Some(_) => return None,
        };
        let year = match self.year.and_then(|field| record.value(field)) {
            Some(Value::Int(year)) => Some(*year),
            _ => None,
        };
        let pollutant = match self.pollutant.and_then(|field| record.value(field)) {
            Some(Value::Choice(no)) => Some(*no),
            _ => None,
        };
        Some(Account {
            ledger,
            holder,
            year,
            pollutant,
        })
    }

    pub(super) fn amount(&self, record: &Record) -> Amount {
        let amount = record.value(self.amount).and_then(Amount::of);
        amount.unwrap_or(Amount::ZERO)
    }
}

fn find<K: Kind>(state: &State, holder: RecordId, field: Option<FieldNo>) -> Vec<&Arc<Record>> {
    match field {
        Some(field) => state.referring::<K>(holder, field).collect(),
        None => state
            .get(holder)
            .into_iter()
            .filter(|record| record.kind == K::ID)
            .collect(),
    }
}

pub(super) const LAND: &[Entry] = &[
    Entry::of::<LandQuota>(Side::Given, LandQuota::GIVEN)
        .held_by(LandQuota::PLACE)
        .in_year(LandQuota::YEAR),
    Entry::of::<LandUse>(Side::Used, LandUse::GOT)
        .held_by(LandUse::PLACE)
        .in_year(LandUse::YEAR),
];

pub(super) const ENERGY: &[Entry] = &[
    Entry::of::<EnergyQuota>(Side::Given, EnergyQuota::TOTAL)
        .held_by(EnergyQuota::PLACE)
        .in_year(EnergyQuota::YEAR),
    Entry::of::<EnergyQuota>(Side::Used, EnergyQuota::STOCK)
        .held_by(EnergyQuota::PLACE)
        .in_year(EnergyQuota::YEAR),
    Entry::of::<EnergyNeed>(Side::Used, EnergyNeed::NEED)
        .held_by(EnergyNeed::PLACE)
        .in_year(EnergyNeed::YEAR)
        .unless(EnergyNeed::EXEMPT),
];

/// A trade lowers the one and raises the other by the same amount.
pub(super) const ENERGY_RIGHT: &[Entry] = &[
    Entry::of::<EnergyRight>(Side::Given, EnergyRight::ALLOTTED),
    Entry::of::<EnergyTrade>(Side::Given, EnergyTrade::AMOUNT).held_by(EnergyTrade::TO),
    Entry::of::<EnergyTrade>(Side::Used, EnergyTrade::AMOUNT).held_by(EnergyTrade::FROM),
];

pub(super) const COAL: &[Entry] = &[
    Entry::of::<CoalReserve>(Side::Given, CoalReserve::AMOUNT).held_by(CoalReserve::PLACE),
    Entry::of::<CoalUse>(Side::Used, CoalUse::AMOUNT).held_by(CoalUse::PLACE),
];

pub(super) const EMISSION: &[Entry] = &[
    Entry::of::<EmissionSource>(Side::Given, EmissionSource::AMOUNT)
        .held_by(EmissionSource::PLACE)
        .of_pollutant(EmissionSource::POLLUTANT),
    Entry::of::<EmissionUse>(Side::Used, EmissionUse::REPLACED)
        .held_by(EmissionUse::PLACE)
        .of_pollutant(EmissionUse::POLLUTANT),
];

/// What rolls over is given in the later fund and used in the earlier one.
pub(super) const PRE_FUND: &[Entry] = &[
    Entry::of::<PreFund>(Side::Given, PreFund::AMOUNT),
    Entry::of::<PreFund>(Side::Given, PreFund::ROLLED),
    Entry::of::<PreFund>(Side::Used, PreFund::ROLLED).held_by(PreFund::ROLLED_FROM),
    Entry::of::<Reward>(Side::Given, Reward::AMOUNT)
        .held_by(Reward::FUND)
        .once(Reward::PAID_ON),
    Entry::of::<PreFundUse>(Side::Used, PreFundUse::AMOUNT).held_by(PreFundUse::FUND),
    Entry::of::<PreFundUse>(Side::Returned, PreFundUse::REPAID).held_by(PreFundUse::FUND),
];
