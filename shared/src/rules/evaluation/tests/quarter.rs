use super::room::{
    basis, enter, evaluate, place, places, publish_quarter, quarter, score_id, sheet_of, step,
    version_one,
};
use crate::model::{
    Evaluation, EvaluationState, FundPurpose, Objection, ObjectionState, PreFund, PreFundUse,
    Reward, Score, Settings,
};
use crate::rules::evaluation::history::{compare, history};
use crate::rules::evaluation::marks::Marks;
use crate::rules::evaluation::quarter::last_day_of_objections;
use crate::rules::figures::ranking::Trend;
use crate::rules::resource::{Account, Amount, balance};
use crate::rules::story::{Story, choice, date, day, liaison, office, second_officer, text, wan};
use crate::rules::{Refusal, RefusalCode};
use crate::schema::{FieldNo, RecordId, Value};

const YI: i64 = 100_000_000;

/// The second quarter: investment 24.0 … 4.0亿, the rest equal; all collected.
pub(super) fn second_quarter(story: &mut Story) -> ([RecordId; 14], RecordId, [RecordId; 2]) {
    let places = places(story);
    let (scheme, [investment, other]) = version_one(story);
    let evaluation = evaluate(story, "2020Q2", scheme, &places).unwrap();
    for (at, unit) in places.iter().enumerate() {
        let invested = match at {
            0 => 24,
            1 => 4,
            2 => 14,
            _ => 10,
        };
        enter(story, [evaluation, *unit, investment], invested * YI);
        enter(story, [evaluation, *unit, other], 5);
    }
    (places, evaluation, [investment, other])
}

#[test]
fn b19_best_worst_and_between() {
    let mut story = Story::on("2020-07-13");
    let (places, evaluation, [investment, _]) = second_quarter(&mut story);
    step::<Evaluation>(&mut story, evaluation, Evaluation::TRY, vec![]).unwrap();
    let points = |unit| {
        let id = score_id([evaluation, unit, investment]);
        let points = story.get::<Score>(id).points().unwrap();
        Marks::exactly(points).unwrap().rounded(1)
    };
    assert_eq!(points(places[0]), "30.0");
    assert_eq!(points(places[1]), "18.0");
    assert_eq!(points(places[2]), "24.0");

    let sheet = sheet_of(&story, evaluation);
    assert_eq!(sheet.rows.len(), 14);
    assert!(sheet.rows.iter().all(|row| row.cells.len() == 2));
    let row = sheet.row(places[2]).unwrap();
    assert_eq!((row.total, row.rank), (Marks::whole(94), 2));
    assert_eq!(sheet.row(places[1]).unwrap().rank, 14);
    assert_eq!(sheet.row(places[5]).unwrap().rank, 3, "eleven share it");
    assert_eq!(
        row.cells[0].sentence(&story.state).zh,
        "14.00亿元,最好24.00亿元,最差4.00亿元,权重 30 分,得 24.00 分"
    );
}

#[test]
fn b19_nothing_is_calculated_before_all_is_entered() {
    let mut story = Story::on("2020-07-13");
    let places = places(&mut story);
    let (scheme, [investment, _]) = version_one(&mut story);
    let evaluation = evaluate(&mut story, "2020Q2", scheme, &places).unwrap();
    for unit in places {
        enter(&mut story, [evaluation, unit, investment], YI);
    }
    let refused = step::<Evaluation>(&mut story, evaluation, Evaluation::TRY, vec![]).unwrap_err();
    assert_eq!(
        refused.reason.zh,
        "还有 14 项数据未填报,如「兴山」的「招商引资」"
    );
}

fn object(
    story: &mut Story,
    [evaluation, unit, indicator]: [RecordId; 3],
) -> Result<RecordId, Refusal> {
    let fields = vec![
        (Objection::EVALUATION, Value::Ref(evaluation)),
        (Objection::UNIT, Value::Ref(unit)),
        (Objection::INDICATOR, Value::Ref(indicator)),
        (Objection::TEXT, text("6月投资少计 2 亿元")),
    ];
    let id = story.create::<Objection>(&liaison(unit), fields)?;
    story.act::<Objection>(&liaison(unit), id, Objection::FILE, vec![])?;
    Ok(id)
}

