//! `GET /api/rooms/{room}/derived/{what}?date=`: what the rules compute from the records, with the
//! explanation of each, so that nobody need compute it again.
//!
//! One file for each `what`. The answer names the room, the `seq` and the `date` it is for.

mod agenda;
mod balances;
mod candidates;
mod dispatch;
mod hard_starts;
mod lagging;
mod lights;
mod lists;
mod obligations;
mod ranking;
mod rates;
mod words;

use std::cell::OnceCell;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};
use shared::rules::{Basis, Derived, war_day};
use shared::schema::{Day, Sentence};
use shared::state::State as Records;

use super::Server;
use super::query::Query;
use crate::auth::Viewer;
use crate::clock;
use crate::error::ApiError;

/// How an answer is made.
type Answer = fn(&Asked<'_>) -> Value;

/// What can be asked for; the key of each is the name under which its answer stands.
const WHAT: &[(&str, Answer)] = &[
    ("lights", lights::lights),
    ("obligations", obligations::obligations),
    ("balances", balances::balances),
    ("dispatch", dispatch::dispatch),
    ("agenda", agenda::agenda),
    ("hard-starts", hard_starts::hard_starts),
    ("lists", lists::lists),
    ("candidates", candidates::candidates),
    ("ranking", ranking::ranking),
    ("lagging", lagging::lagging),
    ("rates", rates::rates),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    date: Option<String>,
}

/// What an answer is made from.
struct Asked<'a> {
    state: &'a Records,
    basis: Basis,
    derived: OnceCell<Derived>,
}

impl<'a> Asked<'a> {
    fn new(state: &'a Records, day: Day) -> Self {
        Self {
            state,
            basis: Basis::new(state, day),
            derived: OnceCell::new(),
        }
    }

    /// The figures and lights of projects and duties, computed when an answer needs them.
    fn derived(&self) -> &Derived {
        let day = self.basis.day;
        self.derived.get_or_init(|| Derived::new(self.state, day))
    }
}

pub(super) async fn derived(
    State(server): State<Arc<Server>>,
    _: Viewer,
    Path((room, what)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Result<Json<Value>, ApiError> {
    let room = server.room(&room)?;
    let date = which.date.as_deref().map(plausible_day).transpose()?;
    let answer = WHAT.iter().find(|(key, _)| *key == what);
    let (key, answer) = *answer.ok_or_else(|| unknown(&what))?;
    let now = clock::now();
    let (seq, date, answer) = room
        .look_aside(move |state, seq| {
            let day = date.unwrap_or_else(|| war_day(state, now));
            (seq, day, answer(&Asked::new(state, day)))
        })
        .await?;
    let mut json = json!({ "room": room.key(), "seq": seq, "date": date });
    json[key] = answer;
    Ok(Json(json))
}

fn plausible_day(text: &str) -> Result<Day, ApiError> {
    let day = Day::parse(text).filter(|day| Day::PLAUSIBLE_YEARS.contains(&day.year()));
    day.ok_or_else(|| {
        let reason = Sentence::new(
            format!("「{text}」不是日期(如 2020-07-01)"),
            format!("`{text}` is not a day such as 2020-07-01"),
        );
        ApiError::bad_request("bad_query", reason).at(Some("date".to_owned()))
    })
}

fn unknown(what: &str) -> ApiError {
    let keys: Vec<&str> = WHAT.iter().map(|(key, _)| *key).collect();
    let keys = keys.join(" | ");
    ApiError::not_found(
        "unknown_path",
        format!("没有「{what}」,可用:{keys}"),
        format!("there is no `{what}`: {keys}"),
    )
}
