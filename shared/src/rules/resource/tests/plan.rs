//! DOMAIN T43.

use crate::model::{BudgetLevel, InvestmentPlan};
use crate::rules::figures::Ratio;
use crate::rules::resource::plan::{self, READINESS_LIMIT_PERCENT};
use crate::rules::story::{Story, choice, wan};
use crate::schema::{RecordId, Value};

fn planned(story: &mut Story, project: RecordId, planned: i64, in_budget: i64) -> RecordId {
    story.make::<InvestmentPlan>(vec![
        (InvestmentPlan::PROJECT, Value::Ref(project)),
        (InvestmentPlan::YEAR, Value::Int(2020)),
        (InvestmentPlan::LEVEL, choice(BudgetLevel::City)),
        (InvestmentPlan::PLANNED, wan(planned)),
        (InvestmentPlan::IN_BUDGET, wan(in_budget)),
    ])
}

#[test]
fn t43_a_plan_of_5_0_with_a_budget_of_4_2_lacks_0_8() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("zj", "枝江市");
    for (name, plan, budget) in [("甲", 30_000, 30_000), ("乙", 20_000, 12_000)] {
        let project = story.project(place, name, 100_000);
        planned(&mut story, project, plan, budget);
    }
    let total = plan::total(&story.state, 2020);
    assert_eq!(total.gap(), 80_000_000);
    assert_eq!(
        total.sentence().zh,
        "计划 5.00亿元,列入预算 4.20亿元,缺口 0.80亿元"
    );
    assert_eq!(plan::total(&story.state, 2021).planned, 0);
}

#[test]
fn t43_a_project_with_40_percent_of_its_preparation_is_marked() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("zj", "枝江市");
    let (early, ready) = (
        story.project(place, "早", 100_000),
        story.project(place, "熟", 100_000),
    );
    let early_plan = planned(&mut story, early, 20_000, 0);
    let ready_plan = planned(&mut story, ready, 10_000, 0);
    let readiness = |project| {
        let finished = if project == early { 6 } else { 9 };
        Some(Ratio::new(finished, 15))
    };
    let rows = plan::by_readiness(&story.state, 2020, readiness, READINESS_LIMIT_PERCENT);
    let marks: Vec<_> = rows.iter().map(|(id, _, mark)| (*id, *mark)).collect();
    assert_eq!(marks, [(ready_plan, false), (early_plan, true)]);
    assert!(!plan::is_unready(None, READINESS_LIMIT_PERCENT));
}
