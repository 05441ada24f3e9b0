use super::room::{basis, lock, month, places, step};
use crate::model::{
    Project, ProjectLevel, ProjectMonth, RankScope, RankingLine, RankingSnapshot, Settings,
    SnapshotState, TotalRank, UnitKind,
};
use crate::rules::evaluation::ranking::table;
use crate::rules::figures::Ratio;
use crate::rules::listing::ranking::{Line, Ranking};
use crate::rules::story::{Story, choice, office, text, wan};
use crate::rules::{Command, RefusalCode, Verb};
use crate::schema::{Decimal, Kind, RecordId, Seq, Value};

pub(super) fn snapshot(story: &mut Story, of: &str, count: &str, total: i64) -> RecordId {
    story.make::<RankingSnapshot>(vec![
        (RankingSnapshot::MONTH, Value::Month(month(of))),
        (RankingSnapshot::SCOPE, choice(RankScope::Both)),
        (RankingSnapshot::COUNT_ALL, projects(count)),
        (RankingSnapshot::TOTAL_ALL, wan(total)),
    ])
}

fn projects(count: &str) -> Value {
    Value::Decimal(Decimal::parse(count).unwrap())
}

/// Projects, total investment, this month and the month before, in 万元.
pub(super) fn line(
    story: &mut Story,
    snapshot: RecordId,
    unit: RecordId,
    (count, total, invested, before): (&str, i64, i64, i64),
) -> RecordId {
    story.make::<RankingLine>(vec![
        (RankingLine::SNAPSHOT, Value::Ref(snapshot)),
        (RankingLine::UNIT, Value::Ref(unit)),
        (RankingLine::COUNT, projects(count)),
        (RankingLine::TOTAL, wan(total)),
        (RankingLine::INVESTED, wan(invested)),
        (RankingLine::INVESTED_BEFORE, wan(before)),
    ])
}

pub(super) fn rows(story: &Story, id: RecordId) -> Vec<Line> {
    let table = table(&story.state, story.get(id), &basis(story).settings);
    table.unwrap().lines
}

/// Four places; the city has 20 projects, of which two are its own and are not ranked.
pub(super) fn june(story: &mut Story, of: &str) -> (RecordId, [RecordId; 4]) {
    let [a, b, c, d, ..] = places(story);
    let id = snapshot(story, of, "20", 200_000);
    line(story, id, a, ("6", 80_000, 3_000, 2_000));
    line(story, id, b, ("4.5", 40_000, 1_500, 1_000));
    line(story, id, c, ("4.5", 30_000, 500, 0));
    line(story, id, d, ("3", 30_000, 1_800, 2_000));
    (id, [a, b, c, d])
}

fn of(rows: &[Line], unit: RecordId) -> &Line {
    rows.iter().find(|line| line.unit == Some(unit)).unwrap()
}

fn ranks(line: &Line) -> [u32; 4] {
    let ranks = line.ranks.unwrap();
    [ranks.count, ranks.total, ranks.change, ranks.overall]
}

#[test]
fn t28_three_columns_each_ranked_with_ties() {
    let mut story = Story::on("2020-07-08");
    let (id, [a, b, c, d]) = june(&mut story, "2020-06");
    let rows = rows(&story, id);
    let shown = |unit| {
        let line = of(&rows, unit);
        [line.share_of_projects, line.share_of_total, line.change].map(Ratio::percent_or_none)
    };
    assert_eq!(shown(a), ["30.0%", "40.0%", "50.0%"]);
    assert_eq!(shown(b), ["22.5%", "20.0%", "50.0%"]);
    assert_eq!(shown(c), ["22.5%", "15.0%", "–"]);
    assert_eq!(shown(d), ["15.0%", "15.0%", "-10.0%"]);
    assert_eq!(ranks(of(&rows, a)), [1, 1, 1, 1]);
    assert_eq!(ranks(of(&rows, b)), [2, 2, 1, 2]);
    assert_eq!(ranks(of(&rows, c)), [2, 3, 4, 3], "2 + 3 + 4 = 9");
    assert_eq!(ranks(of(&rows, d)), [4, 3, 3, 4], "4 + 3 + 3 = 10");
    let order: Vec<RecordId> = rows.iter().filter_map(|line| line.unit).collect();
    assert_eq!(order, [a, b, c, d], "best first");
}

