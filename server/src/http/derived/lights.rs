//! `lights`: of tasks, with what their units owe, and of projects, with their figures.

use serde_json::{Value, json};
use shared::model::{Project, Stage, Task};
use shared::rules::figures::Points;
use shared::rules::obligation::task_light;
use shared::schema::{Choices as _, View};

use super::Asked;
use super::words::{self, by_light};

pub(super) fn lights(asked: &Asked<'_>) -> Value {
    json!({ "tasks": tasks(asked), "projects": projects(asked) })
}

fn tasks(asked: &Asked<'_>) -> Value {
    let duties = asked.derived().duties();
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
            let light = task_light(asked.state, &asked.basis, duties, task);
            let units = duties
                .task(id)
                .map(|roll| by_light(|colour| u64::from(roll.counts.get(colour))));
            json!({ "id": id, "no": task.no(), "light": light, "units": units })
        })
        .collect()
}

fn projects(asked: &Asked<'_>) -> Value {
    let board = asked.derived().projects();
    asked
        .state
        .all::<Project>()
        .filter_map(|record| {
            let project = record.view::<Project>()?;
            let entry = board.get(record.id)?;
            let worst = entry.lights.worst();
            let said = json!({
                "stage": project.stage().map(Stage::key),
                "light": worst.light(),
                "invested": entry.figures.cumulative,
                "lag": entry.figures.lag().map(Points::sentence),
            });
            Some(words::project(asked.state, record.id, said))
        })
        .collect()
}
