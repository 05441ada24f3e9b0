//! The clock of an approval (DOMAIN 9.13, T14–T16).

use super::*;
use crate::model::CalendarDay;
use crate::rules::preparation::Clock;
use crate::rules::story::day;

fn clock(story: &Story, step: RecordId) -> Clock {
    Clock::of(&basis(story), story.get::<ApprovalStep>(step)).unwrap()
}

fn ask_correction(story: &mut Story, step: RecordId, on: &str) -> Result<(), Refusal> {
    let given = vec![
        (ApprovalStep::CORRECTING_SINCE, date(on)),
        (ApprovalStep::REASON, text("缺用地红线图")),
    ];
    story.act::<ApprovalStep>(&office(), step, ApprovalStep::ASK_CORRECTION, given)
}

fn resume(story: &mut Story, step: RecordId, on: &str) -> Result<(), Refusal> {
    let given = vec![(ApprovalStep::CORRECTED_ON, date(on))];
    story.act::<ApprovalStep>(&office(), step, ApprovalStep::RESUME, given)
}

#[test]
fn t14_accepted_on_24_june_with_five_working_days_is_due_on_2_july() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::Proposal, 5);
    accept(&mut story, step, "2020-06-24").unwrap();
    assert_eq!(clock(&story, step).due, Some(day("2020-07-02")));
    assert_eq!(clock(&story, step).used, 1, "28 June is worked");
}

#[test]
fn l913_the_day_of_acceptance_does_not_count() {
    let mut story = Story::on("2020-07-01");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::Proposal, 1);
    accept(&mut story, step, "2020-07-01").unwrap();
    assert_eq!(clock(&story, step).used, 0);
    assert_eq!(clock(&story, step).due, Some(day("2020-07-02")));
}

#[test]
fn l913_a_room_enters_its_own_rest_days() {
    let mut story = Story::on("2021-02-10");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::Proposal, 1);
    accept(&mut story, step, "2021-02-10").unwrap();
    assert_eq!(clock(&story, step).due, Some(day("2021-02-11")));
    for off in ["2021-02-11", "2021-02-12"] {
        story.make::<CalendarDay>(vec![
            (CalendarDay::NAME, text("春节")),
            (CalendarDay::DAY, date(off)),
            (CalendarDay::WORKING, Value::Flag(false)),
        ]);
    }
    assert_eq!(clock(&story, step).due, Some(day("2021-02-15")));
}

#[test]
fn t14_time_in_correction_does_not_count() {
    let mut story = Story::on("2020-06-05");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::Proposal, 5);
    accept(&mut story, step, "2020-06-01").unwrap();
    assert_eq!(clock(&story, step).due, Some(day("2020-06-08")));
    ask_correction(&mut story, step, "2020-06-03").unwrap();
    assert_eq!(
        verdict_of(&story, step),
        StepVerdict::Stopped {
            since: day("2020-06-03"),
            days: 2,
            left: Some(3),
        }
    );
    story.go_to("2020-07-20");
    assert_eq!(
        colour_of(&story, step),
        Colour::Yellow,
        "never late while it stands still"
    );
    resume(&mut story, step, "2020-06-08").unwrap();
    story.go_to("2020-06-09");
    let clock = clock(&story, step);
    assert_eq!((clock.stopped, clock.used), (3, 3));
    assert_eq!(clock.due, Some(day("2020-06-11")));
}

#[test]
fn t14_the_clock_of_an_application_stops_once() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::Proposal, 20);
    accept(&mut story, step, "2020-06-01").unwrap();
    ask_correction(&mut story, step, "2020-06-03").unwrap();
    resume(&mut story, step, "2020-06-08").unwrap();
    let again = ask_correction(&mut story, step, "2020-06-10");
    assert_eq!(refused_at(again), Some(ApprovalStep::CORRECTING_SINCE));
}

#[test]
fn t14_days_follow_one_another_and_none_lies_ahead() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = step(&mut story, project, StepKind::Proposal, 20);
    let ahead = accept(&mut story, step, "2020-06-13");
    assert_eq!(refused_at(ahead), Some(ApprovalStep::ACCEPTED_ON));
    accept(&mut story, step, "2020-06-08").unwrap();
    let before = finish(&mut story, step, "2020-06-05");
    assert_eq!(refused_at(before), Some(ApprovalStep::DONE_ON));
    finish(&mut story, step, "2020-06-12").unwrap();
}

#[test]
fn t14_a_limit_is_needed_and_within_a_year() {
    let mut story = Story::on("2020-06-12");
    let project = preparing(&mut story, ApprovalType::Approval);
    let step = story.make::<ApprovalStep>(vec![
        (ApprovalStep::PROJECT, Value::Ref(project)),
        (ApprovalStep::KIND, choice(StepKind::Proposal)),
    ]);
    let without = accept(&mut story, step, "2020-06-08");
    assert_eq!(refused_at(without), Some(ApprovalStep::LIMIT));
    let long = story.set::<ApprovalStep>(&office(), step, ApprovalStep::LIMIT, Value::Int(4_000));
    assert_eq!(refused_at(long), Some(ApprovalStep::LIMIT));
}