#[test]
fn l96_january_is_not_compared_with_december_unless_the_room_says_so() {
    let mut story = Story::on("2021-02-08");
    let (id, [a, ..]) = june(&mut story, "2021-01");
    assert_eq!(of(&rows(&story, id), a).change.percent_or_none(), "–");
    story.make::<Settings>(vec![(Settings::CROSS_YEAR_CHANGE, Value::Flag(true))]);
    assert_eq!(of(&rows(&story, id), a).change.percent_or_none(), "50.0%");
}

#[test]
fn l96_weighted_ranks() {
    let mut story = Story::on("2020-07-08");
    let (id, [_, _, c, d]) = june(&mut story, "2020-06");
    story.make::<Settings>(vec![
        (Settings::TOTAL_RANK, choice(TotalRank::Weighted)),
        (Settings::WEIGHT_COUNT, Value::Int(10)),
        (Settings::WEIGHT_TOTAL, Value::Int(10)),
        (Settings::WEIGHT_CHANGE, Value::Int(80)),
    ]);
    let rows = rows(&story, id);
    // 20 + 30 + 320 against 40 + 30 + 240.
    assert_eq!([ranks(of(&rows, c))[3], ranks(of(&rows, d))[3]], [4, 3]);
}

#[test]
fn t28_frozen_ranks_are_written_down_and_never_change() {
    let mut story = Story::on("2020-07-08");
    let (id, [a, ..]) = june(&mut story, "2020-06");
    let freeze =
        |story: &mut Story| step::<RankingSnapshot>(story, id, RankingSnapshot::FREEZE, vec![]);
    assert_eq!(
        freeze(&mut story).unwrap_err().reason.zh,
        "当月数据锁定后方可冻结排名"
    );
    lock(&mut story, "2020-06");
    let before = rows(&story, id);
    freeze(&mut story).unwrap();
    let line_id = story
        .state
        .referring::<RankingLine>(a, RankingLine::UNIT)
        .next()
        .unwrap()
        .id;
    assert_eq!(story.get::<RankingLine>(line_id).rank(), Some(1));
    // Another way of ranking leaves it as it was.
    story.make::<Settings>(vec![
        (Settings::TOTAL_RANK, choice(TotalRank::Weighted)),
        (Settings::WEIGHT_CHANGE, Value::Int(98)),
    ]);
    assert_eq!(rows(&story, id), before);

    let archive = |kind, id| Command {
        kind,
        id,
        base: Seq(u64::MAX),
        verb: Verb::Archive,
    };
    let other = places(&mut story)[7];
    let added = vec![
        (RankingLine::SNAPSHOT, Value::Ref(id)),
        (RankingLine::UNIT, Value::Ref(other)),
        (RankingLine::COUNT, projects("1")),
        (RankingLine::TOTAL, wan(1)),
        (RankingLine::INVESTED, wan(1)),
        (RankingLine::INVESTED_BEFORE, wan(1)),
    ];
    let total = RankingSnapshot::TOTAL_ALL;
    let refusals = [
        story.set::<RankingSnapshot>(&office(), id, total, wan(1)),
        story.set::<RankingLine>(&office(), line_id, RankingLine::TOTAL, wan(1)),
        story.create::<RankingLine>(&office(), added).map(|_| ()),
        story.carry_out(&office(), &archive(RankingSnapshot::ID, id)),
        story.carry_out(&office(), &archive(RankingLine::ID, line_id)),
    ];
    for refused in refusals {
        let refused = refused.unwrap_err();
        assert_eq!(refused.code, RefusalCode::Rule);
        assert_eq!(refused.reason.zh, "已冻结,不能修改");
    }
}

#[test]
fn t28_places_have_no_more_than_the_city() {
    let mut story = Story::on("2020-07-08");
    let (id, _) = june(&mut story, "2020-06");
    lock(&mut story, "2020-06");
    let all = RankingSnapshot::COUNT_ALL;
    story
        .set::<RankingSnapshot>(&office(), id, all, projects("17.5"))
        .unwrap();
    let refused = step::<RankingSnapshot>(&mut story, id, RankingSnapshot::FREEZE, vec![]);
    assert_eq!(
        refused.unwrap_err().reason.zh,
        "各地项目合计 18.00 个,超过全市的 17.50 个"
    );
    assert_eq!(
        story.get::<RankingSnapshot>(id).state(),
        Some(SnapshotState::Draft)
    );
}

