//! The monthly bulletin: what each step asks for, and what its issue brings (DOMAIN B15, B16, §8).
//!
//! - [`drafting`], [`sections`]: the figures of the month, and its text from them; [`number`]: its
//!   number
//! - [`due`]: when it is to be drafted and issued
//! - [`corrections`]: what was corrected since the one before
//! - [`readers`]: who gets it, and who has not read it

pub mod corrections;
pub mod drafting;
pub mod due;
pub mod number;
pub mod readers;
pub mod sections;

use super::ranking;
use crate::model::{Bulletin, BulletinState, RankingSnapshot, Receipt};
use crate::rules::report::is_locked;
use crate::rules::{Attempt, Refusal};
use crate::schema::{FieldNo, Record, View};
use crate::state::Effect;

/// What is no longer edited once the bulletin is signed.
const SIGNED_TEXT: [FieldNo; 14] = [
    Bulletin::TITLE,
    Bulletin::NUMBER,
    Bulletin::SNAPSHOT,
    Bulletin::OVERVIEW,
    Bulletin::PLACES,
    Bulletin::SECTORS,
    Bulletin::STARTS,
    Bulletin::RANKING,
    Bulletin::HUNDRED_DAYS,
    Bulletin::NEW_STARTS,
    Bulletin::LIFE_CYCLE,
    Bulletin::PROBLEMS,
    Bulletin::PRAISE,
    Bulletin::CORRECTIONS,
];

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(receipt) = attempt.of::<Receipt>() {
        return readers::check(attempt, receipt);
    }
    let Some(bulletin) = attempt.of::<Bulletin>() else {
        return Ok(());
    };
    let enters = |state| attempt.enters(Bulletin::STATE, state);
    if enters(BulletinState::Review) || enters(BulletinState::Signed) {
        has_locked_month(attempt, bulletin)?;
    }
    if attempt.changes(Bulletin::SNAPSHOT) {
        has_its_ranking(attempt, bulletin)?;
    }
    if enters(BulletinState::Issued) {
        has_locked_month(attempt, bulletin)?;
        number::check(attempt, bulletin)?;
        return match ranking_of(attempt, bulletin) {
            Some(snapshot) => carries(attempt, snapshot),
            None => Ok(()),
        };
    }
    is_not_signed(attempt, bulletin)
}

/// Its figures stand (DOMAIN B17).
fn has_locked_month(attempt: &Attempt<'_>, bulletin: View<'_, Bulletin>) -> Result<(), Refusal> {
    match bulletin.month() {
        Some(month) if !is_locked(attempt.state, month) => Err(attempt.refuse(
            Bulletin::STATE,
            format!("{}年{}月数据尚未锁定", month.year(), month.number()),
            format!("the figures of {month} are not locked yet"),
        )),
        _ => Ok(()),
    }
}

fn has_its_ranking(attempt: &Attempt<'_>, bulletin: View<'_, Bulletin>) -> Result<(), Refusal> {
    let snapshot = ranking_of(attempt, bulletin).and_then(Record::view);
    let month = snapshot.and_then(|snapshot: View<'_, RankingSnapshot>| snapshot.month());
    if month.is_none() || month == bulletin.month() {
        return Ok(());
    }
    Err(attempt.refuse(
        Bulletin::SNAPSHOT,
        "排名快照不是当月的",
        "the ranking is of another month",
    ))
}

/// The ranking can be frozen with it, and is not one that was put away.
fn carries(attempt: &Attempt<'_>, snapshot: &Record) -> Result<(), Refusal> {
    if snapshot.archived.is_some() {
        return Err(attempt.refuse(
            Bulletin::SNAPSHOT,
            "排名快照已归档,请先恢复或另选当月的排名快照",
            "the ranking is archived: restore it, or choose another of the month",
        ));
    }
    match snapshot.view() {
        Some(view) => ranking::can_be_frozen(attempt, view),
        None => Ok(()),
    }
}

fn ranking_of<'a>(attempt: &Attempt<'a>, bulletin: View<'_, Bulletin>) -> Option<&'a Record> {
    attempt.state.get(bulletin.snapshot()?).map(AsRef::as_ref)
}

/// Who signs answers for the text that is issued.
fn is_not_signed(attempt: &Attempt<'_>, bulletin: View<'_, Bulletin>) -> Result<(), Refusal> {
    let was_signed = attempt
        .before
        .and_then(|before| before.view::<Bulletin>()?.state())
        == Some(BulletinState::Signed);
    let is_signed = bulletin.state() == Some(BulletinState::Signed);
    let changed = SIGNED_TEXT.iter().find(|field| attempt.changes(**field));
    match changed {
        Some(field) if was_signed && is_signed => Err(attempt.refuse(
            *field,
            "已签发,须先退回再修改",
            "it is signed: return it before changing it",
        )),
        _ => Ok(()),
    }
}

/// Drafted from figures, and issued: then it freezes its ranking and goes to its readers.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let issued = attempt.of::<Bulletin>();
    let is_issued = attempt.enters(Bulletin::STATE, BulletinState::Issued);
    let Some(bulletin) = issued.filter(|_| is_issued) else {
        return drafting::consequences(attempt);
    };
    let mut effects = ranking_of(attempt, bulletin)
        .map(|snapshot| ranking::freeze_with(attempt, snapshot))
        .unwrap_or_default();
    effects.extend(readers::receipts(attempt, bulletin));
    effects
}