#[test]
fn b19_objections_are_filed_within_three_working_days() {
    let mut story = Story::on("2020-07-15");
    let (places, evaluation, [investment, other]) = second_quarter(&mut story);
    step::<Evaluation>(&mut story, evaluation, Evaluation::TRY, vec![]).unwrap();
    let early = object(&mut story, [evaluation, places[0], investment]).unwrap_err();
    assert_eq!(early.reason.zh, "评价结果不在公示异议期");
    step::<Evaluation>(&mut story, evaluation, Evaluation::NOTIFY, vec![]).unwrap();
    let last = last_day_of_objections(&basis(&story), story.get(evaluation));
    assert_eq!(last, Some(day("2020-07-20")), "over a weekend");
    story.go_to("2020-07-20");
    object(&mut story, [evaluation, places[1], investment]).unwrap();
    story.go_to("2020-07-21");
    let late = object(&mut story, [evaluation, places[1], other]).unwrap_err();
    assert_eq!(late.reason.zh, "异议期已于2020年7月20日届满");
}

#[test]
fn b19_a_county_objects_to_its_own_sheet_only() {
    let mut story = Story::on("2020-07-15");
    let (places, evaluation, [investment, _]) = second_quarter(&mut story);
    step::<Evaluation>(&mut story, evaluation, Evaluation::TRY, vec![]).unwrap();
    step::<Evaluation>(&mut story, evaluation, Evaluation::NOTIFY, vec![]).unwrap();
    let fields = vec![
        (Objection::EVALUATION, Value::Ref(evaluation)),
        (Objection::UNIT, Value::Ref(places[0])),
        (Objection::INDICATOR, Value::Ref(investment)),
        (Objection::TEXT, text("应予核减")),
    ];
    let refused = story.create::<Objection>(&liaison(places[1]), fields);
    assert_eq!(refused.unwrap_err().code, RefusalCode::Forbidden);
    let id = object(&mut story, [evaluation, places[0], investment]).unwrap();
    let county = liaison(places[0]);
    let changed = story.set::<Objection>(&county, id, Objection::TEXT, text("另一说法"));
    assert_eq!(changed.unwrap_err().reason.zh, "异议已提出,不能修改");
}

#[test]
fn b19_an_accepted_objection_changes_the_approved_points() {
    let mut story = Story::on("2020-07-15");
    let (places, evaluation, [investment, _]) = second_quarter(&mut story);
    step::<Evaluation>(&mut story, evaluation, Evaluation::TRY, vec![]).unwrap();
    step::<Evaluation>(&mut story, evaluation, Evaluation::NOTIFY, vec![]).unwrap();
    let objection = object(&mut story, [evaluation, places[2], investment]).unwrap();
    let approve =
        |story: &mut Story| step::<Evaluation>(story, evaluation, Evaluation::APPROVE, vec![]);
    assert_eq!(
        approve(&mut story).unwrap_err().reason.zh,
        "异议期至2020年7月20日止,期满后方可审定"
    );
    story.go_to("2020-07-21");
    assert_eq!(
        approve(&mut story).unwrap_err().reason.zh,
        "还有 1 件异议未答复"
    );
    let answer = vec![(Objection::ANSWER, text("经核实采纳"))];
    step::<Objection>(&mut story, objection, Objection::ACCEPT, answer).unwrap();
    assert_eq!(
        story.get::<Objection>(objection).state(),
        Some(ObjectionState::Accepted)
    );
    let score = score_id([evaluation, places[2], investment]);
    story
        .set::<Score>(&office(), score, Score::ENTERED, Value::Int(19 * YI))
        .unwrap();
    approve(&mut story).unwrap();
    let points = story.get::<Score>(score).points().unwrap();
    assert_eq!(Marks::exactly(points).unwrap(), Marks::whole(27));
    let changed = story.set::<Score>(&office(), score, Score::ENTERED, Value::Int(YI));
    assert_eq!(
        changed.unwrap_err().reason.zh,
        "评价结果已审定,须先退回公示再修改"
    );
}

#[test]
fn b19_two_people_sign_for_the_figures() {
    let mut story = Story::on("2020-07-15");
    let (_, evaluation, _) = second_quarter(&mut story);
    for action in [Evaluation::TRY, Evaluation::NOTIFY] {
        step::<Evaluation>(&mut story, evaluation, action, vec![]).unwrap();
    }
    story.go_to("2020-07-21");
    step::<Evaluation>(&mut story, evaluation, Evaluation::APPROVE, vec![]).unwrap();
    let refused = step::<Evaluation>(&mut story, evaluation, Evaluation::PUBLISH, vec![]);
    assert_eq!(refused.unwrap_err().code, RefusalCode::Forbidden);
    story
        .act::<Evaluation>(&second_officer(), evaluation, Evaluation::PUBLISH, vec![])
        .unwrap();
    assert_eq!(
        story.get::<Evaluation>(evaluation).state(),
        Some(EvaluationState::Published)
    );
}

