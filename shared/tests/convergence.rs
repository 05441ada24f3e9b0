//! Any interleaving of two replicas' commands converges: whatever two devices do, whenever the
//! messages between them and the server arrive, once all have arrived everyone holds the same
//! records, and every command has one outcome that its author was told.

mod common;

use std::sync::Arc;

use common::{Server, actor, command, contents, device, id, new_task, task};
use proptest::prelude::*;
use shared::model::Task;
use shared::protocol::{Delta, Outcome, Push, Snapshot, Verdict};
use shared::replica::{Changed, Kept, Known, Replica};
use shared::rules::{Command, Edit, Position, Refusal, Verb};
use shared::schema::{ActionNo, CommandNumber, RecordId, Seq, Timestamp, Value};

const NOW: Timestamp = Timestamp(1_593_561_600_000);

#[derive(Clone, Debug)]
enum Step {
    /// A device does something.
    Act { device: usize, wish: Wish },
    /// Its commands reach the server (and, if `lost`, the answer does not reach it back).
    Push { device: usize, lost: bool },
    /// The next waiting answer reaches the device.
    Answer { device: usize },
    /// The server's changes reach the device, at most so many.
    Pull { device: usize, at_most: u64 },
    /// The device starts afresh from a snapshot and keeps its queue.
    Restart { device: usize },
    /// The device is switched off and on again: it has what it had written down.
    SwitchOff { device: usize },
}

#[derive(Clone, Debug)]
enum Wish {
    Create(u8),
    Remark(u8, u8),
    Note(u8),
    Act(u8, u16),
    Place(u8, Option<u8>, Option<u8>),
    Archive(u8),
    Restore(u8),
    Undo(u8),
}

fn wishes() -> impl Strategy<Value = Wish> {
    let at = 0..5_u8;
    let neighbour = || proptest::option::of(0..5_u8);
    prop_oneof![
        at.clone().prop_map(Wish::Create),
        (at.clone(), 0..4_u8).prop_map(|(at, text)| Wish::Remark(at, text)),
        at.clone().prop_map(Wish::Note),
        (at.clone(), 1..=7_u16).prop_map(|(at, action)| Wish::Act(at, action)),
        (at.clone(), neighbour(), neighbour()).prop_map(|(at, a, b)| Wish::Place(at, a, b)),
        at.clone().prop_map(Wish::Archive),
        at.prop_map(Wish::Restore),
        (1..8_u8).prop_map(Wish::Undo),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..2_usize, wishes()).prop_map(|(device, wish)| Step::Act { device, wish }),
        2 => (0..2_usize, any::<bool>()).prop_map(|(device, lost)| Step::Push { device, lost }),
        2 => (0..2_usize).prop_map(|device| Step::Answer { device }),
        2 => (0..2_usize, 1..4_u64).prop_map(|(device, at_most)| Step::Pull { device, at_most }),
        1 => (0..2_usize).prop_map(|device| Step::Restart { device }),
        1 => (0..2_usize).prop_map(|device| Step::SwitchOff { device }),
    ];
    proptest::collection::vec(step, 1..60)
}

/// A device with its line to the server.
struct Desk {
    replica: Replica,
    /// What it has written down.
    kept: Kept,
    answers: Vec<Verdict>,
    issued: Vec<CommandNumber>,
}

impl Desk {
    fn new(server: &Server, number: usize) -> Self {
        let device = device(10 + number as u128);
        let actor = actor(&format!("科室{number}"));
        let snapshot = server.snapshot();
        let kept = Kept {
            device,
            actor: actor.clone(),
            epoch: snapshot.epoch,
            cursor: snapshot.seq,
            records: snapshot.records.clone(),
            queue: Vec::new(),
            next: CommandNumber(1),
            own: Vec::new(),
        };
        Self {
            replica: Replica::new(device, actor, snapshot),
            kept,
            answers: Vec::new(),
            issued: Vec::new(),
        }
    }

