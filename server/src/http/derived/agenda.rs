//! `agenda`: what the city's weekly dispatch on the date should take up, in its order, with what the
//! meeting before left over (DOMAIN B14).

use serde_json::{Value, json};
use shared::model::MeetingKind;
use shared::rules::conference::agenda::{Proposal, Sitting, Subject, from_derived, meeting_before};

use super::{Asked, words};

pub(super) fn agenda(asked: &Asked<'_>) -> Value {
    let sitting = Sitting {
        kind: MeetingKind::WeeklyDispatch,
        on: asked.basis.day,
        unit: None,
    };
    let items = from_derived(asked.state, asked.derived(), sitting);
    let before = meeting_before(asked.state, sitting);
    json!({
        "kind": words::choice(sitting.kind),
        "before": before.map(|meeting| json!({ "id": meeting.record.id, "on": meeting.on() })),
        "items": items.iter().map(|item| of_item(asked, item)).collect::<Value>(),
    })
}

fn of_item(asked: &Asked<'_>, item: &Proposal) -> Value {
    let mut json = json!({
        "rule": words::choice(item.rule),
        "title": item.title,
        "why": item.why,
        "left_over": item.left_over,
    });
    let (about, subject) = match item.subject {
        Subject::Project(id) => {
            let entry = asked.derived().projects().get(id);
            let light = entry.map(|entry| entry.lights.worst().light());
            let said = json!({ "light": light });
            ("project", words::project(asked.state, id, said))
        }
        Subject::Problem(id) => ("problem", json!(id)),
        Subject::Decision(id) => ("decision", json!(id)),
        Subject::Topic(id) => ("topic", json!(id)),
    };
    json[about] = subject;
    json
}
