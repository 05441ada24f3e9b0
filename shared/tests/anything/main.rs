//! Whatever anyone does, the rules hold.
//!
//! Commands of every kind are made from the schema at random, by actors of every role, most of them
//! sensible enough to be carried out. After each of them the invariants of DOMAIN §7.2 are checked
//! anew from the records alone, by code that shares nothing with the rules that keep them.

mod invariants;
mod maker;
mod reached;
mod world;

use std::cell::RefCell;

use maker::Tape;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use reached::Reached;
use shared::model;
use shared::schema::{FieldNo, KindId, Record, RecordId, Seq, Slot, Value};
use world::{Outcome, World, values};

/// How many stories there are, unless `PROPTEST_CASES` says otherwise.
const STORIES: u32 = 1_200;
/// How many commands a story has.
const STEPS: usize = 60;
/// How many numbers of the tape a command is made of.
const TAPE: usize = 48;

/// Where a story begins, and what its commands are made of.
type Story = (bool, Vec<Vec<u16>>);

fn stories() -> impl Strategy<Value = Story> {
    let tape = proptest::collection::vec(any::<u16>(), TAPE);
    let tapes = proptest::collection::vec(tape, 1..STEPS);
    (proptest::bool::weighted(0.7), tapes)
}

fn beginning(is_prepared: bool) -> World {
    if is_prepared {
        World::prepared()
    } else {
        World::founded()
    }
}

/// Plays stories; afterwards, enough must have happened in them.
fn play(
    name: &'static str,
    least: &[(&str, usize)],
    story: impl Fn(&mut World, &[Vec<u16>], &mut Reached) -> Result<(), TestCaseError>,
) {
    let cases = std::env::var("PROPTEST_CASES");
    let cases = cases.ok().and_then(|cases| cases.parse().ok());
    let config = ProptestConfig {
        cases: cases.unwrap_or(STORIES),
        source_file: Some(file!()),
        test_name: Some(name),
        ..ProptestConfig::default()
    };
    let stories_told = config.cases;
    let reached = RefCell::new(Reached::default());
    let told = TestRunner::new(config).run(&stories(), |(is_prepared, tapes)| {
        story(
            &mut beginning(is_prepared),
            &tapes,
            &mut reached.borrow_mut(),
        )
    });
    if let Err(failure) = told {
        panic!("{failure}");
    }
    let reached = reached.into_inner();
    let missing = reached.missing(stories_told, least);
    assert!(missing.is_empty(), "{missing:#?} in {reached:#?}");
}

#[test]
fn invariants_hold_for_random_commands_by_random_actors() {
    play("invariants", &reached::LEAST, |world, tapes, reached| {
        let mut kept = invariants::Kept::default();
        for tape in tapes {
            let outcome = world.step(&mut Tape::new(tape));
            reached.note(world, &outcome);
            if let Outcome::Done(_) = outcome {
                let broken = invariants::broken(world, &mut kept);
                prop_assert!(broken.is_empty(), "{broken:#?}");
            }
        }
        Ok(())
    });
}

#[test]
fn taking_back_gives_the_old_records() {
    play(
        "taking_back",
        &reached::LEAST_TAKEN_BACK,
        |world, tapes, reached| {
            for tape in tapes {
                let before = values(&world.state);
                let Outcome::Done(mut done) = world.step(&mut Tape::new(tape)) else {
                    continue;
                };
                // The effects, taken off the records.
                let mut rewound = world.state.clone();
                rewound.undo(std::mem::take(&mut done.undo));
                prop_assert_eq!(values(&rewound), before.clone());
                // The command, taken back by a command.
                let Some(state) = world.taken_back(&done) else {
                    continue;
                };
                reached.taken_back(done.command.kind);
                for (id, now) in values(&state) {
                    match before.get(&id) {
                        Some(then) => prop_assert_eq!(&now, then, "{}", id),
                        // What it had made is put away.
                        None => prop_assert!(now.archived, "{}", id),
                    }
                }
            }
            Ok(())
        },
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn unknown_fields_and_kinds_survive(
        kind in any::<u16>(),
        fields in proptest::collection::btree_map(any::<u16>(), (any::<u8>(), proptest::collection::vec(any::<u8>(), 0..8)), 0..6),
    ) {
        let mut record = Record::new(RecordId(uuid::Uuid::from_u128(7)), KindId(kind), Seq(3));
        let known = model::kind(KindId(kind));
        for (no, (tag, bytes)) in fields {
            if known.is_some_and(|spec| spec.field(FieldNo(no)).is_some()) {
                continue;
            }
            let value = Some(Value::Unknown { tag: 100 + tag % 100, bytes });
            record.put(FieldNo(no), Slot { value, seq: Seq(3) });
        }
        let binary = postcard::to_allocvec(&record).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<Record>(&binary).unwrap(), &record);
        let json = serde_json::to_string(&record).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Record>(&json).unwrap(), &record);
    }
}
