//! Rounds.

use crate::model::{
    ElementCheck, ElementVerdict, RoundItem, RoundState, Supervision, SupervisionRound, UnitKind,
    Verdict,
};
use crate::rules::story::{Story, choice, day, liaison, supervisor, text};
use crate::rules::supervision::round::{Answer, Verdicts};
use crate::rules::supervision::{element, round};
use crate::rules::{Basis, Command, Refusal, RefusalCode, Verb};
use crate::schema::{ActionNo, FieldNo, Kind, Period, Quarter, RecordId, Seq, Value};

impl Story {
    fn round(&mut self, quarter: &str) -> Result<RecordId, Refusal> {
        let quarter = Value::Period(Period::parse(quarter).unwrap());
        let fields = vec![(SupervisionRound::QUARTER, quarter)];
        self.create::<SupervisionRound>(&supervisor(), fields)
    }

    fn list(&mut self, round: RecordId, supervision: RecordId) -> Result<RecordId, Refusal> {
        let fields = vec![
            (RoundItem::ROUND, Value::Ref(round)),
            (RoundItem::SUPERVISION, Value::Ref(supervision)),
        ];
        self.create::<RoundItem>(&supervisor(), fields)
    }

    fn freeze(&mut self, round: RecordId) {
        let teams = ["一组", "二组", "三组", "四组", "五组"].map(str::to_owned);
        let teams = Value::Texts(teams.into_iter().collect());
        let given = vec![(SupervisionRound::TEAMS, teams)];
        self.act::<SupervisionRound>(&supervisor(), round, SupervisionRound::FREEZE, given)
            .unwrap();
    }

    fn judge(&mut self, item: RecordId, action: ActionNo) -> Result<(), Refusal> {
        let given: Vec<(FieldNo, Value)> = vec![(RoundItem::FINDING, text("现场核对施工许可"))];
        self.act::<RoundItem>(&supervisor(), item, action, given)
    }
}

#[test]
fn b26_forty_items_thirty_one_done() {
    let mut story = Story::on("2020-09-28");
    let county = story.county("420526", "兴山县");
    let round = story.round("2020Q3").unwrap();
    let items: Vec<_> = (0..40)
        .map(|_| {
            let supervision = story.supervised(county, "2020-09-20");
            story.list(round, supervision).unwrap()
        })
        .collect();
    assert_eq!(round::candidates(&story.state).count(), 40);
    assert!(
        story.judge(items[0], RoundItem::FIND_DONE).is_err(),
        "first the list stands"
    );
    story.freeze(round);
    let issue = |story: &mut Story| {
        let given = vec![(SupervisionRound::BULLETIN, text("三季度督办通报"))];
        story.act::<SupervisionRound>(&supervisor(), round, SupervisionRound::ISSUE, given)
    };
    for (at, item) in items.iter().enumerate() {
        if at == 39 {
            let refused = issue(&mut story).unwrap_err();
            assert_eq!(refused.reason.zh, "还有 1 项没有核查结论,不能印发通报");
        }
        let action = match at {
            0..31 => RoundItem::FIND_DONE,
            31..37 => RoundItem::FIND_MOSTLY,
            _ => RoundItem::FIND_NOT_DONE,
        };
        story.judge(*item, action).unwrap();
    }
    let verdicts = round::verdicts(&story.state, round);
    let expected = Verdicts {
        done: 31,
        mostly: 6,
        not_done: 3,
        pending: 0,
    };
    assert_eq!(verdicts, expected);
    assert_eq!(verdicts.rate().to_string(), "31/40 = 77.5%");
    assert_eq!(
        round::verdicts_of_unit(&story.state, round, county),
        expected
    );
    issue(&mut story).unwrap();
    let reconsider = vec![(RoundItem::REASON, text("单位补充材料"))];
    let late = story.act::<RoundItem>(&supervisor(), items[0], RoundItem::RECONSIDER, reconsider);
    assert!(late.is_err(), "the bulletin is out");
}

