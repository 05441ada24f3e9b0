//! What a decision on money needs, and what follows when it is carried out (DOMAIN T25).

use crate::model::{FundDecision, FundReview, FundReviewState, Funding};
use crate::rules::due::zh_day;
use crate::rules::figures::money;
use crate::rules::{Attempt, Refusal, effects};
use crate::schema::{Value, View};
use crate::state::Effect;

pub(in crate::rules::listing) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(review) = attempt.of::<FundReview>() else {
        return Ok(());
    };
    if attempt.is_new() {
        is_the_only_one(attempt, review)?;
    }
    if attempt.enters(FundReview::STATE, FundReviewState::Decided) {
        is_whole(attempt, review)?;
    }
    if attempt.enters(FundReview::STATE, FundReviewState::Done) && moves_money(review) {
        is_whole(attempt, review)?;
        has_document(attempt, review)?;
    }
    Ok(())
}

fn moves_money(review: View<'_, FundReview>) -> bool {
    matches!(
        review.decision(),
        Some(FundDecision::Adjust | FundDecision::TakeBack)
    )
}

fn is_the_only_one(attempt: &Attempt<'_>, review: View<'_, FundReview>) -> Result<(), Refusal> {
    let Some(project) = review.project() else {
        return Ok(());
    };
    let others = attempt
        .state
        .referring::<FundReview>(project, FundReview::PROJECT)
        .filter_map(|record| record.view::<FundReview>());
    let is_open = |one: View<'_, FundReview>| one.state() != Some(FundReviewState::Done);
    if !others
        .filter(|other| other.record.id != review.record.id)
        .any(is_open)
    {
        return Ok(());
    }
    Err(attempt.refuse(
        FundReview::PROJECT,
        "该项目已有未办结的资金评审",
        "a review of this project's money is still under way",
    ))
}

/// Whether the decision says what it has to.
fn is_whole(attempt: &Attempt<'_>, review: View<'_, FundReview>) -> Result<(), Refusal> {
    match review.decision() {
        Some(FundDecision::Deadline) => has_deadline(attempt, review),
        Some(FundDecision::Adjust | FundDecision::TakeBack) => has_amount(attempt, review),
        _ => Ok(()),
    }
}

fn has_deadline(attempt: &Attempt<'_>, review: View<'_, FundReview>) -> Result<(), Refusal> {
    if review.new_deadline().is_some_and(|on| on >= attempt.day) {
        return Ok(());
    }
    Err(attempt.refuse(
        FundReview::NEW_DEADLINE,
        format!("限期处理须定出{}以后的期限", zh_day(attempt.day)),
        format!("a deadline from {} on must be set", attempt.day),
    ))
}

/// No more can be taken back than the channel has granted (DOMAIN §7.2, 11).
fn has_amount(attempt: &Attempt<'_>, review: View<'_, FundReview>) -> Result<(), Refusal> {
    let funding = funding(attempt, review).filter(|money| money.project() == review.project());
    let Some(funding) = funding else {
        return Err(attempt.refuse(
            FundReview::FUNDING,
            "请选择该项目被调整或收回的资金",
            "name the money of this project that is adjusted or taken back",
        ));
    };
    let granted = funding.granted().unwrap_or(0);
    match review.amount() {
        Some(amount) if (1..=granted).contains(&amount) => Ok(()),
        amount => {
            let (asked, has) = (
                money::sentence_wan(amount.unwrap_or(0)),
                money::sentence_wan(granted),
            );
            Err(attempt.refuse(
                FundReview::AMOUNT,
                format!("调整收回{},下达资金为{}", asked.zh, has.zh),
                format!("{} cannot be taken of {} granted", asked.en, has.en),
            ))
        }
    }
}

fn has_document(attempt: &Attempt<'_>, review: View<'_, FundReview>) -> Result<(), Refusal> {
    if review.document_no().is_some_and(|no| !no.trim().is_empty()) {
        return Ok(());
    }
    Err(attempt.refuse(
        FundReview::DOCUMENT_NO,
        "调整收回资金须填写文号",
        "money is adjusted or taken back by a document: its number is missing",
    ))
}

fn funding<'a>(attempt: &Attempt<'a>, review: View<'a, FundReview>) -> Option<View<'a, Funding>> {
    let record = attempt.state.get(review.funding()?)?;
    record
        .view::<Funding>()
        .filter(|_| record.archived.is_none())
}

/// Carried out, the money is gone from the project.
pub(in crate::rules::listing) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let Some(review) = attempt.of::<FundReview>() else {
        return Vec::new();
    };
    if !attempt.enters(FundReview::STATE, FundReviewState::Done) || !moves_money(review) {
        return Vec::new();
    }
    let Some((funding, amount)) = funding(attempt, review).zip(review.amount()) else {
        return Vec::new();
    };
    let left = funding.granted().unwrap_or(0).saturating_sub(amount);
    let left = vec![(Funding::GRANTED, Some(Value::Money(left)))];
    effects::set(funding.record, left).into_iter().collect()
}
