//! The room against the figures of the notice.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use shared::model::{Assignment, Duty, Item, Obligation, Part, Person, Post, Task, Unit, UnitKind};
use shared::rules::Basis;
use shared::rules::light::Colour;
use shared::rules::obligation::{Owed, RollUp, owed, unit_board};
use shared::schema::{Day, Due, Kind, Record, RecordId};
use shared::state::State;

use crate::build::id;

fn room() -> State {
    crate::build::room(&super::commands().unwrap()).unwrap()
}

fn count<K: Kind>(state: &State) -> usize {
    state.all::<K>().count()
}

fn assignments(state: &State) -> Vec<&Arc<Record>> {
    state.all::<Assignment>().collect()
}

#[test]
fn golden_counts_of_the_notice() {
    let state = room();
    assert_eq!(count::<Part>(&state), 6);
    assert_eq!(count::<Item>(&state), 22);
    assert_eq!(count::<Task>(&state), 56);
    assert_eq!(count::<Unit>(&state), 44);
    assert_eq!(count::<Person>(&state), 27);
    assert_eq!(count::<Post>(&state), 28);

    let duties = assignments(&state);
    let of = |duty| {
        let has = |r: &&&Arc<Record>| r.view::<Assignment>().unwrap().duty() == Some(duty);
        duties.iter().filter(has).count()
    };
    assert_eq!(duties.len(), 1_141);
    assert_eq!(of(Duty::Lead), 460);
    assert_eq!(of(Duty::Responsible), 681);
    let units: HashSet<_> = duties
        .iter()
        .filter_map(|r| r.view::<Assignment>().unwrap().unit())
        .collect();
    assert_eq!(units.len(), 44);
}

#[test]
fn golden_duties_of_each_unit() {
    let state = room();
    let mut of_unit: BTreeMap<RecordId, usize> = BTreeMap::new();
    for record in assignments(&state) {
        let unit = record.view::<Assignment>().unwrap().unit().unwrap();
        *of_unit.entry(unit).or_default() += 1;
    }
    let duties = |code: &str| of_unit[&id::<Unit>(code)];
    assert_eq!(duties("fgw"), 39);
    assert_eq!(duties("gxq"), 51);
    for county in ["420502", "420525", "420581", "420583"] {
        assert_eq!(duties(county), 51, "{county}");
    }
    assert_eq!(duties("zmq"), 1);
}

#[test]
fn b09_coordinators_are_the_first_named_leads() {
    let state = room();
    let coordinator = |task: i64| {
        let task = id::<Task>(&task.to_string());
        let mut of_task = state.referring::<Assignment>(task, Assignment::TASK);
        let record =
            of_task.find(|r| r.view::<Assignment>().unwrap().coordinator() == Some(true))?;
        let unit = state.get(record.view::<Assignment>()?.unit()?)?;
        unit.view::<Unit>()?.name().map(str::to_owned)
    };
    assert_eq!(coordinator(8).as_deref(), Some("市人社局"));
    assert_eq!(coordinator(42).as_deref(), Some("市生态环境局"));
    assert_eq!(coordinator(48).as_deref(), Some("宜昌自贸区管委会"));
    assert_eq!(coordinator(54).as_deref(), Some("市招商局"));
    assert_eq!(coordinator(13), None);
    assert_eq!((1..=56).filter(|no| coordinator(*no).is_some()).count(), 40);
}

#[test]
fn deadlines_of_the_notice() {
    let state = room();
    let due = |no: i64| {
        let task = state.get(id::<Task>(&no.to_string())).unwrap();
        task.view::<Task>().unwrap().due().unwrap().to_vec()
    };
    let all: Vec<Due> = (1..=56).flat_map(due).collect();
    let is_continuous = |rule: &&Due| matches!(rule, Due::Continuous);
    assert_eq!(due(3).len(), 2);
    assert_eq!(due(36).len(), 2);
    assert_eq!(due(27), [Due::External]);
    assert_eq!(due(47), [Due::Event]);
    // 18 tasks go on without a date, and task 42 does so after its first step.
    assert_eq!(all.iter().filter(is_continuous).count(), 19);
    let texts = state
        .all::<Task>()
        .map(|task| task.view::<Task>().unwrap().text());
    assert!(
        texts
            .into_iter()
            .all(|text| text.is_some_and(|t| t.ends_with('。')))
    );
}

