//! The four questions on elements, approval, land, money and environmental capacity, that each
//! quarterly round asks of each place (DOMAIN T34).

use crate::model::{ElementCheck, ElementVerdict, RoundState, SupervisionRound};
use crate::rules::Attempt;
use crate::rules::effects::create_known;
use crate::rules::figures::Ratio;
use crate::rules::listing::rate::Rate;
use crate::rules::organization::Places;
use crate::schema::{FieldNo, Kind, Label, Period, Quarter, RecordId, Value, View, coordinates};
use crate::state::{Effect, State};

/// The fields of the four questions.
pub const QUESTIONS: [FieldNo; 4] = [
    ElementCheck::APPROVAL,
    ElementCheck::LAND,
    ElementCheck::MONEY,
    ElementCheck::ENVIRONMENT,
];

/// When the list of a round is frozen, each place gets its questions.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let Some(round) = attempt.of::<SupervisionRound>() else {
        return Vec::new();
    };
    if !attempt.enters(SupervisionRound::STATE, RoundState::Frozen) {
        return Vec::new();
    }
    let places = Places::of(attempt.state);
    let units = places.units().iter();
    units
        .flat_map(|unit| asked(attempt.state, round.record.id, *unit))
        .collect()
}

fn asked(state: &State, round: RecordId, unit: RecordId) -> Vec<Effect> {
    let given = vec![
        (ElementCheck::ROUND, Value::Ref(round)),
        (ElementCheck::UNIT, Value::Ref(unit)),
    ];
    create_known::<ElementCheck>(state, given)
}

/// The sheets of a round, one for each place.
pub fn sheets(state: &State, round: RecordId) -> impl Iterator<Item = View<'_, ElementCheck>> {
    state
        .referring::<ElementCheck>(round, ElementCheck::ROUND)
        .filter_map(|record| record.view())
}

/// The answers to the four questions on one sheet.
pub fn answers(sheet: View<'_, ElementCheck>) -> [Option<ElementVerdict>; 4] {
    [
        sheet.approval(),
        sheet.land(),
        sheet.money(),
        sheet.environment(),
    ]
}

/// The round of the quarter; `None` before it is made.
pub fn round_in(state: &State, quarter: Quarter) -> Option<View<'_, SupervisionRound>> {
    let value = Value::Period(Period::Quarter(quarter));
    let id = coordinates::id_of(SupervisionRound::SPEC, |_| Some(&value))?;
    let record = state.get(id)?;
    record.view().filter(|_| record.archived.is_none())
}

/// 要素保障落实率 (DOMAIN T34).
pub fn rate(state: &State, round: RecordId) -> Rate {
    Rate::new(
        "element_guarantee",
        Label::new("要素保障落实率", "guarantees of elements carried out"),
        met(state, round),
        Label::new("要素保障核查事项", "questions on elements"),
        Label::new("已落实", "carried out"),
    )
}

/// How many of a round's questions have been answered.
pub fn answered(state: &State, round: RecordId) -> Ratio {
    count(state, round, |answer| answer.is_some())
}

/// How many of a round's questions found the policy carried out.
pub fn met(state: &State, round: RecordId) -> Ratio {
    count(state, round, |answer| answer == Some(ElementVerdict::Met))
}

fn count(state: &State, round: RecordId, counts: fn(Option<ElementVerdict>) -> bool) -> Ratio {
    let (mut counted, mut all) = (0, 0);
    for answer in sheets(state, round).flat_map(answers) {
        all += 1;
        counted += i64::from(counts(answer));
    }
    Ratio::new(counted, all)
}
