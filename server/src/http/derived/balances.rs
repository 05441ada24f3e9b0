//! `balances`: what is given, used and left of land, energy, emissions and money.

use serde_json::{Value, json};
use shared::rules::resource;

use super::Asked;

pub(super) fn balances(asked: &Asked<'_>) -> Value {
    resource::balances(asked.state, &asked.basis)
        .into_iter()
        .map(|balance| {
            let ledger = balance.account.ledger;
            json!({
                "ledger": ledger.label(),
                "account": balance.account.name(asked.state),
                "given": ledger.words(balance.given),
                "used": ledger.words(balance.used),
                "left": ledger.words(balance.left()),
                "why": balance.why(asked.state),
            })
        })
        .collect()
}
