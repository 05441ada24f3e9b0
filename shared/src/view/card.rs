//! What a card says about a task, and who owes what for it.

use std::sync::Arc;

use crate::model::{Assignment, Duty, GroupRole, Person, Post, Task, TaskState, Unit, UnitKind};
use crate::rules::due::short;
use crate::schema::{Record, RecordId, Sentence, View};
use crate::state::State;

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The task's number in the notice.
    pub no: i64,
    /// Its words.
    pub text: String,
    /// The short name of the coordinating unit; empty where the office coordinates.
    pub coordinator: Option<String>,
    /// How many other units owe something for it.
    pub others: usize,
    /// Its deadlines in a few characters.
    pub due: Vec<Sentence>,
    /// Where it stands.
    pub state: TaskState,
}

/// A unit's duty for a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitDuty {
    /// The unit.
    pub unit: RecordId,
    /// Its code, for addresses.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What sort of body it is.
    pub kind: Option<UnitKind>,
    /// Its role.
    pub duty: Duty,
    /// Whether it is the first named lead.
    pub coordinator: bool,
}

/// What the card of the task says, beside its light.
pub fn card(state: &State, task: View<'_, Task>) -> Card {
    let mut units = 0;
    let mut coordinator = None;
    for record in state.referring::<Assignment>(task.record.id, Assignment::TASK) {
        units += 1;
        let Some(assignment) = record.view::<Assignment>() else {
            continue;
        };
        if assignment.coordinator() == Some(true) {
            coordinator = assignment
                .unit()
                .and_then(|id| state.get(id))
                .and_then(|unit| unit.view::<Unit>()?.name().map(str::to_owned));
        }
    }
    Card {
        no: task.no().unwrap_or_default(),
        text: task.text().unwrap_or_default().to_owned(),
        others: units - usize::from(coordinator.is_some()),
        coordinator,
        due: task.due().unwrap_or_default().iter().map(short).collect(),
        state: task.state().unwrap_or(TaskState::NotStarted),
    }
}

/// Who owes what for the task, in the order of the notice.
pub fn duties(state: &State, task: RecordId) -> Vec<UnitDuty> {
    let mut duties: Vec<(i64, UnitDuty)> = state
        .referring::<Assignment>(task, Assignment::TASK)
        .filter_map(|record| {
            let assignment = record.view::<Assignment>()?;
            let id = assignment.unit()?;
            let unit = state.get(id)?.view::<Unit>()?;
            let duty = UnitDuty {
                unit: id,
                code: unit.code()?.to_owned(),
                name: unit.name()?.to_owned(),
                kind: unit.kind(),
                duty: assignment.duty()?,
                coordinator: assignment.coordinator().unwrap_or_default(),
            };
            Some((assignment.no().unwrap_or_default(), duty))
        })
        .collect();
    duties.sort_by_key(|(no, _)| *no);
    duties.into_iter().map(|(_, duty)| duty).collect()
}

/// Who sits in the leading group for the unit: the holder's name and the post, as printed.
pub fn members(state: &State, unit: RecordId) -> Vec<(String, String)> {
    let mut posts: Vec<View<'_, Post>> = state
        .referring::<Post>(unit, Post::UNIT)
        .filter_map(|record| record.view::<Post>())
        .filter(|post| post.role() == Some(GroupRole::Member))
        .collect();
    posts.sort_by_key(|post| post.no());
    let named = posts.into_iter().filter_map(|post| {
        let holder = state.get(post.holder()?)?.view::<Person>()?;
        Some((holder.name()?.to_owned(), post.title()?.to_owned()))
    });
    named.collect()
}

/// All units, in the order of lists.
pub fn units(state: &State) -> Vec<&Arc<Record>> {
    let mut units: Vec<&Arc<Record>> = state.all::<Unit>().collect();
    units.sort_by_key(|record| record.view::<Unit>().and_then(View::<Unit>::no));
    units
}