fn rewards(story: &Story) -> Vec<(RecordId, i64)> {
    let mut rewards: Vec<_> = story
        .state
        .all::<Reward>()
        .map(|record| record.view::<Reward>().unwrap())
        .map(|reward| (reward.unit().unwrap(), reward.rank().unwrap()))
        .collect();
    rewards.sort_by_key(|(_, rank)| *rank);
    rewards
}

/// Published with totals in the order of the places.
fn ranked_quarter(story: &mut Story) -> ([RecordId; 14], RecordId) {
    let places = places(story);
    let (scheme, [investment, other]) = version_one(story);
    let evaluation = evaluate(story, "2020Q2", scheme, &places).unwrap();
    for (at, unit) in (0..).zip(places) {
        enter(story, [evaluation, unit, investment], (20 - at) * YI);
        enter(story, [evaluation, unit, other], 5);
    }
    publish_quarter(story, evaluation, "2020-07-15", "2020-07-21");
    (places, evaluation)
}

#[test]
fn b20_the_first_three_get_a_proposal_without_an_amount() {
    let mut story = Story::on("2020-07-13");
    let (places, evaluation) = ranked_quarter(&mut story);
    assert_eq!(
        rewards(&story),
        [(places[0], 1), (places[1], 2), (places[2], 3)]
    );
    let ids: Vec<RecordId> = story
        .state
        .all::<Reward>()
        .map(|record| record.id)
        .collect();
    assert!(
        ids.iter()
            .all(|id| story.get::<Reward>(*id).amount().is_none())
    );

    let settle =
        |story: &mut Story| step::<Evaluation>(story, evaluation, Evaluation::SETTLE, vec![]);
    assert_eq!(
        settle(&mut story).unwrap_err().reason.zh,
        "还有 3 项奖励未填金额或未拨付"
    );
    let paid_on = (Reward::PAID_ON, Value::Day(story.today()));
    for id in ids {
        let mut set = |(no, value): (FieldNo, Value)| story.set::<Reward>(&office(), id, no, value);
        assert_eq!(
            set(paid_on.clone()).unwrap_err().field,
            Some(Reward::AMOUNT)
        );
        set((Reward::AMOUNT, wan(300))).unwrap();
        set(paid_on.clone()).unwrap();
    }
    settle(&mut story).unwrap();
    assert_eq!(
        story.get::<Evaluation>(evaluation).state(),
        Some(EvaluationState::Settled)
    );
}

#[test]
fn b20_how_many_places_is_a_setting() {
    let mut story = Story::on("2020-07-13");
    story.make::<Settings>(vec![(Settings::REWARD_PLACES, Value::Int(1))]);
    let (places, evaluation) = ranked_quarter(&mut story);
    assert_eq!(rewards(&story), [(places[0], 1)]);
    // A reward made by hand says the published rank.
    let fields = |rank| {
        vec![
            (
                Reward::QUARTER,
                story
                    .get::<Evaluation>(evaluation)
                    .record
                    .value(Evaluation::QUARTER)
                    .unwrap()
                    .clone(),
            ),
            (Reward::UNIT, Value::Ref(places[3])),
            (Reward::EVALUATION, Value::Ref(evaluation)),
            (Reward::RANK, Value::Int(rank)),
        ]
    };
    let (wrong, right) = (fields(1), fields(4));
    let refused = story.create::<Reward>(&office(), wrong).unwrap_err();
    assert_eq!(refused.reason.zh, "公布的名次为 4");
    assert!(story.create::<Reward>(&office(), right).is_ok());
}

#[test]
fn i10_a_published_evaluation_never_changes() {
    let mut story = Story::on("2020-07-13");
    let (places, evaluation) = ranked_quarter(&mut story);
    let before = sheet_of(&story, evaluation);
    let indicator = before.indicators[0];
    let score = score_id([evaluation, places[0], indicator]);
    let fewer = Value::Refs(places[1..].iter().copied().collect());
    let again = vec![(Evaluation::REASON, text("重新计算"))];
    let refusals = [
        story.set::<Score>(&office(), score, Score::ENTERED, Value::Int(1)),
        story.set::<Evaluation>(&office(), evaluation, Evaluation::UNITS, fewer),
        object(&mut story, [evaluation, places[5], indicator]).map(|_| ()),
    ];
    for refused in refusals {
        assert_eq!(refused.unwrap_err().reason.zh, "已公布,不能修改");
    }
    let reopened = step::<Evaluation>(&mut story, evaluation, Evaluation::REOPEN, again);
    assert_eq!(reopened.unwrap_err().code, RefusalCode::NotAllowedNow);
    assert_eq!(sheet_of(&story, evaluation), before);
}

