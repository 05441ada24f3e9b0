//! What people do: a small room, and anything that can be done in it.

use rand::RngExt as _;
use rand::rngs::ChaCha8Rng;
use shared::model::{Item, Notice, Part, Task};
use shared::rules::{Actor, Command, Edit, Position, Role, Verb};
use shared::schema::{ActionNo, CommandNumber, Due, FieldNo, Kind, KindId, RecordId, Seq, Value};
use uuid::Uuid;

/// How many tasks may come to be.
const TASKS: u64 = 6;
/// How many are there from the start.
const FOUNDED: u64 = 3;

fn id(number: u64) -> RecordId {
    RecordId(Uuid::from_u128(number.into()))
}

fn task(at: u64) -> RecordId {
    id(100 + at)
}

/// The person who uses a device.
pub(crate) fn person(at: u32) -> Actor {
    Actor::new(id(900 + u64::from(at)), format!("科室{at}"), Role::Office)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn create<K: Kind>(record: RecordId, fields: Vec<(FieldNo, Value)>) -> Command {
    Command {
        kind: K::ID,
        id: record,
        base: Seq::ZERO,
        verb: Verb::Create { fields },
    }
}

fn new_task(at: u64) -> Command {
    let no = i64::try_from(at).unwrap_or(0) + 1;
    create::<Task>(
        task(at),
        vec![
            (Task::NO, Value::Int(no)),
            (Task::TEXT, text("围绕中央投资方向谋项目。")),
            (Task::ITEM, Value::Ref(id(3))),
            (Task::PART, Value::Ref(id(2))),
            (Task::DUE, Value::Schedule(vec![Due::Continuous])),
        ],
    )
}

/// What the room starts with.
pub(crate) fn founding() -> Vec<Command> {
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
    commands.extend((0..FOUNDED).map(new_task));
    commands
}

fn wish(record: RecordId, verb: Verb) -> Command {
    Command {
        kind: Task::ID,
        id: record,
        base: Seq(u64::MAX),
        verb,
    }
}

fn act(action: ActionNo) -> Verb {
    let reason = || Edit::Put(text("材料不全,请补正后再报"));
    let edits = match action {
        Task::REQUEST_CLOSURE => vec![(Task::EVIDENCE, reason())],
        Task::RETURN | Task::SUSPEND | Task::REOPEN => vec![(Task::REASON, reason())],
        _ => Vec::new(),
    };
    Verb::Act {
        action,
        edits,
        place: None,
    }
}

/// Something a person may want, whether it can be or not. `latest` is the number of the command
/// they gave last.
pub(crate) fn any(rng: &mut ChaCha8Rng, latest: CommandNumber) -> Command {
    let record = task(rng.random_range(0..TASKS));
    let neighbour = |rng: &mut ChaCha8Rng| {
        let wanted = rng.random_range(0..2) == 0;
        wanted.then(|| task(rng.random_range(0..TASKS)))
    };
    match rng.random_range(0..16) {
        0..=1 => Command {
            base: Seq(u64::MAX),
            ..new_task(rng.random_range(FOUNDED..TASKS))
        },
        2..=5 => {
            let value = text(&format!("说明{}", rng.random_range(0..100)));
            let edits = vec![(Task::REMARK, Edit::Put(value))];
            wish(record, Verb::Set { edits })
        }
        6..=7 => {
            let edits = vec![(Task::NOTES, Edit::Append("已与县里对接".to_owned()))];
            wish(record, Verb::Set { edits })
        }
        8..=10 => wish(record, act(ActionNo(rng.random_range(1..=7)))),
        11..=12 => {
            let at = Position {
                after: neighbour(rng),
                before: neighbour(rng),
            };
            let field = Task::ORDER;
            wish(record, Verb::Place { field, at })
        }
        13 => wish(record, Verb::Archive),
        14 => wish(record, Verb::Restore),
        _ => {
            let back = rng.random_range(0..4);
            let number = CommandNumber(latest.0.saturating_sub(back));
            wish(record, Verb::Undo { number })
        }
    }
}

/// Something only a newer program knows.
pub(crate) fn unknown(rng: &mut ChaCha8Rng) -> Command {
    let fields = vec![(FieldNo(900), Value::Int(1))];
    Command {
        kind: KindId(60_000),
        id: id(5_000 + rng.random_range(0..10)),
        base: Seq::ZERO,
        verb: Verb::Create { fields },
    }
}
