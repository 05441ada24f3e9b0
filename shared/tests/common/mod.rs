//! A small room for stories: three tasks of one part, and a server that takes in commands as the
//! real one does, without its storage.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use shared::model::{Item, Notice, Part, Task};
use shared::protocol::{Delta, Entry, Outcome, Push, Snapshot, Verdict};
use shared::rules::{Actor, Command, Context, OwnChanges, Refusal, Role, Verb, decide};
use shared::schema::{
    CommandNumber, DeviceId, Due, FieldNo, Kind, RecordId, Seq, Timestamp, Value,
};
use shared::state::{Effect, State};
use uuid::Uuid;

pub(crate) const TASKS: u8 = 3;

pub(crate) fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

pub(crate) fn device(number: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(number))
}

pub(crate) fn task(at: usize) -> RecordId {
    id(100 + at as u128)
}

pub(crate) fn actor(name: &str) -> Actor {
    Actor::new(id(9), name, Role::Office)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn create<K: Kind>(record: RecordId, fields: Vec<(FieldNo, Value)>) -> Command {
    Command {
        kind: K::ID,
        id: record,
        base: Seq::ZERO,
        verb: Verb::Create { fields },
    }
}

pub(crate) fn command(record: RecordId, verb: Verb) -> Command {
    Command {
        kind: Task::ID,
        id: record,
        base: Seq::ZERO,
        verb,
    }
}

/// The creation of a task, with nothing left out.
pub(crate) fn new_task(record: RecordId, no: i64) -> Command {
    create::<Task>(
        record,
        vec![
            (Task::NO, Value::Int(no)),
            (Task::TEXT, text("围绕中央投资方向谋项目。")),
            (Task::ITEM, Value::Ref(id(3))),
            (Task::PART, Value::Ref(id(2))),
            (Task::DUE, Value::Schedule(vec![Due::Continuous])),
        ],
    )
}

fn founding() -> Vec<Command> {
    let mut commands = vec![
        create::<Notice>(
            id(1),
            vec![
                (Notice::TITLE, text("通知")),
                (Notice::DOCUMENT_NO, text("宜府办文〔2020〕6号")),
            ],
        ),
        create::<Part>(
            id(2),
            vec![
                (Part::NO, Value::Int(1)),
                (Part::NUMERAL, text("一")),
                (Part::TITLE, text("抢抓政策机遇谋划重大项目")),
                (Part::NOTICE, Value::Ref(id(1))),
            ],
        ),
        create::<Item>(
            id(3),
            vec![
                (Item::NO, Value::Int(1)),
                (Item::NUMERAL, text("一")),
                (Item::TITLE, text("围绕中央投资方向谋项目")),
                (Item::PART, Value::Ref(id(2))),
            ],
        ),
    ];
    commands.extend((0..TASKS).map(|at| new_task(task(usize::from(at)), 1 + i64::from(at))));
    commands
}

/// The server without its storage: one order, results kept by device and number.
#[derive(Default)]
pub(crate) struct Server {
    pub(crate) state: State,
    pub(crate) log: Vec<Arc<Entry>>,
    results: HashMap<(DeviceId, CommandNumber), Outcome>,
    last: HashMap<DeviceId, CommandNumber>,
}

struct OwnInLog<'a> {
    log: &'a [Arc<Entry>],
    device: DeviceId,
}

impl OwnChanges for OwnInLog<'_> {
    fn is_own(&self, seq: Seq) -> bool {
        let mut log = self.log.iter();
        log.any(|entry| entry.seq == seq && entry.device == self.device)
    }

    fn effects_of(&self, number: CommandNumber) -> Option<(Seq, &[Effect])> {
        let mut log = self.log.iter();
        let entry = log.find(|entry| entry.device == self.device && entry.number == number)?;
        Some((entry.seq, &entry.effects))
    }
}

impl Server {
    pub(crate) fn founded() -> Self {
        let mut server = Self::default();
        let push = Push {
            first: CommandNumber(1),
            commands: founding(),
        };
        for verdict in server.take(device(1), "系统导入", &push) {
            assert!(
                matches!(verdict.outcome, Outcome::Applied { .. }),
                "{verdict:?}"
            );
        }
        server
    }

    pub(crate) fn head(&self) -> Seq {
        Seq(self.log.len() as u64)
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot {
            epoch: Uuid::nil(),
            seq: self.head(),
            records: self.state.records().cloned().collect(),
        }
    }

    pub(crate) fn delta(&self, from: Seq, to: Seq) -> Delta {
        Delta {
            from,
            to,
            entries: self.log[index(from)..index(to)].to_vec(),
        }
    }

    pub(crate) fn last_number(&self, device: DeviceId) -> CommandNumber {
        self.last.get(&device).copied().unwrap_or_default()
    }

    pub(crate) fn decide_alone(
        &self,
        device: DeviceId,
        command: &Command,
    ) -> Result<Vec<Effect>, Refusal> {
        let actor = actor("办公室");
        let own = OwnInLog {
            log: &self.log,
            device,
        };
        let context = Context {
            actor: &actor,
            now: Timestamp(1_593_561_600_000),
            own: &own,
        };
        decide(&self.state, &context, command)
    }

    pub(crate) fn take(&mut self, device: DeviceId, by: &str, push: &Push) -> Vec<Verdict> {
        let mut verdicts = Vec::new();
        let mut number = push.first;
        for command in &push.commands {
            let outcome = match self.results.get(&(device, number)) {
                Some(known) => known.clone(),
                None => self.decide(device, by, number, command),
            };
            verdicts.push(Verdict { number, outcome });
            number = number.next();
        }
        verdicts
    }

    fn decide(
        &mut self,
        device: DeviceId,
        by: &str,
        number: CommandNumber,
        command: &Command,
    ) -> Outcome {
        assert_eq!(self.last_number(device).next(), number, "no gaps");
        let outcome = match self.decide_alone(device, command) {
            Err(refusal) => Outcome::Rejected(refusal),
            Ok(effects) if effects.is_empty() => Outcome::NoChange,
            Ok(effects) => {
                let seq = self.head().next();
                self.state.apply(seq, &effects);
                self.log.push(Arc::new(Entry {
                    seq,
                    at: Timestamp(1_593_561_600_000),
                    by: by.to_owned(),
                    device,
                    number,
                    effects,
                }));
                Outcome::Applied { seq }
            }
        };
        self.last.insert(device, number);
        self.results.insert((device, number), outcome.clone());
        outcome
    }
}

/// The place in the log after the entry at `seq`.
pub(crate) fn index(seq: Seq) -> usize {
    usize::try_from(seq.0).expect("a short log")
}

/// The records as a sorted list, to compare two places.
pub(crate) fn contents(state: &State) -> Vec<Arc<shared::schema::Record>> {
    let ids: BTreeSet<RecordId> = state.records().map(|record| record.id).collect();
    ids.into_iter()
        .filter_map(|id| state.get(id).cloned())
        .collect()
}
