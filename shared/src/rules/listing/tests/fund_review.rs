//! Money that is adjusted or taken back (DOMAIN T25).

use super::{Chart, Given, day};
use crate::model::{
    Channel, FundDecision, FundReview, FundReviewState, Funding, ListKind, Project, ReviewGround,
};
use crate::rules::figures::Points;
use crate::rules::listing::fund_review::{Candidate, Condition, candidates, returned};
use crate::rules::story::{choice, date, office, text, wan};
use crate::schema::{Day, RecordId, Value};

fn proposed(
    chart: &Chart,
    on: &str,
    last_step: Option<&str>,
    lag: Option<Points>,
) -> Vec<Candidate> {
    let state = &chart.story.state;
    let step = last_step.map(day);
    candidates(state, &chart.basis_of(on), |_| step, |_| lag)
}

fn conditions(chart: &Chart, on: &str) -> Vec<Condition> {
    let found = proposed(chart, on, None, None);
    found.into_iter().flat_map(|one| one.conditions).collect()
}

/// A project in preparation since 2020-03-02 with 5,000 of central money granted that day.
fn with_money(chart: &mut Chart) -> (RecordId, RecordId) {
    let yidu = chart.county("宜都市");
    let project = chart.prepared(yidu, 20_000);
    let funding = chart.fund(project, Channel::CentralBudget, 5_000, "2020-03-02");
    (project, funding)
}

fn review(chart: &mut Chart, project: RecordId) -> RecordId {
    let candidate = Candidate {
        project,
        unit: None,
        granted: 50_000_000,
        conditions: vec![Condition::Idle(90)],
    };
    let fields = candidate.fields(chart.story.today());
    let review = chart.story.make::<FundReview>(fields);
    chart
        .story
        .act::<FundReview>(&office(), review, FundReview::REVIEW, vec![])
        .unwrap();
    review
}

fn decision(of: FundDecision, more: Given) -> Given {
    let mut given = vec![
        (FundReview::DECISION, choice(of)),
        (FundReview::OPINION, text("按规定处理")),
    ];
    given.extend(more);
    given
}

fn act(chart: &mut Chart, review: RecordId, action: crate::schema::ActionNo, given: Given) {
    chart
        .story
        .act::<FundReview>(&office(), review, action, given)
        .unwrap();
}

#[test]
fn t25_no_step_finished_for_ninety_days() {
    let mut chart = Chart::on("2020-03-02");
    with_money(&mut chart);
    assert!(conditions(&chart, "2020-05-30").is_empty());
    assert_eq!(conditions(&chart, "2020-05-31"), [Condition::Idle(90)]);
    let found = proposed(&chart, "2020-05-31", Some("2020-04-01"), None);
    assert!(found.is_empty());
    let found = proposed(&chart, "2020-06-30", Some("2020-04-01"), None);
    assert_eq!(found[0].why().zh, "前期工作 90 天没有办结任何环节");
}

#[test]
fn t25_too_little_has_arrived_three_months_after_the_grant() {
    let mut chart = Chart::on("2020-03-02");
    let (project, _) = with_money(&mut chart);
    chart.start(project, "2020-03-01");
    let own = chart.story.make::<Funding>(vec![
        (Funding::PROJECT, Value::Ref(project)),
        (Funding::CHANNEL, choice(Channel::Local)),
        (Funding::PLANNED, wan(3_000)),
        (Funding::ARRIVED, wan(899)),
    ]);
    assert!(conditions(&chart, "2020-06-01").is_empty());
    let found = proposed(&chart, "2020-06-02", None, None);
    assert_eq!(
        found[0].why().zh,
        "2020年3月2日下达资金,配套资金到位899万元/3000万元,到位率 30.0%"
    );
    assert_eq!(
        found[0].grounds().into_iter().collect::<Vec<_>>(),
        [ReviewGround::MoneyMissing]
    );
    chart
        .story
        .set::<Funding>(&office(), own, Funding::ARRIVED, wan(900))
        .unwrap();
    assert!(conditions(&chart, "2020-06-02").is_empty());
}

