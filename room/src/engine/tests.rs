//! What the engine promises to the store and to devices.

use shared::model::Person;
use shared::protocol::ProblemCode;
use shared::rules::{Actor, Edit, RefusalCode, Role};
use shared::schema::{Kind as _, Value};
use uuid::Uuid;

use super::*;

const NOW: Timestamp = Timestamp(1_000);

fn engine() -> Engine {
    let start = Hash::of_epoch(Uuid::nil());
    Engine::new("room".into(), State::default(), Seq::ZERO, start, NOW)
}

fn device(no: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(no))
}

fn id(no: u128) -> RecordId {
    RecordId(Uuid::from_u128(no))
}

fn actor(no: u128) -> Actor {
    Actor::new(id(no), format!("actor {no}"), Role::Office)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn command(record: u128, base: u64, verb: Verb) -> Command {
    Command {
        kind: Person::ID,
        id: id(record),
        base: Seq(base),
        verb,
    }
}

fn create(record: u128, name: &str) -> Command {
    let fields = vec![(Person::NAME, text(name))];
    command(record, 0, Verb::Create { fields })
}

fn rename(record: u128, base: u64, name: &str) -> Command {
    let edits = vec![(Person::NAME, Edit::Put(text(name)))];
    command(record, base, Verb::Set { edits })
}

fn push(from: u128, first: u64, commands: Vec<Command>) -> Submission {
    Submission {
        device: device(from),
        actor: actor(from),
        first: Some(CommandNumber(first)),
        at: None,
        commands,
    }
}

/// One batch of one submission, with nothing looked up.
fn one(engine: &mut Engine, submission: &Submission) -> (Batch, Answer) {
    let mut batch = engine.begin(NOW);
    let answer = engine.take(&mut batch, submission, &Known::default());
    (batch, answer)
}

fn outcomes(answer: &Answer) -> Vec<&Outcome> {
    answer
        .verdicts
        .iter()
        .map(|verdict| &verdict.outcome)
        .collect()
}

fn applied(seq: u64) -> Outcome {
    Outcome::Applied { seq: Seq(seq) }
}

/// R2
#[test]
fn every_number_is_decided_on_once_also_within_a_batch() {
    let mut engine = engine();
    let submission = push(1, 1, vec![create(10, "a"), create(11, "b")]);
    let mut batch = engine.begin(NOW);
    let known = Known::default();
    let first = engine.take(&mut batch, &submission, &known);
    let again = engine.take(&mut batch, &submission, &known);
    assert_eq!(outcomes(&first), [&applied(1), &applied(2)]);
    assert_eq!(first, again);
    assert_eq!(batch.rows.len(), 2);
    assert_eq!(batch.results.len(), 2);
}

/// R2
#[test]
fn a_kept_result_is_answered_and_changes_nothing() {
    let mut engine = engine();
    let submission = push(1, 1, vec![create(10, "a")]);
    drop(one(&mut engine, &submission));

    let mut needs = Needs::default();
    engine.add_needs(&submission, &mut needs);
    assert_eq!(
        needs.results,
        [(device(1), CommandNumber(1), CommandNumber(1))]
    );

    let mut known = Known::default();
    known
        .results
        .insert((device(1), CommandNumber(1)), applied(1));
    let mut batch = engine.begin(NOW);
    let again = engine.take(&mut batch, &submission, &known);
    assert_eq!(outcomes(&again), [&applied(1)]);
    assert!(batch.is_empty());
}

#[test]
fn rejected_and_needless_commands_move_the_number_but_not_the_log() {
    let mut engine = engine();
    let commands = vec![create(10, "a"), create(10, "a"), rename(10, 0, "a")];
    let (batch, answer) = one(&mut engine, &push(1, 1, commands));
    assert!(matches!(
        outcomes(&answer)[..],
        [Outcome::Applied { .. }, Outcome::Rejected(refusal), Outcome::NoChange]
            if refusal.code == RefusalCode::Exists
    ));
    assert_eq!(engine.head(), Seq(1));
    assert_eq!(batch.results.len(), 3);
    let devices = engine.devices_of(&batch);
    assert_eq!(devices.len(), 1);
    assert_eq!(devices[0].1.last, CommandNumber(3));
}

/// R3
#[test]
fn a_gap_another_account_and_a_base_ahead_keep_everything_as_it_is() {
    let mut engine = engine();
    drop(one(&mut engine, &push(1, 1, vec![create(10, "a")])));

    let mut stolen = push(2, 2, vec![create(12, "c")]);
    stolen.device = device(1);
    let cases = [
        (push(1, 3, vec![create(11, "b")]), ProblemCode::Gap, Some(2)),
        (push(1, 0, vec![create(11, "b")]), ProblemCode::Gap, Some(2)),
        (stolen, ProblemCode::NotYourDevice, None),
        (
            push(1, 2, vec![create(11, "b"), rename(10, 99, "c")]),
            ProblemCode::Ahead,
            Some(3),
        ),
    ];
    for (submission, code, number) in cases {
        let (batch, answer) = one(&mut engine, &submission);
        let problem = answer.problem.expect("it is a problem");
        assert_eq!(problem.code, code);
        assert_eq!(problem.number, number.map(CommandNumber));
        assert!(batch.is_empty() && answer.verdicts.is_empty());
        assert_eq!(engine.head(), Seq(1));
    }
}

#[test]
fn without_a_number_the_next_ones_are_given() {
    let mut engine = engine();
    drop(one(&mut engine, &push(1, 1, vec![create(10, "a")])));
    let mut next = push(1, 0, vec![create(11, "b")]);
    next.first = None;
    let (_, answer) = one(&mut engine, &next);
    assert_eq!(answer.verdicts[0].number, CommandNumber(2));
    assert_eq!(answer.verdicts[0].outcome, applied(2));
}

#[test]
fn a_batch_that_was_not_written_leaves_no_trace() {
    let mut engine = engine();
    drop(one(&mut engine, &push(1, 1, vec![create(10, "a")])));
    let before = (
        engine.head,
        engine.hash,
        engine.last_at,
        engine.devices.clone(),
    );
    let record = engine.state().get(id(10)).cloned();

    let commands = vec![rename(10, 1, "b"), rename(10, 1, "c"), create(11, "d")];
    let mut batch = engine.begin(Timestamp(5_000));
    engine.take(&mut batch, &push(1, 2, commands.clone()), &Known::default());
    engine.take(
        &mut batch,
        &push(2, 1, vec![rename(10, 1, "e")]),
        &Known::default(),
    );
    assert_eq!(engine.head(), Seq(5));
    engine.roll_back(batch);

    let mut after = (
        engine.head,
        engine.hash,
        engine.last_at,
        engine.devices.clone(),
    );
    // That there is no such device is something it may have learned.
    after.3.retain(|_, device| device.is_some());
    assert_eq!(before, after);
    assert_eq!(engine.state().get(id(10)).cloned(), record);
    assert_eq!(engine.state().len(), 1);
    let (_, answer) = one(&mut engine, &push(1, 2, commands));
    assert_eq!(outcomes(&answer), [&applied(2), &applied(3), &applied(4)]);
}

#[test]
fn the_clock_going_back_does_not_take_the_log_with_it() {
    let mut engine = engine();
    let mut batch = engine.begin(Timestamp(9_000));
    engine.take(
        &mut batch,
        &push(1, 1, vec![create(10, "a")]),
        &Known::default(),
    );
    assert_eq!(batch.rows[0].at, Timestamp(9_000));
    assert_eq!(engine.begin(Timestamp(3)).at, Timestamp(9_000));
}

#[test]
fn own_changes_are_seen_and_others_are_not() {
    let unseen = |engine: &mut Engine, submission: &Submission, known: &Known| {
        let mut batch = engine.begin(NOW);
        engine.take(&mut batch, submission, known);
        let entry = batch.entries.last().expect("it is applied").clone();
        match &entry.effects[0].change {
            shared::state::Change::Set(changes) => changes[0].unseen,
            other => panic!("{other:?}"),
        }
    };
    let mut engine = engine();
    drop(one(&mut engine, &push(1, 1, vec![create(10, "a")])));

    // The author had seen nothing (base 0), but it was the author's own change.
    let own = push(1, 2, vec![rename(10, 0, "b")]);
    let mut needs = Needs::default();
    engine.add_needs(&own, &mut needs);
    assert_eq!(needs.own[&device(1)], BTreeSet::from([Seq(1)]));
    let mut known = Known::default();
    known.own.insert((device(1), Seq(1)));
    assert!(!unseen(&mut engine, &own, &known));

    assert!(unseen(
        &mut engine,
        &push(2, 1, vec![rename(10, 0, "c")]),
        &Known::default()
    ));
}

#[test]
fn an_undo_finds_its_command_in_the_same_batch_or_among_what_was_looked_up() {
    let undo = |number| {
        let number = CommandNumber(number);
        command(10, 0, Verb::Undo { number })
    };
    let mut engine = engine();
    let commands = vec![create(10, "a"), rename(10, 0, "b"), undo(2)];
    let (batch, answer) = one(&mut engine, &push(1, 1, commands));
    assert_eq!(outcomes(&answer)[2], &applied(3));
    let name = |engine: &Engine| {
        engine
            .state()
            .get(id(10))
            .and_then(|r| r.value(Person::NAME).cloned())
    };
    assert_eq!(name(&engine), Some(text("a")));

    // Taking back the taking back, in a later batch.
    let redo = push(1, 4, vec![undo(3)]);
    let mut needs = Needs::default();
    engine.add_needs(&redo, &mut needs);
    assert!(needs.undo.contains(&(device(1), CommandNumber(3))));
    let mut known = Known::default();
    let effects = batch.entries[2].effects.clone();
    known
        .undo
        .insert((device(1), CommandNumber(3)), (Seq(3), effects));
    let mut batch = engine.begin(NOW);
    let answer = engine.take(&mut batch, &redo, &known);
    assert_eq!(outcomes(&answer), [&applied(4)]);
    assert_eq!(name(&engine), Some(text("b")));
}

#[test]
fn what_another_server_decided_is_followed_to_the_same_place() {
    let (mut here, mut there) = (engine(), engine());
    let submission = push(1, 1, vec![create(10, "a"), rename(10, 1, "b")]);
    let (batch, _) = one(&mut there, &submission);
    let entries = here.follow(batch.rows.clone()).expect("it follows");
    assert_eq!(entries, batch.entries);
    assert_eq!(
        (here.head, here.hash, here.last_at),
        (there.head, there.hash, there.last_at)
    );
    assert_eq!(here.state.get(id(10)), there.state.get(id(10)));
}

#[test]
fn what_does_not_follow_is_not_taken_in() {
    let (mut here, mut there) = (engine(), engine());
    let (batch, _) = one(
        &mut there,
        &push(1, 1, vec![create(10, "a"), create(11, "b")]),
    );
    let changed = |change: fn(&mut Vec<LogRow>)| {
        let mut rows = batch.rows.clone();
        change(&mut rows);
        rows
    };
    let cases = [
        changed(|rows| drop(rows.remove(0))),
        changed(|rows| rows[1].effects.push(' ')),
        changed(|rows| rows[1].prev_hash = Hash::of_epoch(Uuid::nil())),
        changed(|rows| rows.swap(0, 1)),
        changed(|rows| rows[1].seq = Seq(3)),
    ];
    for rows in cases {
        assert!(here.follow(rows).is_err());
        assert_eq!((here.head, here.state.len()), (Seq::ZERO, 0));
    }
}
