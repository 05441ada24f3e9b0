//! Decisions.

use super::EVIDENCE;
use crate::model::{
    Countersignature, Decision, DecisionKind, DecisionState, HeldRole, Person, Post, RoleHolding,
};
use crate::rules::conference::decision::{closure_rate, in_time_rate, missing_signatures};
use crate::rules::conference::timeliness::{Timeliness, of_decision};
use crate::rules::light::Colour;
use crate::rules::organization::holder_of;
use crate::rules::story::{
    Story, choice, date, day, leader, liaison, office, refs, second_officer, supervisor, text,
};
use crate::rules::{Actor, Basis, Refusal, RefusalCode};
use crate::schema::{ActionNo, FieldNo, RecordId, Value, View};

fn act(
    story: &mut Story,
    actor: &Actor,
    id: RecordId,
    action: ActionNo,
    given: Vec<(FieldNo, Value)>,
) -> Result<(), Refusal> {
    story.act::<Decision>(actor, id, action, given)
}

fn drafted(story: &mut Story, given: Vec<(FieldNo, Value)>) -> RecordId {
    let mut fields = vec![
        (Decision::KIND, choice(DecisionKind::Dispatch)),
        (Decision::TEXT, text("7 月底前完成征地")),
    ];
    fields.extend(given);
    story.make::<Decision>(fields)
}

/// A decision the unit is to carry out by the day.
fn issued(story: &mut Story, unit: RecordId, deadline: &str) -> RecordId {
    let given = vec![
        (Decision::UNITS, refs([unit])),
        (Decision::DEADLINE, date(deadline)),
    ];
    let id = drafted(story, given);
    act(story, &office(), id, Decision::ISSUE, vec![]).unwrap();
    id
}

fn ask(story: &mut Story, unit: RecordId, id: RecordId) {
    act(story, &liaison(unit), id, Decision::BEGIN, vec![]).unwrap();
    let evidence = vec![(Decision::EVIDENCE, text(EVIDENCE))];
    act(story, &liaison(unit), id, Decision::ASK, evidence).unwrap();
}

#[test]
fn b13_without_unit_or_date_it_cannot_be_issued() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    let id = drafted(&mut story, vec![(Decision::DEADLINE, date("2020-07-31"))]);
    let issue = |story: &mut Story| act(story, &office(), id, Decision::ISSUE, vec![]);
    let refused = issue(&mut story).unwrap_err();
    assert_eq!(
        (refused.code, refused.field),
        (RefusalCode::Required, Some(Decision::UNITS))
    );
    let id = drafted(&mut story, vec![(Decision::UNITS, refs([county]))]);
    let refused = act(&mut story, &office(), id, Decision::ISSUE, vec![]).unwrap_err();
    assert_eq!(refused.field, Some(Decision::DEADLINE));
}

#[test]
fn i7_an_issued_decision_keeps_its_units_and_its_deadline() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    let id = issued(&mut story, county, "2020-07-31");
    let none = Value::Refs(std::collections::BTreeSet::new());
    let refused = story.set::<Decision>(&office(), id, Decision::UNITS, none);
    assert_eq!(refused.unwrap_err().field, Some(Decision::UNITS));
    let moved = story.set::<Decision>(&office(), id, Decision::DEADLINE, date("2020-08-31"));
    assert_eq!(moved.unwrap_err().field, Some(Decision::DEADLINE));
    let given = vec![
        (Decision::DEADLINE, date("2020-08-31")),
        (Decision::REASON, text("汛期停工")),
    ];
    act(&mut story, &office(), id, Decision::EXTEND, given).unwrap();
    assert_eq!(
        story.get::<Decision>(id).deadline(),
        Some(day("2020-08-31"))
    );
    let rewritten = story.set::<Decision>(&office(), id, Decision::TEXT, text("另一句"));
    assert!(rewritten.is_err());
}

