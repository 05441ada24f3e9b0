//! Decisions on commands.

use std::hint::black_box;

use anyhow::Result;
use sample::build::{NothingOwn, id, office, room, text};
use sample::notice;
use shared::model::Task;
use shared::rules::{Command, Context, Edit, Verb, decide};
use shared::schema::{Kind, Seq, Timestamp};

use crate::Step;

/// Decides on a new remark of a task of the notice.
pub(crate) fn decide_remark() -> Result<Step> {
    let commands = notice::commands()?;
    let state = room(&commands)?;
    let actor = office();
    let command = Command {
        kind: Task::ID,
        id: id::<Task>("36"),
        base: Seq(commands.len() as u64),
        verb: Verb::Set {
            edits: vec![(Task::REMARK, Edit::Put(text("两个节点目标分别销号。")))],
        },
    };
    let decision = move || {
        let context = Context {
            actor: &actor,
            now: Timestamp(0),
            own: &NothingOwn,
        };
        decide(black_box(&state), &context, black_box(&command))
    };
    // A refusal would be measured as happily.
    anyhow::ensure!(!decision()?.is_empty(), "the remark changes nothing");
    Ok(Box::new(move || {
        let _ = black_box(decision());
    }))
}
