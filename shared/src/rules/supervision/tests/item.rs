//! Supervision items.

use super::EVIDENCE;
use crate::model::{
    BreachKind, Contract, ContractParty, Decision, DecisionKind, LookBack, Project, Supervision,
    SupervisionSource, SupervisionState,
};
use crate::rules::RefusalCode;
use crate::rules::story::{
    Story, choice, date, day, leader, liaison, office, refs, supervisor, text, wan,
};
use crate::rules::supervision::item::{of_breach, of_decision};
use crate::schema::{Period, RecordId, Value};

fn issued(story: &mut Story, unit: RecordId, kind: DecisionKind) -> RecordId {
    let id = story.make::<Decision>(vec![
        (Decision::KIND, choice(kind)),
        (Decision::TEXT, text("7 月底前完成征地")),
        (Decision::UNITS, refs([unit])),
        (Decision::DEADLINE, date("2020-07-31")),
    ]);
    story
        .act::<Decision>(&office(), id, Decision::ISSUE, vec![])
        .unwrap();
    id
}

#[test]
fn b25_a_decision_of_the_leading_group_is_supervised_by_itself() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    let decision = issued(&mut story, county, DecisionKind::LeadingGroup);
    let item = story.get::<Supervision>(of_decision(decision));
    assert_eq!(item.source(), Some(SupervisionSource::LeadingGroup));
    assert_eq!(item.state(), Some(SupervisionState::Filed));
    assert_eq!(item.decision(), Some(decision));
    assert_eq!(item.matter(), Some("7 月底前完成征地"));
    assert_eq!(item.deadline(), Some(day("2020-07-31")));
    assert!(item.units().is_some_and(|units| units.contains(&county)));
    assert!(item.order().is_some());
    // Asked for again, it is the same one.
    story
        .act::<Decision>(&leader(), decision, Decision::SUPERVISE, vec![])
        .unwrap();
    assert_eq!(story.state.all::<Supervision>().count(), 1);
}

#[test]
fn b25_an_issue_taken_back_puts_the_item_away_and_a_second_issue_brings_it_back() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    let decision = issued(&mut story, county, DecisionKind::LeadingGroup);
    story.take_back::<Decision>(&office(), decision).unwrap();
    assert_eq!(story.state.all::<Supervision>().count(), 0);
    story
        .set::<Decision>(
            &office(),
            decision,
            Decision::TEXT,
            text("8 月底前完成征地"),
        )
        .unwrap();
    let given = vec![(Decision::DEADLINE, date("2020-08-31"))];
    story
        .act::<Decision>(&office(), decision, Decision::ISSUE, given)
        .unwrap();
    let items = story.state.all::<Supervision>();
    assert_eq!(items.count(), 1);
    let item = story.get::<Supervision>(of_decision(decision));
    assert_eq!(item.matter(), Some("8 月底前完成征地"));
    assert_eq!(item.deadline(), Some(day("2020-08-31")));
    // And once more.
    story.take_back::<Decision>(&office(), decision).unwrap();
    assert_eq!(story.state.all::<Supervision>().count(), 0);
}

#[test]
fn b25_other_decisions_are_supervised_on_request() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    for (kind, source) in [
        (DecisionKind::Dispatch, SupervisionSource::Dispatch),
        (
            DecisionKind::JointConference,
            SupervisionSource::JointConference,
        ),
        (DecisionKind::Instruction, SupervisionSource::Other),
    ] {
        let decision = issued(&mut story, county, kind);
        assert!(story.state.get(of_decision(decision)).is_none());
        story
            .act::<Decision>(&supervisor(), decision, Decision::SUPERVISE, vec![])
            .unwrap();
        let item = story.get::<Supervision>(of_decision(decision));
        assert_eq!(item.source(), Some(source));
    }
}

