//! What is taken back, wholly, and issued again.

use super::EVIDENCE;
use crate::model::{Decision, DecisionKind, DecisionState, Meeting, MeetingKind, MeetingState};
use crate::rules::story::{Story, choice, date, leader, office, refs, text};
use crate::rules::{Command, RefusalCode, Verb};
use crate::schema::{Kind, RecordId, Seq};

/// A decision of the leading group that has no deadline yet.
fn drafted(story: &mut Story) -> RecordId {
    let county = story.county("420526", "兴山县");
    story.make::<Decision>(vec![
        (Decision::KIND, choice(DecisionKind::Dispatch)),
        (Decision::TEXT, text("7 月底前完成征地")),
        (Decision::UNITS, refs([county])),
    ])
}

#[test]
fn b13_a_deadline_given_with_the_issue_is_taken_back_with_it() {
    let mut story = Story::on("2020-07-08");
    let id = drafted(&mut story);
    let before = story.values(id);
    let issue = |story: &mut Story, deadline| {
        let given = vec![(Decision::DEADLINE, date(deadline))];
        story.act::<Decision>(&office(), id, Decision::ISSUE, given)
    };
    issue(&mut story, "2020-07-31").unwrap();
    story.take_back::<Decision>(&office(), id).unwrap();
    assert_eq!(story.values(id), before);
    issue(&mut story, "2020-08-31").unwrap();
    let decision = story.get::<Decision>(id);
    assert_eq!(decision.state(), Some(DecisionState::Issued));
    assert_eq!(decision.deadline().unwrap().to_string(), "2020-08-31");
    // Issued, it still moves with a reason only.
    let moved = story.set::<Decision>(&office(), id, Decision::DEADLINE, date("2020-09-30"));
    assert_eq!(moved.unwrap_err().field, Some(Decision::DEADLINE));
}

#[test]
fn s8_a_deadline_moves_again_for_the_same_reason() {
    let mut story = Story::on("2020-07-08");
    let id = drafted(&mut story);
    let deadline = vec![(Decision::DEADLINE, date("2020-07-31"))];
    story
        .act::<Decision>(&office(), id, Decision::ISSUE, deadline)
        .unwrap();
    for until in ["2020-08-31", "2020-09-30"] {
        let given = vec![
            (Decision::DEADLINE, date(until)),
            (Decision::REASON, text("征地批文未下达")),
        ];
        story
            .act::<Decision>(&leader(), id, Decision::EXTEND, given)
            .unwrap();
    }
    let deadline = story.get::<Decision>(id).deadline();
    assert_eq!(deadline.unwrap().to_string(), "2020-09-30");
}

#[test]
fn s8_a_decision_that_is_carried_out_already_is_not_taken_back() {
    let mut story = Story::on("2020-07-08");
    let id = drafted(&mut story);
    let deadline = vec![(Decision::DEADLINE, date("2020-07-31"))];
    story
        .act::<Decision>(&leader(), id, Decision::ISSUE, deadline)
        .unwrap();
    story
        .act::<Decision>(&office(), id, Decision::BEGIN, vec![])
        .unwrap();
    let refused = story.take_back::<Decision>(&leader(), id).unwrap_err();
    assert_eq!(refused.code, RefusalCode::NothingToUndo);
    assert_eq!(refused.reason.zh, "此后已有新的修改,不能撤销");
}

#[test]
fn b23_minutes_are_taken_back_and_issued_again_and_issued_ones_are_not_put_away() {
    let mut story = Story::on("2020-07-22");
    let meeting = story.meeting(MeetingKind::JointConference, "2020-07-22", vec![]);
    story.begin(meeting);
    let minutes = vec![(Meeting::MINUTES, text(EVIDENCE))];
    story
        .act::<Meeting>(&office(), meeting, Meeting::END, minutes)
        .unwrap();
    let before = story.values(meeting);
    let issue =
        |story: &mut Story| story.act::<Meeting>(&office(), meeting, Meeting::ISSUE, vec![]);
    issue(&mut story).unwrap();
    story.take_back::<Meeting>(&office(), meeting).unwrap();
    assert_eq!(story.values(meeting), before);
    story
        .set::<Meeting>(&office(), meeting, Meeting::MINUTES, text("更正后的纪要"))
        .unwrap();
    issue(&mut story).unwrap();
    let state = story.get::<Meeting>(meeting).state();
    assert_eq!(state, Some(MeetingState::Issued));

    let archive = Command {
        kind: Meeting::ID,
        id: meeting,
        base: Seq(u64::MAX),
        verb: Verb::Archive,
    };
    let refused = story.carry_out(&office(), &archive).unwrap_err();
    assert_eq!(refused.reason.zh, "纪要已印发,会议内容不能再改");
}
