//! Replacing emissions (DOMAIN T42): 减量替代是常态、等量替代是例外.

use super::Amount;
use super::precedence::{self, Need, Precedence};
use crate::model::{EmissionSource, EmissionUse, Pollutant, Project};
use crate::rules::figures::Ratio;
use crate::rules::{Attempt, Refusal};
use crate::schema::{Choices, Record, RecordId, Sentence, View};
use crate::state::State;

/// How much more is saved than will be emitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// More is saved: the normal case.
    Reducing(Ratio),
    /// As much is saved: the exception, with a reason.
    Equal,
    /// Too little is saved.
    Short(Ratio),
}

impl Replacement {
    /// Of what is needed and what replaces it.
    pub fn of(need: Amount, replaced: Amount) -> Self {
        let ratio = replaced.share_of(need);
        match replaced.cmp(&need) {
            std::cmp::Ordering::Greater => Self::Reducing(ratio),
            std::cmp::Ordering::Equal => Self::Equal,
            std::cmp::Ordering::Less => Self::Short(ratio),
        }
    }

    /// In words: 「减量替代 1.50」.
    pub fn sentence(self) -> Sentence {
        let text = |ratio: Ratio| {
            let none = || crate::rules::figures::NONE.to_owned();
            ratio.decimal(2).unwrap_or_else(none)
        };
        match self {
            Self::Reducing(ratio) => Sentence::new(
                format!("减量替代 {}", text(ratio)),
                format!("replaced {} times", text(ratio)),
            ),
            Self::Equal => Sentence::new("等量替代 1.00", "replaced by as much"),
            Self::Short(ratio) => Sentence::new(
                format!("替代不足 {}", text(ratio)),
                format!("replaced only {} times", text(ratio)),
            ),
        }
    }
}

/// The replacement of a project's pollutant; `None` while nothing has been arranged.
pub fn replacement(emission: View<'_, EmissionUse>) -> Option<Replacement> {
    let replaced = Amount::decimal(emission.replaced()?)?;
    Some(Replacement::of(Amount::or_zero(emission.need()), replaced))
}

/// The projects that still wait for a place's savings of a pollutant, those to be served first in
/// front: projects of the units that made the savings, key projects, others.
pub fn needs<K: Ord>(
    state: &State,
    place: RecordId,
    pollutant: Pollutant,
    progress: impl Fn(RecordId) -> K,
) -> Vec<Need> {
    precedence::in_order(waiting(state, place, pollutant), progress)
}

fn waiting(state: &State, place: RecordId, pollutant: Pollutant) -> Vec<Need> {
    let need = |record: &Record| {
        let emission = record.view::<EmissionUse>()?;
        let waits = emission.pollutant() == Some(pollutant) && emission.replaced().is_none();
        let project = emission.project().filter(|_| waits)?;
        Some(Need {
            record: record.id,
            project,
            precedence: precedence_of(state, place, pollutant, project),
            amount: Amount::or_zero(emission.need()),
        })
    };
    state
        .referring::<EmissionUse>(place, EmissionUse::PLACE)
        .filter_map(|record| need(record))
        .collect()
}

fn precedence_of(
    state: &State,
    place: RecordId,
    pollutant: Pollutant,
    project: RecordId,
) -> Precedence {
    let owner = state
        .get(project)
        .and_then(|record| record.view::<Project>()?.owner());
    let is_own = |record: &Record| {
        record.view::<EmissionSource>().is_some_and(|source| {
            source.pollutant() == Some(pollutant) && owner.is_some() && source.origin() == owner
        })
    };
    let has_own = state
        .referring::<EmissionSource>(place, EmissionSource::PLACE)
        .any(|record| is_own(record));
    if has_own {
        return Precedence::OwnUnit;
    }
    Precedence::of(state, project)
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(emission) = attempt.of::<EmissionUse>() else {
        return Ok(());
    };
    let Some(replacement) = replacement(emission) else {
        return Ok(());
    };
    check_ratio(attempt, emission, replacement)?;
    let (Some(place), Some(pollutant), Some(project)) =
        (emission.place(), emission.pollutant(), emission.project())
    else {
        return Ok(());
    };
    if attempt.was(EmissionUse::REPLACED).is_some() {
        return Ok(());
    }
    precedence::check_turn(
        attempt,
        precedence_of(attempt.state, place, pollutant, project),
        &waiting(attempt.state, place, pollutant),
        (EmissionUse::ORDER_REASON, emission.order_reason()),
    )
}

fn check_ratio(
    attempt: &Attempt<'_>,
    emission: View<'_, EmissionUse>,
    replacement: Replacement,
) -> Result<(), Refusal> {
    let need = Amount::or_zero(emission.need());
    let replaced = Amount::or_zero(emission.replaced());
    let pollutant = emission
        .pollutant()
        .map_or(crate::schema::Label::new("", ""), |pollutant| {
            pollutant.option().label
        });
    let has_reason = emission
        .equal_reason()
        .is_some_and(|reason| !reason.trim().is_empty());
    match replacement {
        Replacement::Short(_) => Err(attempt.refuse(
            EmissionUse::REPLACED,
            format!(
                "{}新增 {need} 吨,替代量 {replaced} 吨,替代比例低于 1,不能安排",
                pollutant.zh
            ),
            format!(
                "{need} t of {} cannot be replaced by {replaced} t: the ratio is below 1",
                pollutant.en
            ),
        )),
        Replacement::Equal if !has_reason => Err(attempt.refuse(
            EmissionUse::EQUAL_REASON,
            format!("替代量与新增量同为 {need} 吨,等量替代是例外,请写明原因"),
            format!("replacing {need} t by as much is an exception: say why"),
        )),
        _ => Ok(()),
    }
}
