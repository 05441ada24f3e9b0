//! 督转化 and 督续建 (DOMAIN T31, T32), and the named rates (9.9).

use super::{Chart, month};
use crate::model::{ListKind, Project, ProjectLevel, ProjectMonth, Stage};
use crate::rules::light::Colour;
use crate::rules::listing::rate::rates;
use crate::rules::listing::supervised::continuation::{Continuation, continuation};
use crate::rules::listing::supervised::conversion::{Conversion, conversion};
use crate::rules::listing::supervised::{Level, by_bureau, by_place};
use crate::rules::organization::Places;
use crate::rules::story::{date, refs, text};
use crate::schema::RecordId;

fn conversion_of(chart: &Chart, of: &str) -> Conversion {
    conversion(&chart.story.state, &chart.basis(), month(of))
}

/// So many projects planned to start in May, of which some did.
fn planned(chart: &mut Chart, unit: RecordId, all: usize, started: usize) -> Vec<RecordId> {
    (0..all)
        .map(|at| {
            let project = chart.prepared(unit, 20_000);
            chart.write(project, Project::PLANNED_START, date("2020-05-10"));
            if at < started {
                chart.start(project, "2020-06-10");
            }
            project
        })
        .collect()
}

#[test]
fn t31_twenty_nine_of_forty_started() {
    let mut chart = Chart::on("2020-06-30");
    let yidu = chart.county("宜都市");
    planned(&mut chart, yidu, 40, 29);
    let later = chart.prepared(yidu, 20_000);
    chart.write(later, Project::PLANNED_START, date("2020-09-01"));
    let june = conversion_of(&chart, "2020-06");
    assert_eq!(june.rate.to_string(), "29/40 = 72.5%");
    assert_eq!(june.list.len(), 11);
    assert_eq!(june.list[0].why().zh, "计划2020年5月10日开工,已过 51 天");
}

#[test]
fn t31_the_list_has_what_is_in_reserve_or_approval_and_due_by_the_end_of_the_month() {
    let mut chart = Chart::on("2020-06-15");
    let yidu = chart.county("宜都市");
    let mut planned = |stage: Stage, total, on: &str| {
        let project = chart.project(yidu, total);
        match stage {
            Stage::Planned => {}
            Stage::Reserved => chart.reserve(project),
            _ => chart.prepare(project),
        }
        chart.write(project, Project::PLANNED_START, date(on));
        project
    };
    let last_year = planned(Stage::Preparing, 20_000, "2019-11-01");
    let reserved = planned(Stage::Reserved, 10_000, "2020-06-30");
    planned(Stage::Planned, 20_000, "2020-06-30");
    planned(Stage::Preparing, 20_000, "2020-07-01");
    planned(Stage::Preparing, 9_999, "2020-05-01");
    let ended = planned(Stage::Preparing, 20_000, "2020-05-01");
    chart.act(
        ended,
        Project::END,
        vec![(Project::REASON, text("业主退出"))],
    );
    let june = conversion_of(&chart, "2020-06");
    let list: Vec<_> = june
        .list
        .iter()
        .map(|one| (one.of.project, one.stage))
        .collect();
    assert_eq!(
        list,
        [(last_year, Stage::Preparing), (reserved, Stage::Reserved)]
    );
    assert_eq!(
        june.rate.to_string(),
        "0/0 = –",
        "due on the 30th, today is the 15th"
    );
    assert_eq!(june.list[1].days, 0);
}

#[test]
fn t31_level_and_class() {
    let mut chart = Chart::on("2020-06-30");
    let places = chart.places();
    let bureau = chart.county("市水利局");
    let own = planned(&mut chart, places[0], 3, 0);
    chart.level(own[0], ProjectLevel::City);
    chart.write(
        own[1],
        Project::TOTAL_INVESTMENT,
        crate::rules::story::wan(100_000),
    );
    chart.write(
        own[2],
        Project::SECTOR_UNIT,
        crate::schema::Value::Ref(bureau),
    );
    let june = conversion_of(&chart, "2020-06");
    let level = |project| {
        let one = june.list.iter().find(|one| one.of.project == project);
        one.unwrap().of.level
    };
    assert_eq!(level(own[0]), Level::City);
    assert_eq!(level(own[1]), Level::City);
    assert_eq!(level(own[2]), Level::County);
    let all: Vec<_> = june.list.iter().map(|one| one.of).collect();
    let rows = by_place(&Places::of(&chart.story.state), all.iter());
    assert_eq!(rows[0], (Some(places[0]), 3));
    assert_eq!(by_bureau(all.iter()), [(None, 2), (Some(bureau), 1)]);
}

