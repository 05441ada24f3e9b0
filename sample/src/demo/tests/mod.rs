//! A generated history is the same every time, and the rules have nothing against it.

use shared::model::{
    MonthLock, Occurrence, OccurrenceState, Problem, Project, ProjectMonth, Room, Stage, Standing,
    Task, TaskState,
};
use shared::rules::Basis;
use shared::rules::light::Colour;
use shared::rules::obligation::{RollUp, owed};
use shared::schema::{Day, FieldNo, Kind, Value, ValueType};
use shared::state::State;

use super::{Options, history};
use crate::build::played;

mod activity;
mod evaluation;
mod meeting;
mod preparation;
mod report;

fn options(projects: u32, seed: u64) -> Options {
    Options {
        projects,
        seed,
        until: until(),
    }
}

fn until() -> Day {
    Day::new(2020, 10, 20).unwrap()
}

fn room(projects: u32) -> State {
    played(&history(&options(projects, 7)).unwrap()).unwrap()
}

/// Nothing left unseen.
const NONE: [&str; 0] = [];

/// The keys of the options of the field that no record of the room has.
fn unseen<K: Kind>(room: &State, field: FieldNo) -> Vec<&'static str> {
    let ValueType::Choice(choice) = K::SPEC.field(field).unwrap().ty else {
        panic!("not a choice");
    };
    let seen = |no| {
        room.all::<K>()
            .any(|record| record.value(field) == Some(&Value::Choice(no)))
    };
    let unseen = choice.options.iter().filter(|option| !seen(option.no));
    unseen.map(|option| option.key).collect()
}

#[test]
fn the_same_options_give_the_same_history() {
    let one = history(&options(30, 7)).unwrap();
    assert_eq!(one, history(&options(30, 7)).unwrap());
    assert_ne!(one, history(&options(30, 8)).unwrap());
    assert!(one.is_sorted_by_key(|step| step.at));
}

#[test]
fn every_command_is_carried_out() {
    let room = room(300);
    assert_eq!(room.all::<Project>().count(), 300);
    assert!(room.all::<ProjectMonth>().count() > 300);
    assert_eq!(room.all::<MonthLock>().count(), 4);
}

#[test]
fn tasks_stand_in_every_column() {
    let room = room(30);
    let states = room
        .all::<Task>()
        .map(|record| record.view::<Task>().unwrap().state());
    let states: std::collections::BTreeSet<_> = states.collect();
    assert_eq!(states.len(), TaskState::ALL.len(), "{states:?}");
}

#[test]
fn projects_are_examples_in_all_stages_and_all_places() {
    let room = room(300);
    let mut places = std::collections::BTreeSet::new();
    let mut stages = std::collections::BTreeSet::new();
    for record in room.all::<Project>() {
        let project = record.view::<Project>().unwrap();
        assert_eq!(project.example(), Some(true));
        assert!(project.name().unwrap().contains("示例"));
        places.extend(project.county());
        stages.extend(project.stage());
    }
    assert_eq!(places.len(), 14);
    // Proposed ones are in the reserve at once.
    assert_eq!(stages.len(), Stage::ALL.len() - 1, "{stages:?}");
    assert!(Project::SPEC.field(Project::EXAMPLE).is_some());
}

/// How something owed was handed in, if it was, and whether late.
type Filed = Option<(OccurrenceState, bool)>;

/// How many of a thousand.
fn permille(part: usize, whole: usize) -> usize {
    part * 1000 / whole
}

#[test]
fn units_hand_in_most_of_what_they_owe() {
    let room = room(5);
    let basis = Basis::new(&room, until());
    let all = owed(&room, &basis, Day::FIRST, until());
    let states: Vec<_> = all
        .iter()
        .map(|owed| {
            let record = room.get(owed.record?)?;
            let occurrence = record.view::<Occurrence>()?;
            let on = occurrence.submitted_on();
            assert!(on <= Some(until()));
            assert!(!occurrence.evidence().unwrap().is_empty());
            Some((occurrence.state()?, on > Some(owed.due)))
        })
        .collect();
    let share = |what: &dyn Fn(&Filed) -> bool| {
        permille(states.iter().filter(|state| what(state)).count(), all.len())
    };
    let of = |wanted| move |state: &Filed| state.is_some_and(|(state, _)| state == wanted);
    let missing = share(&Option::is_none);
    assert!((30..80).contains(&missing), "{missing}");
    let in_review = share(&of(OccurrenceState::Submitted));
    assert!((5..60).contains(&in_review), "{in_review}");
    let passed = share(&of(OccurrenceState::Passed));
    assert!(passed > 800, "{passed}");
    let late = share(&|state| state.is_some_and(|(_, late)| late));
    assert!((30..90).contains(&late), "{late}");
    // Some are handed in before they are due.
    assert!(room.all::<Occurrence>().count() >= states.iter().flatten().count());
}

#[test]
fn lights_of_tasks_are_of_several_colours() {
    let room = room(5);
    let basis = Basis::new(&room, until());
    let roll_up = RollUp::new(&room, &basis);
    let mut colours = std::collections::BTreeMap::new();
    for task in room.all::<shared::model::Task>() {
        let colour = roll_up.task(task.id).map(|standing| standing.colour);
        *colours.entry(format!("{colour:?}")).or_insert(0) += 1;
    }
    let red = colours[&format!("{:?}", Some(Colour::Red))];
    assert!((10..35).contains(&red), "{colours:?}");
    assert!(colours.len() > 1, "{colours:?}");
}

#[test]
fn a_long_room_holds_thousands_of_occurrences() {
    let options = Options {
        until: Day::new(2021, 10, 20).unwrap(),
        ..options(3, 7)
    };
    let room = played(&history(&options).unwrap()).unwrap();
    let count = room.all::<Occurrence>().count();
    assert!((18_000..25_000).contains(&count), "{count}");
}

#[test]
fn some_projects_under_way_have_a_problem() {
    let room = room(600);
    let under_way = room.all::<Project>().filter(|record| {
        let project = record.view::<Project>().unwrap();
        matches!(project.stage(), Some(Stage::Preparing | Stage::Building))
            && project.standing() != Some(Standing::Paused)
    });
    let problems = room.all::<Problem>();
    let problems = problems.filter_map(|record| record.view::<Problem>());
    // Those of reports are of a unit, not of a project.
    let problems: Vec<_> = problems
        .filter(|problem| problem.project().is_some())
        .collect();
    let share = permille(problems.len(), under_way.count());
    assert!((100..200).contains(&share), "{share}");
    for problem in problems {
        assert!(problem.title().unwrap().contains("示例"));
    }
}

#[test]
fn actions_carry_their_own_days() {
    let room = room(100);
    let mut days = std::collections::BTreeSet::new();
    for record in room.all::<Project>() {
        let project = record.view::<Project>().unwrap();
        let Some(entered) = project.start_entered_on() else {
            continue;
        };
        assert!(Some(entered) >= project.started_on());
        assert!(entered <= until());
        days.insert(entered);
    }
    assert!(days.len() > 10, "{days:?}");
    let shown = room.all::<Room>().next().unwrap();
    assert_eq!(shown.view::<Room>().unwrap().war_day(), Some(until()));
}
