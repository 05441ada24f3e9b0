//! `hard-starts`: the two lists of the hundred days, with the countdown and what has not started
//! (DOMAIN T23, T24).

use serde_json::{Value, json};
use shared::model::ListKind;
use shared::rules::listing::hard_start::{Entry, HardStarts, Mark, StartState};
use shared::rules::listing::rate;
use shared::schema::Choices as _;

use super::{Asked, words};

const LISTS: [ListKind; 2] = [ListKind::HardStart2019, ListKind::HardStart2020];

pub(super) fn hard_starts(asked: &Asked<'_>) -> Value {
    let lists = LISTS.into_iter();
    lists
        .filter_map(|list| HardStarts::of(asked.state, &asked.basis, list))
        .map(|starts| of_list(asked, &starts))
        .collect()
}

fn of_list(asked: &Asked<'_>, starts: &HardStarts) -> Value {
    let places = starts.places.iter().map(|(unit, starts)| {
        let said = json!({ "rate": starts.rate(), "overdue": starts.overdue });
        words::place(asked.state, *unit, said)
    });
    let open = starts.entries.iter().filter(|entry| !has_started(entry));
    json!({
        "list": words::choice(starts.list),
        "deadline": starts.deadline,
        "days_left": starts.days_left(),
        "countdown": starts.countdown(),
        "rate": rate::of_starts(starts.list, starts.city()),
        "overdue": starts.city().overdue,
        "places": places.collect::<Value>(),
        "not_started": open.map(|entry| of_entry(asked, *entry)).collect::<Value>(),
    })
}

fn has_started(entry: &Entry) -> bool {
    matches!(entry.state, StartState::InTime(_) | StartState::Late { .. })
}

fn of_entry(asked: &Asked<'_>, entry: Entry) -> Value {
    let marks: Vec<&str> = entry.marks().map(Mark::key).collect();
    let said = json!({
        "deadline": entry.deadline,
        "light": entry.light(),
        "marks": marks,
        "remark": entry.remark(),
    });
    words::project(asked.state, entry.project, said)
}
