//! Who lags month after month (DOMAIN 9.8, B21).

use super::{Chart, month};
use crate::model::{LaggingBy, ProjectLevel, Settings};
use crate::rules::Settings as Rules;
use crate::rules::listing::lagging::{Candidate, Operation};
use crate::rules::story::choice;
use crate::schema::{Month, RecordId, Value};

const MONTHS: [&str; 6] = [
    "2020-06", "2020-07", "2020-08", "2020-09", "2020-10", "2020-11",
];
const LOCKED_ON: [&str; 6] = [
    "2020-07-08",
    "2020-08-08",
    "2020-09-08",
    "2020-10-08",
    "2020-11-08",
    "2020-12-08",
];

/// Fourteen places with a planned project each, of which the first had these ranks from June on;
/// the others share the rest in their order.
struct Months {
    chart: Chart,
    places: Vec<RecordId>,
    projects: Vec<RecordId>,
}

impl Months {
    fn with(first: &[Option<u32>]) -> Self {
        let mut chart = Chart::on("2020-06-10");
        let places = chart.places();
        let projects: Vec<_> = places
            .iter()
            .map(|place| {
                let project = chart.project(*place, 100_000);
                chart.plan(project, 50_000);
                project
            })
            .collect();
        let mut room = Self {
            chart,
            places,
            projects,
        };
        let mut invested = [0; 14];
        for (at, rank) in first.iter().enumerate() {
            room.report(at, *rank, &mut invested);
        }
        room
    }

    /// Reports so that the first place has the rank, and locks the month.
    fn report(&mut self, at: usize, first: Option<u32>, invested: &mut [i64; 14]) {
        self.chart.story.go_to(LOCKED_ON[at]);
        let others = (1..=14).filter(|rank| Some(*rank) != first).map(Some);
        let ranks = std::iter::once(first).chain(others);
        for ((project, rank), sum) in self.projects.iter().zip(ranks).zip(invested) {
            let Some(rank) = rank else {
                continue;
            };
            let sum_now = 1_000 * i64::try_from(at + 1).unwrap() + 10 * i64::from(15 - rank);
            self.chart.invest(*project, MONTHS[at], sum_now - *sum);
            *sum = sum_now;
        }
        self.chart.lock(MONTHS[at]);
    }

    fn operation(&self, last: &str) -> Operation {
        Operation::of(&self.chart.story.state, month(last))
    }

    fn candidates(&self, last: &str, held: Option<&str>) -> Vec<Candidate> {
        let first = self.places[0];
        let held = |unit| held.filter(|_| unit == first).map(month);
        let settings = Rules::of(&self.chart.story.state);
        self.operation(last).candidates(&settings, held)
    }

    /// Whether the first place is proposed when the month is locked.
    fn is_candidate(&self, last: &str, held: Option<&str>) -> bool {
        let found = self.candidates(last, held);
        found.iter().any(|one| one.unit == self.places[0])
    }

    fn ranks(&self, last: &str) -> Vec<Option<u32>> {
        let operation = self.operation(last);
        let months = operation.months.iter();
        months
            .map(|month| operation.rank(self.places[0], *month))
            .collect()
    }
}

#[test]
fn b21_xingshan_is_a_candidate_when_august_is_locked() {
    let room = Months::with(&[12, 13, 12].map(Some));
    assert_eq!(room.ranks("2020-08"), [12, 13, 12].map(Some));
    assert!(!room.is_candidate("2020-06", None));
    assert!(!room.is_candidate("2020-07", None));
    assert!(room.is_candidate("2020-08", None));
    let found = room.candidates("2020-08", None);
    let own = found.iter().find(|one| one.unit == room.places[0]).unwrap();
    assert_eq!(
        own.sentence(&room.chart.story.state).zh,
        "1县投资运行连续 3 个月排名落后:6月第 12、7月第 13、8月第 12"
    );
}

#[test]
fn b21_a_month_that_is_not_locked_proposes_nobody() {
    let room = Months::with(&[12, 13, 12].map(Some));
    assert!(room.candidates("2020-09", None).is_empty());
    assert!(room.operation("2020-09").months.is_empty());
}

#[test]
fn b21_zigui_was_not_behind_in_july() {
    let room = Months::with(&[14, 11, 14].map(Some));
    assert_eq!(room.ranks("2020-08"), [14, 11, 14].map(Some));
    assert!(!room.is_candidate("2020-08", None));
}