#[test]
fn b22_from_rank_nine_to_six_shows_three_up() {
    let mut story = Story::on("2020-07-13");
    let places = places(&mut story);
    let changyang = place(&places, "长阳");
    let (scheme, indicators) = version_one(&mut story);
    for (name, rank, noticed, after) in [
        ("2020Q2", 9, "2020-07-15", "2020-07-21"),
        ("2020Q3", 6, "2020-10-13", "2020-10-19"),
    ] {
        let evaluation = evaluate(&mut story, name, scheme, &places).unwrap();
        let others = places.iter().filter(|unit| **unit != changyang);
        let figures = others.zip((1..=14).filter(|place| *place != rank));
        let all: Vec<_> = figures.map(|(unit, place)| (*unit, place)).collect();
        for (unit, place) in all.into_iter().chain([(changyang, rank)]) {
            for indicator in indicators {
                enter(&mut story, [evaluation, unit, indicator], 100 - place);
            }
        }
        publish_quarter(&mut story, evaluation, noticed, after);
    }
    let results = history(&story.state, changyang);
    assert_eq!(
        results.iter().map(|one| one.rank).collect::<Vec<_>>(),
        [9, 6]
    );
    assert_eq!(results[0].trend, None);
    assert_eq!(results[1].trend.unwrap().to_string(), "▲3");
    let compared = compare(&story.state, quarter("2020Q2"), quarter("2020Q3"));
    assert_eq!(compared.len(), 14);
    let own = compared.iter().find(|one| one.unit == changyang).unwrap();
    assert_eq!(
        (own.earlier.1, own.later.1, own.trend),
        (9, 6, Trend::Up(3))
    );
}

#[test]
fn b22_a_quarter_that_is_not_published_is_no_history() {
    let mut story = Story::on("2020-07-13");
    let (places, evaluation, _) = second_quarter(&mut story);
    step::<Evaluation>(&mut story, evaluation, Evaluation::TRY, vec![]).unwrap();
    assert!(history(&story.state, places[0]).is_empty());
}

#[test]
fn b20_a_paid_reward_enters_the_pre_construction_fund_of_the_place() {
    let mut story = Story::on("2020-07-13");
    let (places, _) = ranked_quarter(&mut story);
    story.go_to("2020-07-22");
    let reward = |story: &Story, place: RecordId| {
        let mut rewards = story.state.referring::<Reward>(place, Reward::UNIT);
        rewards.next().unwrap().id
    };
    let left = |story: &Story, id| {
        let fund = story.get::<Reward>(id).fund().unwrap();
        balance(&story.state, Account::fund(fund)).left()
    };
    let (first, second) = (reward(&story, places[0]), reward(&story, places[1]));
    let fund = story.make::<PreFund>(vec![
        (PreFund::UNIT, Value::Ref(places[0])),
        (PreFund::YEAR, Value::Int(2020)),
        (PreFund::AMOUNT, wan(2_000)),
    ]);
    for id in [first, second] {
        story
            .set::<Reward>(&office(), id, Reward::AMOUNT, wan(300))
            .unwrap();
        story
            .set::<Reward>(&office(), id, Reward::PAID_ON, date("2020-07-20"))
            .unwrap();
    }
    assert_eq!(story.get::<Reward>(first).fund(), Some(fund));
    assert_eq!(left(&story, first), Amount::whole(23_000_000));
    assert_eq!(
        left(&story, second),
        Amount::whole(3_000_000),
        "opened for it"
    );
    // What was spent of it cannot be taken back.
    let opened = story.get::<Reward>(second).fund().unwrap();
    let project = story.project(places[1], "示例项目", 12_000);
    story.make::<PreFundUse>(vec![
        (PreFundUse::FUND, Value::Ref(opened)),
        (PreFundUse::PROJECT, Value::Ref(project)),
        (PreFundUse::PURPOSE, choice(FundPurpose::Design)),
        (PreFundUse::AMOUNT, wan(100)),
        (PreFundUse::USED_ON, date("2020-07-21")),
    ]);
    let unpaid = story.clear::<Reward>(&office(), second, Reward::PAID_ON);
    assert_eq!(unpaid.unwrap_err().code, RefusalCode::Rule);
    let less = story.set::<Reward>(&office(), second, Reward::AMOUNT, wan(99));
    assert_eq!(less.unwrap_err().field, Some(Reward::AMOUNT));
    // What was not can, with the command.
    story.take_back::<Reward>(&office(), first).unwrap();
    assert_eq!(story.get::<Reward>(first).fund(), None);
    let own = balance(&story.state, Account::fund(fund)).left();
    assert_eq!(own, Amount::whole(20_000_000));
}
