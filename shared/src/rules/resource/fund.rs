//! Pre-construction money (DOMAIN T21, T22): what it may be spent on, and funds left unused.

use super::{Account, Amount, balance};
use crate::model::{FundPurpose, PreFund, PreFundUse};
use crate::rules::figures::money;
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{RecordId, Sentence, View, counted};
use crate::state::State;

/// The funds of which nothing was used by the last day of their year (DOMAIN T21).
pub fn unused(state: &State, basis: &Basis) -> Vec<RecordId> {
    let is_over = |fund: View<'_, PreFund>| {
        let last = fund
            .year()
            .and_then(|year| crate::schema::Day::new(i16::try_from(year).ok()?, 12, 31));
        last.is_some_and(|last| basis.day >= last)
    };
    state
        .all::<PreFund>()
        .filter(|record| record.view::<PreFund>().is_some_and(is_over))
        .map(|record| record.id)
        .filter(|fund| balance(state, Account::fund(*fund)).used == Amount::ZERO)
        .collect()
}

/// How many projects a fund was used on.
pub fn projects(state: &State, fund: RecordId) -> usize {
    let uses = state.referring::<PreFundUse>(fund, PreFundUse::FUND);
    let projects: std::collections::BTreeSet<_> = uses
        .filter_map(|record| record.view::<PreFundUse>()?.project())
        .collect();
    projects.len()
}

/// The fund in a sentence, with its figures.
pub fn sentence(state: &State, fund: RecordId) -> Sentence {
    let why = balance(state, Account::fund(fund)).why(state);
    let count = projects(state, fund);
    Sentence::new(
        format!("{},用于 {count} 个项目", why.zh),
        format!("{}, on {}", why.en, counted(count, "project")),
    )
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(fund) = attempt.of::<PreFund>() {
        return check_rolling(attempt, fund);
    }
    match attempt.of::<PreFundUse>() {
        Some(used) => check_use(attempt, used),
        None => Ok(()),
    }
}

/// Money rolls on from the year before, within one unit.
fn check_rolling(attempt: &Attempt<'_>, fund: View<'_, PreFund>) -> Result<(), Refusal> {
    let rolled = fund.rolled().unwrap_or(0);
    let earlier = fund
        .rolled_from()
        .and_then(|id| attempt.state.get(id)?.view::<PreFund>());
    match earlier {
        None if rolled > 0 => Err(attempt.refuse(
            PreFund::ROLLED_FROM,
            "结转金额须注明从哪一年度的经费结转",
            "say from which fund the rolled amount comes",
        )),
        Some(earlier) if earlier.unit() != fund.unit() || earlier.year() >= fund.year() => {
            Err(attempt.refuse(
                PreFund::ROLLED_FROM,
                "只能从本单位以前年度的经费结转",
                "money rolls on from an earlier fund of the same unit only",
            ))
        }
        _ => Ok(()),
    }
}

fn check_use(attempt: &Attempt<'_>, used: View<'_, PreFundUse>) -> Result<(), Refusal> {
    let words = used
        .purpose_text()
        .is_some_and(|text| !text.trim().is_empty());
    if used.purpose() == Some(FundPurpose::Other) && !words {
        return Err(attempt.refuse(
            PreFundUse::PURPOSE_TEXT,
            "前期工作经费只用于规划设计、评估论证等前期工作;用于其他的,请写明用途",
            "the money is for planning, design and assessment; say what else it is for",
        ));
    }
    let (amount, repaid) = (used.amount().unwrap_or(0), used.repaid().unwrap_or(0));
    if repaid > amount {
        let (repaid, amount) = (money::sentence_wan(repaid), money::sentence_wan(amount));
        return Err(attempt.refuse(
            PreFundUse::REPAID,
            format!("归还 {},超过使用的 {}", repaid.zh, amount.zh),
            format!("{} repaid is more than the {} used", repaid.en, amount.en),
        ));
    }
    Ok(())
}
