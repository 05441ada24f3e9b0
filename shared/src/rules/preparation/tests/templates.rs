//! Templates, plans of groups, order and lists (DOMAIN T14–T16).

use super::*;
use crate::rules::calendar::Calendar;
use crate::rules::figures::Ratio;
use crate::rules::preparation::schedule::{latest_starts, limits, plan_group};
use crate::rules::preparation::{checklist, template, warnings};
use crate::rules::story::day;
use crate::schema::Day;

fn group(approval_type: ApprovalType, at: usize) -> Vec<StepKind> {
    let group = template(approval_type).groups[at];
    group.iter().map(|step| step.kind).collect()
}

fn remarks(story: &Story, step: RecordId) -> Vec<String> {
    let remarks = warnings(&story.state, story.state.get(step).unwrap());
    remarks
        .into_iter()
        .map(|remark| remark.sentence.zh)
        .collect()
}

#[test]
fn t14_three_steps_run_at_once_between_proposal_and_feasibility() {
    let kinds = group(ApprovalType::Approval, 1);
    assert_eq!(
        kinds,
        [StepKind::Site, StepKind::LandReview, StepKind::Energy]
    );
    let order = |kind| template(ApprovalType::Approval).group_of(kind).unwrap();
    assert!(order(StepKind::Proposal) < order(StepKind::Site));
    assert!(order(StepKind::Energy) < order(StepKind::Feasibility));
    assert!(order(StepKind::Feasibility) < order(StepKind::PreliminaryDesign));
    assert!(order(StepKind::PreliminaryDesign) < order(StepKind::Environment));
    assert_eq!(order(StepKind::Environment), order(StepKind::Drawings));
    assert!(order(StepKind::Drawings) < order(StepKind::ConstructionPermit));
}

#[test]
fn t14_three_steps_at_once_are_done_on_29_july_and_in_a_row_on_21_august() {
    let mut story = Story::on("2020-07-01");
    let project = preparing(&mut story, ApprovalType::Approval);
    for (kind, limit) in group(ApprovalType::Approval, 1)
        .into_iter()
        .zip([10, 7, 20])
    {
        step(&mut story, project, kind, limit);
    }
    let groups = limits(&story.state, project, ApprovalType::Approval);
    let entered: Vec<u32> = groups[1].iter().filter_map(|(_, limit)| *limit).collect();
    let plan = plan_group(&Calendar::built_in(), story.today(), &entered);
    assert_eq!(
        plan.due,
        ["2020-07-15", "2020-07-10", "2020-07-29"].map(day)
    );
    assert_eq!(plan.done, day("2020-07-29"));
    assert_eq!((plan.in_a_row, plan.done_in_a_row), (37, day("2020-08-21")));
}

#[test]
fn t14_back_from_the_end_each_step_has_a_latest_start() {
    let calendar = Calendar::built_in();
    let groups = [
        vec![(StepKind::Proposal, Some(5))],
        vec![(StepKind::Site, Some(10)), (StepKind::Energy, Some(20))],
        vec![(StepKind::Feasibility, Some(7)), (StepKind::Other, None)],
    ];
    // 2020-08-15 is a Saturday: the last working day before it counts.
    let starts = latest_starts(&calendar, &groups, day("2020-08-15"));
    let found: Vec<(StepKind, Day)> = starts.iter().map(|step| (step.kind, step.start)).collect();
    assert_eq!(
        found,
        [
            (StepKind::Proposal, day("2020-07-01")),
            (StepKind::Site, day("2020-07-22")),
            (StepKind::Energy, day("2020-07-08")),
            (StepKind::Feasibility, day("2020-08-05")),
            (StepKind::Other, day("2020-08-14")),
        ]
    );
    assert!(!starts[4].is_limited);
    for step in starts.iter().filter(|step| step.is_limited) {
        let limit = groups.iter().flatten().find(|(kind, _)| *kind == step.kind);
        let limit = limit.and_then(|(_, limit)| *limit).unwrap();
        let due = |from| calendar.working_days_after(from, limit);
        assert!(due(step.start) <= step.end, "{step:?}");
        assert!(
            due(calendar.working_days_after(step.start, 1)) > step.end,
            "{step:?}"
        );
    }
}

#[test]
fn t14_steps_that_are_not_needed_are_not_planned() {
    let mut story = Story::on("2020-07-01");
    let project = preparing(&mut story, ApprovalType::Approval);
    let energy = step(&mut story, project, StepKind::Energy, 20);
    let given = vec![(ApprovalStep::REASON, text("年综合能耗不足一千吨标准煤"))];
    let waived = story.act::<ApprovalStep>(&office(), energy, ApprovalStep::WAIVE, given);
    waived.unwrap();
    let groups = limits(&story.state, project, ApprovalType::Approval);
    assert_eq!(
        groups[1],
        [(StepKind::Site, None), (StepKind::LandReview, None)]
    );
}

