//! Many stories in which nothing goes wrong, and three bugs that do not go unnoticed.

use super::{Bug, run};

/// How many stories run with everything else; `cargo xtask simulate` runs as many as one likes.
const STORIES: u64 = 2_000;
/// Within how many stories a bug must show.
const ENOUGH: u64 = 300;

/// R2, R4, R5, R9
#[test]
fn nothing_goes_wrong_in_two_thousand_stories() {
    for seed in 0..STORIES {
        if let Err(violation) = run(seed, Bug::None) {
            panic!(
                "{}seed {seed}: {}\ncargo xtask simulate --seeds 1 --from {seed}",
                violation.story, violation.what
            );
        }
    }
}

#[test]
fn the_same_seed_is_the_same_story() {
    for seed in 0..50 {
        assert_eq!(run(seed, Bug::None), run(seed, Bug::None));
    }
}

fn caught(bug: Bug) -> String {
    let found = (0..ENOUGH).find_map(|seed| run(seed, bug).err());
    found.map_or_else(|| panic!("{bug:?} is not caught"), |found| found.what)
}

/// R4
#[test]
fn an_acknowledgement_before_the_commit_is_caught() {
    let what = caught(Bug::AckBeforeCommit);
    // Told of a result, or shown a change, that is not there yet.
    let is_early = what.contains("the log has it at None") || what.contains("is durable");
    assert!(is_early, "{what}");
}

/// R2
#[test]
fn a_result_forgotten_at_a_resend_is_caught() {
    let what = caught(Bug::ResultsForgotten);
    assert!(what.contains("was said to be"), "{what}");
}

#[test]
fn a_rewind_of_an_untouched_record_is_caught() {
    let what = caught(Bug::RewindOfUntouched);
    assert!(what.contains("are not those of the room"), "{what}");
}
