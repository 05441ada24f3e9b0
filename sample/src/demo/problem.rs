//! Problems of projects that are prepared or built.

use shared::model::{Problem, ProblemKind, ProblemSource};
use shared::rules::{Command, Verb};
use shared::schema::{Choices as _, Day, Kind, OrderKey, Seq, Value};

use super::chance::Chance;
use super::life::Life;
use super::people::People;
use super::project::project_id;
use super::script::{Moment, Script, first_entry};
use crate::build::{create, id, text};

/// How many of a hundred projects that are under way have one.
const SHARE: u32 = 15;

/// By then every project that existed before the notice is entered.
const ALL_ENTERED_AFTER: i32 = 5;

/// What a problem is about, and what is wanted.
const SORTS: [(ProblemKind, &str, &str); 6] = [
    (
        ProblemKind::Land,
        "用地指标尚未落实",
        "请自然资源部门安排新增建设用地指标",
    ),
    (
        ProblemKind::Resettlement,
        "红线内房屋征拆未完成",
        "请属地政府按期完成征拆并交地",
    ),
    (
        ProblemKind::Money,
        "建设资金到位滞后",
        "请财政部门协调资金拨付进度",
    ),
    (
        ProblemKind::Approval,
        "施工许可办理缓慢",
        "请住建部门指导完善报建手续",
    ),
    (
        ProblemKind::Utilities,
        "施工用电接入未解决",
        "请供电单位明确接入方案和时间",
    ),
    (
        ProblemKind::Energy,
        "能耗指标未批复",
        "请发改部门统筹能耗指标",
    ),
];

/// The places of problems on the board, from the top down.
#[derive(Debug, Default)]
pub(super) struct Places(Option<OrderKey>);

impl Places {
    fn next(&mut self) -> Option<OrderKey> {
        self.0 = OrderKey::between(self.0.as_ref(), None);
        self.0.clone()
    }
}

pub(super) fn write(
    script: &mut Script,
    people: &People,
    life: &Life,
    places: &mut Places,
    chance: &mut Chance,
    until: Day,
) {
    let from = life
        .prepared
        .max(first_entry().plus(ALL_ENTERED_AFTER))
        .max(life.reserved.plus(1));
    let to = life.completion.plus(-1).min(until.plus(-1));
    let is_under_way = life.completion > until && life.paused.is_none();
    if !is_under_way || from > to || !chance.percent(SHARE) {
        return;
    }
    let found = from.plus(chance.days(0, to.days_since(from)));
    let sort = chance.pick(&SORTS);
    let deadline = found.plus(chance.days(10, 60));
    let Some(order) = places.next() else {
        return;
    };
    let place = &people.places[life.place];
    let minute = 10 * 60 + i64::from(life.number % 240);
    let (create, assign) = (
        create_one(people, life, sort, found, deadline, order, chance),
        assign(life),
    );
    script.at(Moment::new(found, minute), &place.liaison, create);
    let assigned = Moment::new(found.plus(1), minute);
    script.at(assigned, &people.office, assign);
}

fn coordinates(life: &Life) -> String {
    format!("demo/{}", life.number)
}

fn create_one(
    people: &People,
    life: &Life,
    (kind, what, wish): (ProblemKind, &str, &str),
    found: Day,
    deadline: Day,
    order: OrderKey,
    chance: &mut Chance,
) -> Command {
    let sources = [
        ProblemSource::Dispatch,
        ProblemSource::Site,
        ProblemSource::Supervision,
    ];
    let owner = people.places[life.place].unit;
    create::<Problem>(
        &coordinates(life),
        vec![
            (Problem::TITLE, text(&format!("{}:{what}(示例)", life.name))),
            (Problem::SOURCE, Value::Choice(chance.pick(&sources).no())),
            (Problem::KIND, Value::Choice(kind.no())),
            (Problem::PROJECT, Value::Ref(project_id(life))),
            (Problem::FOUND_ON, Value::Day(found)),
            (Problem::OWNER, Value::Ref(owner)),
            (Problem::DEADLINE, Value::Day(deadline)),
            (Problem::WISH, text(&format!("{wish}(示例)"))),
            (Problem::ORDER, Value::Order(order)),
        ],
    )
}

fn assign(life: &Life) -> Command {
    Command {
        kind: Problem::ID,
        id: id::<Problem>(&coordinates(life)),
        base: Seq(u64::MAX),
        verb: Verb::Act {
            action: Problem::ASSIGN,
            edits: Vec::new(),
            place: None,
        },
    }
}
