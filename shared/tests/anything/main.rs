//! Whatever anyone does, the rules hold.
//!
//! Commands of every kind are made from the schema at random, by actors of every role, most of them
//! sensible enough to be carried out. After each of them the invariants of DOMAIN §7.2 are checked
//! anew from the records alone, by code that shares nothing with the rules that keep them.

mod invariants;
mod maker;
mod world;

use maker::Tape;
use proptest::prelude::*;
use shared::model;
use shared::schema::{FieldNo, KindId, Record, RecordId, Seq, Slot, Value};
use world::{World, values};

/// How many commands a story has.
const STEPS: usize = 60;
/// How many numbers of the tape a command is made of.
const TAPE: usize = 48;

fn tapes() -> impl Strategy<Value = Vec<Vec<u16>>> {
    let tape = proptest::collection::vec(any::<u16>(), TAPE);
    proptest::collection::vec(tape, 1..STEPS)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn invariants_hold_for_random_commands_by_random_actors(tapes in tapes()) {
        let mut world = World::founded();
        let mut kept = invariants::Kept::default();
        for tape in &tapes {
            world.step(&mut Tape::new(tape));
            let broken = invariants::broken(&world, &mut kept);
            prop_assert!(broken.is_empty(), "{broken:#?}");
        }
    }

    #[test]
    fn taking_back_gives_the_old_records(tapes in tapes()) {
        let mut world = World::founded();
        for tape in &tapes {
            let before = values(&world.state);
            let Some(mut done) = world.step(&mut Tape::new(tape)) else {
                continue;
            };
            // The effects, taken off the records.
            let mut rewound = world.state.clone();
            rewound.undo(std::mem::take(&mut done.undo));
            prop_assert_eq!(values(&rewound), before.clone());
            // The command, taken back by a command.
            if let Some(state) = world.taken_back(&done) {
                for (id, now) in values(&state) {
                    match before.get(&id) {
                        Some(then) => prop_assert_eq!(&now, then, "{}", id),
                        // What it had made is put away.
                        None => prop_assert!(now.archived, "{}", id),
                    }
                }
            }
        }
    }

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
