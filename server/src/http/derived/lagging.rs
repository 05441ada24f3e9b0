//! `lagging`: how the places stand in the latest month that was locked by the date, for how long they
//! have lagged, and whom the rule proposes for an interview (DOMAIN B21, 9.8).

use serde_json::{Value, json};
use shared::rules::evaluation::interview::candidates;
use shared::rules::listing::lagging::{Candidate, Operation, Standing};

use super::{Asked, words};

pub(super) fn lagging(asked: &Asked<'_>) -> Value {
    let operation = Operation::latest(asked.state, asked.basis.day);
    let last = operation.as_ref().and_then(|one| one.months.last());
    let (Some(operation), Some(month)) = (&operation, last) else {
        return json!({ "month": null, "places": [], "candidates": [] });
    };
    let standings = operation.standings(&asked.basis.settings);
    let standings = standings.into_iter().map(|one| of_standing(asked, one));
    json!({
        "month": month,
        "places": standings.collect::<Value>(),
        "candidates": proposed(asked, operation),
    })
}

fn of_standing(asked: &Asked<'_>, standing: Standing) -> Value {
    let said = json!({
        "completion": standing.completion,
        "rank": standing.rank,
        "streak": standing.streak,
        "why": standing.why(),
    });
    words::place(asked.state, Some(standing.unit), said)
}

fn proposed(asked: &Asked<'_>, operation: &Operation) -> Value {
    let candidates = candidates(asked.state, &asked.basis.settings, operation);
    candidates
        .iter()
        .map(|one| of_candidate(asked, one))
        .collect()
}

fn of_candidate(asked: &Asked<'_>, candidate: &Candidate) -> Value {
    let months = candidate.months.iter();
    let months = months.map(|(month, rank)| json!({ "month": month, "rank": rank }));
    let said = json!({
        "months": months.collect::<Value>(),
        "why": candidate.sentence(asked.state),
    });
    words::place(asked.state, Some(candidate.unit), said)
}
