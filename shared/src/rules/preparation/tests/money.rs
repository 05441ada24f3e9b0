//! Special bonds and rolling plans (DOMAIN T01, T02).

use super::*;
use crate::model::{
    BondApplication, BondBatch, BondState, Dictionary, DictionaryEntry, FourCan, ProjectMonth,
    PushState, RollingPlan, Settings,
};
use crate::rules::preparation::bond::{batch_figures, cover, selectable, selection};
use crate::rules::preparation::rolling::four_can;
use crate::rules::preparation::warnings;
use crate::rules::story::{liaison, wan};
use crate::schema::Choices;

fn batch(story: &mut Story) -> RecordId {
    story.make::<BondBatch>(vec![
        (BondBatch::NAME, text("2020年7月批次")),
        (BondBatch::DUE_ON, date("2020-07-31")),
    ])
}

fn class(story: &mut Story, dictionary: Dictionary) -> RecordId {
    story.make::<DictionaryEntry>(vec![
        (DictionaryEntry::DICTIONARY, choice(dictionary)),
        (DictionaryEntry::NO, Value::Int(1)),
        (DictionaryEntry::NAME, text("交通基础设施")),
    ])
}

/// An application with income and what is owed in ten thousand yuan.
/// A county that applies, the batch, and the class of bonds.
fn applying(story: &mut Story) -> (RecordId, RecordId, RecordId) {
    let county = story.county("420583", "枝江市");
    (county, batch(story), class(story, Dictionary::BondClass))
}

fn application(
    story: &mut Story,
    (county, batch, class): (RecordId, RecordId, RecordId),
    (income, owed, asked): (i64, i64, i64),
) -> RecordId {
    let project = story.project(county, "示例项目", 200_000);
    story.make::<BondApplication>(vec![
        (BondApplication::PROJECT, Value::Ref(project)),
        (BondApplication::BATCH, Value::Ref(batch)),
        (BondApplication::CLASS, Value::Ref(class)),
        (BondApplication::FINANCING, wan(asked)),
        (BondApplication::INCOME, wan(income)),
        (BondApplication::OWED, wan(owed)),
        (BondApplication::FORMALITIES, Value::Flag(true)),
        (BondApplication::ASKED, wan(asked)),
    ])
}

fn declare(story: &mut Story, application: RecordId) -> Result<(), Refusal> {
    let action = BondApplication::DECLARE;
    story.act::<BondApplication>(&office(), application, action, vec![])
}

#[test]
fn t01_income_of_6_6_covers_6_0_and_5_9_does_not() {
    let mut story = Story::on("2020-07-01");
    let place = applying(&mut story);
    let good = application(&mut story, place, (66_000, 60_000, 30_000));
    let bad = application(&mut story, place, (59_000, 60_000, 30_000));
    let shown = |story: &Story, id| {
        let cover = cover(story.get::<BondApplication>(id)).unwrap();
        cover.decimal(2).unwrap()
    };
    assert_eq!(
        (shown(&story, good), shown(&story, bad)),
        ("1.10".into(), "0.98".into())
    );
    let settings = basis(&story).settings;
    assert_eq!(selection(&story.state, &settings, place.1), [good]);
    let refused = declare(&mut story, bad).unwrap_err();
    assert_eq!(refused.field, Some(BondApplication::OVERRIDE_REASON));
    assert!(refused.reason.zh.starts_with("收益覆盖倍数 0.98,低于 1.00"));
    let reason = text("另有政府性基金收入补足");
    let field = BondApplication::OVERRIDE_REASON;
    let county = liaison(place.0);
    let by_county = story.set::<BondApplication>(&county, bad, field, reason.clone());
    assert!(by_county.is_err(), "the office alone overrides");
    story
        .set::<BondApplication>(&office(), bad, field, reason)
        .unwrap();
    declare(&mut story, bad).unwrap();
    declare(&mut story, good).unwrap();
}

#[test]
fn t01_cover_is_compared_exactly_and_the_limit_is_a_setting() {
    let mut story = Story::on("2020-07-01");
    let place = applying(&mut story);
    let exact = application(&mut story, place, (60_000, 60_000, 1));
    let nearly = application(&mut story, place, (59_999, 60_000, 1));
    let can = |story: &Story, id| {
        let settings = basis(story).settings;
        selectable(&settings, story.get::<BondApplication>(id)).is_ok()
    };
    assert!(can(&story, exact));
    assert!(!can(&story, nearly), "shown as 1.00, and yet below");
    story.make::<Settings>(vec![(Settings::COVER_PERCENT, Value::Int(120))]);
    assert!(!can(&story, exact));
}

#[test]
fn t01_incomplete_formalities_are_not_put_forward() {
    let mut story = Story::on("2020-07-01");
    let place = applying(&mut story);
    let id = application(&mut story, place, (66_000, 60_000, 30_000));
    let field = BondApplication::FORMALITIES;
    story
        .set::<BondApplication>(&office(), id, field, Value::Flag(false))
        .unwrap();
    assert_eq!(refused_at(declare(&mut story, id)), Some(field));
    let settings = basis(&story).settings;
    assert!(selection(&story.state, &settings, place.1).is_empty());
}

