//! Meetings.

use super::EVIDENCE;
use crate::model::{
    AgendaItem, AgendaRule, Decision, DecisionKind, DecisionState, ItemResult, Meeting,
    MeetingKind, MeetingState, Problem, ProblemKind,
};
use crate::rules::RefusalCode;
use crate::rules::conference::{attendees, meeting};
use crate::rules::story::{Story, choice, date, day, liaison, office, refs, text};
use crate::schema::{FieldNo, RecordId, Value};

impl Story {
    fn item(&mut self, meeting: RecordId, given: Vec<(FieldNo, Value)>) -> RecordId {
        let mut fields = vec![
            (AgendaItem::MEETING, Value::Ref(meeting)),
            (AgendaItem::TITLE, text("用地问题")),
            (AgendaItem::RULE, choice(AgendaRule::Topic)),
        ];
        fields.extend(given);
        self.make::<AgendaItem>(fields)
    }
}

#[test]
fn b13_an_item_is_decided_by_a_decision_with_unit_and_date() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    let meeting = story.meeting(MeetingKind::Site, "2020-07-08", vec![]);
    story.begin(meeting);
    let item = story.item(meeting, vec![]);
    let decide =
        |story: &mut Story| story.act::<AgendaItem>(&office(), item, AgendaItem::DECIDE, vec![]);
    assert!(decide(&mut story).is_err(), "there is no decision");
    let decision = story.make::<Decision>(vec![
        (Decision::KIND, choice(DecisionKind::Dispatch)),
        (Decision::TEXT, text("7 月底前完成征地")),
        (Decision::MEETING, Value::Ref(meeting)),
        (Decision::ITEM, Value::Ref(item)),
        (Decision::UNITS, refs([county])),
    ]);
    assert!(decide(&mut story).is_err(), "it has no date");
    story
        .set::<Decision>(&office(), decision, Decision::DEADLINE, date("2020-07-31"))
        .unwrap();
    decide(&mut story).unwrap();
    let decided = meeting::decisions_of(&story.state, item).map(|decision| decision.record.id);
    assert_eq!(decided.collect::<Vec<_>>(), [decision]);
}

#[test]
fn b13_a_site_meeting_of_six_items_is_summed_up() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    let meeting = story.meeting(MeetingKind::Site, "2020-07-08", vec![]);
    story.begin(meeting);
    let items: Vec<_> = (0..6).map(|_| story.item(meeting, vec![])).collect();
    for at in [0, 0, 1, 2, 2] {
        story.make::<Decision>(vec![
            (Decision::KIND, choice(DecisionKind::Dispatch)),
            (Decision::TEXT, text("7 月底前完成征地")),
            (Decision::ITEM, Value::Ref(items[at])),
            (Decision::UNITS, refs([county])),
            (Decision::DEADLINE, date("2020-07-31")),
        ]);
    }
    let note = || vec![(AgendaItem::NOTE, text("当场协调"))];
    let reason = || vec![(AgendaItem::REASON, text("需市级协调"))];
    for (at, action, given) in [
        (0, AgendaItem::DECIDE, vec![]),
        (1, AgendaItem::DECIDE, vec![]),
        (2, AgendaItem::DECIDE, vec![]),
        (3, AgendaItem::RESOLVE, note()),
        (4, AgendaItem::ESCALATE, reason()),
    ] {
        story
            .act::<AgendaItem>(&office(), items[at], action, given)
            .unwrap();
    }
    let summary = || meeting::outcome(&story.state, meeting).sentence().zh;
    assert_eq!(
        summary(),
        "议题 5/6,议定 5 项,当场解决 1 项,提级 1 项,顺延 0 项"
    );
}

#[test]
fn b13_an_escalated_item_takes_its_problem_up_one_level() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    let problem = story.problem("征地未完成", county, "2020-06-20", vec![]);
    let meeting = story.meeting(MeetingKind::Site, "2020-07-08", vec![]);
    story.begin(meeting);
    let item = story.item(meeting, vec![(AgendaItem::PROBLEM, Value::Ref(problem))]);
    let reason = vec![(AgendaItem::REASON, text("需市级协调"))];
    story
        .act::<AgendaItem>(&office(), item, AgendaItem::ESCALATE, reason)
        .unwrap();
    let problem = story.get::<Problem>(problem);
    assert_eq!(problem.level(), Some(2));
    assert_eq!(problem.level_since(), Some(day("2020-07-08")));
    assert_eq!(problem.reason(), Some("需市级协调"));
}