#[test]
fn t25_the_planned_start_passed_more_than_thirty_days_ago() {
    let mut chart = Chart::on("2020-03-02");
    let (project, _) = with_money(&mut chart);
    chart.write(project, Project::PLANNED_START, date("2020-04-01"));
    assert!(conditions(&chart, "2020-05-01").is_empty());
    let late = Condition::LateStart {
        planned: day("2020-04-01"),
        days: 31,
    };
    assert_eq!(conditions(&chart, "2020-05-02"), [late]);
}

#[test]
fn t25_a_project_31_points_behind_is_a_candidate_under_condition_four() {
    let mut chart = Chart::on("2020-08-03");
    let yidu = chart.county("宜都市");
    let project = chart.building(yidu, 80_000, "2019-03-01");
    chart.fund(project, Channel::SpecialBond, 5_000, "2020-06-01");
    chart.invest(project, "2020-05", 4_000);
    chart.invest(project, "2020-07", 4_000);
    let state = &chart.story.state;
    let lag = |id| chart.lag_in_july(id, 30_000);
    let found = candidates(state, &chart.basis(), |_| None, lag);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].why().zh, "建设进度滞后 31.7 个百分点");
    assert_eq!(
        found[0].grounds().into_iter().collect::<Vec<_>>(),
        [ReviewGround::Behind]
    );
    let at_thirty = proposed(&chart, "2020-08-03", None, Some(Points::whole(30)));
    assert!(at_thirty.is_empty(), "30 points are not more than 30");
}

#[test]
fn t25_what_missed_the_hundred_days_goes_to_review() {
    let mut chart = Chart::on("2020-06-20");
    let yidu = chart.county("宜都市");
    let project = chart.prepared(yidu, 20_000);
    chart.listed(project, ListKind::HardStart2019);
    assert!(conditions(&chart, "2020-06-30").is_empty());
    let missed = Condition::MissedDeadline {
        deadline: day("2020-06-30"),
        days: 1,
    };
    assert_eq!(conditions(&chart, "2020-07-01"), [missed]);
    let without_money = chart.prepared(yidu, 20_000);
    chart.write(without_money, Project::PLANNED_START, date("2020-03-01"));
    let found = proposed(&chart, "2020-07-01", None, None);
    assert_eq!(found.len(), 1, "nothing was granted to the other");
}

#[test]
fn t25_taking_back_3000_of_5000_leaves_2000_and_a_document_number() {
    let mut chart = Chart::on("2020-03-02");
    let (project, funding) = with_money(&mut chart);
    chart.story.go_to("2020-07-10");
    let review = review(&mut chart, project);
    let take_back = |amount: i64| {
        let money = vec![
            (FundReview::FUNDING, Value::Ref(funding)),
            (FundReview::AMOUNT, wan(amount)),
        ];
        decision(FundDecision::TakeBack, money)
    };
    for too_much in [0, 5_001] {
        let at = chart.refuse::<FundReview>(review, FundReview::DECIDE, take_back(too_much));
        assert_eq!(at, FundReview::AMOUNT, "{too_much}");
    }
    act(&mut chart, review, FundReview::DECIDE, take_back(3_000));
    let proof = (FundReview::EVIDENCE, text("资金已按原渠道足额退回国库"));
    let at = chart.refuse::<FundReview>(review, FundReview::CARRY_OUT, vec![proof.clone()]);
    assert_eq!(at, FundReview::DOCUMENT_NO);
    let granted = |chart: &Chart| chart.story.get::<Funding>(funding).granted();
    assert_eq!(granted(&chart), Some(50_000_000), "decided, not yet done");
    let number = (FundReview::DOCUMENT_NO, text("宜发改投资〔2020〕88号"));
    act(
        &mut chart,
        review,
        FundReview::CARRY_OUT,
        vec![proof, number],
    );
    assert_eq!(granted(&chart), Some(20_000_000));
    let done = chart.story.get::<FundReview>(review);
    assert_eq!(done.state(), Some(FundReviewState::Done));
    assert_eq!(done.document_no(), Some("宜发改投资〔2020〕88号"));
    let back = returned(&chart.story.state);
    assert_eq!(back, [(Channel::CentralBudget, 30_000_000)]);
}