#[test]
fn s8_a_decision_goes_from_drafted_to_closed() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    let id = issued(&mut story, county, "2020-07-31");
    ask(&mut story, county, id);
    act(&mut story, &supervisor(), id, Decision::CHECK, vec![]).unwrap();
    let reason = vec![(Decision::REASON, text("现场仍未交地"))];
    act(&mut story, &supervisor(), id, Decision::RETURN, reason).unwrap();
    let evidence = vec![(Decision::EVIDENCE, text(EVIDENCE))];
    act(&mut story, &liaison(county), id, Decision::ASK, evidence).unwrap();
    act(&mut story, &supervisor(), id, Decision::CLOSE, vec![]).unwrap();
    let decision = story.get::<Decision>(id);
    assert_eq!(decision.state(), Some(DecisionState::Closed));
    assert_eq!(
        decision.closed_by().map(|by| by.by.as_str()),
        Some("市政府督查室")
    );
}

#[test]
fn i8_a_decision_is_verified_by_someone_else() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    let id = issued(&mut story, county, "2020-07-31");
    act(&mut story, &office(), id, Decision::BEGIN, vec![]).unwrap();
    let evidence = vec![(Decision::EVIDENCE, text(EVIDENCE))];
    act(&mut story, &office(), id, Decision::ASK, evidence).unwrap();
    let refused = act(&mut story, &office(), id, Decision::CLOSE, vec![]).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Forbidden);
    act(&mut story, &second_officer(), id, Decision::CLOSE, vec![]).unwrap();
}

#[test]
fn b23_it_is_issued_when_every_unit_has_countersigned() {
    let mut story = Story::on("2020-07-22");
    let county = story.county("420583", "枝江市");
    let (land, money) = (story.bureau("zgj", "自规局"), story.bureau("czj", "财政局"));
    let given = vec![
        (Decision::UNITS, refs([county])),
        (Decision::DEADLINE, date("2020-08-10")),
        (Decision::COUNTERSIGNERS, refs([land, money])),
    ];
    let id = drafted(&mut story, given);
    act(&mut story, &office(), id, Decision::CIRCULATE, vec![]).unwrap();
    let signature_of = |story: &Story, unit| {
        let mut own = story
            .state
            .referring::<Countersignature>(unit, Countersignature::UNIT);
        own.next().unwrap().id
    };
    let sign = |story: &mut Story, unit, actor: &Actor| {
        let id = signature_of(story, unit);
        story.act::<Countersignature>(actor, id, Countersignature::SIGN, vec![])
    };
    sign(&mut story, land, &liaison(land)).unwrap();
    assert!(
        sign(&mut story, money, &liaison(land)).is_err(),
        "not for another"
    );
    let refused = act(&mut story, &office(), id, Decision::ISSUE, vec![]).unwrap_err();
    assert_eq!(refused.reason.zh, "还有 1 家单位未会签同意,不能印发");
    // The text changes: everybody is asked anew.
    let reason = vec![(Decision::REASON, text("补充期限"))];
    act(&mut story, &office(), id, Decision::WITHDRAW, reason).unwrap();
    assert!(
        sign(&mut story, money, &liaison(money)).is_err(),
        "not circulated"
    );
    story
        .set::<Decision>(&office(), id, Decision::TEXT, text("8 月 10 日前调剂指标"))
        .unwrap();
    act(&mut story, &office(), id, Decision::CIRCULATE, vec![]).unwrap();
    assert_eq!(missing_signatures(&story.state, story.get(id)).len(), 2);
    sign(&mut story, land, &liaison(land)).unwrap();
    sign(&mut story, money, &liaison(money)).unwrap();
    act(&mut story, &office(), id, Decision::ISSUE, vec![]).unwrap();
    let signature = signature_of(&story, land);
    let signed_by = story
        .get::<Countersignature>(signature)
        .signed_by()
        .unwrap();
    assert_eq!(signed_by.by, "联络员");
    // Having countersigned does not make it theirs to carry out.
    assert!(act(&mut story, &liaison(land), id, Decision::BEGIN, vec![]).is_err());
    act(&mut story, &liaison(county), id, Decision::BEGIN, vec![]).unwrap();
}