#[test]
fn s8_a_meeting_goes_from_preparing_to_issued() {
    let mut story = Story::on("2020-07-22");
    let meeting = story.meeting(MeetingKind::WeeklyDispatch, "2020-07-22", vec![]);
    let mut act = |action, given| story.act::<Meeting>(&office(), meeting, action, given);
    let refused = act(Meeting::BEGIN, vec![]).unwrap_err();
    assert_eq!(refused.field, Some(Meeting::CHAIR), "who leads it counts");
    assert_eq!(
        act(Meeting::ISSUE, vec![]).unwrap_err().code,
        RefusalCode::NotAllowedNow
    );
    let chair = story.post("市长", crate::model::GroupRole::Leader);
    let mut act = |action, given| story.act::<Meeting>(&office(), meeting, action, given);
    act(Meeting::BEGIN, vec![(Meeting::CHAIR, Value::Ref(chair))]).unwrap();
    act(Meeting::END, vec![]).unwrap();
    let refused = act(Meeting::ISSUE, vec![]).unwrap_err();
    assert_eq!(refused.field, Some(Meeting::MINUTES));
    act(Meeting::ISSUE, vec![(Meeting::MINUTES, text("会议纪要"))]).unwrap();
    let issued = story.get::<Meeting>(meeting);
    assert_eq!(issued.state(), Some(MeetingState::Issued));
    assert_eq!(issued.issued_on(), Some(day("2020-07-22")));
}

#[test]
fn b23_land_quota_brings_the_land_bureau_and_the_place() {
    let mut story = Story::on("2020-07-20");
    let zhijiang = story.county("420583", "枝江市");
    let land = story.bureau("zgj", "市自然资源和规划局");
    story.bureau("czj", "市财政局");
    let project = story.project(zhijiang, "项目 X", 50_000);
    let given = vec![
        (Problem::PROJECT, Value::Ref(project)),
        (Problem::KIND, choice(ProblemKind::Land)),
    ];
    let problem = story.problem("枝江项目 X 缺用地指标", zhijiang, "2020-06-10", given);
    let meeting = story.meeting(MeetingKind::JointConference, "2020-07-22", vec![]);
    story.item(meeting, vec![(AgendaItem::PROBLEM, Value::Ref(problem))]);
    let proposed = attendees::of_meeting(&story.state, meeting);
    let units: Vec<_> = proposed.iter().map(|attendee| attendee.unit).collect();
    assert_eq!(units, [zhijiang, land]);
    assert_eq!(
        proposed[1].why.zh,
        "「枝江项目 X 缺用地指标」的用地问题主管部门"
    );
    // The project as a topic brings the same units: its place, and those on its problems.
    let other = story.meeting(MeetingKind::JointConference, "2020-07-29", vec![]);
    story.item(other, vec![(AgendaItem::PROJECT, Value::Ref(project))]);
    let again = attendees::of_meeting(&story.state, other);
    assert_eq!(
        again
            .iter()
            .map(|attendee| attendee.unit)
            .collect::<Vec<_>>(),
        [zhijiang, land]
    );
}

#[test]
fn b23_seven_of_eight_attend() {
    let mut story = Story::on("2020-07-22");
    let units: Vec<_> = (0..9)
        .map(|no| story.bureau(&format!("b{no}"), &format!("单位{no}")))
        .collect();
    let set = |units: &[RecordId]| Value::Refs(units.iter().copied().collect());
    let given = vec![(Meeting::INVITED, set(&units[..8]))];
    let meeting = story.meeting(MeetingKind::JointConference, "2020-07-22", given);
    story.begin(meeting);
    // The ninth came without being asked.
    let came = vec![(Meeting::ATTENDED, set(&units[1..]))];
    story
        .act::<Meeting>(&office(), meeting, Meeting::END, came)
        .unwrap();
    let attendance = meeting::attendance(story.get(meeting));
    assert_eq!(attendance.to_string(), "7/8 = 87.5%");
}

