//! New starts of 1亿 and more (DOMAIN T30).

use super::{Chart, month};
use crate::rules::listing::new_starts::{NewStarts, Sum};

fn table(chart: &Chart, of: &str) -> NewStarts {
    NewStarts::of(&chart.story.state, &chart.basis(), month(of))
}

#[test]
fn t30_exactly_one_yi_counts() {
    let mut chart = Chart::on("2020-06-28");
    let places = chart.places();
    let counted = chart.building(places[0], 10_000, "2020-06-20");
    chart.building(places[0], 9_999, "2020-06-20");
    let june = table(&chart, "2020-06");
    let projects: Vec<_> = june.starts.iter().map(|start| start.project).collect();
    assert_eq!(projects, [counted]);
    let sum = Sum {
        count: 1,
        total: 100_000_000,
    };
    assert_eq!(june.city.month, sum);
}

#[test]
fn t30_a_start_entered_later_belongs_to_its_month_while_that_is_open() {
    let mut chart = Chart::on("2020-06-20");
    let places = chart.places();
    let project = chart.prepared(places[0], 20_000);
    chart.story.go_to("2020-07-03");
    chart.start(project, "2020-06-28");
    chart.story.go_to("2020-07-08");
    chart.lock("2020-06");
    assert_eq!(table(&chart, "2020-06").city.month.count, 1);
    assert_eq!(table(&chart, "2020-07").city.month.count, 0);
    assert_eq!(table(&chart, "2020-06").starts[0].mark(), None);
}

#[test]
fn t30_else_to_the_month_it_was_entered_in_with_a_mark() {
    let mut chart = Chart::on("2020-06-20");
    let places = chart.places();
    let project = chart.prepared(places[0], 20_000);
    chart.story.go_to("2020-07-02");
    chart.lock("2020-06");
    chart.story.go_to("2020-07-03");
    chart.start(project, "2020-06-28");
    assert_eq!(table(&chart, "2020-06").city.month.count, 0);
    let july = table(&chart, "2020-07");
    assert_eq!(july.city.month.count, 1);
    assert_eq!(july.starts[0].mark().unwrap().zh, "补录(2020年6月开工)");
    assert_eq!(july.city.year.count, 1, "once in the year");
}

#[test]
fn t30_by_county_with_the_year_and_the_change() {
    let mut chart = Chart::on("2020-07-31");
    let places = chart.places();
    for (total, on) in [
        (20_000, "2020-03-10"),
        (30_000, "2020-06-12"),
        (40_000, "2020-07-01"),
        (20_000, "2020-07-30"),
        (50_000, "2019-12-20"),
    ] {
        chart.building(places[0], total, on);
    }
    chart.building(places[13], 10_000, "2020-07-15");
    let july = table(&chart, "2020-07");
    assert_eq!(july.places.len(), 14, "a place without starts is told too");
    let (unit, row) = july.places[0];
    assert_eq!(unit, Some(places[0]));
    assert_eq!((row.month.count, row.month.total), (2, 600_000_000));
    assert_eq!((row.year.count, row.year.total), (4, 1_100_000_000));
    assert_eq!(row.change().percent_or_none(), "100.0%");
    assert_eq!(row.more(), 1);
    assert_eq!(july.places[13].1.change().percent_or_none(), "–");
    assert_eq!(july.city.month.count, 3);
    let days: Vec<_> = july
        .starts
        .iter()
        .map(|start| start.on.to_string())
        .collect();
    assert_eq!(days, ["2020-07-01", "2020-07-15", "2020-07-30"]);
}
