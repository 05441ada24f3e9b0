//! Rewards: proposed by rank, amounts entered by people and never computed (DOMAIN B20).

use super::sheet::sheet;
use crate::model::{self, Evaluation, PreFund, Reward};
use crate::rules::{Attempt, Refusal, Settings, effects};
use crate::schema::{Kind, Record, RecordId, Value, View, coordinates};
use crate::state::{Effect, State};

use super::frozen::is_published_id;

/// A proposal for each of the first places, its amount empty.
pub(super) fn proposals(
    state: &State,
    evaluation: View<'_, Evaluation>,
    settings: &Settings,
) -> Vec<Effect> {
    let (Some(quarter), Some(sheet)) = (evaluation.quarter(), sheet(state, evaluation)) else {
        return Vec::new();
    };
    let places = settings.count(model::Settings::REWARD_PLACES);
    let first = sheet.rows.iter().filter(|row| row.rank <= places);
    first
        .flat_map(|row| {
            let values = vec![
                (Reward::QUARTER, Value::Period(quarter)),
                (Reward::UNIT, Value::Ref(row.unit)),
                (Reward::EVALUATION, Value::Ref(evaluation.record.id)),
                (Reward::RANK, Value::Int(i64::from(row.rank))),
            ];
            effects::create_known::<Reward>(state, values)
        })
        .collect()
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(reward) = attempt.of::<Reward>() else {
        return Ok(());
    };
    if attempt.is_new() {
        has_its_rank(attempt, reward)?;
    }
    stays_in_its_fund(attempt, reward)?;
    match (reward.amount(), reward.paid_on()) {
        (Some(0), _) => Err(attempt.refuse(
            Reward::AMOUNT,
            "奖励金额应大于 0",
            "a reward is more than nothing",
        )),
        (None, Some(_)) => Err(attempt.refuse(
            Reward::AMOUNT,
            "填写拨付日期前须先填写奖励金额",
            "enter the amount before the day it was paid",
        )),
        (_, Some(paid_on)) if paid_on > attempt.day => Err(attempt.refuse(
            Reward::PAID_ON,
            "拨付日期不能晚于今天",
            "it cannot be paid in the future",
        )),
        _ => Ok(()),
    }
}

/// What has entered the fund of one year does not slip into another's: its payment is taken back
/// first, which that fund must be able to bear (DOMAIN §7.2, 11).
fn stays_in_its_fund(attempt: &Attempt<'_>, reward: View<'_, Reward>) -> Result<(), Refusal> {
    let before = attempt.before.and_then(Record::view::<Reward>);
    let paid = before.and_then(View::<Reward>::paid_on);
    match (paid, reward.paid_on()) {
        (Some(first), Some(now)) if first.year() != now.year() => Err(attempt.refuse(
            Reward::PAID_ON,
            format!(
                "已计入{}年前期工作经费,须先清除拨付日期再改到另一年度",
                first.year()
            ),
            format!(
                "it is in the fund of {}: clear the day before giving one of another year",
                first.year()
            ),
        )),
        _ => Ok(()),
    }
}

/// Paid, it enters the pre-construction fund of the place (DOMAIN B20, T21), which is opened for it
/// where the place has none for the year.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let paid = attempt.of::<Reward>();
    let paid = paid.filter(|_| attempt.changes(Reward::PAID_ON));
    let Some((unit, on)) = paid.and_then(|reward| reward.unit().zip(reward.paid_on())) else {
        return Vec::new();
    };
    let (unit, year) = (Value::Ref(unit), Value::Int(i64::from(on.year())));
    let value_of = |no| match no {
        PreFund::UNIT => Some(&unit),
        _ => Some(&year),
    };
    let Some(fund) = coordinates::id_of(PreFund::SPEC, value_of) else {
        return Vec::new();
    };
    let entered = vec![(Reward::FUND, Some(Value::Ref(fund)))];
    let mut entry: Vec<Effect> = effects::set(attempt.after, entered).into_iter().collect();
    match attempt.state.get(fund) {
        Some(record) if record.archived.is_some() => entry.push(effects::restore(record)),
        Some(_) => {}
        None => entry.extend(effects::create::<PreFund>(
            attempt.state,
            fund,
            vec![
                (PreFund::UNIT, unit),
                (PreFund::YEAR, year),
                (PreFund::AMOUNT, Value::Money(0)),
                (PreFund::SOURCES, Value::Text("季度评价奖励".to_owned())),
            ],
        )),
    }
    entry
}

/// One made by hand says what the published sheet says.
fn has_its_rank(attempt: &Attempt<'_>, reward: View<'_, Reward>) -> Result<(), Refusal> {
    let state = attempt.state;
    if !is_published_id(state, reward.evaluation()) {
        return Err(attempt.refuse(
            Reward::EVALUATION,
            "评价结果公布后方可提出奖励",
            "rewards follow the publication of the evaluation",
        ));
    }
    let ranked = rank_of(state, reward.evaluation(), reward.unit());
    if ranked.is_some() && reward.rank() == ranked {
        return Ok(());
    }
    let rank = ranked.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
    Err(attempt.refuse(
        Reward::RANK,
        format!("公布的名次为 {rank}"),
        format!("the published rank is {rank}"),
    ))
}

fn rank_of(state: &State, evaluation: Option<RecordId>, unit: Option<RecordId>) -> Option<i64> {
    let evaluation = state.get(evaluation?)?.view::<Evaluation>()?;
    let sheet = sheet(state, evaluation)?;
    sheet.row(unit?).map(|row| i64::from(row.rank))
}