#[test]
fn b23_minutes_with_four_decisions_are_issued_the_same_day_and_stand() {
    let mut story = Story::on("2020-07-22");
    let county = story.county("420583", "枝江市");
    let meeting = story.meeting(MeetingKind::JointConference, "2020-07-22", vec![]);
    story.begin(meeting);
    let items: Vec<_> = (0..4).map(|_| story.item(meeting, vec![])).collect();
    for item in &items {
        let decision = story.make::<Decision>(vec![
            (Decision::KIND, choice(DecisionKind::JointConference)),
            (Decision::TEXT, text("8 月 10 日前调剂用地指标")),
            (Decision::ITEM, Value::Ref(*item)),
            (Decision::UNITS, refs([county])),
            (Decision::DEADLINE, date("2020-08-10")),
        ]);
        story
            .act::<Decision>(&office(), decision, Decision::ISSUE, vec![])
            .unwrap();
        if *item != items[3] {
            story
                .act::<AgendaItem>(&office(), *item, AgendaItem::DECIDE, vec![])
                .unwrap();
        }
    }
    let minutes = vec![(Meeting::MINUTES, text("联席会议纪要"))];
    story
        .act::<Meeting>(&office(), meeting, Meeting::END, minutes)
        .unwrap();
    let issue =
        |story: &mut Story| story.act::<Meeting>(&office(), meeting, Meeting::ISSUE, vec![]);
    let refused = issue(&mut story).unwrap_err();
    assert_eq!(refused.reason.zh, "还有 1 个议题没有结果,不能印发纪要");
    story
        .act::<AgendaItem>(&office(), items[3], AgendaItem::DECIDE, vec![])
        .unwrap();
    issue(&mut story).unwrap();
    let issued = story.state.all::<Decision>().filter(|record| {
        let decision = record.view::<Decision>().unwrap();
        decision.state() == Some(DecisionState::Issued)
            && decision.issued_on() == Some(day("2020-07-22"))
    });
    assert_eq!(issued.count(), 4);
    // Nothing of it changes any more.
    let late = story.set::<Meeting>(&office(), meeting, Meeting::MINUTES, text("另一份"));
    assert_eq!(late.unwrap_err().field, Some(Meeting::MINUTES));
    let undecided = story.act::<AgendaItem>(&office(), items[0], AgendaItem::TAKE_UP, vec![]);
    assert!(undecided.is_err());
    assert_eq!(
        story.get::<AgendaItem>(items[0]).result(),
        Some(ItemResult::Decided)
    );
    let added = story.create::<AgendaItem>(
        &office(),
        vec![
            (AgendaItem::MEETING, Value::Ref(meeting)),
            (AgendaItem::TITLE, text(EVIDENCE)),
            (AgendaItem::RULE, choice(AgendaRule::Topic)),
        ],
    );
    assert!(added.is_err());
}

#[test]
fn b23_a_liaison_proposes_a_topic_and_runs_no_meeting_of_others() {
    let mut story = Story::on("2020-07-20");
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    let given = vec![(Meeting::INVITED, refs([yidu, zhijiang]))];
    let meeting = story.meeting(MeetingKind::JointConference, "2020-07-22", given);
    let topic = |unit| {
        vec![
            (AgendaItem::MEETING, Value::Ref(meeting)),
            (AgendaItem::TITLE, text("用地指标")),
            (AgendaItem::RULE, choice(AgendaRule::Topic)),
            (AgendaItem::UNIT, Value::Ref(unit)),
        ]
    };
    let own = story
        .create::<AgendaItem>(&liaison(yidu), topic(yidu))
        .unwrap();
    assert!(
        story
            .create::<AgendaItem>(&liaison(yidu), topic(zhijiang))
            .is_err()
    );
    let dropped = story.act::<AgendaItem>(&liaison(yidu), own, AgendaItem::DROP, vec![]);
    assert!(dropped.is_err(), "the chair decides that");
    let begun = story.act::<Meeting>(&liaison(yidu), meeting, Meeting::BEGIN, vec![]);
    assert!(begun.is_err());
    let given = vec![
        (Meeting::TITLE, text("县级调度会")),
        (Meeting::KIND, choice(MeetingKind::CountyDispatch)),
        (Meeting::ON, date("2020-07-21")),
        (Meeting::UNIT, Value::Ref(yidu)),
    ];
    let county = story.create::<Meeting>(&liaison(yidu), given).unwrap();
    story
        .act::<Meeting>(&liaison(yidu), county, Meeting::BEGIN, vec![])
        .unwrap();
}
