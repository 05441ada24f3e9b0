//! The sample against the figures of the notice.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use shared::model::{Assignment, Duty, Item, Part, Person, Post, Task, Unit};
use shared::rules::{Actor, Context, OwnChanges, Role, decide};
use shared::schema::{CommandNumber, Due, Kind, Record, RecordId, Seq, Timestamp};
use shared::state::{Effect, State};

struct NothingOwn;

impl OwnChanges for NothingOwn {
    fn is_own(&self, _: Seq) -> bool {
        false
    }

    fn effects_of(&self, _: CommandNumber) -> Option<(Seq, &[Effect])> {
        None
    }
}

/// The room as the commands make it, each decided like any other.
fn room() -> State {
    let actor = Actor {
        id: RecordId(uuid::Uuid::nil()),
        name: String::new(),
        role: Role::Office,
    };
    let context = Context {
        actor: &actor,
        now: Timestamp(0),
        own: &NothingOwn,
    };
    let mut state = State::default();
    let mut seq = Seq::ZERO;
    for command in super::notice().unwrap() {
        let effects = decide(&state, &context, &command).unwrap();
        seq = seq.next();
        state.apply(seq, &effects);
    }
    state
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
    let duties = |code: &str| of_unit[&super::id::<Unit>(code)];
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
        let task = super::id::<Task>(&task.to_string());
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
        let task = state.get(super::id::<Task>(&no.to_string())).unwrap();
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
