//! Commands the stories use.

use anyhow::{Context as _, Result};
use shared::model::{Person, Task};
use shared::rules::{Command, Edit, Verb};
use shared::schema::{Kind as _, RecordId, Seq, Value};
use uuid::Uuid;

use crate::{Client, ROOM};

/// The base of an author who has seen everything.
pub const fn everything() -> Seq {
    Seq(u64::MAX)
}

/// Makes a person.
pub fn create_person(name: &str) -> Command {
    Command {
        kind: Person::ID,
        id: RecordId(Uuid::new_v4()),
        base: everything(),
        verb: Verb::Create {
            fields: vec![(Person::NAME, Value::Text(name.to_owned()))],
        },
    }
}

/// Changes the explanation of a task.
pub fn rename(task: RecordId, base: Seq, text: &str) -> Command {
    let edit = Edit::Put(Value::Text(text.to_owned()));
    Command {
        kind: Task::ID,
        id: task,
        base,
        verb: Verb::Set {
            edits: vec![(Task::REMARK, edit)],
        },
    }
}

/// The ids of the tasks.
pub async fn task_ids(client: &Client) -> Result<Vec<RecordId>> {
    let tasks = client
        .get(&format!("/api/rooms/{ROOM}/records?kind=task"))
        .await?;
    let tasks = tasks["records"].as_array().context("records")?;
    let ids = tasks.iter().map(|task| {
        let id = task["id"].as_str().and_then(RecordId::parse);
        id.context("an id")
    });
    ids.collect()
}
