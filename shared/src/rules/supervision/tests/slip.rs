//! Slips.

use super::EVIDENCE;
use crate::model::{Feedback, Slip, SlipColour, Supervision};
use crate::rules::story::{Story, choice, date, day, liaison, office, supervisor, text};
use crate::rules::supervision::slip::{Next, Proposal, last_slip, proposals};
use crate::rules::{Basis, Refusal};
use crate::schema::{RecordId, Value};

fn proposed(story: &Story, on: &str) -> Vec<Proposal> {
    proposals(&story.state, &Basis::new(&story.state, day(on)))
}

fn next(story: &Story, on: &str) -> Option<Next> {
    proposed(story, on).first().map(|proposal| proposal.next)
}

fn raise(story: &mut Story, id: RecordId, colour: SlipColour, by: &str) -> Result<(), Refusal> {
    let given = vec![
        (Supervision::COLOUR, choice(colour)),
        (Supervision::ANSWER_BY, date(by)),
        (Supervision::REASON, text("逾期未答复")),
    ];
    story.act::<Supervision>(&supervisor(), id, Supervision::RAISE, given)
}

fn interview(story: &mut Story, id: RecordId) -> Result<(), Refusal> {
    let reason = vec![(Supervision::REASON, text("红单逾期未答复"))];
    story.act::<Supervision>(&supervisor(), id, Supervision::PROPOSE_INTERVIEW, reason)
}

#[test]
fn b27_an_unanswered_slip_turns_orange_then_red_then_an_interview() {
    let mut story = Story::on("2020-07-01");
    let county = story.county("420526", "兴山县");
    let id = story.assigned(county, "2020-07-10");
    let slip = last_slip(&story.state, id).unwrap();
    assert_eq!(slip.colour(), Some(SlipColour::Blue));
    assert_eq!(
        (slip.issued_on(), slip.due()),
        (Some(day("2020-07-01")), Some(day("2020-07-10")))
    );
    assert!(proposed(&story, "2020-07-10").is_empty());
    assert!(raise(&mut story, id, SlipColour::Orange, "2020-07-17").is_err());

    story.go_to("2020-07-11");
    let orange = proposed(&story, "2020-07-11");
    assert_eq!(orange[0].next, Next::Slip(SlipColour::Orange));
    assert_eq!(
        orange[0].why().zh,
        "应于 2020-07-10 前答复,已逾期 1 天,建议发出橙色督办单"
    );
    assert!(
        raise(&mut story, id, SlipColour::Red, "2020-07-17").is_err(),
        "one by one"
    );
    raise(&mut story, id, SlipColour::Orange, "2020-07-17").unwrap();
    assert!(proposed(&story, "2020-07-17").is_empty());

    story.go_to("2020-07-18");
    assert_eq!(
        next(&story, "2020-07-18"),
        Some(Next::Slip(SlipColour::Red))
    );
    raise(&mut story, id, SlipColour::Red, "2020-07-24").unwrap();
    assert!(
        interview(&mut story, id).is_err(),
        "the red slip is not due"
    );
    story.go_to("2020-07-25");
    assert_eq!(next(&story, "2020-07-25"), Some(Next::Interview));
    interview(&mut story, id).unwrap();
    assert_eq!(
        story.get::<Supervision>(id).interview_on(),
        Some(day("2020-07-25"))
    );
    assert!(proposed(&story, "2020-07-26").is_empty(), "proposed once");
    let slips = story.state.referring::<Slip>(id, Slip::SUPERVISION);
    assert_eq!(slips.count(), 3);
}

#[test]
fn b27_an_answer_ends_the_proposals_and_a_return_brings_them_back() {
    let mut story = Story::on("2020-07-09");
    let county = story.county("420526", "兴山县");
    let id = story.assigned(county, "2020-07-10");
    let evidence = vec![(Supervision::EVIDENCE, text(EVIDENCE))];
    story
        .act::<Supervision>(&liaison(county), id, Supervision::ANSWER, evidence)
        .unwrap();
    let answered_on = |story: &Story| last_slip(&story.state, id).unwrap().answered_on();
    assert_eq!(answered_on(&story), Some(day("2020-07-09")));
    assert!(proposed(&story, "2020-07-20").is_empty());
    let reason = vec![(Supervision::REASON, text("现场未见施工"))];
    story
        .act::<Supervision>(&supervisor(), id, Supervision::RETURN, reason)
        .unwrap();
    assert_eq!(answered_on(&story), None);
    assert_eq!(
        next(&story, "2020-07-20"),
        Some(Next::Slip(SlipColour::Orange))
    );
}