fn date(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// What the obligation with this key is owed for between two days: by whom, due when.
fn owed_for(state: &State, key: &str, from: &str, to: &str) -> Vec<Owed> {
    let basis = Basis::new(state, date("2020-07-01"));
    let obligation = id::<Obligation>(key);
    let mut all = owed(state, &basis, date(from), date(to));
    all.retain(|owed| owed.obligation == obligation);
    all
}

#[test]
fn b07_forty_four_units_name_their_contacts_by_12_june() {
    let owed = owed_for(&room(), "contacts", "2020-06-01", "2020-12-31");
    assert_eq!(owed.len(), 44);
    assert!(owed.iter().all(|owed| owed.due == date("2020-06-12")));
}

#[test]
fn b08_forty_four_reports_each_month_and_308_from_june_to_december() {
    let state = room();
    let all = owed_for(&state, "report", "2020-06-08", "2021-01-31");
    assert_eq!(all.len(), 308);
    let june = all.iter().filter(|owed| owed.due == date("2020-07-01"));
    assert_eq!(june.count(), 44);
    let months: HashSet<Day> = all.iter().map(|owed| owed.due).collect();
    assert_eq!(months.len(), 7);
}

#[test]
fn b12_fourteen_places_dispatch_every_week() {
    let week = owed_for(&room(), "local-dispatch", "2020-06-15", "2020-06-21");
    assert_eq!(week.len(), 14);
}

#[test]
fn t03_fourteen_confirmations_a_month_for_ten_tasks() {
    let july = owed_for(&room(), "reserve-update", "2020-07-01", "2020-07-31");
    assert_eq!(july.len(), 14);
    assert!(july.iter().all(|owed| owed.due == date("2020-07-05")));
}

#[test]
fn t22_twenty_four_members_and_t21_fourteen_places_file_their_plans() {
    let state = room();
    let june = |key| owed_for(&state, key, "2020-06-15", "2020-06-15").len();
    assert_eq!((june("prefund-units"), june("prefund")), (24, 14));
}

#[test]
fn t49_fourteen_local_structures() {
    assert_eq!(
        owed_for(&room(), "local-group", "2020-06-15", "2020-06-15").len(),
        14
    );
}

#[test]
fn t50_three_leads_issue_the_scheme() {
    let scheme = owed_for(&room(), "evaluation-scheme", "2020-06-08", "2020-12-31");
    assert_eq!(scheme.len(), 3);
}

#[test]
fn t53_thirty_eight_report_blockages_each_quarter() {
    let quarter = owed_for(&room(), "blockage", "2020-07-01", "2020-09-30");
    assert_eq!(quarter.len(), 38);
    assert!(quarter.iter().all(|owed| owed.due == date("2020-09-30")));
}

#[test]
fn l96_fourteen_places_are_ranked() {
    let state = room();
    let ranked = state
        .all::<Unit>()
        .filter_map(|record| record.view::<Unit>())
        .filter(|unit| unit.kind() == Some(UnitKind::County) || unit.code() == Some("gxq"));
    assert_eq!(ranked.count(), 14);
}

#[test]
fn b05_every_place_has_fifty_one_tasks_on_its_board() {
    let state = room();
    let roll = RollUp::new(&state, &Basis::new(&state, date("2020-07-01")));
    for code in ["420502", "420525", "420581", "420583", "gxq"] {
        assert_eq!(unit_board(&roll, id::<Unit>(code)).len(), 51, "{code}");
    }
}

#[test]
fn l95_every_task_has_obligations_or_is_covered_by_reports() {
    let state = room();
    let roll = RollUp::new(&state, &Basis::new(&state, date("2020-07-02")));
    for task in state.all::<Task>() {
        let standing = roll.task(task.id).unwrap();
        let no = task.view::<Task>().unwrap().no();
        assert!(standing.counts.all() > 0, "task {no:?}");
    }
    // The reports for June were due the day before.
    let task = roll.task(id::<Task>("13")).unwrap();
    assert!(task.by_reports);
    assert_eq!(task.colour, Colour::Red);
    assert_eq!(task.counts.get(Colour::Red), 14);
}
