//! Tasks broken down (DOMAIN B06).

use crate::model::{Assignment, SubTask, SubTaskState, Task};
use crate::rules::due::final_day;
use crate::rules::{Attempt, Refusal};
use crate::schema::{FieldNo, RecordId, Sentence, View, counted};
use crate::state::State;

/// 目标明确、责任明晰、措施得力、奖罚分明、时限清楚: what each sub-task says.
pub const FIVE: [FieldNo; 5] = [
    SubTask::TARGET,
    SubTask::PERSON,
    SubTask::MEASURES,
    SubTask::REWARD,
    SubTask::DEADLINE,
];

/// How far a unit has broken a task down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breakdown {
    /// No sub-task at all.
    NotBrokenDown,
    /// Some sub-tasks lack one of the five, or are not submitted.
    Incomplete {
        /// How many.
        open: usize,
        /// Of how many.
        all: usize,
    },
    /// Every sub-task says all five and is submitted.
    Complete {
        /// How many there are.
        all: usize,
    },
}

impl Breakdown {
    /// In words.
    pub fn sentence(self) -> Sentence {
        match self {
            Self::NotBrokenDown => Sentence::new("未分解", "not broken down"),
            Self::Incomplete { open, all } => Sentence::new(
                format!("分解不完整({all} 项中 {open} 项待完善)"),
                format!("incomplete: {open} of {all} to be finished"),
            ),
            Self::Complete { all } => Sentence::new(
                format!("已分解({all} 项)"),
                format!("broken down into {all}"),
            ),
        }
    }
}

/// Which of the five the sub-task does not say.
pub fn missing(sub_task: View<'_, SubTask>) -> Vec<FieldNo> {
    let is_given = |no: &FieldNo| match sub_task.record.value(*no) {
        Some(crate::schema::Value::Text(text)) => !text.trim().is_empty(),
        value => value.is_some(),
    };
    FIVE.into_iter().filter(|no| !is_given(no)).collect()
}

/// How far the unit has broken down what it is assigned.
pub fn breakdown(state: &State, assignment: RecordId) -> Breakdown {
    let (mut open, mut all) = (0, 0);
    for record in state.referring::<SubTask>(assignment, SubTask::ASSIGNMENT) {
        let Some(sub_task) = record.view::<SubTask>() else {
            continue;
        };
        let is_submitted = !matches!(
            sub_task.state(),
            None | Some(SubTaskState::Draft | SubTaskState::Returned)
        );
        all += 1;
        open += usize::from(!is_submitted || !missing(sub_task).is_empty());
    }
    match (open, all) {
        (_, 0) => Breakdown::NotBrokenDown,
        (0, all) => Breakdown::Complete { all },
        (open, all) => Breakdown::Incomplete { open, all },
    }
}

/// A warning, not a refusal, when the sub-task ends after its task.
pub fn deadline_warning(state: &State, sub_task: View<'_, SubTask>) -> Option<Sentence> {
    let deadline = sub_task.deadline()?;
    let assignment = state.get(sub_task.assignment()?)?.view::<Assignment>()?;
    let task = state.get(assignment.task()?)?.view::<Task>()?;
    let due = final_day(task.due().unwrap_or_default())?;
    if deadline <= due {
        return None;
    }
    let days = deadline.days_since(due);
    Some(Sentence::new(
        format!("时限{deadline}晚于任务期限{due},超出 {days} 天"),
        format!(
            "the deadline {deadline} is {} after the task's, {due}",
            counted(days, "day")
        ),
    ))
}

/// What the office has confirmed the unit does not change by itself.
pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(sub_task) = attempt.of::<SubTask>() else {
        return Ok(());
    };
    let is_open = matches!(
        sub_task.state(),
        None | Some(SubTaskState::Draft | SubTaskState::Returned)
    );
    let by_office = attempt.context.actor.role == crate::rules::Role::Office;
    if is_open || by_office || attempt.action.is_some() || attempt.is_new() {
        return Ok(());
    }
    match FIVE.into_iter().find(|no| attempt.changes(*no)) {
        Some(no) => Err(attempt.refuse(
            no,
            "已提交的分解事项不能自行修改,请由办公室退回后再改",
            "a submitted sub-task is not changed by its unit: the office returns it first",
        )),
        None => Ok(()),
    }
}
