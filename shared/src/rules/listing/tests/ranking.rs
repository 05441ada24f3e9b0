//! The monthly ranking of places (DOMAIN T28, 9.6).

use super::{Chart, month};
use crate::model::RankScope;
use crate::model::{ListKind, Project, ProjectLevel, Settings, TotalRank, UnitKind};
use crate::rules::listing::hard_start::HardStarts;
use crate::rules::listing::new_starts::NewStarts;
use crate::rules::listing::ranking::{Ranking, Ranks};
use crate::rules::story::choice;
use crate::schema::{RecordId, Value};

fn ranking(chart: &Chart, of: &str, scope: RankScope) -> Ranking {
    Ranking::of(&chart.story.state, &chart.basis(), month(of), scope)
}

fn ranks(ranking: &Ranking, unit: RecordId) -> [u32; 4] {
    let Ranks {
        count,
        total,
        change,
        overall,
    } = ranking.line(unit).unwrap().ranks.unwrap();
    [count, total, change, overall]
}

fn key_project(chart: &mut Chart, unit: RecordId, total: i64) -> RecordId {
    let project = chart.project(unit, total);
    chart.level(project, ProjectLevel::City);
    project
}

/// Four of the fourteen places have key projects: 3, 2, 2 and 1, of 100,000 each; invested in June
/// and July 1,000 and 1,200, 1,000 and 1,300, nothing and 500, 1,000 and 500.
fn four_places() -> (Chart, Vec<RecordId>) {
    let mut chart = Chart::on("2020-08-03");
    let places = chart.places();
    let figures = [
        (3, 1_000, 1_200),
        (2, 1_000, 1_300),
        (2, 0, 500),
        (1, 1_000, 500),
    ];
    for (place, (count, june, july)) in places.iter().zip(figures) {
        let projects: Vec<_> = (0..count)
            .map(|_| key_project(&mut chart, *place, 100_000))
            .collect();
        chart.invest(projects[0], "2020-06", june);
        chart.invest(projects[0], "2020-07", july);
    }
    (chart, places)
}

#[test]
fn t28_three_columns_each_ranked_and_a_total_rank() {
    let (chart, places) = four_places();
    let ranking = ranking(&chart, "2020-07", RankScope::Both);
    let row = |at: usize| {
        let line = ranking.line(places[at]).unwrap();
        (line.shown(), ranks(&ranking, places[at]))
    };
    let shown = |columns: [&str; 3]| columns.map(str::to_owned);
    assert_eq!(row(0), (shown(["37.5%", "37.5%", "20.0%"]), [1, 1, 2, 1]));
    assert_eq!(row(1), (shown(["25.0%", "25.0%", "30.0%"]), [2, 2, 1, 2]));
    assert_eq!(row(2), (shown(["25.0%", "25.0%", "–"]), [2, 2, 4, 3]));
    assert_eq!(row(3), (shown(["12.5%", "12.5%", "-50.0%"]), [4, 4, 3, 4]));
    assert_eq!(row(13), (shown(["0.0%", "0.0%", "–"]), [5, 5, 4, 5]));
    assert_eq!(ranking.lines.len(), 14, "自贸区 is not ranked");
    assert_eq!(ranking.lines[0].unit, Some(places[0]));
    assert_eq!(ranking.city.count(), "8");
    assert_eq!(ranking.city.invested, 35_000_000);
}

#[test]
fn l96_a_month_before_without_investment_stands_last() {
    let (chart, places) = four_places();
    let ranking = ranking(&chart, "2020-07", RankScope::Both);
    assert_eq!(ranking.line(places[2]).unwrap().change.value(), None);
    let worst = ranks(&ranking, places[3])[2];
    assert!(ranks(&ranking, places[2])[2] > worst, "below -50 %");
}

#[test]
fn l96_the_total_rank_can_be_weighted() {
    let (mut chart, places) = four_places();
    chart.decide_on(vec![
        (Settings::TOTAL_RANK, choice(TotalRank::Weighted)),
        (Settings::WEIGHT_COUNT, Value::Int(10)),
        (Settings::WEIGHT_TOTAL, Value::Int(10)),
        (Settings::WEIGHT_CHANGE, Value::Int(80)),
    ]);
    let ranking = ranking(&chart, "2020-07", RankScope::Both);
    let overall = |at: usize| ranks(&ranking, places[at])[3];
    assert_eq!(
        [overall(0), overall(1), overall(2), overall(3)],
        [2, 1, 4, 3]
    );
}

#[test]
fn l96_a_project_of_two_counties_counts_by_its_shares() {
    let mut chart = Chart::on("2020-08-03");
    let places = chart.places();
    let bridge = key_project(&mut chart, places[0], 100_001);
    key_project(&mut chart, places[1], 100_000);
    let shares = [(places[0], 6_000), (places[1], 4_000)];
    chart.write(bridge, Project::SHARES, Value::Shares(shares.into()));
    chart.invest(bridge, "2020-07", 1_000);
    let ranking = ranking(&chart, "2020-07", RankScope::Both);
    let figures = |at: usize| ranking.line(places[at]).unwrap().figures;
    assert_eq!(
        (figures(0).count(), figures(1).count()),
        ("0.6".into(), "1.4".into())
    );
    assert_eq!(figures(0).invested, 6_000_000);
    assert_eq!(figures(0).total + figures(1).total, ranking.city.total);
    assert_eq!(ranking.city.total, 2_000_010_000);
    assert_eq!(ranking.city.count(), "2");
}

