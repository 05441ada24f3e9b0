//! DOMAIN T35.

use super::{amount, balance_of, decimal, key_project, left};
use crate::model::{LandQuota, LandUse, ProjectLevel};
use crate::rules::resource::{Account, Precedence, land};
use crate::rules::story::{Story, liaison, office, text};
use crate::schema::{FieldNo, RecordId, Value};

fn need(story: &mut Story, place: RecordId, project: RecordId, mu: &str) -> RecordId {
    let fields = vec![
        (LandUse::PROJECT, Value::Ref(project)),
        (LandUse::YEAR, Value::Int(2020)),
        (LandUse::PLACE, Value::Ref(place)),
        (LandUse::NEED, decimal(mu)),
    ];
    story.create::<LandUse>(&liaison(place), fields).unwrap()
}

fn quota(story: &mut Story, place: RecordId, mu: &str) {
    story.make::<LandQuota>(vec![
        (LandQuota::PLACE, Value::Ref(place)),
        (LandQuota::YEAR, Value::Int(2020)),
        (LandQuota::GIVEN, decimal(mu)),
    ]);
}

#[test]
fn t35_1500_mu_of_which_1320_are_granted_leaves_180() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("zj", "枝江市");
    quota(&mut story, place, "1500");
    let account = Account::land(place, 2020);
    for (name, mu) in [("甲", "800.5"), ("乙", "519.5"), ("丙", "181")] {
        let project = story.project(place, name, 12_000);
        let id = need(&mut story, place, project, mu);
        let granted = story.set::<LandUse>(&office(), id, LandUse::GOT, decimal(mu));
        assert_eq!(granted.is_ok(), name != "丙", "181 mu are not there");
    }
    assert_eq!(left(&story, account), amount("180"));
    assert_eq!(
        balance_of(&story.state, account).why(&story.state).zh,
        "枝江市2020年用地指标:共 1500 亩,已用 1320 亩,余 180 亩"
    );
}

#[test]
fn t35_provincial_key_projects_are_served_first_then_those_that_go_on_well() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("zj", "枝江市");
    let other = story.project(place, "一般", 12_000);
    let slow = key_project(&mut story, place, "慢", ProjectLevel::City);
    let fast = key_project(&mut story, place, "快", ProjectLevel::City);
    let provincial = key_project(&mut story, place, "省重点", ProjectLevel::Provincial);
    for project in [other, slow, fast, provincial] {
        need(&mut story, place, project, "50");
    }
    let progress = |project| u8::from(project == slow);
    let queue = land::needs(&story.state, place, 2020, progress);
    let order: Vec<RecordId> = queue.iter().map(|need| need.project).collect();
    assert_eq!(order, [provincial, fast, slow, other]);
    assert_eq!(queue[0].precedence, Precedence::Provincial);
    assert_eq!(queue[3].amount, amount("50"));
    assert_eq!(land::needs(&story.state, place, 2021, progress), []);
}

#[test]
fn t35_granting_against_the_order_needs_a_reason() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("zj", "枝江市");
    quota(&mut story, place, "1500");
    let city = key_project(&mut story, place, "市重点", ProjectLevel::City);
    let provincial = key_project(&mut story, place, "三峡某工程", ProjectLevel::Provincial);
    let (city, provincial) = (
        need(&mut story, place, city, "50"),
        need(&mut story, place, provincial, "50"),
    );
    let put = |story: &mut Story, id, field: FieldNo, value| {
        story.set::<LandUse>(&office(), id, field, value)
    };
    let refused = put(&mut story, city, LandUse::GOT, decimal("50")).unwrap_err();
    assert_eq!(refused.field, Some(LandUse::ORDER_REASON));
    assert!(refused.reason.zh.contains("「三峡某工程」"), "{refused:?}");
    let reason = text("省重点项目尚未完成征地");
    put(&mut story, city, LandUse::ORDER_REASON, reason).unwrap();
    put(&mut story, city, LandUse::GOT, decimal("50")).unwrap();
    put(&mut story, provincial, LandUse::GOT, decimal("50")).unwrap();
}

#[test]
fn t35_nobody_gets_more_than_is_needed() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("zj", "枝江市");
    quota(&mut story, place, "1500");
    let project = story.project(place, "甲", 12_000);
    let id = need(&mut story, place, project, "50");
    let mut get = |mu| story.set::<LandUse>(&office(), id, LandUse::GOT, decimal(mu));
    assert_eq!(get("50.01").unwrap_err().field, Some(LandUse::GOT));
    assert!(get("50").is_ok());
}
