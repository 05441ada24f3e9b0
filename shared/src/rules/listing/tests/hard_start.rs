//! The hundred days (DOMAIN T23, T24).

use super::{Chart, day};
use crate::model::{Channel, ListKind, ListMembership, Project, Settings};
use crate::rules::light::Colour;
use crate::rules::listing::hard_start::{Entry, HardStarts, Mark, StartState};
use crate::rules::story::{choice, date, office, text};
use crate::schema::{RecordId, Value};

const TASK_23: ListKind = ListKind::HardStart2019;
const TASK_24: ListKind = ListKind::HardStart2020;

fn starts(chart: &Chart, list: ListKind, on: &str) -> HardStarts {
    HardStarts::of(&chart.story.state, &chart.basis_of(on), list).unwrap()
}

fn entry(chart: &Chart, list: ListKind, on: &str, project: RecordId) -> Entry {
    let starts = starts(chart, list, on);
    let found = starts.entries.iter().find(|one| one.project == project);
    *found.unwrap()
}

/// Projects on the list, of which so many started on the day.
fn listed(
    chart: &mut Chart,
    list: ListKind,
    all: usize,
    started: usize,
    on: &str,
) -> Vec<RecordId> {
    let unit = chart.county("宜都市");
    (0..all)
        .map(|at| {
            let project = chart.prepared(unit, 12_000);
            chart.listed(project, list);
            if at < started {
                chart.start(project, on);
            }
            project
        })
        .collect()
}

#[test]
fn t23_fifteen_of_eighteen_started_and_three_red_from_july_on() {
    let mut chart = Chart::on("2020-06-30");
    listed(&mut chart, TASK_23, 18, 15, "2020-06-30");
    let before = starts(&chart, TASK_23, "2020-06-30");
    assert_eq!(before.city().rate().to_string(), "15/18 = 83.3%");
    assert_eq!(before.countdown().zh, "未开工 3,剩 0 天");
    assert_eq!(before.overdue().count(), 0);
    let after = starts(&chart, TASK_23, "2020-07-01");
    assert_eq!(after.overdue().count(), 3);
    assert!(after.overdue().all(|one| one.colour() == Colour::Red));
    assert_eq!(after.countdown().zh, "未开工 3,已逾期 1 天");
    assert_eq!(after.city().overdue, 3);
}

#[test]
fn t23_countdown_on_the_wall() {
    let mut chart = Chart::on("2020-06-15");
    let projects = listed(&mut chart, TASK_23, 4, 1, "2020-06-12");
    let starts = starts(&chart, TASK_23, "2020-06-15");
    assert_eq!(starts.countdown().zh, "未开工 3,剩 15 天");
    assert_eq!(starts.countdown().en, "3 not started, 15 days left");
    assert_eq!(starts.places, [(starts.entries[0].unit, starts.city())]);
    let light = |on| entry(&chart, TASK_23, on, projects[3]).colour();
    // 25 to 27 June are off and 28 June is worked: three working days are 24, 28 and 29 June.
    assert_eq!(light("2020-06-23"), Colour::Green);
    assert_eq!(light("2020-06-24"), Colour::Yellow);
    assert_eq!(light("2020-06-30"), Colour::Yellow);
    assert_eq!(light("2020-07-01"), Colour::Red);
}

#[test]
fn t23_a_start_entered_later_counts_as_in_time_with_a_mark() {
    let mut chart = Chart::on("2020-06-15");
    let project = listed(&mut chart, TASK_23, 1, 0, "")[0];
    chart.story.go_to("2020-07-02");
    assert_eq!(
        entry(&chart, TASK_23, "2020-07-02", project).colour(),
        Colour::Red
    );
    chart.start(project, "2020-06-30");
    let one = entry(&chart, TASK_23, "2020-07-02", project);
    assert_eq!(one.state, StartState::InTime(day("2020-06-30")));
    assert_eq!(one.marks().collect::<Vec<_>>(), [Mark::EnteredLater]);
    assert_eq!(one.remark().zh, "补录");
    assert_eq!(one.colour(), Colour::Green);
}

#[test]
fn t23_a_late_start_is_told_with_its_days() {
    let mut chart = Chart::on("2020-06-15");
    let project = listed(&mut chart, TASK_23, 1, 0, "")[0];
    chart.story.go_to("2020-07-08");
    chart.start(project, "2020-07-05");
    let one = entry(&chart, TASK_23, "2020-07-08", project);
    assert_eq!(one.colour(), Colour::Blue);
    assert_eq!(
        one.light().why.zh,
        "2020年7月5日开工,比期限2020年6月30日晚 5 天"
    );
    assert_eq!(one.marks().count(), 0);
}

