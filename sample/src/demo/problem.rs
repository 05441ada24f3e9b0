//! Problems of projects that are prepared or built. How they are dealt with is `remedy`'s.

use shared::model::{Problem, ProblemKind, ProblemSource, Unit};
use shared::rules::Command;
use shared::rules::conference::problem::FIRST_LEVEL;
use shared::schema::{Choices as _, Day, OrderKey, RecordId, Value};

use super::chance::Chance;
use super::life::Life;
use super::people::People;
use super::project::project_id;
use super::remedy::{self, Case};
use super::script::{Moment, Script, first_entry};
use crate::build::{create, id, text};

/// How many of a hundred projects that are under way have one.
const SHARE: u32 = 15;

/// By then every project that existed before the notice is entered.
const ALL_ENTERED_AFTER: i32 = 5;

/// What a problem is about, what is wanted, and of which bureau.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sort {
    pub(super) kind: ProblemKind,
    pub(super) what: &'static str,
    pub(super) wish: &'static str,
    bureau: &'static str,
}

impl Sort {
    /// The bureau that is asked to help.
    pub(super) fn bureau(&self) -> RecordId {
        id::<Unit>(self.bureau)
    }
}

/// A problem of the history, as others speak of it.
#[derive(Clone, Debug)]
pub(super) struct Trouble {
    pub(super) id: RecordId,
    /// The number of its project.
    pub(super) life: u32,
    pub(super) title: String,
    pub(super) sort: Sort,
    pub(super) found: Day,
    pub(super) deadline: Day,
    /// The day on which it is struck off; `None` when it never is.
    pub(super) closed: Option<Day>,
    /// The day from which it is known at the level of the bureaus.
    pub(super) raised: Option<Day>,
}

impl Trouble {
    /// Whether it has been found by the day before, and is not struck off yet.
    pub(super) fn is_open_on(&self, day: Day) -> bool {
        self.found < day && self.closed.is_none_or(|closed| closed > day)
    }
}

pub(super) const SORTS: [Sort; 6] = [
    Sort {
        kind: ProblemKind::Land,
        what: "用地指标尚未落实",
        wish: "请自然资源部门安排新增建设用地指标",
        bureau: "zgj",
    },
    Sort {
        kind: ProblemKind::Resettlement,
        what: "红线内房屋征拆未完成",
        wish: "请属地政府按期完成征拆并交地",
        bureau: "zgj",
    },
    Sort {
        kind: ProblemKind::Money,
        what: "建设资金到位滞后",
        wish: "请财政部门协调资金拨付进度",
        bureau: "czj",
    },
    Sort {
        kind: ProblemKind::Approval,
        what: "施工许可办理缓慢",
        wish: "请住建部门指导完善报建手续",
        bureau: "zjj",
    },
    Sort {
        kind: ProblemKind::Utilities,
        what: "施工用电接入未解决",
        wish: "请供电单位明确接入方案和时间",
        bureau: "zjj",
    },
    Sort {
        kind: ProblemKind::Energy,
        what: "能耗指标未批复",
        wish: "请发改部门统筹能耗指标",
        bureau: "fgw",
    },
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
) -> Option<Trouble> {
    let from = life
        .prepared
        .max(first_entry().plus(ALL_ENTERED_AFTER))
        .max(life.reserved.plus(1));
    let to = life.completion.plus(-1).min(until.plus(-1));
    let is_under_way = life.completion > until && life.paused.is_none();
    if !is_under_way || from > to || !chance.percent(SHARE) {
        return None;
    }
    let found = from.plus(chance.days(0, to.days_since(from)));
    let sort = chance.pick(&SORTS);
    let deadline = found.plus(chance.days(10, 60));
    let order = places.next()?;
    let id = id::<Problem>(&coordinates(life));
    let case = Case {
        id,
        minute: minute(life.number),
        helper: sort.bureau(),
        level: FIRST_LEVEL,
        found,
        deadline,
    };
    let place = &people.places[life.place];
    let outcome = remedy::write(script, people, &place.liaison, &case, chance);
    let trouble = Trouble {
        id,
        life: life.number,
        title: format!("{}:{}(示例)", life.name, sort.what),
        sort,
        found,
        deadline,
        closed: outcome.closed,
        raised: outcome.raised,
    };
    let moment = Moment::new(found, minute(life.number));
    let create = create_one(people, life, &trouble, order, chance);
    script.at(moment, &place.liaison, create);
    Some(trouble)
}

/// Each problem has its own minute of the day.
fn minute(number: u32) -> i64 {
    10 * 60 + i64::from(number % 240)
}

fn coordinates(life: &Life) -> String {
    format!("demo/{}", life.number)
}

fn create_one(
    people: &People,
    life: &Life,
    trouble: &Trouble,
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
            (Problem::TITLE, text(&trouble.title)),
            (Problem::SOURCE, Value::Choice(chance.pick(&sources).no())),
            (Problem::KIND, Value::Choice(trouble.sort.kind.no())),
            (Problem::PROJECT, Value::Ref(project_id(life))),
            (Problem::FOUND_ON, Value::Day(trouble.found)),
            (Problem::OWNER, Value::Ref(owner)),
            (Problem::DEADLINE, Value::Day(trouble.deadline)),
            (Problem::WISH, text(&format!("{}(示例)", trouble.sort.wish))),
            (Problem::ORDER, Value::Order(order)),
        ],
    )
}
