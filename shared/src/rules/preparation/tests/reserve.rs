//! The reserve in ten fields (DOMAIN T03–T12).

use super::*;
use crate::model::Task;
use crate::rules::preparation::ReserveMatrix;
use crate::rules::preparation::reserve::field_of_task;
use crate::rules::resource::tests::task;
use crate::rules::story::day;
use crate::schema::{Due, Month};

const FIELD: PlanField = PlanField::Ecology;

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// A project taken into the reserve today.
fn reserved(story: &mut Story, unit: RecordId, field: PlanField) -> RecordId {
    let project = story.project(unit, "储备项目", 10_000);
    reserve(story, project, field);
    project
}

fn promote(story: &mut Story, project: RecordId) {
    let given = vec![
        (Project::OWNER, text("某公司")),
        (Project::APPROVAL_TYPE, choice(ApprovalType::Filing)),
    ];
    story
        .act::<Project>(&office(), project, Project::PREPARE, given)
        .unwrap();
}

fn drop_it(story: &mut Story, project: RecordId) {
    let given = vec![(Project::REASON, text("不符合产业政策"))];
    story
        .act::<Project>(&office(), project, Project::END, given)
        .unwrap();
}

#[test]
fn t03_each_task_from_3_to_12_has_its_field() {
    let fields: Vec<PlanField> = (3..=12).filter_map(field_of_task).collect();
    assert_eq!(fields, PlanField::ALL);
    assert_eq!(field_of_task(8), Some(PlanField::Welfare));
    assert_eq!((field_of_task(2), field_of_task(13)), (None, None));
}

#[test]
fn t03_the_matrix_has_14_units_and_10_fields_with_its_empty_cells() {
    let mut story = Story::on("2020-06-10");
    let units: Vec<RecordId> = (0..14)
        .map(|at| story.county(&format!("4205{at:02}"), &format!("县{at}")))
        .collect();
    for (unit, count) in units.iter().zip([2, 1]) {
        for _ in 0..count {
            reserved(&mut story, *unit, FIELD);
        }
    }
    reserved(&mut story, units[0], PlanField::NewEconomy);
    let matrix = ReserveMatrix::of(&story.state, month("2020-06"));
    assert_eq!(matrix.empty(&units).len(), 140 - 3);
    assert_eq!(matrix.cell(units[0], FIELD).reserved, 2);
    assert_eq!(matrix.of_unit(units[0]).reserved, 3);
    assert_eq!(matrix.of_field(FIELD, &units).reserved, 3);
}

#[test]
fn t03_an_empty_cell_is_red_after_the_first_batch() {
    let mut story = Story::on("2020-06-10");
    let (yidu, yuanan) = (
        story.county("420581", "宜都市"),
        story.county("420525", "远安县"),
    );
    reserved(&mut story, yidu, FIELD);
    let first = Due::Once {
        on: day("2020-06-15"),
    };
    let rolling = Due::Monthly {
        day: 5,
        from: month("2020-07"),
    };
    let task = task(&mut story, 7, first.clone());
    let due = Value::Schedule(vec![first, rolling]);
    story.set::<Task>(&office(), task, Task::DUE, due).unwrap();
    let matrix = ReserveMatrix::of(&story.state, month("2020-06"));
    let colour = |unit, field, on| matrix.colour(unit, field, day(on));
    assert_eq!(colour(yuanan, FIELD, "2020-06-15"), Colour::Yellow);
    assert_eq!(colour(yuanan, FIELD, "2020-06-16"), Colour::Red);
    assert_eq!(colour(yidu, FIELD, "2020-06-16"), Colour::Green);
    let undated = colour(yidu, PlanField::Science, "2020-06-16");
    assert_eq!(undated, Colour::Grey, "no deadline is known for it");
}

#[test]
fn t03_a_month_adds_three_and_loses_one() {
    let mut story = Story::on("2020-06-10");
    let yidu = story.county("420581", "宜都市");
    let old = reserved(&mut story, yidu, FIELD);
    story.go_to("2020-07-03");
    for field in [FIELD, FIELD, PlanField::Science] {
        reserved(&mut story, yidu, field);
    }
    drop_it(&mut story, old);
    let july = ReserveMatrix::of(&story.state, month("2020-07")).of_unit(yidu);
    assert_eq!((july.added, july.left(), july.dropped), (3, 1, 1));
    assert_eq!(
        (july.reserved, july.planned),
        (3, 3),
        "dropped is not planned any more"
    );
    let june = ReserveMatrix::of(&story.state, month("2020-06")).of_unit(yidu);
    assert_eq!((june.added, june.left()), (1, 0));
}

#[test]
fn t03_a_project_that_moves_on_leaves_the_reserve_and_stays_planned() {
    let mut story = Story::on("2020-06-10");
    let yidu = story.county("420581", "宜都市");
    let project = reserved(&mut story, yidu, FIELD);
    reserved(&mut story, yidu, FIELD);
    story.go_to("2020-07-03");
    promote(&mut story, project);
    let cell = ReserveMatrix::of(&story.state, month("2020-07")).cell(yidu, FIELD);
    assert_eq!((cell.reserved, cell.planned), (1, 2));
    assert_eq!((cell.promoted, cell.dropped, cell.added), (1, 0, 0));
}

#[test]
fn t03_a_project_planned_and_not_taken_in_is_no_reserve() {
    let mut story = Story::on("2020-06-10");
    let yidu = story.county("420581", "宜都市");
    let project = story.project(yidu, "谋划项目", 10_000);
    story
        .set::<Project>(&office(), project, Project::PLAN_FIELD, choice(FIELD))
        .unwrap();
    let matrix = ReserveMatrix::of(&story.state, month("2020-06"));
    assert_eq!(
        matrix.cell(yidu, FIELD),
        crate::rules::preparation::ReserveCell::default()
    );
}
