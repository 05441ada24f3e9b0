//! Stages and dates (DOMAIN §8, §7.2).

use super::{evidence, four_can};
use crate::model::{ApprovalType, Project, Stage};
use crate::rules::story::{Story, choice, date, liaison, office, owner, someone, text, wan};
use crate::rules::{RefusalCode, Role};
use crate::schema::Value;

#[test]
fn b32_a_start_needs_its_day_and_evidence() {
    let mut story = Story::on("2020-06-28");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 12_000);
    let county = liaison(yidu);
    story
        .act::<Project>(&county, project, Project::RESERVE, four_can())
        .unwrap();
    let given = vec![
        (Project::OWNER, text("某公司")),
        (Project::APPROVAL_TYPE, choice(ApprovalType::Filing)),
    ];
    story
        .act::<Project>(&county, project, Project::PREPARE, given)
        .unwrap();
    let start =
        |story: &mut Story, given| story.act::<Project>(&county, project, Project::START, given);
    let promise = (Project::STANDARD_START, Value::Flag(true));
    let refused = start(&mut story, vec![promise.clone(), evidence()]);
    assert_eq!(refused.unwrap_err().field, Some(Project::STARTED_ON));
    let started_on = (Project::STARTED_ON, date("2020-06-20"));
    let refused = start(&mut story, vec![promise.clone(), started_on.clone()]).unwrap_err();
    assert_eq!(refused.field, Some(Project::EVIDENCE));
    assert_eq!(refused.code, RefusalCode::Required);
    start(&mut story, vec![promise, started_on, evidence()]).unwrap();
    assert_eq!(story.get::<Project>(project).stage(), Some(Stage::Building));
}

#[test]
fn l8_the_reserve_needs_a_field_and_one_of_the_four_can() {
    let mut story = Story::on("2020-06-15");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 12_000);
    let mut reserve =
        |given| story.act::<Project>(&liaison(yidu), project, Project::RESERVE, given);
    let [field, can] = <[_; 2]>::try_from(four_can()).unwrap();
    let none = (Project::FOUR_CAN, Value::Choices([].into()));
    for given in [vec![field.clone()], vec![field.clone(), none]] {
        assert_eq!(reserve(given).unwrap_err().field, Some(Project::FOUR_CAN));
    }
    let refused = reserve(vec![can.clone()]).unwrap_err();
    assert_eq!(refused.field, Some(Project::PLAN_FIELD));
    assert!(reserve(vec![field, can]).is_ok());
}

#[test]
fn l8_preparation_needs_an_owner_and_a_kind_of_approval() {
    let mut story = Story::on("2020-06-15");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 12_000);
    story.move_on(project, &[Project::RESERVE]).unwrap();
    let given = vec![(Project::OWNER, text("某公司"))];
    let refused = story.act::<Project>(&liaison(yidu), project, Project::PREPARE, given);
    assert_eq!(refused.unwrap_err().field, Some(Project::APPROVAL_TYPE));
    assert!(story.move_on(project, &[Project::PREPARE]).is_ok());
}

#[test]
fn i3_a_start_does_not_lie_in_the_future() {
    let mut story = Story::on("2020-06-28");
    let yidu = story.county("yd", "宜都市");
    let project = story.prepared(yidu, 12_000);
    let refused = story.start(project, "2020-06-29").unwrap_err();
    assert_eq!(refused.field, Some(Project::STARTED_ON));
    assert_eq!(refused.code, RefusalCode::Rule);
    assert!(story.start(project, "2020-06-28").is_ok());
}

#[test]
fn i3_start_completion_and_production_follow_one_another() {
    let mut story = Story::on("2020-12-20");
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 12_000, "2020-06-20");
    let refused = story.complete(project, "2020-06-19").unwrap_err();
    assert_eq!(refused.field, Some(Project::COMPLETED_ON));
    let refused = story.complete(project, "2020-12-21").unwrap_err();
    assert_eq!(refused.field, Some(Project::COMPLETED_ON));
    story.complete(project, "2020-11-30").unwrap();
    let refused = story.produce(project, "2020-11-29").unwrap_err();
    assert_eq!(refused.field, Some(Project::PRODUCED_ON));
    story.produce(project, "2020-11-30").unwrap();
}