#[test]
fn l96_projects_of_the_city_are_in_the_sum_and_ranked_only_by_setting() {
    let mut chart = Chart::on("2020-08-03");
    let places = chart.places();
    let bureau = chart.story.unit("jt", "市交通运输局", UnitKind::Government);
    key_project(&mut chart, places[0], 100_000);
    key_project(&mut chart, bureau, 300_000);
    let ranking_now = ranking(&chart, "2020-07", RankScope::Both);
    let line = ranking_now.line(places[0]).unwrap();
    assert_eq!(
        line.share_of_total.to_string(),
        "1000000000/4000000000 = 25.0%"
    );
    assert_eq!(ranks(&ranking_now, places[0])[1], 1);
    let city = ranking_now.lines.last().unwrap();
    assert_eq!((city.unit, city.ranks), (None, None));
    chart.decide_on(vec![(Settings::RANK_CITY_PROJECTS, Value::Flag(true))]);
    let ranked = ranking(&chart, "2020-07", RankScope::Both);
    assert_eq!(ranks(&ranked, places[0])[1], 2);
    assert_eq!(ranked.lines[0].unit, None);
}

#[test]
fn l96_january_is_compared_with_december_only_by_setting() {
    let mut chart = Chart::on("2020-02-03");
    let places = chart.places();
    let project = key_project(&mut chart, places[0], 100_000);
    chart.invest(project, "2019-12", 1_000);
    chart.invest(project, "2020-01", 1_500);
    let change = |chart: &Chart| {
        ranking(chart, "2020-01", RankScope::Both)
            .line(places[0])
            .unwrap()
            .shown()[2]
            .clone()
    };
    assert_eq!(change(&chart), "–");
    chart.decide_on(vec![(Settings::CROSS_YEAR_CHANGE, Value::Flag(true))]);
    assert_eq!(change(&chart), "50.0%");
}

#[test]
fn t28_provincial_and_city_lists_have_their_own_rankings() {
    let mut chart = Chart::on("2020-08-03");
    let places = chart.places();
    let provincial = chart.project(places[0], 100_000);
    chart.level(provincial, ProjectLevel::Provincial);
    key_project(&mut chart, places[1], 100_000);
    chart.project(places[2], 900_000);
    let count = |scope| ranking(&chart, "2020-07", scope).city.count();
    assert_eq!(count(RankScope::Province), "1");
    assert_eq!(count(RankScope::City), "1");
    assert_eq!(count(RankScope::Both), "2");
    let city = ranking(&chart, "2020-07", RankScope::City);
    assert_eq!(ranks(&city, places[1])[0], 1);
    assert_eq!(ranks(&city, places[0])[0], 2);
}

#[test]
fn b17_a_correction_counts_in_the_month_it_corrects() {
    let mut chart = Chart::on("2020-07-03");
    let places = chart.places();
    let project = key_project(&mut chart, places[0], 100_000);
    chart.invest(project, "2020-06", 1_200);
    chart.lock("2020-06");
    chart.story.go_to("2020-07-20");
    chart.correct(project, "2020-06", -200);
    chart.story.go_to("2020-08-03");
    chart.invest(project, "2020-07", 1_500);
    let figures = |chart: &Chart, of| {
        let ranking = ranking(chart, of, RankScope::Both);
        let figures = ranking.line(places[0]).unwrap().figures;
        (figures.invested, figures.before, figures.done)
    };
    assert_eq!(
        figures(&chart, "2020-06"),
        (10_000_000, Some(0), 10_000_000)
    );
    let july = (15_000_000, Some(10_000_000), 25_000_000);
    assert_eq!(figures(&chart, "2020-07"), july);
    let before = chart.basis_of("2020-07-19");
    let then = Ranking::of(
        &chart.story.state,
        &before,
        month("2020-06"),
        RankScope::Both,
    );
    assert_eq!(
        then.city.invested, 12_000_000,
        "not known on the day before"
    );
}

#[test]
fn b29_i9_a_project_on_three_lists_is_counted_once() {
    let mut chart = Chart::on("2020-06-28");
    let places = chart.places();
    let project = chart.prepared(places[0], 10_000);
    chart.level(project, ProjectLevel::City);
    chart.write(
        project,
        Project::LEVELS,
        super::choices([ProjectLevel::City, ProjectLevel::Provincial]),
    );
    chart.listed(project, ListKind::HardStart2020);
    chart.listed(project, ListKind::NationalLibrary);
    chart.start(project, "2020-06-20");
    chart.invest(project, "2020-06", 700);
    let (state, basis) = (&chart.story.state, chart.basis());
    let task_24 = HardStarts::of(state, &basis, ListKind::HardStart2020).unwrap();
    assert_eq!(task_24.city().rate().to_string(), "1/1 = 100.0%");
    let task_30 = NewStarts::of(state, &basis, month("2020-06"));
    assert_eq!(
        (task_30.city.month.count, task_30.city.month.total),
        (1, 100_000_000)
    );
    let ranking = ranking(&chart, "2020-06", RankScope::Both);
    assert_eq!(ranks(&ranking, places[0])[0], 1);
    assert_eq!(ranking.city.count(), "1");
    assert_eq!(ranking.city.total, 100_000_000);
    assert_eq!(ranking.city.invested, 7_000_000);
}
