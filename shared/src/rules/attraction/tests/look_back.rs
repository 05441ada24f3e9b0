//! DOMAIN T54.

use super::places;
use crate::model::{
    BreachKind, Clause, Contract, ContractParty, LookBack, LookBackState, Settings,
};
use crate::rules::attraction::look_back::{Breach, Finding, breaches, look_back};
use crate::rules::figures::Points;
use crate::rules::resource::tests::{basis, start};
use crate::rules::story::{
    Story, choice, date, day, liaison, office, second_officer, supervisor, text, wan,
};
use crate::rules::{Refusal, RefusalCode};
use crate::schema::{Choices, FieldNo, Period, RecordId, Value};

fn contract(story: &mut Story, place: RecordId, more: Vec<(FieldNo, Value)>) -> RecordId {
    let mut fields = vec![
        (Contract::TITLE, text("某新材料项目")),
        (Contract::COMPANY, text("某公司")),
        (Contract::PLACE, Value::Ref(place)),
        (Contract::SIGNED_ON, date("2019-05-01")),
        (Contract::AGREED_INVESTMENT, wan(50_000)),
    ];
    fields.extend(more);
    story.create::<Contract>(&liaison(place), fields).unwrap()
}

fn clause(story: &mut Story, contract: RecordId, party: ContractParty, due: &str) -> RecordId {
    story.make::<Clause>(vec![
        (Clause::CONTRACT, Value::Ref(contract)),
        (Clause::PARTY, choice(party)),
        (Clause::DUTY, text("七通一平")),
        (Clause::DUE, date(due)),
    ])
}

fn of(story: &Story, id: RecordId, behind: Option<Points>) -> Vec<Breach> {
    breaches(
        &story.state,
        &basis(story),
        story.get::<Contract>(id),
        behind,
    )
}

#[test]
fn t54_agreed_for_31_may_and_not_started_on_10_july_is_40_days_late() {
    let mut story = Story::on("2020-05-31");
    let place = places(&mut story, 1)[0];
    let project = story.project(place, "某新材料项目", 50_000);
    let agreed = vec![
        (Contract::PROJECT, Value::Ref(project)),
        (Contract::AGREED_START, date("2020-05-31")),
    ];
    let id = contract(&mut story, place, agreed);
    assert_eq!(of(&story, id, None), [], "the day itself is in time");
    story.go_to("2020-07-10");
    let found = of(&story, id, None);
    let agreed = day("2020-05-31");
    assert_eq!(found, [Breach::LateStart { agreed, days: 40 }]);
    let light = found[0].light(&story.state);
    assert_eq!(light.word.zh, "逾期不开工 40 天");
    assert!(light.why.zh.contains("逾期 40 天"), "{}", light.why.zh);
    start(&mut story, project, "2020-07-09");
    assert_eq!(of(&story, id, None), []);
}

#[test]
fn t46_a_contract_of_10_july_feeds_the_look_back_after_its_agreed_start() {
    let mut story = Story::on("2020-07-10");
    let place = places(&mut story, 1)[0];
    let id = contract(
        &mut story,
        place,
        vec![(Contract::AGREED_START, date("2020-12-31"))],
    );
    story
        .set::<Contract>(&office(), id, Contract::SIGNED_ON, date("2020-07-10"))
        .unwrap();
    story.go_to("2020-12-31");
    assert_eq!(of(&story, id, None), []);
    story.go_to("2021-01-01");
    assert_eq!(of(&story, id, None)[0].kind(), BreachKind::LateStart);
}

#[test]
fn t54_land_taken_more_than_12_months_ago_and_not_built_on() {
    let mut story = Story::on("2020-06-15");
    let place = places(&mut story, 1)[0];
    let project = story.project(place, "某新材料项目", 50_000);
    let taken = vec![
        (Contract::PROJECT, Value::Ref(project)),
        (Contract::LAND_TAKEN_ON, date("2019-06-15")),
    ];
    let id = contract(&mut story, place, taken);
    assert_eq!(of(&story, id, None), [], "twelve months, not more");
    story.go_to("2020-06-16");
    let idle = Breach::IdleLand {
        taken: day("2019-06-15"),
        days: 367,
        months: 12,
    };
    assert_eq!(of(&story, id, None), [idle]);
    story.make::<Settings>(vec![(Settings::IDLE_LAND_MONTHS, Value::Int(24))]);
    assert_eq!(of(&story, id, None), []);
}

#[test]
fn t54_more_than_30_points_behind_is_slow_construction() {
    let mut story = Story::on("2020-07-31");
    let place = places(&mut story, 1)[0];
    let project = story.project(place, "某新材料项目", 50_000);
    let id = contract(
        &mut story,
        place,
        vec![(Contract::PROJECT, Value::Ref(project))],
    );
    let points = Points::tenths(317);
    assert_eq!(of(&story, id, Some(points)), [], "it is not being built");
    start(&mut story, project, "2020-06-01");
    assert_eq!(of(&story, id, Some(Points::whole(30))), []);
    let found = of(&story, id, Some(points));
    assert_eq!(found, [Breach::Behind { points }]);
    assert_eq!(found[0].why(&story.state).zh, "建设进度滞后 31.7 个百分点");
}

