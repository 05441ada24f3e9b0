//! `rates`: named rates, each with what it is made of (DOMAIN 9.9).

use serde_json::{Value, json};
use shared::rules::listing::rate;

use super::Asked;

pub(super) fn rates(asked: &Asked<'_>) -> Value {
    let lag = |project| asked.derived().lag(project);
    json!(rate::rates(asked.state, &asked.basis, lag))
}
