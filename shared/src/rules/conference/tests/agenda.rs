//! Agendas.

use std::collections::HashMap;

use super::EVIDENCE;
use crate::model::{
    AgendaItem, AgendaRule, Decision, DecisionKind, ItemResult, MeetingKind, Problem,
};
use crate::rules::conference::agenda::{Proposal, Sitting, Subject, proposals};
use crate::rules::light::Colour;
use crate::rules::story::{Story, choice, date, day, liaison, office, refs, text};
use crate::rules::{Actor, Basis};
use crate::schema::{RecordId, Value};

fn agenda(
    story: &Story,
    kind: MeetingKind,
    on: &str,
    lights: &HashMap<RecordId, Colour>,
) -> Vec<Proposal> {
    let sitting = Sitting {
        kind,
        on: day(on),
        unit: None,
    };
    let basis = Basis::new(&story.state, day(on));
    let light_of = |id| lights.get(&id).copied().unwrap_or(Colour::Green);
    proposals(&story.state, &basis, sitting, light_of)
}

fn weekly(story: &Story, on: &str, lights: &HashMap<RecordId, Colour>) -> Vec<Proposal> {
    agenda(story, MeetingKind::WeeklyDispatch, on, lights)
}

#[test]
fn b14_twelve_a_and_four_red_b_make_sixteen_items() {
    let mut story = Story::on("2020-06-15");
    let county = story.county("420581", "宜都市");
    let mut lights = HashMap::new();
    for no in 0..12 {
        let id = story.project(county, &format!("十亿项目{no}"), 100_000 + no);
        lights.insert(id, if no == 3 { Colour::Red } else { Colour::Green });
    }
    for no in 0..10 {
        let id = story.project(county, &format!("一般项目{no}"), 20_000 + no);
        lights.insert(id, if no < 4 { Colour::Red } else { Colour::Green });
    }
    let items = weekly(&story, "2020-06-15", &lights);
    assert_eq!(items.len(), 16);
    let rules: Vec<_> = items.iter().map(|item| item.rule).collect();
    assert_eq!(rules[..12], [AgendaRule::TierA; 12]);
    assert_eq!(rules[12..], [AgendaRule::Red; 4]);
    assert_eq!(items[0].title, "十亿项目3", "red first, and once only");
    assert_eq!(items[0].why.zh, "总投资 10.00 亿元,由组长或副组长每周调度");
    assert_eq!(items[12].why.zh, "项目亮红灯,总投资 2.00 亿元");
}

#[test]
fn b14_then_yellow_then_old_problems_then_overdue_decisions() {
    let mut story = Story::on("2020-06-01");
    let county = story.county("420581", "宜都市");
    let yellow = story.project(county, "黄灯项目", 20_000);
    let red = story.project(county, "红灯项目", 20_000);
    let lights = HashMap::from([(yellow, Colour::Yellow), (red, Colour::Red)]);
    let old = story.problem("征地未完成", county, "2020-05-14", vec![]);
    story.problem("用水未接通", county, "2020-05-15", vec![]);
    let decision = story.make::<Decision>(vec![
        (Decision::KIND, choice(DecisionKind::Dispatch)),
        (Decision::TEXT, text("宜都市 6 月 12 日前交地")),
        (Decision::UNITS, refs([county])),
        (Decision::DEADLINE, date("2020-06-12")),
    ]);
    story
        .act::<Decision>(&office(), decision, Decision::ISSUE, vec![])
        .unwrap();
    let items = weekly(&story, "2020-06-14", &lights);
    let found: Vec<_> = items.iter().map(|item| (item.rule, item.subject)).collect();
    assert_eq!(
        found,
        [
            (AgendaRule::Red, Subject::Project(red)),
            (AgendaRule::Yellow, Subject::Project(yellow)),
            (AgendaRule::OldProblem, Subject::Problem(old)),
            (AgendaRule::OverdueDecision, Subject::Decision(decision)),
        ]
    );
    assert_eq!(
        items[2].why.zh, "发现已 31 天,尚未解决",
        "30 is not yet over"
    );
    assert_eq!(items[3].why.zh, "已逾期 2 天未办结");
    assert_eq!(
        weekly(&story, "2020-06-12", &lights).len(),
        2,
        "the 12th counts"
    );
}