#[test]
fn t54_a_duty_of_the_government_is_listed_against_the_county() {
    let mut story = Story::on("2020-07-10");
    let units = places(&mut story, 2);
    let id = contract(&mut story, units[0], vec![]);
    contract(&mut story, units[1], vec![]);
    let duty = clause(&mut story, id, ContractParty::Government, "2020-06-30");
    clause(&mut story, id, ContractParty::Enterprise, "2020-07-01");
    clause(&mut story, id, ContractParty::Enterprise, "2020-07-10");
    let round = |story: &Story, place| look_back(&story.state, &basis(story), place, |_| None);
    let found = round(&story, None);
    assert_eq!(found.len(), 2, "what is due today is in time");
    let against: Vec<_> = found.iter().map(|finding| finding.against()).collect();
    assert_eq!(against, [Some(units[0]), None]);
    assert_eq!(
        found[0].breach.why(&story.state).zh,
        "政府应于2020年6月30日前履行「七通一平」,逾期 10 天"
    );
    assert_eq!(round(&story, Some(units[1])), []);
    let given = vec![
        (Clause::KEPT_ON, date("2020-07-09")),
        (Clause::EVIDENCE, text("场地移交单 2020-07-09 双方签字")),
    ];
    story
        .act::<Clause>(&liaison(units[0]), duty, Clause::KEEP, given)
        .unwrap();
    let left: Vec<Finding> = round(&story, None);
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].breach.party(), ContractParty::Enterprise);
}

#[test]
fn t54_a_clause_is_kept_by_evidence_and_not_ahead_of_time() {
    let mut story = Story::on("2020-07-10");
    let place = places(&mut story, 1)[0];
    let id = contract(&mut story, place, vec![]);
    let duty = clause(&mut story, id, ContractParty::Government, "2020-08-30");
    let keep = |story: &mut Story, on, evidence| {
        let given = vec![
            (Clause::KEPT_ON, date(on)),
            (Clause::EVIDENCE, text(evidence)),
        ];
        story.act::<Clause>(&liaison(place), duty, Clause::KEEP, given)
    };
    let refused = keep(&mut story, "2020-07-10", "已完成").unwrap_err();
    assert_eq!(refused.field, Some(Clause::EVIDENCE));
    let refused = keep(&mut story, "2020-07-11", "场地移交单,双方已经签字").unwrap_err();
    assert_eq!(refused.field, Some(Clause::KEPT_ON));
    keep(&mut story, "2020-07-10", "场地移交单,双方已经签字").unwrap();
}

fn open(
    story: &mut Story,
    contract: RecordId,
    unit: RecordId,
    breach: BreachKind,
    party: ContractParty,
    clause: Option<RecordId>,
) -> Result<RecordId, Refusal> {
    let quarter = Period::parse("2020Q3").unwrap();
    let mut fields = vec![
        (LookBack::CONTRACT, Value::Ref(contract)),
        (LookBack::BREACH, choice(breach)),
        (LookBack::PARTY, choice(party)),
        (LookBack::ROUND, Value::Period(quarter)),
        (LookBack::FOUND_ON, date("2020-07-10")),
        (LookBack::EXPLANATION, text("约定5月31日开工,至今未开工")),
        (LookBack::UNIT, Value::Ref(unit)),
    ];
    fields.extend(clause.map(|id| (LookBack::CLAUSE, Value::Ref(id))));
    story.create::<LookBack>(&supervisor(), fields)
}

#[test]
fn t54_a_breach_is_followed_up_once_until_someone_else_closes_it() {
    let mut story = Story::on("2020-07-10");
    let place = places(&mut story, 1)[0];
    let id = contract(&mut story, place, vec![]);
    let late = |story: &mut Story| {
        let enterprise = ContractParty::Enterprise;
        open(story, id, place, BreachKind::LateStart, enterprise, None)
    };
    let case = late(&mut story).unwrap();
    let again = late(&mut story).unwrap_err();
    assert_eq!(again.code, RefusalCode::Rule);
    let deadline = vec![(LookBack::DEADLINE, date("2020-08-10"))];
    story
        .act::<LookBack>(&supervisor(), case, LookBack::ASSIGN, deadline)
        .unwrap();
    let evidence = vec![(LookBack::EVIDENCE, text("已取得施工许可并开工建设"))];
    story
        .act::<LookBack>(&office(), case, LookBack::ASK, evidence)
        .unwrap();
    let close =
        |story: &mut Story, actor| story.act::<LookBack>(&actor, case, LookBack::CLOSE, vec![]);
    assert!(close(&mut story, office()).is_err(), "who has asked");
    assert!(close(&mut story, liaison(place)).is_err());
    close(&mut story, second_officer()).unwrap();
    let state = story.get::<LookBack>(case).state();
    assert_eq!(state, Some(LookBackState::Closed));
    late(&mut story).unwrap();
}

#[test]
fn t54_a_case_names_the_clause_and_whose_duty_it_is() {
    let mut story = Story::on("2020-07-10");
    let place = places(&mut story, 1)[0];
    let id = contract(&mut story, place, vec![]);
    let other = contract(&mut story, place, vec![]);
    let duty = clause(&mut story, id, ContractParty::Government, "2020-06-30");
    let foreign = clause(&mut story, other, ContractParty::Government, "2020-06-30");
    let (government, enterprise) = (ContractParty::Government, ContractParty::Enterprise);
    for (breach, party, named, field) in [
        (BreachKind::Clause, government, None, LookBack::CLAUSE),
        (
            BreachKind::Clause,
            government,
            Some(foreign),
            LookBack::CLAUSE,
        ),
        (BreachKind::Clause, enterprise, Some(duty), LookBack::PARTY),
        (BreachKind::LateStart, government, None, LookBack::PARTY),
    ] {
        let refused = open(&mut story, id, place, breach, party, named).unwrap_err();
        assert_eq!(refused.field, Some(field), "{}", breach.option().key);
    }
    open(
        &mut story,
        id,
        place,
        BreachKind::Clause,
        government,
        Some(duty),
    )
    .unwrap();
}