/// A continued project with a plan of 3.0亿 of which so much was done by the end of July.
fn continued(chart: &mut Chart, unit: RecordId, invested: i64) -> RecordId {
    let project = chart.building(unit, 80_000, "2019-03-01");
    chart.invest(project, "2020-05", 4_000);
    let mut given = vec![(
        ProjectMonth::INVESTED,
        crate::rules::story::wan(invested - 4_000),
    )];
    given.push((ProjectMonth::QUANTITIES, text("桩基完成 120 根")));
    chart.report(project, "2020-07", given);
    project
}

fn continuation_in_july(chart: &Chart) -> Continuation {
    let lag = |id| chart.lag_in_july(id, 30_000);
    continuation(&chart.story.state, &chart.basis(), month("2020-07"), lag)
}

#[test]
fn t32_list_of_continued_projects_ten_points_behind() {
    let mut chart = Chart::on("2020-08-03");
    let yidu = chart.county("宜都市");
    continued(&mut chart, yidu, 15_000);
    let yellow = continued(&mut chart, yidu, 12_000);
    let red = continued(&mut chart, yidu, 8_000);
    let new = chart.building(yidu, 80_000, "2020-02-01");
    chart.invest(new, "2020-07", 1);
    let july = continuation_in_july(&chart);
    let list: Vec<_> = (july.list.iter())
        .map(|one| (one.of.project, one.lag.to_string(), one.colour))
        .collect();
    let expected = [
        (red, "31.7".to_owned(), Colour::Red),
        (yellow, "18.3".to_owned(), Colour::Yellow),
    ];
    assert_eq!(list, expected);
    assert_eq!(july.rate.to_string(), "1/3 = 33.3%");
    assert_eq!(july.continued, 3);
}

#[test]
fn t32_list_physical_quantities_need_words_and_a_photo() {
    let mut chart = Chart::on("2020-08-03");
    let yidu = chart.county("宜都市");
    continued(&mut chart, yidu, 8_000);
    let one = continuation_in_july(&chart).list[0];
    assert!(one.report.is_some());
    assert!(!one.is_documented());
    let photo = chart.photo();
    let report = one.report.unwrap();
    chart
        .story
        .set::<ProjectMonth>(
            &crate::rules::story::office(),
            report,
            ProjectMonth::PHOTOS,
            refs([photo]),
        )
        .unwrap();
    assert!(continuation_in_july(&chart).list[0].is_documented());
}

#[test]
fn l99_rates_are_told_with_their_numbers() {
    let mut chart = Chart::on("2020-06-30");
    let yidu = chart.county("宜都市");
    let own = planned(&mut chart, yidu, 4, 3);
    for project in &own[..2] {
        chart.listed(*project, ListKind::HardStart2019);
    }
    let rates = rates(&chart.story.state, &chart.basis(), |_| None);
    let rate = |key| rates.iter().find(|rate| rate.key == key).unwrap();
    let conversion = rate("conversion");
    assert_eq!(conversion.percent(), "75.0%");
    assert_eq!(conversion.why.zh, "今年至本月计划开工 4 个,已开工 3 个");
    assert_eq!(
        conversion.why.en,
        "3 started of 4 planned to start this year so far"
    );
    assert_eq!(rate("hard_start_2019").ratio.to_string(), "2/2 = 100.0%");
    assert_eq!(rate("hard_start_2020").percent(), "–");
    assert_eq!(rate("started_on_time").ratio.to_string(), "0/4 = 0.0%");
    let mut keys: Vec<_> = rates.iter().map(|rate| rate.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), rates.len());
}
