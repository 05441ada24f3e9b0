//! Stay in stages, transfers (DOMAIN 9.12).

use super::{day, month_of};
use crate::model::{Project, Stage};
use crate::rules::project::{ProjectBoard, StageDates};
use crate::rules::story::Story;

#[test]
fn l912_days_in_each_stage() {
    let mut story = Story::on("2020-06-01");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 12_000);
    story.move_on(project, &[Project::RESERVE]).unwrap();
    story.go_to("2020-06-11");
    story.move_on(project, &[Project::PREPARE]).unwrap();
    story.go_to("2020-07-15");
    story.start(project, "2020-07-11").unwrap();
    let dates = StageDates::of(story.get(project));
    let days: Vec<_> = dates.durations(day("2020-08-10")).collect();
    let expected = [
        (Stage::Reserved, 10),
        (Stage::Preparing, 30),
        (Stage::Building, 30),
    ];
    assert_eq!(days, expected);
    assert_eq!(dates.days_in(Stage::Planned, day("2020-08-10")), None);
    assert_eq!(dates.days_in(Stage::Preparing, day("2020-06-20")), Some(9));
}

#[test]
fn l912_a_start_entered_late_leaves_no_negative_days() {
    let mut story = Story::on("2020-06-28");
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 12_000, "2020-06-20");
    let dates = StageDates::of(story.get(project));
    assert_eq!(dates.days_in(Stage::Preparing, story.today()), Some(0));
}

#[test]
fn l912_the_median_stay_of_a_county() {
    let mut story = Story::on("2020-06-01");
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    for (day, county) in [
        ("2020-06-01", yidu),
        ("2020-06-05", yidu),
        ("2020-06-11", yidu),
        ("2020-06-15", zhijiang),
    ] {
        story.go_to(day);
        story.prepared(county, 12_000);
    }
    story.go_to("2020-06-21");
    let board = ProjectBoard::new(&story.state, &story.basis());
    let median = |county| {
        let median = board.median_stay(county, Stage::Preparing);
        median.and_then(|days| days.decimal(1))
    };
    assert_eq!(median(Some(yidu)).as_deref(), Some("16.0"));
    assert_eq!(median(None).as_deref(), Some("13.0"), "between 10 and 16");
    assert_eq!(board.median_stay(None, Stage::Building), None);
}

#[test]
fn l912_transfers_in_a_month_and_counts_by_stage() {
    let mut story = Story::on("2020-06-30");
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    let first = story.prepared(yidu, 12_000);
    story.prepared(zhijiang, 12_000);
    story.go_to("2020-07-10");
    story.start(first, "2020-07-02").unwrap();
    let board = ProjectBoard::new(&story.state, &story.basis());
    let entered = |county, month, stage| {
        let transfers = board.transfers(county, month_of(month));
        let found = transfers.into_iter().find(|(entered, _)| *entered == stage);
        found.map(|(_, count)| count)
    };
    assert_eq!(entered(None, "2020-06", Stage::Preparing), Some(2));
    assert_eq!(entered(Some(yidu), "2020-06", Stage::Preparing), Some(1));
    assert_eq!(entered(None, "2020-07", Stage::Building), Some(1));
    assert_eq!(entered(None, "2020-07", Stage::Preparing), Some(0));
    assert_eq!(entered(None, "2020-06", Stage::Planned), None);
    let stages = board.stages(None);
    assert!(stages.contains(&(Stage::Preparing, 1)) && stages.contains(&(Stage::Building, 1)));
}