#[test]
fn s8_a_supervision_item_goes_from_filed_to_closed() {
    let mut story = Story::on("2020-07-01");
    let county = story.county("420526", "兴山县");
    let id = story.assigned(county, "2020-07-10");
    let mut act = |actor: &_, action, given| story.act::<Supervision>(actor, id, action, given);
    let evidence = || vec![(Supervision::EVIDENCE, text(EVIDENCE))];
    act(&liaison(county), Supervision::ANSWER, evidence()).unwrap();
    act(&supervisor(), Supervision::CHECK, vec![]).unwrap();
    let reason = vec![(Supervision::REASON, text("现场未见施工"))];
    act(&supervisor(), Supervision::RETURN, reason).unwrap();
    act(&liaison(county), Supervision::ANSWER, evidence()).unwrap();
    act(&supervisor(), Supervision::CLOSE, vec![]).unwrap();
    let item = story.get::<Supervision>(id);
    assert_eq!(item.state(), Some(SupervisionState::Closed));
    assert_eq!(item.reason(), Some("现场未见施工"), "the history stays");
}

#[test]
fn b28_a_supervision_item_is_closed_in_two_steps_with_evidence() {
    let mut story = Story::on("2020-07-01");
    let county = story.county("420526", "兴山县");
    let id = story.assigned(county, "2020-07-10");
    let mut act = |actor: &_, action, given| story.act::<Supervision>(actor, id, action, given);
    let refused = act(&supervisor(), Supervision::CLOSE, vec![]).unwrap_err();
    assert_eq!(refused.code, RefusalCode::NotAllowedNow);
    let short = vec![(Supervision::EVIDENCE, text("已完成"))];
    let refused = act(&liaison(county), Supervision::ANSWER, short).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Required);
    let evidence = vec![(Supervision::EVIDENCE, text(EVIDENCE))];
    act(&liaison(county), Supervision::ANSWER, evidence).unwrap();
    let refused = act(&liaison(county), Supervision::CLOSE, vec![]).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Forbidden);
    act(&supervisor(), Supervision::CLOSE, vec![]).unwrap();
}

#[test]
fn i13_the_supervision_office_writes_no_figures_of_projects() {
    let mut story = Story::on("2020-07-01");
    let county = story.county("420526", "兴山县");
    let project = story.project(county, "示例项目", 12_000);
    let refused = story.set::<Project>(&supervisor(), project, Project::TOTAL_INVESTMENT, wan(1));
    assert_eq!(refused.unwrap_err().code, RefusalCode::Forbidden);
    let decision = issued(&mut story, county, DecisionKind::Dispatch);
    let refused = story.set::<Decision>(&supervisor(), decision, Decision::UNITS, refs([county]));
    assert_eq!(refused.unwrap_err().code, RefusalCode::Forbidden);
}

#[test]
fn t54_a_breach_of_contract_is_supervised_on_request() {
    let mut story = Story::on("2020-07-10");
    let county = story.county("420526", "兴山县");
    let contract = story.make::<Contract>(vec![
        (Contract::TITLE, text("某新材料项目")),
        (Contract::COMPANY, text("某公司")),
        (Contract::PLACE, Value::Ref(county)),
        (Contract::SIGNED_ON, date("2019-05-01")),
        (Contract::AGREED_INVESTMENT, wan(50_000)),
        (Contract::AGREED_START, date("2020-05-31")),
    ]);
    let case = story.make::<LookBack>(vec![
        (LookBack::CONTRACT, Value::Ref(contract)),
        (LookBack::BREACH, choice(BreachKind::LateStart)),
        (LookBack::PARTY, choice(ContractParty::Enterprise)),
        (
            LookBack::ROUND,
            Value::Period(Period::parse("2020Q3").unwrap()),
        ),
        (LookBack::FOUND_ON, date("2020-07-10")),
        (LookBack::EXPLANATION, text("逾期不开工 40 天")),
        (LookBack::UNIT, Value::Ref(county)),
        (LookBack::DEADLINE, date("2020-08-10")),
    ]);
    assert!(story.state.get(of_breach(case)).is_none());
    story
        .act::<LookBack>(&supervisor(), case, LookBack::SUPERVISE, vec![])
        .unwrap();
    let item = story.get::<Supervision>(of_breach(case));
    assert_eq!(
        item.matter(),
        Some("合同「某新材料项目」逾期不开工:逾期不开工 40 天")
    );
    assert_eq!(item.deadline(), Some(day("2020-08-10")));
    assert_eq!(item.look_back(), Some(case));
    // Asked for twice, it is one.
    story
        .act::<LookBack>(&office(), case, LookBack::SUPERVISE, vec![])
        .unwrap();
    assert_eq!(story.state.all::<Supervision>().count(), 1);
}
