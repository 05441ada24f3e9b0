//! DOMAIN §8: how an occurrence moves, and what its changes must keep.

use super::*;
use crate::model::{OccurrenceState, TaskState};
use crate::rules::RefusalCode;
use crate::rules::story::{leader, supervisor};

fn room() -> (Story, RecordId, RecordId) {
    let mut story = Story::on("2020-06-08");
    let unit = story.county("yd", "宜都市");
    let who = vec![(Obligation::UNITS, refs([unit]))];
    let id = obligation(
        &mut story,
        ObligationForm::Setup,
        vec![once("2020-06-15")],
        who,
    );
    let occurrence = write_down(&mut story, id, unit, Period::Once, "2020-06-15");
    (story, occurrence, unit)
}

fn state(story: &Story, occurrence: RecordId) -> OccurrenceState {
    story.get::<Occurrence>(occurrence).state().unwrap()
}

#[test]
fn l8_handed_in_returned_handed_in_again_passed() {
    let (mut story, occurrence, unit) = room();
    submit(&mut story, occurrence, unit);
    let reason = vec![(Occurrence::REASON, text("缺少批文"))];
    let act = |story: &mut Story, action, given| {
        story.act::<Occurrence>(&office(), occurrence, action, given)
    };
    let without = act(&mut story, Occurrence::RETURN, vec![]).unwrap_err();
    assert_eq!(without.field, Some(Occurrence::REASON));
    act(&mut story, Occurrence::RETURN, reason).unwrap();
    assert_eq!(state(&story, occurrence), OccurrenceState::Returned);
    assert_eq!(story.get::<Occurrence>(occurrence).submitted_on(), None);
    submit(&mut story, occurrence, unit);
    assert_eq!(story.get::<Occurrence>(occurrence).reason(), None);
    act(&mut story, Occurrence::ACCEPT, vec![]).unwrap();
    let view = story.get::<Occurrence>(occurrence);
    assert_eq!(view.state(), Some(OccurrenceState::Passed));
    assert_eq!(view.accepted_on(), Some(day("2020-06-08")));
    let again = act(
        &mut story,
        Occurrence::EXEMPT,
        vec![(Occurrence::REASON, text("x"))],
    );
    assert_eq!(again.unwrap_err().code, RefusalCode::NotAllowedNow);
}

#[test]
fn b32_handing_in_needs_evidence() {
    let (mut story, occurrence, unit) = room();
    let given = vec![(Occurrence::EVIDENCE, text("已完成"))];
    let refused = story.act::<Occurrence>(&liaison(unit), occurrence, Occurrence::SUBMIT, given);
    assert_eq!(refused.unwrap_err().field, Some(Occurrence::EVIDENCE));
}

#[test]
fn i12_what_has_passed_keeps_its_evidence() {
    let (mut story, occurrence, unit) = room();
    complete(&mut story, occurrence, unit);
    assert!(story.get::<Occurrence>(occurrence).evidence().is_some());
    // Nobody takes it away afterwards: it is written by actions only.
    let emptied = story.set::<Occurrence>(&office(), occurrence, Occurrence::EVIDENCE, text(""));
    assert_eq!(emptied.unwrap_err().code, RefusalCode::NotWritable);
}

#[test]
fn i8_who_hands_in_does_not_pass() {
    let (mut story, occurrence, _) = room();
    story
        .act::<Occurrence>(&office(), occurrence, Occurrence::SUBMIT, evidence())
        .unwrap();
    let accept = |story: &mut Story, actor| {
        story.act::<Occurrence>(&actor, occurrence, Occurrence::ACCEPT, vec![])
    };
    assert_eq!(
        accept(&mut story, office()).unwrap_err().code,
        RefusalCode::Forbidden
    );
    assert_eq!(
        accept(&mut story, leader()).unwrap_err().code,
        RefusalCode::Forbidden
    );
    accept(&mut story, second_officer()).unwrap();
}

#[test]
fn l8_the_office_alone_exempts_and_says_why() {
    let (mut story, occurrence, unit) = room();
    let given = vec![(Occurrence::REASON, text("该单位无此类项目"))];
    for actor in [liaison(unit), supervisor()] {
        let refused =
            story.act::<Occurrence>(&actor, occurrence, Occurrence::EXEMPT, given.clone());
        assert_eq!(refused.unwrap_err().code, RefusalCode::Forbidden);
    }
    story
        .act::<Occurrence>(&office(), occurrence, Occurrence::EXEMPT, given)
        .unwrap();
    assert_eq!(state(&story, occurrence), OccurrenceState::Exempt);
    story
        .act::<Occurrence>(&office(), occurrence, Occurrence::OWE, vec![])
        .unwrap();
    assert_eq!(state(&story, occurrence), OccurrenceState::Pending);
}

#[test]
fn l8_a_unit_writes_down_only_what_it_owes() {
    let (mut story, occurrence, unit) = room();
    let id = story.get::<Occurrence>(occurrence).obligation().unwrap();
    let other = story.county("zj", "枝江市");
    let create = |story: &mut Story, unit, period, due| {
        let fields = vec![
            (Occurrence::OBLIGATION, Value::Ref(id)),
            (Occurrence::UNIT, Value::Ref(unit)),
            (Occurrence::PERIOD, Value::Period(period)),
            (Occurrence::DUE, date(due)),
        ];
        story
            .create::<Occurrence>(&liaison(unit), fields)
            .unwrap_err()
    };
    let june = Period::Month(month("2020-06"));
    assert_eq!(
        create(&mut story, unit, june, "2020-06-15").field,
        Some(Occurrence::PERIOD)
    );
    let foreign = create(&mut story, other, Period::Once, "2020-06-15");
    assert_eq!(foreign.field, Some(Occurrence::UNIT));
    let late = create(&mut story, other, Period::Once, "2020-06-30");
    assert_eq!(late.field, Some(Occurrence::DUE), "{late}");
}

#[test]
fn l8_a_task_is_closed_when_what_its_units_owe_has_passed() {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 3);
    let scheme = task(&mut story, 49, vec![once("2020-06-15")]);
    for unit in &units {
        assign(&mut story, scheme, *unit, Duty::Lead);
    }
    let who = of_task(scheme, AssignedDuty::All);
    let id = obligation(
        &mut story,
        ObligationForm::Setup,
        vec![once("2020-06-15")],
        who,
    );
    let known: Vec<_> = units
        .iter()
        .map(|unit| write_down(&mut story, id, *unit, Period::Once, "2020-06-15"))
        .collect();
    complete(&mut story, known[0], units[0]);
    complete(&mut story, known[1], units[1]);
    story
        .act::<Task>(&office(), scheme, Task::START, vec![])
        .unwrap();
    let proof = vec![(Task::EVIDENCE, text("三个单位均已组建完成并报备"))];
    story
        .act::<Task>(&office(), scheme, Task::REQUEST_CLOSURE, proof)
        .unwrap();
    let confirm = |story: &mut Story| {
        story.act::<Task>(&second_officer(), scheme, Task::CONFIRM_CLOSURE, vec![])
    };
    let refused = confirm(&mut story).unwrap_err();
    assert!(
        refused.reason.zh.contains("3 项中尚有 1 项"),
        "{}",
        refused.reason.zh
    );
    let given = vec![(Occurrence::REASON, text("并入邻县"))];
    story
        .act::<Occurrence>(&office(), known[2], Occurrence::EXEMPT, given)
        .unwrap();
    confirm(&mut story).unwrap();
    assert_eq!(story.get::<Task>(scheme).state(), Some(TaskState::Closed));
}
