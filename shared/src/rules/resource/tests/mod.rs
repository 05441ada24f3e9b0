//! The examples of DOMAIN T21, T22, T35–T43 and of §7.2, 11, on records.

mod balance;
mod emission;
mod energy;
mod fund;
mod land;
mod plan;
mod standard_land;

pub(in crate::rules) use standard_land::start;

use super::{Account, Amount, balance as balance_of};
use crate::model::{Item, Notice, Part, Project, ProjectLevel, Task};
use crate::rules::story::{Story, office, text};
use crate::rules::{Actor, Basis, Command, Refusal, Verb};
use crate::schema::{Choices, Decimal, Due, Kind, RecordId, Seq, Value};

pub(in crate::rules) fn basis(story: &Story) -> Basis {
    Basis::new(&story.state, story.today())
}

fn decimal(text: &str) -> Value {
    Value::Decimal(Decimal::parse(text).unwrap())
}

fn amount(text: &str) -> Amount {
    Amount::decimal(Decimal::parse(text).unwrap()).unwrap()
}

fn left(story: &Story, account: Account) -> Amount {
    balance_of(&story.state, account).left()
}

fn key_project(story: &mut Story, county: RecordId, name: &str, level: ProjectLevel) -> RecordId {
    let project = story.project(county, name, 12_000);
    let levels = Value::Choices([level.no()].into());
    story
        .set::<Project>(&office(), project, Project::LEVELS, levels)
        .unwrap();
    project
}

fn carry_out<K: Kind>(
    story: &mut Story,
    actor: &Actor,
    id: RecordId,
    verb: Verb,
) -> Result<(), Refusal> {
    let command = Command {
        kind: K::ID,
        id,
        base: Seq(u64::MAX),
        verb,
    };
    story.carry_out(actor, &command)
}

/// A task of the notice with its deadline.
pub(in crate::rules) fn task(story: &mut Story, no: i64, due: Due) -> RecordId {
    let notice = story.make::<Notice>(vec![
        (Notice::TITLE, text("通知")),
        (Notice::DOCUMENT_NO, text("宜府办文〔2020〕6号")),
    ]);
    let part = story.make::<Part>(vec![
        (Part::NO, Value::Int(1)),
        (Part::NUMERAL, text("一")),
        (Part::TITLE, text("部分")),
        (Part::NOTICE, Value::Ref(notice)),
    ]);
    let item = story.make::<Item>(vec![
        (Item::NO, Value::Int(1)),
        (Item::NUMERAL, text("(一)")),
        (Item::TITLE, text("事项")),
        (Item::PART, Value::Ref(part)),
    ]);
    story.make::<Task>(vec![
        (Task::NO, Value::Int(no)),
        (Task::TEXT, text("具体任务")),
        (Task::ITEM, Value::Ref(item)),
        (Task::PART, Value::Ref(part)),
        (Task::DUE, Value::Schedule(vec![due])),
    ])
}
