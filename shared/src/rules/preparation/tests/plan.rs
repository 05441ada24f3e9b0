//! Plans of preparation (DOMAIN T17).

use super::*;
use crate::model::{PlanMove, PlanStep};
use crate::rules::figures::Ratio;
use crate::rules::preparation::last_finished;
use crate::rules::preparation::plan::{Dates, PlanVerdict, completeness, missing, verdict};
use crate::rules::story::{day, liaison};

fn county(story: &Story, project: RecordId) -> RecordId {
    story.get::<Project>(project).county().unwrap()
}

fn planned(story: &mut Story, project: RecordId, on: &str) -> RecordId {
    let unit = county(story, project);
    story.make::<PlanStep>(vec![
        (PlanStep::PROJECT, Value::Ref(project)),
        (PlanStep::MATTER, text("可研报告送审")),
        (PlanStep::PLANNED_ON, date(on)),
        (PlanStep::UNIT, Value::Ref(unit)),
        (PlanStep::PERSON, text("李四")),
    ])
}

fn move_to(story: &mut Story, step: RecordId, on: &str) -> Result<RecordId, Refusal> {
    story.create::<PlanMove>(
        &office(),
        vec![
            (PlanMove::STEP, Value::Ref(step)),
            (PlanMove::TO, date(on)),
            (PlanMove::REASON, text("等待专家评审")),
        ],
    )
}

fn finish(story: &mut Story, step: RecordId, on: &str) -> Result<(), Refusal> {
    let given = vec![
        (PlanStep::DONE_ON, date(on)),
        (PlanStep::EVIDENCE, text("送审函 2020-31 及回执")),
    ];
    story.act::<PlanStep>(&office(), step, PlanStep::FINISH, given)
}

#[test]
fn t17_a_step_without_a_person_leaves_the_plan_incomplete() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    assert_eq!(completeness(&story.state, project), Ratio::new(0, 0));
    planned(&mut story, project, "2020-07-10");
    let unit = county(&story, project);
    let lacking = story.make::<PlanStep>(vec![
        (PlanStep::PROJECT, Value::Ref(project)),
        (PlanStep::MATTER, text("初步设计招标")),
        (PlanStep::PLANNED_ON, date("2020-08-10")),
        (PlanStep::UNIT, Value::Ref(unit)),
    ]);
    let view = story.get::<PlanStep>(lacking);
    assert_eq!(missing(view), [PlanStep::PERSON]);
    assert_eq!(completeness(&story.state, project), Ratio::new(1, 2));
    assert_eq!(
        refused_at(finish(&mut story, lacking, "2020-06-12")),
        Some(PlanStep::PERSON)
    );
    story
        .set::<PlanStep>(&office(), lacking, PlanStep::PERSON, text("王五"))
        .unwrap();
    assert_eq!(completeness(&story.state, project), Ratio::new(2, 2));
}

#[test]
fn t17_moving_keeps_the_first_date_and_counts() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = planned(&mut story, project, "2020-07-10");
    move_to(&mut story, step, "2020-07-31").unwrap();
    move_to(&mut story, step, "2020-07-20").unwrap();
    assert!(
        move_to(&mut story, step, "2020-07-20").is_err(),
        "the date it has"
    );
    story.go_to("2020-07-22");
    finish(&mut story, step, "2020-07-22").unwrap();
    let dates = Dates::of(&story.state, story.get::<PlanStep>(step));
    assert_eq!(
        dates,
        Dates {
            original: Some(day("2020-07-10")),
            current: Some(day("2020-07-20")),
            actual: Some(day("2020-07-22")),
            moves: 2,
        }
    );
    assert!(
        move_to(&mut story, step, "2020-08-01").is_err(),
        "it is done"
    );
}

#[test]
fn t17_a_date_that_is_set_is_not_overwritten() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = planned(&mut story, project, "2020-07-10");
    let county = liaison(county(&story, project));
    let refused = story.set::<PlanStep>(&county, step, PlanStep::PLANNED_ON, date("2020-08-10"));
    assert_eq!(refused_at(refused), Some(PlanStep::PLANNED_ON));
}

#[test]
fn t17_the_light_follows_the_plan_in_force() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = planned(&mut story, project, "2020-07-10");
    let light = |story: &Story| verdict(&story.state, &basis(story), story.get::<PlanStep>(step));
    assert_eq!(light(&story).colour(), Colour::Green);
    story.go_to("2020-07-07");
    assert_eq!(light(&story).colour(), Colour::Yellow);
    story.go_to("2020-07-11");
    assert_eq!(light(&story).light().word.zh, "逾期 1 天");
    assert_eq!(light(&story).colour(), Colour::Red);
    move_to(&mut story, step, "2020-07-31").unwrap();
    assert_eq!(light(&story).colour(), Colour::Green);
    story.go_to("2020-08-03");
    finish(&mut story, step, "2020-08-03").unwrap();
    let done = PlanVerdict::Done {
        on: day("2020-08-03"),
        late: 3,
    };
    assert_eq!(light(&story), done);
    assert_eq!(done.colour(), Colour::Blue);
}

#[test]
fn t25_the_last_finished_step_is_the_latest_of_approvals_and_plan() {
    let mut story = Story::on("2020-07-10");
    let project = preparing(&mut story, ApprovalType::Filing);
    let last = |story: &Story, on| last_finished(&story.state, project, day(on));
    assert_eq!(last(&story, "2020-07-10"), None);
    let kind = StepKind::Filing;
    finished(&mut story, project, kind, ("2020-06-10", "2020-06-15"));
    assert_eq!(last(&story, "2020-07-10"), Some(day("2020-06-15")));
    let step = planned(&mut story, project, "2020-07-01");
    finish(&mut story, step, "2020-06-20").unwrap();
    assert_eq!(last(&story, "2020-07-10"), Some(day("2020-06-20")));
    assert_eq!(last(&story, "2020-06-19"), Some(day("2020-06-15")));
}
