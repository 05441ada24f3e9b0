//! Who may do what to a task.

use crate::model::{Assignment, Duty, Task, UnitKind};
use crate::rules::RefusalCode;
use crate::rules::obligation::tests::{assign, once, task};
use crate::rules::story::{Story, date, liaison, office};

#[test]
fn s8_a_task_is_begun_by_the_units_that_lead_it() {
    let mut story = Story::on("2020-06-10");
    let task = task(&mut story, 23, vec![once("2020-06-30")]);
    let mut unit = |code, name| story.unit(code, name, UnitKind::Government);
    let (lead, former, part) = (
        unit("fgw", "市发改委"),
        unit("czj", "市财政局"),
        unit("sw", "市水利局"),
    );
    assign(&mut story, task, lead, Duty::Lead);
    assign(&mut story, task, part, Duty::Responsible);
    let ended = assign(&mut story, task, former, Duty::Lead);
    let to = date("2020-06-09");
    story
        .set::<Assignment>(&office(), ended, Assignment::TO, to)
        .unwrap();
    let mut start = |unit| story.act::<Task>(&liaison(unit), task, Task::START, vec![]);
    for unit in [part, former] {
        assert_eq!(start(unit).unwrap_err().code, RefusalCode::Forbidden);
    }
    start(lead).unwrap();
}