#[test]
fn b01_a_decision_keeps_its_signer_when_the_post_passes_on() {
    let mut story = Story::on("2020-07-10");
    let county = story.county("420583", "枝江市");
    let former = story.make::<Person>(vec![(Person::NAME, text("前任局长"))]);
    let next = story.make::<Person>(vec![(Person::NAME, text("现任局长"))]);
    let post = story.post("市商务局局长", crate::model::GroupRole::Member);
    let holder = Value::Ref(former);
    story
        .set::<Post>(&office(), post, Post::HOLDER, holder)
        .unwrap();
    let given = vec![
        (Decision::UNITS, refs([county])),
        (Decision::DEADLINE, date("2020-07-31")),
    ];
    let id = drafted(&mut story, given);
    let signed = vec![
        (Decision::SIGNER_POST, Value::Ref(post)),
        (Decision::SIGNER, Value::Ref(former)),
    ];
    act(&mut story, &office(), id, Decision::ISSUE, signed).unwrap();
    story.go_to("2020-09-01");
    story.make::<RoleHolding>(vec![
        (RoleHolding::PERSON, Value::Ref(next)),
        (RoleHolding::ROLE, choice(HeldRole::Post)),
        (RoleHolding::POST, Value::Ref(post)),
        (RoleHolding::FROM, date("2020-09-01")),
    ]);
    let decision = story.get::<Decision>(id);
    assert_eq!(decision.signer(), Some(former));
    let post = decision.signer_post().unwrap();
    assert_eq!(holder_of(&story.state, post, day("2020-09-01")), Some(next));
}

#[test]
fn b11_a_leaders_instruction_becomes_a_decision() {
    let mut story = Story::on("2020-07-10");
    let county = story.county("420583", "枝江市");
    let fields = vec![
        (Decision::KIND, choice(DecisionKind::Instruction)),
        (Decision::TEXT, text("请枝江市一周内解决")),
        (Decision::UNITS, refs([county])),
        (Decision::DEADLINE, date("2020-07-17")),
    ];
    let id = story.create::<Decision>(&leader(), fields).unwrap();
    act(&mut story, &leader(), id, Decision::ISSUE, vec![]).unwrap();
    let by = story.get::<Decision>(id).issued_by().unwrap();
    assert_eq!(by.by, "组长");
}

#[test]
fn l912_the_in_time_rate_counts_what_was_due_or_done() {
    let mut story = Story::on("2020-07-08");
    let county = story.county("420526", "兴山县");
    let in_time = issued(&mut story, county, "2020-07-10");
    let late = issued(&mut story, county, "2020-07-10");
    let overdue = issued(&mut story, county, "2020-07-10");
    let open = issued(&mut story, county, "2020-07-31");
    let draft = drafted(&mut story, vec![(Decision::DEADLINE, date("2020-07-01"))]);
    story.go_to("2020-07-10");
    ask(&mut story, county, in_time);
    story.go_to("2020-07-13");
    ask(&mut story, county, late);
    for id in [in_time, late] {
        act(&mut story, &office(), id, Decision::CLOSE, vec![]).unwrap();
    }
    let basis = Basis::new(&story.state, day("2020-07-14"));
    let verdict = |id| of_decision(story.get(id), &basis);
    assert_eq!(
        verdict(in_time),
        Timeliness::Closed { late: 0 },
        "verified later"
    );
    assert_eq!(verdict(late), Timeliness::Closed { late: 3 });
    assert_eq!(verdict(overdue), Timeliness::Overdue { days: 4 });
    assert_eq!(verdict(open).colour(), Colour::Green);
    assert_eq!(verdict(draft), Timeliness::Undated, "it binds nobody yet");
    assert_eq!(verdict(overdue).light().word.zh, "逾期 4 天");
    let all = || {
        let records = story.state.all::<Decision>();
        records.filter_map(|record| -> Option<View<'_, Decision>> { record.view() })
    };
    assert_eq!(in_time_rate(all(), &basis).to_string(), "1/3 = 33.3%");
    assert_eq!(closure_rate(all()).to_string(), "2/4 = 50.0%");
}
