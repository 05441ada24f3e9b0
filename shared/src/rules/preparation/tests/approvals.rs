//! Lights and validity of approvals (DOMAIN §8, T14–T16).

use super::*;
use crate::model::{ApprovalState, Settings};
use crate::rules::preparation::valid_until;
use crate::rules::story::{day, liaison, owner};

#[test]
fn t14_the_light_of_an_approval_follows_its_due_day() {
    let mut story = Story::on("2020-06-01");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::Proposal, 10);
    assert_eq!(colour_of(&story, step), Colour::Grey);
    accept(&mut story, step, "2020-06-01").unwrap();
    for (today, colour) in [
        ("2020-06-09", Colour::Green),
        ("2020-06-10", Colour::Yellow),
        ("2020-06-15", Colour::Yellow),
        ("2020-06-16", Colour::Red),
    ] {
        story.go_to(today);
        assert_eq!(colour_of(&story, step), colour, "{today}");
    }
    assert_eq!(verdict_of(&story, step).light().word.zh, "逾期 1 天");
    finish(&mut story, step, "2020-06-16").unwrap();
    let done = StepVerdict::Done {
        on: day("2020-06-16"),
        used: 11,
        late: 1,
    };
    assert_eq!(verdict_of(&story, step), done);
    assert_eq!(done.light().word.zh, "逾期办结");
}

#[test]
fn t14_finishing_needs_the_number_of_the_result() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::Proposal, 10);
    accept(&mut story, step, "2020-06-01").unwrap();
    let given = vec![(ApprovalStep::DONE_ON, date("2020-06-12"))];
    let result = story.act::<ApprovalStep>(&office(), step, ApprovalStep::FINISH, given);
    assert_eq!(refused_at(result), Some(ApprovalStep::RESULT_NO));
}

#[test]
fn t14_validity_by_kind_is_3_2_5_and_1_years() {
    let mut story = Story::on("2020-07-01");
    let project = preparing(&mut story, ApprovalType::Approval);
    let until = |story: &mut Story, kind| {
        let step = step(story, project, kind, 20);
        accept(story, step, "2020-06-12").unwrap();
        finish(story, step, "2020-06-30").unwrap();
        valid_until(&basis(story).settings, story.get::<ApprovalStep>(step))
    };
    for (kind, last) in [
        (StepKind::Site, "2023-06-30"),
        (StepKind::Feasibility, "2022-06-30"),
        (StepKind::Environment, "2025-06-30"),
        (StepKind::WorksPlanning, "2021-06-30"),
    ] {
        assert_eq!(until(&mut story, kind), Some(day(last)), "{kind:?}");
    }
    assert_eq!(until(&mut story, StepKind::Drawings), None);
}

#[test]
fn t14_validity_is_a_setting_and_ends_on_the_last_of_february() {
    let mut story = Story::on("2020-02-29");
    story.make::<Settings>(vec![(Settings::PLANNING_YEARS, Value::Int(2))]);
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::LandPlanning, 20);
    accept(&mut story, step, "2020-02-20").unwrap();
    finish(&mut story, step, "2020-02-29").unwrap();
    let until = valid_until(&basis(&story).settings, story.get::<ApprovalStep>(step));
    assert_eq!(until, Some(day("2022-02-28")));
}

#[test]
fn t14_an_approval_about_to_expire_is_warned_of_until_the_project_starts() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::WorksPlanning, 20);
    accept(&mut story, step, "2020-06-01").unwrap();
    finish(&mut story, step, "2020-06-12").unwrap();
    for (today, colour) in [
        ("2021-05-12", Colour::Blue),
        ("2021-05-13", Colour::Yellow),
        ("2021-06-12", Colour::Yellow),
        ("2021-06-13", Colour::Red),
    ] {
        story.go_to(today);
        assert_eq!(colour_of(&story, step), colour, "{today}");
    }
    let given = vec![
        (Project::STARTED_ON, date("2021-06-10")),
        (Project::STANDARD_START, Value::Flag(true)),
        (Project::EVIDENCE, text("施工许可证 420583202106100101")),
    ];
    let started = story.act::<Project>(&office(), project, Project::START, given);
    started.unwrap();
    assert_eq!(colour_of(&story, step), Colour::Blue, "used in time");
}

#[test]
fn t14_an_approval_expires_early_only_for_a_reason_and_is_obtained_anew() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::WorksPlanning, 20);
    accept(&mut story, step, "2020-06-01").unwrap();
    finish(&mut story, step, "2020-06-12").unwrap();
    let expire = |story: &mut Story, given| {
        story.act::<ApprovalStep>(&office(), step, ApprovalStep::EXPIRE, given)
    };
    assert_eq!(
        refused_at(expire(&mut story, vec![])),
        Some(ApprovalStep::REASON)
    );
    let reason = (ApprovalStep::REASON, text("规划条件变更,许可撤回"));
    expire(&mut story, vec![reason]).unwrap();
    assert_eq!(colour_of(&story, step), Colour::Red);
    story.go_to("2020-06-20");
    accept(&mut story, step, "2020-06-19").unwrap();
    let again = story.get::<ApprovalStep>(step);
    assert_eq!((again.done_on(), again.result_no()), (None, None));
    finish(&mut story, step, "2020-06-20").unwrap();
    story.go_to("2021-06-21");
    expire(&mut story, vec![]).unwrap();
}

#[test]
fn t14_an_owner_hands_in_and_does_not_finish() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::Proposal, 20);
    let owner = owner(project);
    let given = vec![(ApprovalStep::ACCEPTED_ON, date("2020-06-01"))];
    let accepted = story.act::<ApprovalStep>(&owner, step, ApprovalStep::ACCEPT, given);
    accepted.unwrap();
    let given = vec![
        (ApprovalStep::DONE_ON, date("2020-06-12")),
        (ApprovalStep::RESULT_NO, text("枝发改审〔2020〕12号")),
    ];
    let own = story.act::<ApprovalStep>(&owner, step, ApprovalStep::FINISH, given.clone());
    assert!(own.is_err());
    let county = story.get::<Project>(project).county().unwrap();
    let by_county = story.act::<ApprovalStep>(&liaison(county), step, ApprovalStep::FINISH, given);
    by_county.unwrap();
    let state = story.get::<ApprovalStep>(step).state();
    assert_eq!(state, Some(ApprovalState::Finished));
}