#[test]
fn t24_fifty_one_of_sixty_started_by_a_saturday() {
    let mut chart = Chart::on("2020-08-15");
    listed(&mut chart, TASK_24, 60, 51, "2020-08-15");
    let starts = starts(&chart, TASK_24, "2020-08-15");
    assert_eq!(starts.deadline, day("2020-08-15"));
    assert_eq!(starts.city().rate().to_string(), "51/60 = 85.0%");
    assert_eq!(starts.overdue().count(), 0);
}

#[test]
fn t24_the_saturday_is_moved_only_if_the_room_says_so() {
    let mut chart = Chart::on("2020-08-14");
    listed(&mut chart, TASK_24, 1, 0, "");
    chart.decide_on(vec![(Settings::MOVE_REST_DAYS, Value::Flag(true))]);
    let starts = starts(&chart, TASK_24, "2020-08-17");
    assert_eq!(starts.deadline, day("2020-08-17"));
    assert_eq!(starts.overdue().count(), 0);
}

#[test]
fn t24_the_bulletin_of_july_shows_the_state_of_the_31st() {
    let mut chart = Chart::on("2020-07-31");
    listed(&mut chart, TASK_24, 6, 3, "2020-07-20");
    chart.story.go_to("2020-08-05");
    let later = listed(&mut chart, TASK_24, 2, 1, "2020-08-03");
    let entered = chart.basis_of("2020-08-05");
    let now = HardStarts::of(&chart.story.state, &entered, TASK_24).unwrap();
    assert_eq!(now.city().rate().to_string(), "4/8 = 50.0%");
    let july = starts(&chart, TASK_24, "2020-07-31");
    assert_eq!(july.city().rate().to_string(), "3/8 = 37.5%");
    let one = entry(&chart, TASK_24, "2020-07-31", later[0]);
    assert!(matches!(one.state, StartState::Waiting { left: 15, .. }));
}

#[test]
fn t24_money_that_came_down_late_is_marked_and_still_due() {
    let mut chart = Chart::on("2020-08-11");
    let yidu = chart.county("宜都市");
    let project = chart.prepared(yidu, 20_000);
    let given = vec![
        (ListMembership::GRANTED_ON, date("2020-08-10")),
        (ListMembership::CHANNEL, choice(Channel::SpecialBond)),
    ];
    let listed = chart.enlist(project, TASK_24, given).unwrap();
    let one = entry(&chart, TASK_24, "2020-08-16", project);
    assert!(one.has(Mark::GrantedLate));
    assert_eq!(one.remark().zh, "政府专项债券、资金下达晚");
    assert_eq!(one.colour(), Colour::Red);
    let reason = text("资金8月10日下达");
    chart
        .change(listed, ListMembership::DEADLINE_REASON, reason)
        .unwrap();
    chart
        .change(listed, ListMembership::OWN_DEADLINE, date("2020-09-15"))
        .unwrap();
    let one = entry(&chart, TASK_24, "2020-08-16", project);
    assert_eq!(one.deadline, day("2020-09-15"));
    assert_eq!(one.colour(), Colour::Green);
    assert!(one.has(Mark::OwnDeadline));
    let one = entry(&chart, TASK_24, "2020-09-16", project);
    assert_eq!(one.colour(), Colour::Red);
}

#[test]
fn t24_counties_side_by_side() {
    let mut chart = Chart::on("2020-08-15");
    let places = chart.places();
    for (place, all, started) in [(0, 3, 3), (13, 2, 1)] {
        for at in 0..all {
            let project = chart.prepared(places[place], 12_000);
            chart.listed(project, TASK_24);
            if at < started {
                chart.start(project, "2020-08-01");
            }
        }
    }
    let starts = starts(&chart, TASK_24, "2020-08-15");
    let rows: Vec<_> = (starts.places.iter())
        .map(|(unit, starts)| (unit.unwrap(), starts.rate().to_string()))
        .collect();
    let expected = [
        (places[0], "3/3 = 100.0%".to_owned()),
        (places[13], "1/2 = 50.0%".to_owned()),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn l93_an_approved_reason_keeps_the_light_from_red() {
    let mut chart = Chart::on("2020-07-02");
    let project = listed(&mut chart, TASK_23, 1, 0, "")[0];
    let given = vec![
        (Project::EXCUSE, text("汛期停工")),
        (Project::EXCUSED_UNTIL, date("2020-07-31")),
    ];
    chart
        .story
        .act::<Project>(&office(), project, Project::EXCUSE_DELAY, given)
        .unwrap();
    let one = entry(&chart, TASK_23, "2020-07-02", project);
    assert_eq!(one.colour(), Colour::Yellow);
    assert!(one.has(Mark::Excused));
    let one = entry(&chart, TASK_23, "2020-08-01", project);
    assert_eq!(one.colour(), Colour::Red);
}
