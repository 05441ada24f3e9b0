//! Monthly figures and locked months (DOMAIN B17, §7.2).

use crate::model::{MonthCorrection, Project, ProjectMonth};
use crate::rules::story::{Story, liaison, office, owner, text, wan};
use crate::rules::{Command, RefusalCode, Verb};
use crate::schema::{Kind, RecordId, Seq, Value};

fn begun(today: &str) -> (Story, RecordId, RecordId) {
    let mut story = Story::on(today);
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 10_000, "2020-03-01");
    (story, yidu, project)
}

fn archive<K: Kind>(story: &mut Story, id: RecordId) -> Result<(), crate::rules::Refusal> {
    let command = Command {
        kind: K::ID,
        id,
        base: Seq(u64::MAX),
        verb: Verb::Archive,
    };
    story.carry_out(&office(), &command)
}

#[test]
fn b17_a_locked_month_is_changed_by_a_correction_alone() {
    let (mut story, yidu, project) = begun("2020-07-05");
    let june = story.invest(project, "2020-06", 1_000);
    story.go_to("2020-07-08");
    story.lock("2020-06");
    let changed = story.set::<ProjectMonth>(&liaison(yidu), june, ProjectMonth::INVESTED, wan(900));
    assert_eq!(changed.unwrap_err().code, RefusalCode::Rule);
    story.correct(project, "2020-06", -100).unwrap();
    assert_eq!(story.figures(project).cumulative, 9_000_000);
    let reason = story
        .state
        .all::<MonthCorrection>()
        .find_map(|record| record.view::<MonthCorrection>()?.reason());
    assert_eq!(reason, Some("核对后发现多报"));
}

#[test]
fn b17_a_correction_needs_its_reason() {
    let (mut story, yidu, project) = begun("2020-07-08");
    story.lock("2020-06");
    let given = vec![
        (MonthCorrection::PROJECT, Value::Ref(project)),
        (MonthCorrection::MONTH, super::month("2020-06")),
        (MonthCorrection::CHANGE, wan(-100)),
        (MonthCorrection::ENTERED_ON, Value::Day(story.today())),
    ];
    let refused = story.create::<MonthCorrection>(&liaison(yidu), given);
    assert_eq!(refused.unwrap_err().field, Some(MonthCorrection::REASON));
}

#[test]
fn i6_no_action_creation_or_removal_gets_past_the_lock() {
    let (mut story, _, project) = begun("2020-07-08");
    let late = story.building(
        story.get::<Project>(project).county().unwrap(),
        5_000,
        "2020-03-01",
    );
    let june = story.invest(project, "2020-06", 1_000);
    story.lock("2020-06");
    let accepted = story.act::<ProjectMonth>(&office(), june, ProjectMonth::ACCEPT, vec![]);
    assert_eq!(accepted.unwrap_err().code, RefusalCode::Rule);
    assert!(archive::<ProjectMonth>(&mut story, june).is_err());
    let created = story.report(late, "2020-06", vec![(ProjectMonth::INVESTED, wan(1))]);
    assert_eq!(created.unwrap_err().code, RefusalCode::Rule);
    assert!(story.report(late, "2020-07", vec![]).is_ok());
}

#[test]
fn i6_a_correction_is_for_a_locked_month_and_stays() {
    let (mut story, _, project) = begun("2020-07-08");
    story.invest(project, "2020-06", 1_000);
    let refused = story.correct(project, "2020-06", -100).unwrap_err();
    assert_eq!(refused.field, Some(MonthCorrection::MONTH));
    story.lock("2020-06");
    let correction = story.correct(project, "2020-06", -100).unwrap();
    assert!(archive::<MonthCorrection>(&mut story, correction).is_err());
}

#[test]
fn b17_accepted_figures_are_returned_before_they_change() {
    let (mut story, yidu, project) = begun("2020-07-05");
    let june = story.invest(project, "2020-06", 1_000);
    let county = liaison(yidu);
    story
        .act::<ProjectMonth>(&county, june, ProjectMonth::ACCEPT, vec![])
        .unwrap();
    let edit = |story: &mut Story| {
        let invested = ProjectMonth::INVESTED;
        story.set::<ProjectMonth>(&owner(project), june, invested, wan(900))
    };
    assert_eq!(
        edit(&mut story).unwrap_err().field,
        Some(ProjectMonth::INVESTED)
    );
    let words = story.set::<ProjectMonth>(&county, june, ProjectMonth::NEXT, text("主体封顶"));
    assert!(words.is_ok(), "words are no figures");
    let given = vec![(ProjectMonth::REASON, text("与凭证不符"))];
    story
        .act::<ProjectMonth>(&county, june, ProjectMonth::RETURN, given)
        .unwrap();
    assert!(edit(&mut story).is_ok());
}

#[test]
fn i4_a_month_ahead_is_planned_but_not_reported() {
    let (mut story, _, project) = begun("2020-07-05");
    let invested = vec![(ProjectMonth::INVESTED, wan(1))];
    let refused = story.report(project, "2020-08", invested.clone());
    assert_eq!(refused.unwrap_err().field, Some(ProjectMonth::INVESTED));
    let planned = vec![(ProjectMonth::PLANNED, wan(500))];
    assert!(story.report(project, "2020-08", planned).is_ok());
    assert!(story.report(project, "2020-07", invested).is_ok());
}

#[test]
fn i4_a_month_takes_nothing_off() {
    let (mut story, _, project) = begun("2020-07-05");
    let taken = story.report(project, "2020-06", vec![(ProjectMonth::INVESTED, wan(-1))]);
    assert_eq!(taken.unwrap_err().field, Some(ProjectMonth::INVESTED));
}

#[test]
fn i4_more_than_the_total_allows_is_explained() {
    let (mut story, _, project) = begun("2020-07-05");
    story.invest(project, "2020-05", 7_000);
    let at_the_limit = vec![(ProjectMonth::INVESTED, wan(5_000))];
    let june = story.report(project, "2020-06", at_the_limit).unwrap();
    let above = |story: &mut Story| {
        let invested = ProjectMonth::INVESTED;
        story.set::<ProjectMonth>(&office(), june, invested, Value::Money(50_000_001))
    };
    let refused = above(&mut story).unwrap_err();
    assert_eq!(refused.field, Some(ProjectMonth::EXPLANATION));
    assert!(refused.reason.zh.contains("120%"), "{}", refused.reason.zh);
    story
        .set::<ProjectMonth>(
            &office(),
            june,
            ProjectMonth::EXPLANATION,
            text("增加二期内容"),
        )
        .unwrap();
    above(&mut story).unwrap();
}
