//! 督竣工 (DOMAIN T33).

use super::{Chart, month};
use crate::model::{Project, Settings};
use crate::rules::figures::Ratio;
use crate::rules::listing::supervised::completion::{Because, Completion, completion};
use crate::rules::story::{date, wan};
use crate::schema::{RecordId, Value};

fn in_july(chart: &Chart) -> Completion {
    completion(&chart.story.state, &chart.basis(), month("2020-07"))
}

fn because(chart: &Chart, project: RecordId) -> Option<Because> {
    let found = in_july(chart);
    let one = found.list.iter().find(|one| one.of.project == project);
    one.map(|one| one.because)
}

/// A completed project designed for 6.0亿 with this output in the last 12 months.
fn with_output(chart: &mut Chart, actual: i64) -> RecordId {
    let yidu = chart.county("宜都市");
    let project = chart.building(yidu, 80_000, "2018-03-01");
    chart.complete(project, "2019-12-01");
    chart.produce(project, "2020-01-15");
    chart.write(project, Project::DESIGNED_OUTPUT, wan(60_000));
    chart.write(project, Project::ACTUAL_OUTPUT, wan(actual));
    project
}

#[test]
fn t33_seventy_per_cent_is_below_capacity() {
    let mut chart = Chart::on("2020-08-03");
    let project = with_output(&mut chart, 42_000);
    let because = because(&chart, project).unwrap();
    assert!(matches!(because, Because::BelowCapacity(_)));
    assert_eq!(because.sentence().zh, "达产不足,达产率 70.0%");
}

#[test]
fn t33_nothing_is_no_output() {
    let mut chart = Chart::on("2020-08-03");
    let project = with_output(&mut chart, 0);
    let because = because(&chart, project).unwrap();
    assert!(matches!(because, Because::NoOutput(_)));
    assert_eq!(because.sentence().zh, "未达产,达产率 0.0%");
}

#[test]
fn t33_full_capacity_is_a_setting_compared_unrounded() {
    let mut chart = Chart::on("2020-08-03");
    let nearly = with_output(&mut chart, 59_999);
    let full = with_output(&mut chart, 60_000);
    let low = with_output(&mut chart, 48_000);
    assert!(because(&chart, nearly).is_some(), "shown as 100.0%");
    assert_eq!(because(&chart, full), None);
    assert_eq!(in_july(&chart).full, Ratio::new(1, 3));
    chart.decide_on(vec![(Settings::FULL_CAPACITY_PERCENT, Value::Int(80))]);
    assert_eq!(because(&chart, low), None);
    assert_eq!(in_july(&chart).full.percent_or_none(), "100.0%");
}

#[test]
fn t33_planned_completion_of_the_year_is_on_the_list() {
    let mut chart = Chart::on("2020-08-03");
    let yidu = chart.county("宜都市");
    let planned = |chart: &mut Chart, on| {
        let project = chart.building(yidu, 80_000, "2018-03-01");
        chart.write(project, Project::PLANNED_COMPLETION, date(on));
        project
    };
    let late = planned(&mut chart, "2020-06-30");
    let ahead = planned(&mut chart, "2020-12-31");
    let next_year = planned(&mut chart, "2021-06-30");
    let road = planned(&mut chart, "2020-07-31");
    chart.complete(road, "2020-07-20");
    let late = because(&chart, late).unwrap();
    assert_eq!(late.sentence().zh, "计划2020年6月30日竣工,已过 31 天");
    let ahead = because(&chart, ahead).unwrap();
    assert_eq!(ahead.sentence().zh, "计划2020年12月31日竣工");
    assert_eq!(because(&chart, next_year), None);
    assert_eq!(because(&chart, road), None, "designed for no output");
    assert_eq!(in_july(&chart).completed.to_string(), "1/2 = 50.0%");
}
