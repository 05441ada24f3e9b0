//! What accounts come to.

use std::collections::BTreeMap;

use super::entry::Side;
use super::{Account, Ledger};
use crate::rules::Basis;
use crate::rules::resource::Amount;
use crate::schema::{Record, Sentence};
use crate::state::State;

/// What an account comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The account.
    pub account: Account,
    /// All that was given.
    pub given: Amount,
    /// All that is used, without what came back.
    pub used: Amount,
}

impl Balance {
    const fn empty(account: Account) -> Self {
        Self {
            account,
            given: Amount::ZERO,
            used: Amount::ZERO,
        }
    }

    /// What is left: below zero when the account is overdrawn, as by an import.
    pub fn left(self) -> Amount {
        self.given - self.used
    }

    /// The balance in a sentence, with its figures.
    pub fn why(self, state: &State) -> Sentence {
        let words = |amount| self.account.ledger.words(amount);
        let (name, given) = (self.account.name(state), words(self.given));
        let (used, left) = (words(self.used), words(self.left()));
        Sentence::new(
            format!(
                "{}:共 {},已用 {},余 {}",
                name.zh, given.zh, used.zh, left.zh
            ),
            format!(
                "{}: {} in all, {} used, {} left",
                name.en, given.en, used.en, left.en
            ),
        )
    }

    fn add(&mut self, side: Side, amount: Amount) {
        match side {
            Side::Given => self.given = self.given + amount,
            Side::Used => self.used = self.used + amount,
            Side::Returned => self.used = self.used - amount,
        }
    }

    /// The balance with one more record, or with one less.
    pub(super) fn counting(mut self, record: &Record, is_added: IsAdded) -> Self {
        for entry in self.account.ledger.entries() {
            if entry.account(self.account.ledger, record) == Some(self.account) {
                let amount = entry.amount(record);
                match is_added {
                    IsAdded::Yes => self.add(entry.side, amount),
                    IsAdded::No => self.add(entry.side, Amount::ZERO - amount),
                }
            }
        }
        self
    }
}

#[derive(Clone, Copy)]
pub(super) enum IsAdded {
    Yes,
    No,
}

/// What the account comes to.
pub fn balance(state: &State, account: Account) -> Balance {
    let mut balance = Balance::empty(account);
    for entry in account.ledger.entries() {
        for record in (entry.find)(state, account.holder, entry.holder) {
            if entry.account(account.ledger, record) == Some(account) {
                balance.add(entry.side, entry.amount(record));
            }
        }
    }
    balance
}

/// Every account with what it comes to, each record looked at once.
pub fn accounts(state: &State) -> Vec<Balance> {
    let mut found: BTreeMap<Account, Balance> = BTreeMap::new();
    for ledger in Ledger::ALL {
        for entry in ledger.entries() {
            for record in state.of_kind(entry.kind) {
                if let Some(account) = entry.account(*ledger, record) {
                    let balance = found
                        .entry(account)
                        .or_insert_with(|| Balance::empty(account));
                    balance.add(entry.side, entry.amount(record));
                }
            }
        }
    }
    found.into_values().collect()
}

/// The accounts of the war day's year, and those without a year.
pub fn balances(state: &State, basis: &Basis) -> Vec<Balance> {
    let this_year = i64::from(basis.day.year());
    let is_of_this_year = |year: Option<i64>| year.is_none_or(|year| year == this_year);
    let mut balances = accounts(state);
    balances.retain(|balance| is_of_this_year(balance.account.year_of(state)));
    balances
}