#[test]
fn t01_a_class_is_one_of_the_classes_of_bonds() {
    let mut story = Story::on("2020-07-01");
    let place = applying(&mut story);
    let id = application(&mut story, place, (66_000, 60_000, 30_000));
    let pool = class(&mut story, Dictionary::Pool);
    let field = BondApplication::CLASS;
    let refused = story.set::<BondApplication>(&office(), id, field, Value::Ref(pool));
    assert_eq!(refused_at(refused), Some(field));
}

#[test]
fn t01_the_july_batch_has_14_projects_23_5_asked_and_9_8_granted() {
    let mut story = Story::on("2020-07-01");
    let place = applying(&mut story);
    let mut made = Vec::new();
    for at in 0..14 {
        let asked = if at < 13 { 16_000 } else { 27_000 };
        let id = application(&mut story, place, (66_000, 60_000, asked));
        declare(&mut story, id).unwrap();
        made.push(id);
    }
    application(&mut story, place, (66_000, 60_000, 50_000));
    for id in &made[..7] {
        let given = vec![
            (BondApplication::GRANTED, wan(14_000)),
            (BondApplication::GRANTED_ON, date("2020-07-01")),
        ];
        let action = BondApplication::GRANT;
        let granted = story.act::<BondApplication>(&office(), *id, action, given);
        granted.unwrap();
    }
    let given = vec![(BondApplication::REASON, text("收益测算依据不足"))];
    let action = BondApplication::RETURN;
    let returned = story.act::<BondApplication>(&office(), made[7], action, given);
    returned.unwrap();
    let state = story.get::<BondApplication>(made[7]).state();
    assert_eq!(state, Some(BondState::Returned));
    let figures = batch_figures(&story.state, place.1);
    assert_eq!((figures.projects, figures.granted_projects), (14, 7));
    assert_eq!(figures.asked, 2_350_000_000);
    assert_eq!(figures.granted, 980_000_000);
}

fn rolling(story: &mut Story, project: RecordId, years: [i64; 3]) -> RecordId {
    let [first, second, third] = years.map(wan);
    story.make::<RollingPlan>(vec![
        (RollingPlan::PROJECT, Value::Ref(project)),
        (RollingPlan::FIRST_YEAR, Value::Int(2020)),
        (RollingPlan::FIRST, first),
        (RollingPlan::SECOND, second),
        (RollingPlan::THIRD, third),
    ])
}

fn can(story: &mut Story, project: RecordId, options: &[FourCan]) {
    let options = Value::Choices(options.iter().map(|option| option.no()).collect());
    story
        .set::<Project>(&office(), project, Project::FOUR_CAN, options)
        .unwrap();
}

#[test]
fn t02_three_of_four_cannot_be_pushed() {
    let mut story = Story::on("2020-07-01");
    let county = story.county("420583", "枝江市");
    let project = story.project(county, "示例项目", 30_000);
    let plan = rolling(&mut story, project, [8_000, 12_000, 10_000]);
    can(&mut story, project, &FourCan::ALL[..3]);
    let reason = text("运营资金未落实");
    story
        .set::<Project>(&office(), project, Project::FOUR_CAN_REASON, reason)
        .unwrap();
    assert_eq!(
        four_can(story.get::<Project>(project)).to_string(),
        "3/4 = 75.0%"
    );
    let push =
        |story: &mut Story| story.act::<RollingPlan>(&office(), plan, RollingPlan::PUSH, vec![]);
    let refused = push(&mut story).unwrap_err();
    assert_eq!(
        refused.reason.zh,
        "四可 3/4,缺「可持续」:运营资金未落实,不能推送"
    );
    can(&mut story, project, FourCan::ALL);
    push(&mut story).unwrap();
    let state = story.get::<RollingPlan>(plan).state();
    assert_eq!(state, Some(PushState::Pushed));
}

#[test]
fn t02_three_years_must_equal_what_is_still_to_be_invested() {
    let mut story = Story::on("2020-07-01");
    let county = story.county("420583", "枝江市");
    let project = story.project(county, "示例项目", 30_000);
    let plan = rolling(&mut story, project, [8_000, 12_000, 10_000]);
    let remarks = |story: &Story| warnings(&story.state, story.state.get(plan).unwrap());
    assert!(remarks(&story).is_empty(), "0.8 + 1.2 + 1.0 = 3.0");
    let month = story.make::<ProjectMonth>(vec![
        (ProjectMonth::PROJECT, Value::Ref(project)),
        (
            ProjectMonth::MONTH,
            Value::Month(crate::schema::Month::parse("2019-12").unwrap()),
        ),
        (ProjectMonth::INVESTED, wan(5_000)),
    ]);
    assert!(remarks(&story).is_empty(), "a draft is not yet invested");
    let submitted = story.act::<ProjectMonth>(&office(), month, ProjectMonth::SUBMIT, vec![]);
    submitted.unwrap();
    let found = remarks(&story);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].field, RollingPlan::FIRST);
    assert!(found[0].sentence.zh.contains("两者应相等"));
    story
        .set::<RollingPlan>(&office(), plan, RollingPlan::FIRST, wan(3_000))
        .unwrap();
    assert!(remarks(&story).is_empty());
}