    fn act(&mut self, wish: &Wish) {
        let record = |at: u8| task(usize::from(at));
        let command = match wish {
            Wish::Create(at) => new_task(record(*at), i64::from(*at) + 1),
            Wish::Remark(at, text) => {
                let edit = match text {
                    0 => Edit::Clear,
                    n => Edit::Put(Value::Text(format!("说明{n}"))),
                };
                let edits = vec![(Task::REMARK, edit)];
                command(record(*at), Verb::Set { edits })
            }
            Wish::Note(at) => {
                let edits = vec![(Task::NOTES, Edit::Append("已与县里对接".into()))];
                command(record(*at), Verb::Set { edits })
            }
            Wish::Act(at, action) => command(record(*at), act(*action)),
            Wish::Place(at, after, before) => {
                let at_place = Position {
                    after: after.map(record),
                    before: before.map(record),
                };
                let verb = Verb::Place {
                    field: Task::ORDER,
                    at: at_place,
                };
                command(record(*at), verb)
            }
            Wish::Archive(at) => command(record(*at), Verb::Archive),
            Wish::Restore(at) => command(record(*at), Verb::Restore),
            Wish::Undo(back) => {
                let Some(number) = self.issued.iter().rev().nth(usize::from(*back) - 1) else {
                    return;
                };
                let number = *number;
                let Some(record) = self.record_of(number) else {
                    return;
                };
                command(record, Verb::Undo { number })
            }
        };
        if let Ok(Some(number)) = self.issue(command) {
            self.issued.push(number);
        }
    }

    /// Does something, seen by its author as far as the device has the room.
    fn issue(&mut self, wish: Command) -> Result<Option<CommandNumber>, Refusal> {
        let Some(command) = self.replica.check(seen(wish), NOW)? else {
            return Ok(None);
        };
        let number = self.kept.next;
        self.kept.next = number.next();
        self.kept.queue.push((number, command.clone()));
        self.replica.enqueue(number, command, NOW);
        Ok(Some(number))
    }

    /// Writes down what a step changed.
    fn keep(&mut self, changed: &Changed) {
        let kept = &mut self.kept;
        kept.cursor = self.replica.cursor();
        for record in &changed.confirmed {
            kept.records.retain(|known| known.id != record.id);
            kept.records.push(Arc::clone(record));
        }
        kept.queue
            .retain(|(number, _)| !changed.done.contains(number));
        kept.own = self.replica.own().collect();
    }

    fn restart(&mut self, snapshot: Snapshot, known: Option<Known>) {
        self.kept.records.clone_from(&snapshot.records);
        let changed = self.replica.restart(snapshot, known, NOW);
        assert!(changed.is_some(), "what the server has is known");
        self.kept.epoch = self.replica.epoch();
        self.kept.cursor = self.replica.cursor();
        self.kept.next = self.replica.next();
        let queue = self.replica.queue();
        self.kept.queue = queue
            .map(|(number, command)| (number, command.clone()))
            .collect();
        self.kept.own = self.replica.own().collect();
    }

    fn switch_off(&mut self) {
        self.answers.clear();
        self.replica = Replica::resume(self.kept.clone(), NOW);
    }

    /// The record a command of this device was about: any task may be meant, so all are tried.
    fn record_of(&self, number: CommandNumber) -> Option<RecordId> {
        (0..5).map(task).find(|record| {
            let undo = command(*record, Verb::Undo { number });
            self.replica.check(undo, NOW).is_ok()
        })
    }

    fn push(&mut self, server: &mut Server, lost: bool) {
        let last_number = server.last_number(self.replica.device());
        let actor = self.replica.actor().clone();
        self.replica.welcome(last_number, &actor);
        let mut sent = CommandNumber(0);
        while let Some(push) = self.replica.unsent(sent) {
            let verdicts = server.take(self.replica.device(), "科室", &push);
            sent = verdicts.last().expect("a push is not empty").number;
            if !lost {
                self.answers.extend(verdicts);
            }
        }
    }

    fn answer(&mut self) {
        if !self.answers.is_empty() {
            let verdict = self.answers.remove(0);
            let changed = self.replica.settle(&[verdict], NOW);
            self.keep(&changed);
        }
    }

    fn pull(&mut self, server: &Server, at_most: u64) {
        let from = self.replica.cursor();
        let to = Seq((from.0 + at_most).min(server.head().0));
        let delta: Delta = server.delta(from, to);
        let changed = self.replica.advance(&delta, NOW);
        self.keep(&changed.expect("the delta starts where the copy is"));
    }
}

/// By an author who has seen everything the device has.
fn seen(command: Command) -> Command {
    Command {
        base: Seq(u64::MAX),
        ..command
    }
}

