//! The accounts of ledgers.

use super::Ledger;
use crate::model::{EnergyRight, Pollutant, PreFund};
use crate::rules::resource::name_of;
use crate::schema::{ChoiceNo, Choices, RecordId, Sentence};
use crate::state::State;

/// One account of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account {
    /// The ledger.
    pub ledger: Ledger,
    /// Whose it is: a place, a holder of energy rights, a fund.
    pub holder: RecordId,
    /// The year, where the ledger has years.
    pub year: Option<i64>,
    /// The pollutant, for emissions.
    pub pollutant: Option<ChoiceNo>,
}

impl Account {
    /// The land of a place in a year.
    pub fn land(place: RecordId, year: i64) -> Self {
        Self::yearly(Ledger::Land, place, year)
    }

    /// The energy of a place in a year.
    pub fn energy(place: RecordId, year: i64) -> Self {
        Self::yearly(Ledger::Energy, place, year)
    }

    /// The energy right with this id.
    pub fn energy_right(right: RecordId) -> Self {
        Self::held(Ledger::EnergyRight, right)
    }

    /// The coal in reserve of a place.
    pub fn coal(place: RecordId) -> Self {
        Self::held(Ledger::Coal, place)
    }

    /// What a place has saved of a pollutant.
    pub fn emission(place: RecordId, pollutant: Pollutant) -> Self {
        Self {
            pollutant: Some(pollutant.no()),
            ..Self::held(Ledger::Emission, place)
        }
    }

    /// The fund with this id.
    pub fn fund(fund: RecordId) -> Self {
        Self::held(Ledger::PreFund, fund)
    }

    const fn held(ledger: Ledger, holder: RecordId) -> Self {
        Self {
            ledger,
            holder,
            year: None,
            pollutant: None,
        }
    }

    const fn yearly(ledger: Ledger, place: RecordId, year: i64) -> Self {
        Self {
            year: Some(year),
            ..Self::held(ledger, place)
        }
    }

    /// The year it is for: its own, or that of the fund or right it is.
    pub fn year_of(self, state: &State) -> Option<i64> {
        let holder = state.get(self.holder);
        let fund = || holder?.view::<PreFund>()?.year();
        let right = || holder?.view::<EnergyRight>()?.year();
        self.year.or_else(fund).or_else(right)
    }

    /// What it is called: 「宜都市2020年用地指标」, `宜都市, 2020, land quota`.
    pub fn name(self, state: &State) -> Sentence {
        let (name, ledger) = (name_of(state, self.holder), self.ledger.label());
        let pollutant = self.pollutant.and_then(Pollutant::from_no);
        let pollutant = pollutant.map(|pollutant| pollutant.option().label);
        let year = self.year_of(state);
        let zh = [
            year.map(|year| format!("{year}年")),
            pollutant.map(|label| label.zh.to_owned()),
        ];
        let en = [
            year.map(|year| format!("{year}, ")),
            pollutant.map(|label| format!("{}, ", label.en)),
        ];
        let join = |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<String>();
        Sentence::new(
            format!("{name}{}{}", join(zh), ledger.zh),
            format!("{name}, {}{}", join(en), ledger.en),
        )
    }
}
