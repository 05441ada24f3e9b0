//! Balances of land, energy, emissions and money (DOMAIN T21, T22, T35–T43; §7.2, 11).
//!
//! What is given and what is used are records; `ledger` says which records make up which account
//! and refuses what would overdraw one. The other files hold what is peculiar to one of them.

mod amount;
pub mod emission;
pub mod energy;
pub mod filing;
pub mod fund;
pub mod land;
pub mod ledger;
pub mod name;
pub mod plan;
pub mod precedence;
pub mod standard_land;

pub use amount::Amount;
pub use filing::Filing;
pub use ledger::{Account, Balance, Ledger, accounts, balance, balances};
pub use name::name_of;
pub use precedence::Precedence;

use super::{Attempt, Refusal};

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    filing::check(attempt)?;
    fund::check(attempt)?;
    land::check(attempt)?;
    standard_land::check(attempt)?;
    energy::check(attempt)?;
    emission::check(attempt)?;
    // Last, as it is about the amounts that the others have found to be sound.
    ledger::check(attempt)
}

#[cfg(test)]
pub(super) mod tests;
