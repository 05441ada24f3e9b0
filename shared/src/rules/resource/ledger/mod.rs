//! One mechanism for every balance (DOMAIN §7.2, 11).
//!
//! A ledger is a list of entries (`entry`): which kind gives or uses, in which field the amount
//! stands, and through which fields the record finds its [`Account`]: whose it is, and, where the
//! ledger has them, its year and pollutant. Everything else follows: what is left ([`Balance`]) as
//! well as what is refused (`guard`).

mod account;
mod balance;
mod entry;
mod guard;

pub use account::Account;
pub use balance::{Balance, accounts, balance, balances};
pub(super) use guard::check;

use entry::Entry;

use super::Amount;
use crate::rules::figures::money;
use crate::schema::{Label, Sentence};

/// A ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ledger {
    /// New building land of a place and year (DOMAIN T35).
    Land,
    /// Energy of a place and year (DOMAIN T37, T38, T41).
    Energy,
    /// Energy rights of one holder (DOMAIN T39).
    EnergyRight,
    /// Coal in reserve of a place (DOMAIN T40).
    Coal,
    /// Savings of a pollutant in a place (DOMAIN T42).
    Emission,
    /// Pre-construction money of a unit and year (DOMAIN T21, T22).
    PreFund,
}

impl Ledger {
    /// All ledgers.
    pub const ALL: &'static [Self] = &[
        Self::Land,
        Self::Energy,
        Self::EnergyRight,
        Self::Coal,
        Self::Emission,
        Self::PreFund,
    ];

    fn entries(self) -> &'static [Entry] {
        match self {
            Self::Land => entry::LAND,
            Self::Energy => entry::ENERGY,
            Self::EnergyRight => entry::ENERGY_RIGHT,
            Self::Coal => entry::COAL,
            Self::Emission => entry::EMISSION,
            Self::PreFund => entry::PRE_FUND,
        }
    }

    /// What it is a ledger of.
    pub const fn label(self) -> Label {
        match self {
            Self::Land => Label::new("用地指标", "land quota"),
            Self::Energy => Label::new("能耗指标", "energy quota"),
            Self::EnergyRight => Label::new("用能权", "energy right"),
            Self::Coal => Label::new("煤炭收储指标", "coal reserve"),
            Self::Emission => Label::new("减排指标", "emission savings"),
            Self::PreFund => Label::new("前期工作经费", "pre-construction money"),
        }
    }

    /// What its amounts are counted in.
    pub const fn measure(self) -> Label {
        match self {
            Self::Land => Label::new("亩", "mu"),
            Self::Energy | Self::EnergyRight => Label::new("吨标准煤", "tce"),
            Self::Coal | Self::Emission => Label::new("吨", "t"),
            Self::PreFund => Label::new("元", "yuan"),
        }
    }

    /// The amount in words: 「180 亩」, 「1.5 万吨标准煤」, 「1350万元」.
    pub fn words(self, amount: Amount) -> Sentence {
        let measure = self.measure();
        match self {
            Self::PreFund => money::sentence_wan(amount.floor()),
            Self::Energy | Self::EnergyRight if is_large(amount) => Sentence::new(
                format!("{} 万{}", amount.text_in(4), measure.zh),
                format!("{amount} {}", measure.en),
            ),
            _ => Sentence::new(
                format!("{amount} {}", measure.zh),
                format!("{amount} {}", measure.en),
            ),
        }
    }
}

/// Whether an amount of energy is said in ten thousand tonnes.
fn is_large(amount: Amount) -> bool {
    let limit = Amount::whole(10_000);
    amount >= limit || Amount::ZERO - amount >= limit
}
