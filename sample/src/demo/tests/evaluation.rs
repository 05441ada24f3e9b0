//! Rankings, bulletins, evaluations, and the round of the supervision office.

use shared::model::{
    Bulletin, BulletinState, ElementCheck, Evaluation, EvaluationState, Objection, RankScope,
    RankingLine, RankingSnapshot, Receipt, RoundItem, RoundState, SupervisionRound,
};
use shared::rules::Basis;
use shared::rules::listing::ranking::Ranking;
use shared::schema::{Day, Month};

use super::{NONE, room, unseen};

#[test]
fn a_bulletin_with_its_ranking_is_issued_for_each_month() {
    let room = room(200);
    assert_eq!(room.all::<Bulletin>().count(), 4);
    assert_eq!(unseen::<Receipt>(&room, Receipt::STATE), NONE);
    let mut ranks = std::collections::BTreeSet::new();
    for record in room.all::<Bulletin>() {
        let bulletin = record.view::<Bulletin>().unwrap();
        assert_eq!(bulletin.state(), Some(BulletinState::Issued));
        assert!(bulletin.snapshot().is_some() && bulletin.number().is_some());
    }
    for record in room.all::<RankingLine>() {
        ranks.insert(record.view::<RankingLine>().unwrap().rank().unwrap());
    }
    assert_eq!(room.all::<RankingSnapshot>().count(), 4);
    assert!(ranks.len() > 8, "{ranks:?}");
}

#[test]
fn rankings_hold_what_the_ledger_says() {
    let room = room(200);
    let month = Month::new(2020, 9).unwrap();
    let on = Day::new(2020, 10, 20).unwrap();
    let ledger = Ranking::of(&room, &Basis::new(&room, on), month, RankScope::Both);
    let snapshot = room
        .all::<RankingSnapshot>()
        .find(|record| record.view::<RankingSnapshot>().unwrap().month() == Some(month));
    let snapshot = snapshot.unwrap().id;
    for record in room.referring::<RankingLine>(snapshot, RankingLine::SNAPSHOT) {
        let line = record.view::<RankingLine>().unwrap();
        let figures = ledger.line(line.unit().unwrap()).unwrap().figures;
        assert_eq!(line.invested(), Some(figures.invested));
        assert_eq!(line.invested_before(), figures.before);
    }
}

#[test]
fn the_second_quarter_is_evaluated_and_the_third_is_under_way() {
    let room = room(100);
    let states: Vec<_> = room
        .all::<Evaluation>()
        .map(|record| record.view::<Evaluation>().unwrap().state().unwrap())
        .collect();
    assert_eq!(states.len(), 2);
    assert!(states.contains(&EvaluationState::Published), "{states:?}");
    let answered = unseen::<Objection>(&room, Objection::STATE);
    assert_eq!(answered, ["draft", "filed"]);
}

#[test]
fn the_supervision_office_goes_round_each_quarter() {
    let room = room(300);
    let round = room.all::<SupervisionRound>().next().unwrap();
    let round = round.view::<SupervisionRound>().unwrap();
    assert_eq!(round.state(), Some(RoundState::Issued));
    assert!(room.all::<RoundItem>().count() > 0);
    let sheets = room.all::<ElementCheck>();
    let sheets = sheets.filter_map(|record| record.view::<ElementCheck>());
    assert_eq!(sheets.filter(|sheet| sheet.land().is_some()).count(), 14);
}