#[test]
fn t14_feasibility_accepted_before_the_three_are_done_is_warned_of() {
    let mut story = Story::on("2020-07-31");
    let project = preparing(&mut story, ApprovalType::Approval);
    let term = ("2020-06-01", "2020-06-12");
    for kind in [StepKind::Proposal, StepKind::Site] {
        finished(&mut story, project, kind, term);
    }
    let late = ("2020-07-01", "2020-07-20");
    finished(&mut story, project, StepKind::Energy, late);
    let feasibility = step(&mut story, project, StepKind::Feasibility, 20);
    assert!(remarks(&story, feasibility).is_empty(), "not accepted yet");
    accept(&mut story, feasibility, "2020-07-13").unwrap();
    assert_eq!(
        remarks(&story, feasibility),
        ["前置:「可研批复」受理时,「用地预审」「节能评价」尚未办结"]
    );
}

#[test]
fn t14_feasibility_accepted_after_the_three_are_done_is_not_warned_of() {
    let mut story = Story::on("2020-07-31");
    let project = preparing(&mut story, ApprovalType::Approval);
    let term = ("2020-06-01", "2020-06-12");
    let earlier = group(ApprovalType::Approval, 1);
    for kind in [StepKind::Proposal].into_iter().chain(earlier) {
        finished(&mut story, project, kind, term);
    }
    let feasibility = step(&mut story, project, StepKind::Feasibility, 20);
    accept(&mut story, feasibility, "2020-06-12").unwrap();
    assert!(remarks(&story, feasibility).is_empty());
}

#[test]
fn t15_sanction_without_the_land_review_is_warned_of() {
    let mut story = Story::on("2020-07-31");
    let project = preparing(&mut story, ApprovalType::Sanction);
    finished(
        &mut story,
        project,
        StepKind::Site,
        ("2020-06-01", "2020-06-12"),
    );
    let sanction = step(&mut story, project, StepKind::Sanction, 20);
    accept(&mut story, sanction, "2020-07-01").unwrap();
    assert_eq!(
        remarks(&story, sanction),
        ["前置:「核准」受理时,「用地预审」尚未办结"]
    );
}

#[test]
fn t15_planning_land_environment_and_energy_run_beside_the_sanction() {
    let order = |kind| template(ApprovalType::Sanction).group_of(kind).unwrap();
    for kind in [
        StepKind::Environment,
        StepKind::Energy,
        StepKind::WorksPlanning,
        StepKind::LandPlanning,
    ] {
        assert_eq!(order(kind), order(StepKind::Sanction));
    }
    assert!(order(StepKind::LandReview) < order(StepKind::Sanction));
    assert!(order(StepKind::Sanction) < order(StepKind::ConstructionPermit));
}

#[test]
fn t16_five_of_nine_items_are_ticked_and_four_have_no_officer() {
    let mut story = Story::on("2020-07-31");
    let project = preparing(&mut story, ApprovalType::Filing);
    finished(
        &mut story,
        project,
        StepKind::Filing,
        ("2020-06-01", "2020-06-02"),
    );
    let list = group(ApprovalType::Filing, 1);
    assert_eq!(list.len(), 9);
    for (at, kind) in list.into_iter().enumerate() {
        let step = step(&mut story, project, kind, 20);
        if at < 5 {
            let officer = text("张三");
            let named = story.set::<ApprovalStep>(&office(), step, ApprovalStep::OFFICER, officer);
            named.unwrap();
            accept(&mut story, step, "2020-06-03").unwrap();
            finish(&mut story, step, "2020-06-12").unwrap();
        }
    }
    let list = checklist(&story.state, story.get::<Project>(project));
    assert_eq!(list.done(), Ratio::new(5, 9));
    assert_eq!(list.without_officer(), 4);
    assert_eq!(list.lines[0].officer().zh, "张三");
    assert_eq!(list.lines[8].officer().zh, "未对口");
}

#[test]
fn t16_an_item_not_begun_is_on_the_list_and_one_not_needed_is_not() {
    let mut story = Story::on("2020-07-31");
    let project = preparing(&mut story, ApprovalType::Filing);
    let before = checklist(&story.state, story.get::<Project>(project));
    assert_eq!(before.done(), Ratio::new(0, 6));
    let energy = step(&mut story, project, StepKind::Energy, 20);
    let given = vec![(ApprovalStep::REASON, text("年综合能耗不足一千吨标准煤"))];
    let waived = story.act::<ApprovalStep>(&office(), energy, ApprovalStep::WAIVE, given);
    waived.unwrap();
    let after = checklist(&story.state, story.get::<Project>(project));
    assert_eq!(after.done(), Ratio::new(0, 5));
}