fn act(action: u16) -> Verb {
    let reason = || Edit::Put(Value::Text("材料不全,请补正后再报".into()));
    let edits = match ActionNo(action) {
        Task::REQUEST_CLOSURE => vec![(Task::EVIDENCE, reason())],
        Task::RETURN | Task::SUSPEND | Task::REOPEN => vec![(Task::REASON, reason())],
        _ => Vec::new(),
    };
    Verb::Act {
        action: ActionNo(action),
        edits,
        place: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_interleaving_of_two_replicas_converges(steps in steps()) {
        let mut server = Server::founded();
        let mut desks = [Desk::new(&server, 0), Desk::new(&server, 1)];
        for step in &steps {
            match step {
                Step::Act { device, wish } => desks[*device].act(wish),
                Step::Push { device, lost } => desks[*device].push(&mut server, *lost),
                Step::Answer { device } => desks[*device].answer(),
                Step::Pull { device, at_most } => desks[*device].pull(&server, *at_most),
                Step::Restart { device } => desks[*device].restart(server.snapshot(), None),
                Step::SwitchOff { device } => desks[*device].switch_off(),
            }
        }
        // Everything arrives in the end.
        for desk in &mut desks {
            desk.push(&mut server, false);
        }
        for desk in &mut desks {
            desk.pull(&server, u64::MAX / 2);
            while !desk.answers.is_empty() {
                desk.answer();
            }
            prop_assert_eq!(desk.replica.pending(), 0);
            prop_assert_eq!(&desk.kept.queue, &Vec::new());
            prop_assert_eq!(desk.replica.checksum(), server.state.checksum());
            prop_assert_eq!(contents(desk.replica.state()), contents(&server.state));
        }
        // The log alone makes the same records.
        let mut replayed = Server::default();
        for entry in &server.log {
            replayed.state.apply(entry.seq, &entry.effects);
        }
        prop_assert_eq!(contents(&replayed.state), contents(&server.state));
        // Nobody shares a place in the order.
        let mut places: Vec<_> = contents(&server.state)
            .iter()
            .filter_map(|record| record.view::<Task>()?.order().cloned())
            .collect();
        let count = places.len();
        places.sort();
        places.dedup();
        prop_assert_eq!(places.len(), count);
    }

    #[test]
    fn a_resent_push_changes_nothing(wishes in proptest::collection::vec(wishes(), 1..20)) {
        let mut server = Server::founded();
        let mut desk = Desk::new(&server, 0);
        for wish in &wishes {
            desk.act(wish);
        }
        let Some(push) = desk.replica.unsent(CommandNumber(0)) else { return Ok(()) };
        let first = server.take(desk.replica.device(), "科室", &push);
        let head = server.head();
        let again = server.take(desk.replica.device(), "科室", &push);
        prop_assert_eq!(first, again);
        prop_assert_eq!(server.head(), head);
    }
}

fn push_of(first: u64, commands: Vec<Command>) -> Push {
    Push {
        first: CommandNumber(first),
        commands,
    }
}

/// A server on which task 0 is in progress, and how far that is.
fn in_progress() -> (Server, Seq) {
    let mut server = Server::founded();
    let start = seen(command(task(0), act(1)));
    server.take(device(9), "办公室", &push_of(1, vec![start]));
    let base = server.head();
    (server, base)
}

#[test]
fn two_people_move_the_same_task_elsewhere_and_the_second_is_told() {
    let (mut server, base) = in_progress();
    let wish = |action| Command {
        base,
        ..command(task(0), act(action))
    };
    server.take(device(10), "甲", &push_of(1, vec![wish(5)]));
    let verdicts = server.take(device(11), "乙", &push_of(1, vec![wish(2)]));
    let Outcome::Rejected(refusal) = &verdicts[0].outcome else {
        panic!("{verdicts:?}");
    };
    assert_eq!(refusal.field, Some(Task::STATE));
}

#[test]
fn two_people_with_the_same_wish_are_both_content() {
    let (mut server, base) = in_progress();
    let again = Command {
        base: Seq(base.0 - 1),
        ..command(task(0), act(1))
    };
    let verdicts = server.take(device(11), "乙", &push_of(1, vec![again]));
    assert_eq!(verdicts[0].outcome, Outcome::NoChange);
}

#[test]
fn a_restored_archive_is_not_taken_back_by_an_older_undo() {
    let mut server = Server::founded();
    let by = |server: &mut Server, who: u128, number: u64, verb: Verb| {
        let wish = seen(command(task(0), verb));
        let verdicts = server.take(device(who), "", &push_of(number, vec![wish]));
        verdicts[0].outcome.clone()
    };
    let undo = || Verb::Undo {
        number: CommandNumber(1),
    };
    by(&mut server, 10, 1, Verb::Archive);
    by(&mut server, 10, 2, undo());
    by(&mut server, 11, 1, Verb::Archive);
    let outcome = by(&mut server, 10, 3, undo());
    assert!(matches!(outcome, Outcome::Rejected(_)), "{outcome:?}");
}

/// R9
#[test]
fn large_queues_travel_in_pieces_and_another_epoch_numbers_anew() {
    use shared::protocol::to_postcard;

    let mut server = Server::founded();
    let mut desk = Desk::new(&server, 0);
    for text in ["一", "二", "三", "四", "五", "六"] {
        let edit = Edit::Put(Value::Text(text.repeat(49_000)));
        let edits = vec![(Task::REMARK, edit)];
        let wish = command(task(0), Verb::Set { edits });
        desk.issue(wish).unwrap().unwrap();
    }
    let push = desk.replica.unsent(CommandNumber(0)).unwrap();
    assert!(push.commands.len() < 6 && to_postcard(&push).len() < 512 * 1024);

    // A backup was put back, in which the server had the first one.
    let mut restored = server.snapshot();
    restored.epoch = uuid::Uuid::from_u128(7);
    let early = push_of(1, push.commands[..1].to_vec());
    server.take(desk.replica.device(), "", &early);
    let known = Known {
        epoch: restored.epoch,
        last_number: CommandNumber(1),
    };
    let elsewhere = Known {
        epoch: uuid::Uuid::from_u128(8),
        ..known
    };
    for unknown in [None, Some(elsewhere)] {
        assert!(
            desk.replica
                .restart(restored.clone(), unknown, NOW)
                .is_none()
        );
    }
    desk.restart(restored, Some(known));
    assert_eq!(desk.replica.pending(), 6);
    desk.replica.welcome(known.last_number, &actor("科室0"));
    while let Some(push) = desk.replica.unsent(CommandNumber(0)) {
        for verdict in server.take(desk.replica.device(), "", &push) {
            assert!(
                matches!(verdict.outcome, Outcome::Applied { .. }),
                "{verdict:?}"
            );
        }
        desk.pull(&server, u64::MAX / 2);
    }
    assert_eq!(contents(desk.replica.state()), contents(&server.state));
}

#[test]
fn what_overwrites_an_unseen_value_keeps_it_and_says_so() {
    use shared::state::Change;

    let mut server = Server::founded();
    let base = server.head();
    let remark = |text: &str| {
        let edits = vec![(Task::REMARK, Edit::Put(Value::Text(text.into())))];
        Command {
            base,
            ..command(task(0), Verb::Set { edits })
        }
    };
    server.take(
        device(10),
        "甲",
        &push_of(1, vec![remark("一"), remark("二")]),
    );
    server.take(device(11), "乙", &push_of(1, vec![remark("三")]));
    let changes = |seq: usize| match &server.log[seq - 1].effects[0].change {
        Change::Set(changes) => changes[0].clone(),
        other => panic!("{other:?}"),
    };
    let own = changes(common::index(base) + 2);
    assert_eq!(
        (own.unseen, own.replaced),
        (false, Some(Value::Text("一".into())))
    );
    let crossing = changes(common::index(base) + 3);
    assert!(crossing.unseen);
    assert_eq!(crossing.replaced, Some(Value::Text("二".into())));
    assert_eq!(crossing.replaced_seq, Some(Seq(base.0 + 2)));
}

#[test]
fn an_undone_move_goes_back_and_forth() {
    let server = Server::founded();
    let mut desk = Desk::new(&server, 0);
    let state = |desk: &Desk| {
        let record = desk.replica.state().get(task(0)).cloned().unwrap();
        record.view::<Task>().unwrap().state()
    };
    let before = state(&desk);
    let moved = desk.issue(command(task(0), act(1))).unwrap().unwrap();
    let after = state(&desk);
    assert_ne!(before, after);
    let undo = |number| command(task(0), Verb::Undo { number });
    let undone = desk.issue(undo(moved)).unwrap().unwrap();
    assert_eq!(state(&desk), before);
    desk.issue(undo(undone)).unwrap();
    assert_eq!(state(&desk), after);
    assert!(desk.replica.check(undo(moved), NOW).is_err());
}

#[test]
fn a_reference_to_nothing_is_named() {
    let server = Server::founded();
    let dangling = command(
        id(77),
        Verb::Create {
            fields: vec![
                (Task::NO, Value::Int(57)),
                (Task::TEXT, Value::Text("新任务".into())),
                (Task::ITEM, Value::Ref(id(404))),
            ],
        },
    );
    let refusal = server.decide_alone(device(10), &dangling).unwrap_err();
    assert_eq!(refusal.field, Some(Task::ITEM));
    assert!(
        refusal.reason.zh.contains("工作事项"),
        "{}",
        refusal.reason.zh
    );
}
