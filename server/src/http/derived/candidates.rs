//! `candidates`: whose money may have to be adjusted or taken back (DOMAIN T25).

use serde_json::{Value, json};
use shared::rules::listing::fund_review::{Condition, from_derived};

use super::{Asked, words};

pub(super) fn candidates(asked: &Asked<'_>) -> Value {
    from_derived(asked.state, asked.derived())
        .into_iter()
        .map(|candidate| {
            let conditions = candidate.conditions.iter();
            let conditions = conditions.map(|condition| of_condition(*condition));
            let said = json!({
                "granted": candidate.granted,
                "conditions": conditions.collect::<Value>(),
                "why": candidate.why(),
            });
            words::project(asked.state, candidate.project, said)
        })
        .collect()
}

fn of_condition(condition: Condition) -> Value {
    json!({
        "ground": words::choice(condition.ground()),
        "why": condition.sentence(),
    })
}
