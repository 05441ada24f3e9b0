//! The life cycle with its transfers (DOMAIN T31–T34).

use super::{Chart, month};
use crate::rules::listing::life_cycle::LifeCycle;

#[test]
fn t31_life_cycle_at_the_end_of_a_month_with_its_transfers() {
    let mut chart = Chart::on("2020-05-20");
    let places = chart.places();
    let project = chart.project(places[0], 20_000);
    chart.reserve(project);
    chart.building(places[0], 30_000, "2020-05-18");
    chart.building(places[1], 9_999, "2020-05-18");
    chart.story.go_to("2020-06-10");
    let moved = chart.prepared(places[1], 20_000);
    chart.story.go_to("2020-07-02");
    chart.start(moved, "2020-07-01");
    let state = &chart.story.state;
    let table = |of| LifeCycle::of(state, &chart.basis(), month(of));
    let may = table("2020-05").city;
    assert_eq!(may.standing, [1, 0, 1, 0, 0]);
    assert_eq!(may.entered, [2, 1, 1, 0, 0]);
    let june = table("2020-06");
    assert_eq!(june.city.standing, [1, 1, 1, 0, 0]);
    assert_eq!(june.city.entered, [1, 1, 0, 0, 0]);
    let (unit, row) = june.places[1];
    assert_eq!((unit, row.standing), (Some(places[1]), [0, 1, 0, 0, 0]));
    let july = table("2020-07");
    assert_eq!(july.city.standing, [1, 0, 2, 0, 0]);
    assert_eq!(july.city.entered, [0, 0, 1, 0, 0]);
    assert_eq!(july.bureaus, [(None, july.city)]);
}