#[test]
fn i10_the_list_of_a_frozen_round_never_changes() {
    let mut story = Story::on("2020-09-28");
    let county = story.county("420526", "兴山县");
    let round = story.round("2020Q3").unwrap();
    let [one, other] = [0; 2].map(|_| story.supervised(county, "2020-09-20"));
    let item = story.list(round, one).unwrap();
    story.freeze(round);
    assert!(story.list(round, other).is_err(), "nothing is added");
    let put_away = |story: &mut Story, kind, id| {
        let command = Command {
            kind,
            id,
            base: Seq(u64::MAX),
            verb: Verb::Archive,
        };
        story.carry_out(&supervisor(), &command)
    };
    let refused = put_away(&mut story, RoundItem::ID, item).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Rule, "nothing is taken off");
    assert!(put_away(&mut story, SupervisionRound::ID, round).is_err());
    let state = story.get::<SupervisionRound>(round).state();
    assert_eq!(state, Some(RoundState::Frozen));
    assert_eq!(round::items(&story.state, round).count(), 1);
    story.judge(item, RoundItem::FIND_MOSTLY).unwrap();
}

#[test]
fn b26_a_unit_answers_within_five_working_days() {
    let mut story = Story::on("2020-09-28");
    let county = story.county("420526", "兴山县");
    let round = story.round("2020Q3").unwrap();
    let supervision = story.supervised(county, "2020-09-20");
    let item = story.list(round, supervision).unwrap();
    story.freeze(round);
    let answer = |story: &Story, on: &str| {
        let basis = Basis::new(&story.state, day(on));
        round::answer(story.get(item), &basis)
    };
    assert_eq!(answer(&story, "2020-09-28"), Answer::NotAsked);
    story.judge(item, RoundItem::FIND_NOT_DONE).unwrap();
    assert_eq!(
        story.get::<RoundItem>(item).verdict(),
        Some(Verdict::NotDone)
    );
    // 09-29, 09-30, then the holiday to 10-08, 10-09, the Saturday worked 10-10, 10-12.
    let due = day("2020-10-12");
    assert_eq!(answer(&story, "2020-10-12"), Answer::Open { due });
    assert_eq!(answer(&story, "2020-10-13"), Answer::Missing { days: 1 });
    story.go_to("2020-10-13");
    let given = vec![(RoundItem::ANSWER, text("已组织整改"))];
    story
        .act::<RoundItem>(&liaison(county), item, RoundItem::ANSWER_VERDICT, given)
        .unwrap();
    assert_eq!(answer(&story, "2020-10-20"), Answer::Given { late: true });
}

#[test]
fn b26_a_round_is_of_a_quarter() {
    let mut story = Story::on("2020-09-28");
    let refused = story.round("2020-09").unwrap_err();
    assert_eq!(refused.field, Some(SupervisionRound::QUARTER));
}

#[test]
fn t34_a_round_asks_four_questions_of_fourteen_places() {
    let mut story = Story::on("2020-09-28");
    for no in 0..13 {
        story.county(&format!("4205{no:02}"), &format!("县{no}"));
    }
    story.unit("gxq", "宜昌高新区管委会", UnitKind::Zone);
    story.unit("zmq", "宜昌自贸区管委会", UnitKind::Zone);
    let round = story.round("2020Q3").unwrap();
    story.freeze(round);
    let sheets: Vec<_> = element::sheets(&story.state, round)
        .map(|sheet| sheet.record.id)
        .collect();
    assert_eq!(sheets.len(), 14);
    assert_eq!(
        element::answered(&story.state, round).to_string(),
        "0/56 = 0.0%"
    );
    for field in element::QUESTIONS {
        let met = choice(ElementVerdict::Met);
        story
            .set::<ElementCheck>(&supervisor(), sheets[0], field, met)
            .unwrap();
    }
    let partly = choice(ElementVerdict::Partly);
    story
        .set::<ElementCheck>(&supervisor(), sheets[1], ElementCheck::LAND, partly)
        .unwrap();
    assert_eq!(element::answered(&story.state, round).numerator, 5);
    assert_eq!(element::met(&story.state, round).numerator, 4);
    let rate = element::rate(&story.state, round);
    assert_eq!(rate.why.zh, "要素保障核查事项 56 个,已落实 4 个");
    let of = |number| {
        let quarter = Quarter::new(2020, number).unwrap();
        element::round_in(&story.state, quarter).map(|round| round.record.id)
    };
    assert_eq!((of(3), of(2)), (Some(round), None));
    assert!(story.state.all::<Supervision>().next().is_none());
}
