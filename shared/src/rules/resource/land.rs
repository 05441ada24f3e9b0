//! Who gets land of a quota (DOMAIN T35).

use super::Amount;
use super::precedence::{self, Need, Precedence};
use crate::model::LandUse;
use crate::rules::{Attempt, Refusal};
use crate::schema::{Record, RecordId};
use crate::state::State;

/// The projects that still wait for land of the place's quota, those to be served first in front.
pub fn needs<K: Ord>(
    state: &State,
    place: RecordId,
    year: i64,
    progress: impl Fn(RecordId) -> K,
) -> Vec<Need> {
    precedence::in_order(waiting(state, place, year), progress)
}

fn waiting(state: &State, place: RecordId, year: i64) -> Vec<Need> {
    let need = |record: &Record| {
        let land = record.view::<LandUse>()?;
        let waits = land.year() == Some(year) && land.got().is_none();
        let project = land.project().filter(|_| waits)?;
        Some(Need {
            record: record.id,
            project,
            precedence: Precedence::of(state, project),
            amount: Amount::or_zero(land.need()),
        })
    };
    state
        .referring::<LandUse>(place, LandUse::PLACE)
        .filter_map(|record| need(record))
        .collect()
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(land) = attempt.of::<LandUse>() else {
        return Ok(());
    };
    let (Some(got), Some(project)) = (land.got(), land.project()) else {
        return Ok(());
    };
    let (got, need) = (Amount::or_zero(Some(got)), Amount::or_zero(land.need()));
    if got > need {
        return Err(attempt.refuse(
            LandUse::GOT,
            format!("安排 {got} 亩,超过需求 {need} 亩"),
            format!("{got} mu is more than the need of {need} mu"),
        ));
    }
    let (Some(place), Some(year)) = (land.place(), land.year()) else {
        return Ok(());
    };
    if attempt.was(LandUse::GOT).is_some() {
        return Ok(());
    }
    precedence::check_turn(
        attempt,
        Precedence::of(attempt.state, project),
        &waiting(attempt.state, place, year),
        (LandUse::ORDER_REASON, land.order_reason()),
    )
}
