//! First reviews, places and bureaus (DOMAIN T08, T19, T20).

use super::*;
use crate::model::{
    LocalPlan, PreWorkCell, PreWorkMark, ReviewResult, SectorReview, Unit, UnitKind, VisitLog,
};
use crate::rules::preparation::Reviewers;
use crate::rules::preparation::sector::{
    conditions, latest_review, plans_filed, without_legal_person, without_plan,
};
use crate::rules::story::liaison;

struct Bureaus {
    civil: RecordId,
    health: RecordId,
    development: RecordId,
}

fn bureaus(story: &mut Story) -> Bureaus {
    let civil = story.unit("mzj", "市民政局", UnitKind::Government);
    let health = story.unit("wjw", "市卫生健康委", UnitKind::Government);
    let aliases = Value::Texts(["市卫健委".to_owned()].into());
    story
        .set::<Unit>(&office(), health, Unit::ALIASES, aliases)
        .unwrap();
    let development = story.unit("fgw", "市发改委", UnitKind::Government);
    Bureaus {
        civil,
        health,
        development,
    }
}

fn welfare(story: &mut Story, county: RecordId, kinds: &[&str], total: i64) -> RecordId {
    let project = story.project(county, "民生项目", total);
    let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    for (field, value) in [
        (Project::PLAN_FIELD, choice(PlanField::Welfare)),
        (Project::FIELD_KINDS, Value::Texts(kinds)),
    ] {
        story
            .set::<Project>(&office(), project, field, value)
            .unwrap();
    }
    project
}

#[test]
fn t08_care_for_the_old_goes_to_civil_affairs_and_medicine_to_health() {
    let mut story = Story::on("2020-06-28");
    let bureaus = bureaus(&mut story);
    let county = story.county("420583", "枝江市");
    let first = |story: &mut Story, kinds: &[&str]| {
        let project = welfare(story, county, kinds, 10_000);
        Reviewers::of(&story.state).of_project(story.get::<Project>(project))
    };
    assert_eq!(first(&mut story, &["养老"]), [bureaus.civil]);
    assert_eq!(first(&mut story, &["医疗"]), [bureaus.health]);
    assert_eq!(first(&mut story, &["县域医疗服务提升"]), [bureaus.health]);
    assert_eq!(first(&mut story, &[]), [bureaus.development]);
    let mut both = vec![bureaus.civil, bureaus.health];
    both.sort_unstable();
    assert_eq!(first(&mut story, &["养老", "医疗"]), both);
}

#[test]
fn t19_a_place_without_a_filed_plan_makes_it_13_of_14() {
    let mut story = Story::on("2020-06-28");
    let units: Vec<RecordId> = (0..14)
        .map(|at| story.county(&format!("4205{at:02}"), &format!("县{at}")))
        .collect();
    for unit in &units {
        story.make::<LocalPlan>(vec![
            (LocalPlan::UNIT, Value::Ref(*unit)),
            (LocalPlan::TITLE, text("重大项目规划")),
        ]);
    }
    assert_eq!(
        plans_filed(&story.state, &units).to_string(),
        "0/14 = 0.0%",
        "none is filed"
    );
    let plans: Vec<RecordId> = story
        .state
        .all::<LocalPlan>()
        .map(|record| record.id)
        .collect();
    for plan in plans {
        if story.get::<LocalPlan>(plan).unit() != Some(units[3]) {
            let filed = (LocalPlan::FILED_ON, date("2020-06-20"));
            story
                .set::<LocalPlan>(&office(), plan, filed.0, filed.1)
                .unwrap();
        }
    }
    assert_eq!(
        plans_filed(&story.state, &units).to_string(),
        "13/14 = 92.9%"
    );
    assert_eq!(without_plan(&story.state, &units), [units[3]]);
}