#[test]
fn t28_ranks_are_not_typed() {
    let mut story = Story::on("2020-07-08");
    let (_, [a, ..]) = june(&mut story, "2020-06");
    let id = story
        .state
        .referring::<RankingLine>(a, RankingLine::UNIT)
        .next()
        .unwrap()
        .id;
    let typed = story.set::<RankingLine>(&office(), id, RankingLine::RANK, Value::Int(1));
    assert_eq!(typed.unwrap_err().code, RefusalCode::NotWritable);
    let name = story.set::<RankingLine>(&office(), id, RankingLine::COUNT, text("六"));
    assert_eq!(name.unwrap_err().code, RefusalCode::WrongType);
}

/// Two places with a key project each, reported in May and June, and one project of the city.
pub(super) fn reported(story: &mut Story) -> [RecordId; 2] {
    let yidu = story.county("yd", "宜都市");
    let zhijiang = story.county("zj", "枝江市");
    let city = story.unit("fgw", "市发改委", UnitKind::Government);
    let levels = Value::Choices([ProjectLevel::Provincial.number()].into_iter().collect());
    for (unit, total, may, june) in [
        (yidu, 80_000, 1_000, 2_000),
        (zhijiang, 40_000, 1_000, 1_500),
        (city, 40_000, 100, 100),
    ] {
        let project = story.project(unit, "重点项目", total);
        story
            .set::<Project>(&office(), project, Project::LEVELS, levels.clone())
            .unwrap();
        for (of, invested) in [("2020-05", may), ("2020-06", june)] {
            let report = story.make::<ProjectMonth>(vec![
                (ProjectMonth::PROJECT, Value::Ref(project)),
                (ProjectMonth::MONTH, Value::Month(month(of))),
                (ProjectMonth::INVESTED, wan(invested)),
            ]);
            step::<ProjectMonth>(story, report, ProjectMonth::SUBMIT, vec![]).unwrap();
        }
    }
    [yidu, zhijiang]
}

pub(super) fn draft(story: &mut Story, of: &str) -> RecordId {
    story.make::<RankingSnapshot>(vec![
        (RankingSnapshot::MONTH, Value::Month(month(of))),
        (RankingSnapshot::SCOPE, choice(RankScope::Both)),
    ])
}

#[test]
fn t28_a_draft_is_filled_from_the_figures_of_the_locked_month() {
    let mut story = Story::on("2020-07-08");
    let [yidu, zhijiang] = reported(&mut story);
    let id = draft(&mut story, "2020-06");
    assert_eq!(rows(&story, id), [], "June is not locked yet");
    lock(&mut story, "2020-06");
    let filled = story.get::<RankingSnapshot>(id);
    assert_eq!(filled.count_all(), Decimal::parse("3"));
    assert_eq!(filled.total_all(), Some(1_600_000_000));
    let table = rows(&story, id);
    assert_eq!(ranks(of(&table, yidu)), [1, 1, 1, 1]);
    assert_eq!(ranks(of(&table, zhijiang)), [1, 2, 2, 2]);
    assert_eq!(of(&table, yidu).shown(), ["33.3%", "50.0%", "100.0%"]);
    let computed = Ranking::of(
        &story.state,
        &basis(&story),
        month("2020-06"),
        RankScope::Both,
    );
    for line in &table {
        assert_eq!(Some(line), computed.line(line.unit.unwrap()));
    }
    step::<RankingSnapshot>(&mut story, id, RankingSnapshot::FREEZE, vec![]).unwrap();
    assert_eq!(rows(&story, id), table);
}

#[test]
fn t28_a_draft_of_a_locked_month_is_filled_at_once() {
    let mut story = Story::on("2020-07-08");
    let [yidu, _] = reported(&mut story);
    lock(&mut story, "2020-06");
    let id = draft(&mut story, "2020-06");
    assert_eq!(of(&rows(&story, id), yidu).figures.invested, 20_000_000);
}

#[test]
fn t28_figures_people_have_entered_stay_theirs() {
    let mut story = Story::on("2020-07-08");
    reported(&mut story);
    let id = snapshot(&mut story, "2020-06", "20", 200_000);
    lock(&mut story, "2020-06");
    assert_eq!(rows(&story, id), []);
    let kept = story.get::<RankingSnapshot>(id).count_all();
    assert_eq!(kept, Decimal::parse("20"));
}
