//! The monthly figures of a project that is being built.

use shared::model::ProjectMonth;
use shared::rules::Command;
use shared::schema::{ActionNo, Day, Kind, Month, RecordId, Value, coordinates};

use super::chance::Chance;
use super::life::{Life, WAN};
use super::people::People;
use super::project::{entered, project_id};
use super::script::{Moment, Script, founding};
use crate::build::{act, create, text};

/// Figures of a month are handed in on this day of the next one, at the latest.
const HANDED_IN_ON: i8 = 4;

pub(super) fn write(
    script: &mut Script,
    people: &People,
    life: &Life,
    chance: &mut Chance,
    until: Day,
) {
    let mut invested = 0;
    let mut month = Month::of(life.start);
    // What was invested before the history begins is entered as sums: one for the years before,
    // one for this year's months up to May.
    let begins = Month::of(founding().day);
    let mut before = 0;
    while month < begins && month.first_day() <= life.completion {
        let amount = amount(life, month, invested, chance);
        before += amount;
        invested += amount;
        let next = month.plus(1);
        if before > 0 && (next.year() != month.year() || next >= begins) {
            file(script, people, life, month, before, invested);
            before = 0;
        }
        month = next;
    }
    while month.last_day() < until && month.first_day() <= life.completion {
        if life.builds_in(month.first_day(), month.last_day()) {
            let amount = amount(life, month, invested, chance);
            invested += amount;
            // Now and then nobody reports.
            if !chance.percent(3) {
                file(script, people, life, month, amount, invested);
            }
        }
        month = month.plus(1);
    }
}

fn amount(life: &Life, month: Month, invested: i64, chance: &mut Chance) -> i64 {
    if !life.builds_in(month.first_day(), month.last_day()) {
        return 0;
    }
    let percent = life.pace + chance.between(-12, 12);
    let amount = life.monthly_plan() / 100 * percent.max(0);
    amount.min(life.total - invested).max(0) / WAN * WAN
}

fn file(
    script: &mut Script,
    people: &People,
    life: &Life,
    month: Month,
    amount: i64,
    invested: i64,
) {
    let liaison = &people.places[life.place].liaison;
    let progress = (invested / WAN * 100 / (life.total / WAN).max(1)).min(100);
    let fields = vec![
        (ProjectMonth::PROJECT, Value::Ref(project_id(life))),
        (ProjectMonth::MONTH, Value::Month(month)),
        (ProjectMonth::PLANNED, Value::Money(life.monthly_plan())),
        (ProjectMonth::INVESTED, Value::Money(amount)),
        (ProjectMonth::PROGRESS, Value::Int(progress)),
        (ProjectMonth::PROGRESS_TEXT, text(words(progress))),
    ];
    let spread = i8::try_from(life.number % 3).unwrap_or(0);
    let day = month.plus(1).day(HANDED_IN_ON - spread);
    let mut moment = entered(day, life);
    moment.minute += 100;
    script.at(moment, liaison, create::<ProjectMonth>("", fields));
    script.at(moment, liaison, taken(life, month, ProjectMonth::SUBMIT));
    let reviewed = Moment::new(moment.day.plus(1), 16 * 60 + i64::from(life.number % 60));
    script.at(
        reviewed,
        &people.reviewer,
        taken(life, month, ProjectMonth::ACCEPT),
    );
}

fn words(progress: i64) -> &'static str {
    match progress {
        0..10 => "场地平整,临建搭设(示例)",
        10..35 => "基础施工(示例)",
        35..70 => "主体结构施工(示例)",
        70..95 => "设备安装及装饰装修(示例)",
        _ => "收尾及调试(示例)",
    }
}

fn id_of(life: &Life, month: Month) -> RecordId {
    let (project, month) = (Value::Ref(project_id(life)), Value::Month(month));
    let value_of = |no| match no {
        ProjectMonth::PROJECT => Some(&project),
        ProjectMonth::MONTH => Some(&month),
        _ => None,
    };
    // Both coordinates are given.
    coordinates::id_of(ProjectMonth::SPEC, value_of).unwrap_or_else(|| project_id(life))
}

fn taken(life: &Life, month: Month, action: ActionNo) -> Command {
    act::<ProjectMonth>(id_of(life, month), action, vec![])
}
