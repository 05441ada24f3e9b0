//! What has been issued is not taken back (DOMAIN §7.2, 10); the steps before are, wholly.

use super::bulletin::{draft, issue};
use super::quarter::second_quarter;
use super::ranking::{line, snapshot};
use super::room::{evaluator, lock, place, places, publish, scheme, step, version_one};
use crate::model::{
    Bulletin, BulletinState, Evaluation, EvaluationScheme, EvaluationState, RankingSnapshot,
    Receipt, ReceiptState, SnapshotState,
};
use crate::rules::story::{Story, leader, office, refs};
use crate::rules::{Command, RefusalCode, Verb};
use crate::schema::{Kind, RecordId, Seq, Value};

const NUMBER: &str = "宜重投办文〔2020〕1号";

fn archive<K: Kind>(story: &mut Story, id: RecordId) {
    let command = Command {
        kind: K::ID,
        id,
        base: Seq(u64::MAX),
        verb: Verb::Archive,
    };
    story.carry_out(&office(), &command).unwrap();
}

/// A locked June with its ranking, and a bulletin that carries it.
fn june(story: &mut Story) -> (RecordId, RecordId) {
    let places = places(story);
    lock(story, "2020-06");
    let ranking = snapshot(story, "2020-06", "20", 200_000);
    for name in ["宜都", "枝江"] {
        let unit = place(&places, name);
        line(story, ranking, unit, ("6", 80_000, 3_000, 2_000));
    }
    let bulletin = draft(story, "2020-06", NUMBER);
    let carried = Value::Ref(ranking);
    for (field, value) in [
        (Bulletin::SNAPSHOT, carried),
        (Bulletin::LOCAL_HEADS, refs(places)),
    ] {
        story
            .set::<Bulletin>(&office(), bulletin, field, value)
            .unwrap();
    }
    (bulletin, ranking)
}

#[test]
fn i10_the_issue_of_a_bulletin_is_not_taken_back() {
    let mut story = Story::on("2020-07-10");
    let (bulletin, ranking) = june(&mut story);
    issue(&mut story, bulletin).unwrap();
    let before = (story.values(bulletin), story.values(ranking));
    let refused = story.take_back::<Bulletin>(&office(), bulletin);
    assert_eq!(refused.unwrap_err().reason.zh, "已印发,不能修改");
    // Neither by way of what the issue brought along.
    let refused = story.take_back::<RankingSnapshot>(&office(), ranking);
    assert_eq!(refused.unwrap_err().code, RefusalCode::Rule);
    assert_eq!((story.values(bulletin), story.values(ranking)), before);
    let receipts = story.state.all::<Receipt>();
    let sent = receipts
        .filter(|record| record.view::<Receipt>().unwrap().state() == Some(ReceiptState::Sent));
    assert_eq!(sent.count(), 14);
}

#[test]
fn b15_a_signature_is_taken_back_and_given_again() {
    let mut story = Story::on("2020-07-10");
    let (bulletin, _) = june(&mut story);
    step::<Bulletin>(&mut story, bulletin, Bulletin::SUBMIT, vec![]).unwrap();
    let before = story.values(bulletin);
    let sign =
        |story: &mut Story| story.act::<Bulletin>(&leader(), bulletin, Bulletin::SIGN, vec![]);
    sign(&mut story).unwrap();
    story.take_back::<Bulletin>(&leader(), bulletin).unwrap();
    assert_eq!(story.values(bulletin), before);
    sign(&mut story).unwrap();
    step::<Bulletin>(&mut story, bulletin, Bulletin::ISSUE, vec![]).unwrap();
    let state = story.get::<Bulletin>(bulletin).state();
    assert_eq!(state, Some(BulletinState::Issued));
}

#[test]
fn i10_the_ranking_of_a_bulletin_is_there_when_it_is_issued() {
    let mut story = Story::on("2020-07-10");
    let (bulletin, ranking) = june(&mut story);
    archive::<RankingSnapshot>(&mut story, ranking);
    let refused = issue(&mut story, bulletin).unwrap_err();
    assert_eq!(refused.field, Some(Bulletin::SNAPSHOT));
    assert_eq!(
        refused.reason.zh,
        "排名快照已归档,请先恢复或另选当月的排名快照"
    );
    story
        .take_back::<RankingSnapshot>(&office(), ranking)
        .unwrap();
    step::<Bulletin>(&mut story, bulletin, Bulletin::ISSUE, vec![]).unwrap();
    let state = story.get::<RankingSnapshot>(ranking).state();
    assert_eq!(state, Some(SnapshotState::Frozen));
}

#[test]
fn i10_the_freezing_of_a_ranking_is_not_taken_back() {
    let mut story = Story::on("2020-07-10");
    let (_, ranking) = june(&mut story);
    step::<RankingSnapshot>(&mut story, ranking, RankingSnapshot::FREEZE, vec![]).unwrap();
    let refused = story.take_back::<RankingSnapshot>(&office(), ranking);
    assert_eq!(refused.unwrap_err().reason.zh, "已冻结,不能修改");
}

#[test]
fn i10_the_publication_of_a_scheme_is_not_taken_back() {
    let mut story = Story::on("2020-06-15");
    let (published, _) = version_one(&mut story);
    let refused = story.take_back::<EvaluationScheme>(&office(), published);
    assert_eq!(refused.unwrap_err().reason.zh, "已发布,不能修改");
    // What is to be different is another version.
    let second = scheme(&mut story, 2, "2020-07-01");
    assert_eq!(
        publish(&mut story, second).unwrap_err().code,
        RefusalCode::Rule,
        "it has no indicators"
    );
}

#[test]
fn b19_an_approval_is_taken_back_and_given_again_a_publication_is_not_taken_back() {
    let mut story = Story::on("2020-07-13");
    let (_, quarter, _) = second_quarter(&mut story);
    for action in [Evaluation::TRY, Evaluation::NOTIFY] {
        step::<Evaluation>(&mut story, quarter, action, vec![]).unwrap();
    }
    story.go_to("2020-07-20");
    let before = story.values(quarter);
    let approve =
        |story: &mut Story| step::<Evaluation>(story, quarter, Evaluation::APPROVE, vec![]);
    approve(&mut story).unwrap();
    story.take_back::<Evaluation>(&office(), quarter).unwrap();
    assert_eq!(story.values(quarter), before);
    approve(&mut story).unwrap();
    story
        .act::<Evaluation>(&evaluator(), quarter, Evaluation::PUBLISH, vec![])
        .unwrap();
    let refused = story.take_back::<Evaluation>(&evaluator(), quarter);
    assert_eq!(refused.unwrap_err().reason.zh, "已公布,不能修改");
    let state = story.get::<Evaluation>(quarter).state();
    assert_eq!(state, Some(EvaluationState::Published));
}

#[test]
fn l96_the_change_in_a_frozen_ranking_does_not_follow_the_settings() {
    use super::ranking::{june as ranking_of, rows};
    use crate::model::Settings;

    let mut story = Story::on("2020-02-10");
    let (id, _) = ranking_of(&mut story, "2020-01");
    lock(&mut story, "2020-01");
    step::<RankingSnapshot>(&mut story, id, RankingSnapshot::FREEZE, vec![]).unwrap();
    let issued = rows(&story, id);
    story.make::<Settings>(vec![(Settings::CROSS_YEAR_CHANGE, Value::Flag(true))]);
    assert_eq!(rows(&story, id), issued);
}