#[test]
fn b21_dianjun_did_not_report_in_july() {
    let mut room = Months::with(&[Some(13), None, Some(14)]);
    assert_eq!(room.ranks("2020-08"), [Some(13), None, Some(14)]);
    assert!(room.is_candidate("2020-08", None));
    let found = room.candidates("2020-08", None);
    let own = found.iter().find(|one| one.unit == room.places[0]).unwrap();
    let state = &room.chart.story.state;
    assert!(
        own.sentence(state)
            .zh
            .ends_with("6月第 13、7月未报、8月第 14")
    );
    let lenient = vec![(Settings::UNREPORTED_IS_LAST, Value::Flag(false))];
    room.chart.decide_on(lenient);
    assert!(!room.is_candidate("2020-08", None));
}

#[test]
fn b21_no_second_proposal_before_three_further_months() {
    let room = Months::with(&[12, 13, 12, 14, 14, 14].map(Some));
    let held = Some("2020-08");
    assert!(!room.is_candidate("2020-09", held));
    assert!(!room.is_candidate("2020-10", held));
    assert!(room.is_candidate("2020-11", held));
    assert!(room.is_candidate("2020-09", None), "no interview was held");
}

#[test]
fn l98_the_last_three_of_fourteen_lag() {
    let room = Months::with(&[Some(12)]);
    let operation = room.operation("2020-06");
    let settings = Rules::of(&room.chart.story.state);
    let june = month("2020-06");
    let mut lagging: Vec<_> = operation.lagging(&settings, june);
    lagging.sort_by_key(|unit| operation.rank(*unit, june));
    let ranks: Vec<_> = lagging
        .iter()
        .map(|unit| operation.rank(*unit, june))
        .collect();
    assert_eq!(ranks, [12, 13, 14].map(Some));
    assert_eq!(lagging[0], room.places[0]);
    let completion = operation.completion(room.places[0], june).unwrap();
    assert_eq!(completion.to_string(), "10300000/500000000 = 2.1%");
}

#[test]
fn l98_what_is_corrected_later_counts_from_the_next_month_on() {
    let mut room = Months::with(&[Some(12)]);
    room.chart.story.go_to("2020-07-20");
    room.chart.correct(room.projects[0], "2020-06", 5_000);
    let mut invested = [0; 14];
    for (sum, rank) in invested
        .iter_mut()
        .zip([12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14])
    {
        *sum = 1_000 + 10 * (15 - rank);
    }
    room.report(1, Some(14), &mut invested);
    assert_eq!(room.ranks("2020-07"), [Some(12), Some(1)]);
}

#[test]
fn l98_a_place_without_a_plan_has_not_reported() {
    let mut chart = Chart::on("2020-07-08");
    let places = chart.places();
    let planned = chart.project(places[0], 100_000);
    chart.plan(planned, 50_000);
    chart.invest(planned, "2020-06", 1_000);
    let other = chart.project(places[1], 100_000);
    chart.invest(other, "2020-06", 9_000);
    chart.lock("2020-06");
    let june: Month = month("2020-06");
    let operation = Operation::of(&chart.story.state, june);
    assert_eq!(operation.rank(places[0], june), Some(1));
    assert_eq!(operation.rank(places[1], june), None);
}

#[test]
fn l98_the_room_may_rank_by_the_total_rank_of_key_projects() {
    let mut chart = Chart::on("2020-07-08");
    let places = chart.places();
    for (place, total, invested) in [(0, 10_000, 5_000), (1, 90_000, 1_000)] {
        let project = chart.project(places[place], total);
        chart.level(project, ProjectLevel::City);
        chart.plan(project, 10_000);
        chart.invest(project, "2020-06", invested);
    }
    chart.lock("2020-06");
    let june = month("2020-06");
    let ranks = |chart: &Chart| {
        let operation = Operation::of(&chart.story.state, june);
        [0, 1, 2].map(|place| operation.rank(places[place], june))
    };
    assert_eq!(ranks(&chart), [Some(1), Some(2), None]);
    chart.decide_on(vec![(Settings::LAGGING_BY, choice(LaggingBy::TotalRank))]);
    assert_eq!(ranks(&chart), [Some(2), Some(1), None], "the larger total");
}