#[test]
fn i11_what_was_taken_back_meanwhile_cannot_be_taken_twice() {
    let mut chart = Chart::on("2020-03-02");
    let (project, funding) = with_money(&mut chart);
    chart.story.go_to("2020-07-10");
    let review = review(&mut chart, project);
    let money = vec![
        (FundReview::FUNDING, Value::Ref(funding)),
        (FundReview::AMOUNT, wan(3_000)),
        (FundReview::DOCUMENT_NO, text("宜发改投资〔2020〕88号")),
    ];
    let given = decision(FundDecision::TakeBack, money);
    act(&mut chart, review, FundReview::DECIDE, given);
    chart
        .story
        .set::<Funding>(&office(), funding, Funding::GRANTED, wan(2_000))
        .unwrap();
    let proof = (FundReview::EVIDENCE, text("资金已按原渠道足额退回国库"));
    let at = chart.refuse::<FundReview>(review, FundReview::CARRY_OUT, vec![proof]);
    assert_eq!(at, FundReview::AMOUNT);
}

#[test]
fn t25_money_of_another_project_is_not_taken() {
    let mut chart = Chart::on("2020-03-02");
    let (project, _) = with_money(&mut chart);
    let (_, foreign) = with_money(&mut chart);
    chart.story.go_to("2020-07-10");
    let review = review(&mut chart, project);
    let money = vec![
        (FundReview::FUNDING, Value::Ref(foreign)),
        (FundReview::AMOUNT, wan(1)),
    ];
    let given = decision(FundDecision::Adjust, money);
    let at = chart.refuse::<FundReview>(review, FundReview::DECIDE, given);
    assert_eq!(at, FundReview::FUNDING);
}

#[test]
fn t25_a_deadline_keeps_a_project_off_the_list_until_it_has_passed() {
    let mut chart = Chart::on("2020-03-02");
    let (project, _) = with_money(&mut chart);
    chart.story.go_to("2020-07-10");
    let is_proposed = |chart: &Chart, on: &str| !conditions(chart, on).is_empty();
    assert!(is_proposed(&chart, "2020-07-10"));
    let review = review(&mut chart, project);
    assert!(!is_proposed(&chart, "2020-07-10"), "in review");
    let until = |on: &str| {
        let until: (_, Value) = (FundReview::NEW_DEADLINE, date(on));
        decision(FundDecision::Deadline, vec![until])
    };
    let at = chart.refuse::<FundReview>(review, FundReview::DECIDE, until("2020-07-09"));
    assert_eq!(at, FundReview::NEW_DEADLINE);
    act(&mut chart, review, FundReview::DECIDE, until("2020-08-31"));
    let proof = vec![(FundReview::EVIDENCE, text("已书面通知项目业主限期开工"))];
    act(&mut chart, review, FundReview::CARRY_OUT, proof);
    assert!(!is_proposed(&chart, "2020-08-31"));
    assert!(is_proposed(&chart, "2020-09-01"));
}

#[test]
fn t25_one_review_at_a_time_and_what_is_kept_is_not_proposed_for_the_same() {
    let mut chart = Chart::on("2020-03-02");
    let (project, _) = with_money(&mut chart);
    chart.write(project, Project::PLANNED_START, date("2020-08-31"));
    chart.story.go_to("2020-07-10");
    let review = review(&mut chart, project);
    let again = proposed_fields(project, chart.story.today());
    let refused = chart.story.create::<FundReview>(&office(), again);
    assert_eq!(refused.unwrap_err().field, Some(FundReview::PROJECT));
    let given = decision(FundDecision::Keep, vec![]);
    act(&mut chart, review, FundReview::DECIDE, given);
    let proof = vec![(FundReview::EVIDENCE, text("施工图设计已完成,即将开工"))];
    act(&mut chart, review, FundReview::CARRY_OUT, proof);
    assert!(conditions(&chart, "2020-09-30").is_empty());
    let late = conditions(&chart, "2020-10-01");
    assert!(matches!(late[..], [Condition::LateStart { days: 31, .. }]));
}

fn proposed_fields(project: RecordId, on: Day) -> Given {
    let candidate = Candidate {
        project,
        unit: None,
        granted: 1,
        conditions: vec![Condition::Idle(90)],
    };
    candidate.fields(on)
}
