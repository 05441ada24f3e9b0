//! When the preparation of a project last went on (DOMAIN T25, first condition).

use super::plan;
use crate::model::{ApprovalStep, PlanStep, PreWorkMark};
use crate::schema::{Day, RecordId, View};
use crate::state::State;

/// The last day, up to `day`, on which an approval, a mark of the matrix or a step of the plan was
/// finished; `None` before there is one.
pub fn last_finished(state: &State, project: RecordId, day: Day) -> Option<Day> {
    let approvals = state
        .referring::<ApprovalStep>(project, ApprovalStep::PROJECT)
        .filter_map(|record| record.view::<ApprovalStep>()?.done_on());
    let marks = state
        .referring::<PreWorkMark>(project, PreWorkMark::PROJECT)
        .filter_map(|record| record.view::<PreWorkMark>()?.done_on());
    let steps = plan::steps(state, project).filter_map(View::<PlanStep>::done_on);
    let finished = approvals.chain(marks).chain(steps);
    finished.filter(|on| *on <= day).max()
}