#[test]
fn b14_what_was_dropped_stays_on_the_next_agenda() {
    let mut story = Story::on("2020-06-15");
    let county = story.county("420581", "宜都市");
    let yellow = story.project(county, "黄灯项目", 20_000);
    let mut lights = HashMap::from([(yellow, Colour::Yellow)]);
    let hold = |story: &mut Story, on: &str, lights: &HashMap<_, _>| {
        story.go_to(on);
        let chair = story.post("市长", crate::model::GroupRole::Leader);
        let items = weekly(story, on, lights);
        let meeting = story.dispatch(on, chair, false);
        for item in items {
            let id = story.make::<AgendaItem>(item.fields(meeting));
            story
                .act::<AgendaItem>(&office(), id, AgendaItem::DROP, vec![])
                .unwrap();
        }
        let topic = vec![
            (AgendaItem::MEETING, Value::Ref(meeting)),
            (AgendaItem::TITLE, text("专题")),
            (AgendaItem::RULE, choice(AgendaRule::Topic)),
        ];
        let topic = story.make::<AgendaItem>(topic);
        let record = vec![(AgendaItem::NOTE, text("当场明确由发改委牵头"))];
        story
            .act::<AgendaItem>(&office(), topic, AgendaItem::RESOLVE, record)
            .unwrap();
    };
    hold(&mut story, "2020-06-15", &lights);
    // It is green by now, and still has to be talked about; what was resolved has not.
    lights.insert(yellow, Colour::Green);
    let items = weekly(&story, "2020-06-22", &lights);
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].rule, AgendaRule::CarriedOver);
    assert_eq!(items[0].subject, Subject::Project(yellow));
    assert_eq!(items[0].why.zh, "2020-06-15 的会议撤下");
    hold(&mut story, "2020-06-22", &lights);
    assert_eq!(weekly(&story, "2020-06-29", &lights).len(), 1, "again");
    let other = agenda(&story, MeetingKind::MonthlyDispatch, "2020-06-29", &lights);
    assert!(other.is_empty(), "of another kind of meeting");
    // What is proposed anyway is there once, with its mark.
    lights.insert(yellow, Colour::Red);
    let items = weekly(&story, "2020-06-29", &lights);
    assert_eq!((items.len(), items[0].rule), (1, AgendaRule::Red));
    assert!(items[0].left_over.is_some());
}

#[test]
fn b14_what_was_settled_since_is_not_carried_over() {
    let mut story = Story::on("2020-06-15");
    let county = story.county("420581", "宜都市");
    let problem = story.problem("征地未完成", county, "2020-06-10", vec![]);
    let chair = story.post("市长", crate::model::GroupRole::Leader);
    let meeting = story.dispatch("2020-06-15", chair, false);
    let item = story.make::<AgendaItem>(vec![
        (AgendaItem::MEETING, Value::Ref(meeting)),
        (AgendaItem::TITLE, text("征地")),
        (AgendaItem::RULE, choice(AgendaRule::Topic)),
        (AgendaItem::PROBLEM, Value::Ref(problem)),
    ]);
    story
        .act::<AgendaItem>(&office(), item, AgendaItem::CARRY_OVER, vec![])
        .unwrap();
    let result = story.get::<AgendaItem>(item).result();
    assert_eq!(result, Some(ItemResult::CarriedOver));
    let none = HashMap::new();
    assert_eq!(weekly(&story, "2020-06-22", &none).len(), 1);
    let deadline = vec![(Problem::DEADLINE, date("2020-06-20"))];
    let county = liaison(county);
    let mut act = |actor: &Actor, action, given| {
        story.act::<Problem>(actor, problem, action, given).unwrap();
    };
    act(&office(), Problem::ASSIGN, deadline);
    act(&county, Problem::BEGIN, vec![]);
    act(
        &county,
        Problem::ASK,
        vec![(Problem::EVIDENCE, text(EVIDENCE))],
    );
    act(&office(), Problem::CLOSE, vec![]);
    assert!(weekly(&story, "2020-06-22", &none).is_empty());
}

#[test]
fn b24_a_level_3_problem_comes_before_the_joint_conference() {
    let mut story = Story::on("2020-07-20");
    let county = story.county("420583", "枝江市");
    let problem = story.problem("用地指标不足", county, "2020-07-15", vec![]);
    let given = vec![
        (Problem::LEVEL, Value::Int(3)),
        (Problem::REASON, text("需多部门会商")),
    ];
    story
        .act::<Problem>(&office(), problem, Problem::ESCALATE, given)
        .unwrap();
    let none = HashMap::new();
    let items = agenda(&story, MeetingKind::JointConference, "2020-07-22", &none);
    assert_eq!(items[0].rule, AgendaRule::Escalated);
    assert_eq!(items[0].why.zh, "已提到第 3 层级,发现 7 天");
    let items = agenda(&story, MeetingKind::LeadingGroup, "2020-07-22", &none);
    assert!(items.is_empty());
}
