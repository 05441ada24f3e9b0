//! `dispatch`: which projects were due in the week of the date and which were dispatched, and the
//! places' own dispatch in the month of the date (DOMAIN B10–B12, 9.7).

use serde_json::{Value, json};
use shared::model::Tier;
use shared::rules::conference::coverage::{Coverage, of_week};
use shared::rules::conference::local;
use shared::schema::{Choices as _, Week};

use super::{Asked, words};

const TIERS: [Tier; 3] = [Tier::A, Tier::B, Tier::C];

pub(super) fn dispatch(asked: &Asked<'_>) -> Value {
    let week = Week::of(asked.basis.day);
    let coverage = of_week(asked.state, week);
    json!({
        "week": week,
        "rate": coverage.total(),
        "tiers": TIERS.map(|tier| of_tier(asked, &coverage, tier)),
        "places": places(asked),
    })
}

fn of_tier(asked: &Asked<'_>, coverage: &Coverage, tier: Tier) -> Value {
    let missing = coverage.missing(tier);
    let missing = missing.map(|project| words::project(asked.state, project, json!({})));
    json!({
        "tier": words::choice(tier),
        "rate": coverage.ratio(tier),
        "by_delegation": coverage.by_delegation(tier),
        "missing": missing.collect::<Value>(),
        "why": coverage.why(tier),
    })
}

/// The weeks of the month that end in it, place by place: 周调度 3/4.
fn places(asked: &Asked<'_>) -> Value {
    let (state, day) = (asked.state, asked.basis.day);
    let month = day.month();
    let matrix = local::matrix(state, month, day).into_iter();
    matrix
        .map(|(unit, cells)| {
            let cells = local::weeks_of(month).zip(cells);
            let weeks = cells.map(|(week, cell)| {
                json!({ "week": week, "light": cell.colour().key(), "why": cell.why(week) })
            });
            let said = json!({
                "rate": local::in_month(state, unit, month, day),
                "weeks": weeks.collect::<Value>(),
            });
            words::place(state, Some(unit), said)
        })
        .collect()
}
