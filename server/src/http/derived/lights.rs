//! `lights`: of tasks, with what their units owe, and of projects, with their figures.

use serde_json::{Value, json};
use shared::model::{Project, Stage, Task, Unit};
use shared::rules::figures::Points;
use shared::rules::obligation::{RollUp, task_light};
use shared::rules::project::ProjectBoard;
use shared::schema::{Choices as _, View};

use super::Asked;
use super::words::by_light;

pub(super) fn lights(asked: &Asked<'_>) -> Value {
    json!({ "tasks": tasks(asked), "projects": projects(asked) })
}

fn tasks(asked: &Asked<'_>) -> Value {
    let roll_up = RollUp::new(asked.state, &asked.basis);
    let mut tasks: Vec<View<'_, Task>> = asked
        .state
        .all::<Task>()
        .filter_map(|record| record.view::<Task>())
        .collect();
    tasks.sort_by_key(|task| (task.no(), task.record.id));
    tasks
        .into_iter()
        .map(|task| {
            let id = task.record.id;
            let light = task_light(asked.state, &roll_up, task);
            let units = roll_up
                .task(id)
                .map(|roll| by_light(|colour| u64::from(roll.counts.get(colour))));
            json!({ "id": id, "no": task.no(), "light": light, "units": units })
        })
        .collect()
}

fn projects(asked: &Asked<'_>) -> Value {
    let board = ProjectBoard::new(asked.state, &asked.basis);
    asked
        .state
        .all::<Project>()
        .filter_map(|record| {
            let project = record.view::<Project>()?;
            let entry = board.get(record.id)?;
            let county = project.county().and_then(|id| asked.state.get(id));
            let county = county.and_then(|unit| unit.view::<Unit>()?.code());
            let worst = entry.lights.worst();
            Some(json!({
                "id": record.id,
                "name": project.name(),
                "county": county,
                "stage": project.stage().map(Stage::key),
                "light": worst.light(),
                "invested": entry.figures.cumulative,
                "lag": entry.figures.lag().map(Points::sentence),
            }))
        })
        .collect()
}