#[test]
fn i3_a_stage_gives_up_its_date_when_it_is_taken_back() {
    let mut story = Story::on("2020-12-20");
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 12_000, "2020-06-20");
    let back = |story: &mut Story, actor| {
        let given = vec![(Project::REASON, text("误报开工"))];
        story.act::<Project>(&actor, project, Project::BACK_TO_PREPARATION, given)
    };
    let refused = back(&mut story, liaison(yidu)).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Forbidden);
    back(&mut story, office()).unwrap();
    let view = story.get::<Project>(project);
    assert_eq!(view.stage(), Some(Stage::Preparing));
    assert_eq!(view.started_on(), None);
    assert!(story.start(project, "2020-12-01").is_ok());
}

#[test]
fn l8_full_capacity_begins_where_the_room_says() {
    let mut story = Story::on("2020-12-20");
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 60_000, "2019-03-01");
    story.complete(project, "2019-12-01").unwrap();
    story.produce(project, "2019-12-15").unwrap();
    let reach = |story: &mut Story, output| {
        let given = vec![
            (Project::DESIGNED_OUTPUT, wan(60_000)),
            (Project::ACTUAL_OUTPUT, wan(output)),
            evidence(),
        ];
        story.act::<Project>(&office(), project, Project::REACH_CAPACITY, given)
    };
    let refused = reach(&mut story, 59_999).unwrap_err();
    assert_eq!(refused.field, Some(Project::ACTUAL_OUTPUT));
    story.decide_on(vec![(
        crate::model::Settings::FULL_CAPACITY_PERCENT,
        Value::Int(80),
    )]);
    assert!(reach(&mut story, 47_999).is_err());
    reach(&mut story, 48_000).unwrap();
    let full_on = story.get::<Project>(project).full_on();
    assert_eq!(full_on, Some(story.today()));
}

#[test]
fn i13_a_county_writes_its_own_projects_and_an_owner_the_own_one() {
    let mut story = Story::on("2020-06-28");
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    let project = story.project(yidu, "示例项目", 12_000);
    let other = story.project(zhijiang, "另一项目", 12_000);
    let mut write = |actor, id| story.set::<Project>(&actor, id, Project::TOTAL_INVESTMENT, wan(1));
    assert!(write(liaison(yidu), project).is_ok());
    assert!(write(owner(project), project).is_ok());
    assert!(write(office(), other).is_ok());
    for (actor, id) in [
        (liaison(yidu), other),
        (owner(project), other),
        (someone(Role::Supervision), project),
        (someone(Role::Administrator), project),
        (someone(Role::Reader), project),
    ] {
        assert_eq!(write(actor, id).unwrap_err().code, RefusalCode::Forbidden);
    }
    // Nor can it be given away.
    let given = story.set::<Project>(
        &liaison(yidu),
        project,
        Project::COUNTY,
        Value::Ref(zhijiang),
    );
    assert_eq!(given.unwrap_err().code, RefusalCode::Forbidden);
}

#[test]
fn t18_after_a_lock_the_owner_needs_the_county_to_change_the_total() {
    let mut story = Story::on("2020-07-07");
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 12_000, "2020-03-01");
    let change = |story: &mut Story, actor, total| {
        story.set::<Project>(&actor, project, Project::TOTAL_INVESTMENT, wan(total))
    };
    change(&mut story, owner(project), 12_500).unwrap();
    story.go_to("2020-07-08");
    story.lock("2020-06");
    let refused = change(&mut story, owner(project), 13_000).unwrap_err();
    assert_eq!(refused.field, Some(Project::TOTAL_INVESTMENT));
    assert!(refused.reason.zh.contains("县市区同意"));
    change(&mut story, liaison(yidu), 13_000).unwrap();
    change(&mut story, office(), 13_500).unwrap();
    // What else is his to write stays so.
    let place = story.set::<Project>(&owner(project), project, Project::PERSON, text("张三"));
    assert!(place.is_ok());
}

#[test]
fn i4_a_total_is_not_lowered_below_what_is_invested() {
    let mut story = Story::on("2020-08-03");
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 12_000, "2020-03-01");
    story.invest(project, "2020-07", 6_000);
    let lower = |story: &mut Story, total| {
        story.set::<Project>(
            &liaison(yidu),
            project,
            Project::TOTAL_INVESTMENT,
            wan(total),
        )
    };
    assert!(lower(&mut story, 4_999).is_err());
    assert!(lower(&mut story, 5_000).is_ok(), "120 % of it is 6,000");
}
