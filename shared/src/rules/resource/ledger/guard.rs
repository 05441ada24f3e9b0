//! Refuses what would overdraw an account.

use std::collections::BTreeSet;

use super::balance::IsAdded;
use super::{Account, Balance, Ledger, balance};
use crate::rules::{Attempt, Refusal};
use crate::schema::FieldNo;

/// Nothing is spent twice, whichever side changes: a use, a quota, or a record that is archived or
/// brought back. What is overdrawn already may be made better.
pub(in crate::rules::resource) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let after = attempt.after;
    for (account, field) in touched(attempt) {
        let now = balance(attempt.state, account);
        let mut then = now;
        if let Some(before) = attempt.before {
            then = then.counting(before, IsAdded::No);
        }
        then = then.counting(after, IsAdded::Yes);
        if then.left().is_negative() && then.left() < now.left() {
            return Err(overdrawn(attempt, field, now, then));
        }
    }
    Ok(())
}

/// The accounts the change is about, with the field in which its amount stands.
fn touched(attempt: &Attempt<'_>) -> BTreeSet<(Account, FieldNo)> {
    let mut touched = BTreeSet::new();
    for ledger in Ledger::ALL {
        for entry in ledger.entries() {
            for record in attempt.before.into_iter().chain([attempt.after]) {
                let account = entry.account(*ledger, record);
                touched.extend(account.map(|account| (account, entry.amount)));
            }
        }
    }
    touched
}

fn overdrawn(attempt: &Attempt<'_>, field: FieldNo, now: Balance, then: Balance) -> Refusal {
    let words = |amount| then.account.ledger.words(amount);
    let (name, given) = (then.account.name(attempt.state), words(then.given));
    let (used, over) = (words(then.used), words(then.left().shortfall()));
    let left = words(now.left());
    attempt.refuse(
        field,
        format!(
            "{}现余 {};照此共 {},使用 {},超出 {},不能保存",
            name.zh, left.zh, given.zh, used.zh, over.zh
        ),
        format!(
            "{}: {} left now; {} in all with {} used would be {} too much",
            name.en, left.en, given.en, used.en, over.en
        ),
    )
}