#[test]
fn b27_feedback_answers_the_slip_it_names() {
    let mut story = Story::on("2020-07-09");
    let (county, other) = (story.county("xs", "兴山县"), story.county("yd", "宜都市"));
    let id = story.assigned(county, "2020-07-10");
    let slip = last_slip(&story.state, id).unwrap().record.id;
    let report = |unit| {
        vec![
            (Feedback::SUPERVISION, Value::Ref(id)),
            (Feedback::UNIT, Value::Ref(unit)),
            (Feedback::SLIP, Value::Ref(slip)),
            (Feedback::ON, date("2020-07-09")),
            (Feedback::TEXT, text("已签订征地协议")),
        ]
    };
    let refused = story.create::<Feedback>(&liaison(other), report(other));
    assert_eq!(refused.unwrap_err().field, Some(Feedback::UNIT));
    story
        .create::<Feedback>(&liaison(county), report(county))
        .unwrap();
    let answered = story.get::<Slip>(slip).answered_on();
    assert_eq!(answered, Some(day("2020-07-09")));
    assert!(proposed(&story, "2020-07-20").is_empty());
}

#[test]
fn b27_an_extension_is_asked_for_before_the_deadline() {
    let mut story = Story::on("2020-07-01");
    let county = story.county("420526", "兴山县");
    let id = story.assigned(county, "2020-07-10");
    let ask = |story: &mut Story, on, until| {
        story.go_to(on);
        let given = vec![
            (Supervision::EXTENSION_UNTIL, date(until)),
            (Supervision::EXTENSION_REASON, text("汛期停工")),
        ];
        story.act::<Supervision>(&liaison(county), id, Supervision::ASK_EXTENSION, given)
    };
    let grant = |story: &mut Story| {
        let given = vec![(Supervision::EXTENDED_UNTIL, date("2020-07-20"))];
        story.act::<Supervision>(&supervisor(), id, Supervision::GRANT_EXTENSION, given)
    };
    assert!(grant(&mut story).is_err(), "nobody asked");
    let late = ask(&mut story, "2020-07-11", "2020-07-20").unwrap_err();
    assert!(
        late.reason.zh.starts_with("已超过期限"),
        "{}",
        late.reason.zh
    );
    assert!(
        ask(&mut story, "2020-07-10", "2020-07-10").is_err(),
        "no later"
    );
    ask(&mut story, "2020-07-10", "2020-07-20").unwrap();
    grant(&mut story).unwrap();
    assert!(proposed(&story, "2020-07-20").is_empty());
    assert_eq!(
        next(&story, "2020-07-21"),
        Some(Next::Slip(SlipColour::Orange))
    );
    ask(&mut story, "2020-07-20", "2020-07-31").unwrap();
    let reason = vec![(Supervision::REASON, text("理由不充分"))];
    story
        .act::<Supervision>(&office(), id, Supervision::REFUSE_EXTENSION, reason)
        .unwrap();
    assert_eq!(
        story.get::<Supervision>(id).extended_until(),
        Some(day("2020-07-20"))
    );
}

#[test]
fn b27_a_slip_entered_by_hand_follows_the_colour_before_it() {
    let mut story = Story::on("2020-07-01");
    let county = story.county("420526", "兴山县");
    let id = story.assigned(county, "2020-07-10");
    let fields = vec![
        (Slip::SUPERVISION, Value::Ref(id)),
        (Slip::COLOUR, choice(SlipColour::Red)),
        (Slip::ISSUED_ON, date("2020-07-11")),
        (Slip::DUE, date("2020-07-20")),
    ];
    let refused = story.create::<Slip>(&supervisor(), fields);
    assert_eq!(refused.unwrap_err().field, Some(Slip::COLOUR));
}