#[test]
fn t19_money_but_no_land_is_one_of_two_conditions() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Approval);
    for cell in [PreWorkCell::Money, PreWorkCell::Energy] {
        let mark = story.make::<PreWorkMark>(vec![
            (PreWorkMark::PROJECT, Value::Ref(project)),
            (PreWorkMark::CELL, choice(cell)),
        ]);
        let given = vec![
            (PreWorkMark::DONE_ON, date("2020-06-12")),
            (PreWorkMark::EVIDENCE, text("资金承诺函及银行授信批复")),
        ];
        let done = story.act::<PreWorkMark>(&office(), mark, PreWorkMark::FINISH, given);
        done.unwrap();
    }
    let conditions = conditions(&story.state, project);
    assert_eq!((conditions.numerator, conditions.denominator), (1, 2));
}

#[test]
fn t20_a_project_of_one_yi_without_a_legal_person_is_on_the_bureaus_list() {
    let mut story = Story::on("2020-06-28");
    let bureaus = bureaus(&mut story);
    let county = story.county("420583", "枝江市");
    let listed = welfare(&mut story, county, &["养老"], 10_000);
    let small = welfare(&mut story, county, &["养老"], 9_999);
    let named = welfare(&mut story, county, &["养老"], 20_000);
    let person = (Project::LEGAL_PERSON, text("某养老服务公司"));
    story
        .set::<Project>(&office(), named, person.0, person.1)
        .unwrap();
    let list = |story: &Story, bureau| without_legal_person(&story.state, &basis(story), bureau);
    assert_eq!(list(&story, bureaus.civil), [listed]);
    assert!(!list(&story, bureaus.civil).contains(&small));
    assert!(list(&story, bureaus.health).is_empty());
    // Named expressly, the sector bureau is the one that sees to it.
    let sector = (Project::SECTOR_UNIT, Value::Ref(bureaus.health));
    story
        .set::<Project>(&office(), listed, sector.0, sector.1)
        .unwrap();
    assert!(list(&story, bureaus.civil).is_empty());
    assert_eq!(list(&story, bureaus.health), [listed]);
}

#[test]
fn t20_a_bureau_enters_its_own_review_and_the_latest_counts() {
    let mut story = Story::on("2020-06-28");
    let bureaus = bureaus(&mut story);
    let county = story.county("420583", "枝江市");
    let project = welfare(&mut story, county, &["养老"], 10_000);
    let review = |story: &mut Story, on, result| {
        let fields = vec![
            (SectorReview::PROJECT, Value::Ref(project)),
            (SectorReview::UNIT, Value::Ref(bureaus.civil)),
            (SectorReview::OPINION, text("床位规模与专项规划一致")),
            (SectorReview::REVIEWED_ON, date(on)),
            (SectorReview::RESULT, choice(result)),
        ];
        story.create::<SectorReview>(&liaison(bureaus.civil), fields)
    };
    review(&mut story, "2020-06-20", ReviewResult::Agreed).unwrap();
    review(&mut story, "2020-06-10", ReviewResult::Revise).unwrap();
    let latest = latest_review(&story.state, project, bureaus.civil).unwrap();
    assert_eq!(latest.result(), Some(ReviewResult::Agreed));
    assert!(latest_review(&story.state, project, bureaus.health).is_none());
}

#[test]
fn t20_a_visit_to_a_higher_level_belongs_to_the_bureau_that_made_it() {
    let mut story = Story::on("2020-06-28");
    let bureaus = bureaus(&mut story);
    let mut visit = |actor| {
        let fields = vec![
            (VisitLog::UNIT, Value::Ref(bureaus.civil)),
            (VisitLog::VISITED_ON, date("2020-06-18")),
            (VisitLog::WHOM, text("省民政厅规划处")),
            (VisitLog::RESULT, text("同意列入省级备选项目")),
        ];
        story.create::<VisitLog>(&actor, fields)
    };
    visit(liaison(bureaus.civil)).unwrap();
    assert!(visit(liaison(bureaus.health)).is_err());
}
