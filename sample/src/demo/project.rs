//! A project's record, its money, and its way through the stages.

use std::collections::BTreeMap;

use shared::model::{AnnualPlan, Channel, FourCan, Funding, Project, ProjectLevel, Sector};
use shared::rules::Command;
use shared::schema::{ActionNo, Choices as _, Day, FieldNo, RecordId, Value, WHOLE};

use super::chance::Chance;
use super::life::{Life, WAN};
use super::people::People;
use super::script::{Moment, Script, first_entry};
use crate::build::{act, create, id, text};

/// The project's id.
pub(super) fn project_id(life: &Life) -> RecordId {
    id::<Project>(&coordinates(life))
}

fn coordinates(life: &Life) -> String {
    format!("demo/{}", life.number)
}

/// What happened before the history begins is entered in its first days.
pub(super) fn entered(day: Day, life: &Life) -> Moment {
    // Places enter one after the other, so that the first days do not hold one huge step.
    let spread = i32::try_from(life.number % 5).unwrap_or(0);
    let day = day.max(first_entry().plus(spread));
    Moment::new(day, 8 * 60 + i64::from(life.number % 480))
}

pub(super) fn write(script: &mut Script, people: &People, life: &Life, chance: &mut Chance) {
    let place = &people.places[life.place];
    let liaison = &place.liaison;
    let begins = entered(life.reserved, life);
    script.at(begins, &people.office, record(people, life, chance));
    for command in funding(life, chance) {
        script.at(begins, liaison, command);
    }
    for year in [2020, 2021] {
        let planned = planned_in(life, year);
        if planned > 0 {
            let first = Day::new(year, 1, 1).unwrap_or(Day::FIRST);
            script.at(
                entered(first.max(life.reserved), life),
                liaison,
                plan(life, year, planned),
            );
        }
    }
    for (day, action, given) in way(life) {
        let mut moment = entered(day, life);
        moment.minute += i64::from(action.0);
        script.at(
            moment,
            liaison,
            act::<Project>(project_id(life), action, given),
        );
    }
    if let Some(day) = life.paused.filter(|day| *day > life.reserved) {
        let reason = vec![(Project::REASON, text("征地拆迁受阻,业主申请暂停(示例)"))];
        let moment = Moment::new(entered(day, life).day.max(day), 17 * 60);
        script.at(
            moment,
            &people.office,
            act::<Project>(project_id(life), Project::PAUSE, reason),
        );
    }
}

/// What is given with an action.
type Given = Vec<(FieldNo, Value)>;

/// Its stages, each with the day it is reached and what is given with it.
fn way(life: &Life) -> Vec<(Day, ActionNo, Given)> {
    let shown = |what: &str| {
        let number = life.number + 1;
        text(&format!("{what}(示例 {number:04} 号)已核对"))
    };
    let paused = life.paused;
    let goes_on = |day: &Day| paused.is_none_or(|paused| *day < paused);
    vec![
        (life.reserved, Project::RESERVE, vec![]),
        (life.prepared, Project::PREPARE, vec![]),
        (
            life.start,
            Project::START,
            vec![
                (Project::STARTED_ON, Value::Day(life.start)),
                (Project::STANDARD_START, Value::Flag(true)),
                (Project::EVIDENCE, shown("施工许可证")),
            ],
        ),
        (
            life.completion,
            Project::COMPLETE,
            vec![
                (Project::COMPLETED_ON, Value::Day(life.completion)),
                (Project::EVIDENCE, shown("竣工验收备案表")),
            ],
        ),
        (
            life.production,
            Project::PRODUCE,
            vec![
                (Project::PRODUCED_ON, Value::Day(life.production)),
                (Project::EVIDENCE, shown("投产报告")),
            ],
        ),
        (
            life.full,
            Project::REACH_CAPACITY,
            vec![
                (Project::ACTUAL_OUTPUT, Value::Money(life.total)),
                (Project::EVIDENCE, shown("近12个月产值证明")),
            ],
        ),
    ]
    .into_iter()
    .filter(|(day, _, _)| goes_on(day))
    .collect()
}

fn record(people: &People, life: &Life, chance: &mut Chance) -> Command {
    let place = &people.places[life.place];
    let year = life.reserved.year();
    let code = format!(
        "{year}-{}-{:02}-03-{:06}",
        place.code,
        10 + life.number % 80,
        life.number + 1
    );
    let mut levels = Vec::new();
    if life.total >= 500_000_000 && chance.percent(25) {
        levels.push(ProjectLevel::Provincial.no());
    }
    if life.total >= 100_000_000 && chance.percent(20) {
        levels.push(ProjectLevel::City.no());
    }
    let four: Vec<_> = FourCan::ALL
        .iter()
        .filter(|can| **can == FourCan::Admitted || chance.percent(85))
        .map(|can| can.no())
        .collect();
    let mut fields = vec![
        (Project::NAME, text(&life.name)),
        (Project::CODE, text(&code)),
        (Project::COUNTY, Value::Ref(place.unit)),
        (Project::SECTOR, Value::Choice(life.sector.no())),
        (Project::PLAN_FIELD, Value::Choice(life.field.no())),
        (Project::OWNER, text(&life.owner)),
        (Project::LEGAL_PERSON, text(&life.owner)),
        (Project::APPROVAL_TYPE, Value::Choice(life.approval.no())),
        (Project::TOTAL_INVESTMENT, Value::Money(life.total)),
        (Project::LEAD_UNIT, Value::Ref(place.unit)),
        (
            Project::FOUR_CAN,
            Value::Choices(four.into_iter().collect()),
        ),
        (Project::PLANNED_START, Value::Day(life.planned_start)),
        (
            Project::PLANNED_COMPLETION,
            Value::Day(life.planned_completion),
        ),
        (Project::EXAMPLE, Value::Flag(true)),
        (
            Project::CONTENT,
            text("生成的示例项目,不对应任何真实项目。"),
        ),
    ];
    if !levels.is_empty() {
        fields.push((
            Project::LEVELS,
            Value::Choices(levels.into_iter().collect()),
        ));
    }
    if life.sector == Sector::Manufacturing {
        fields.push((Project::DESIGNED_OUTPUT, Value::Money(life.total)));
        fields.push((
            Project::PLANNED_PRODUCTION,
            Value::Day(life.planned_completion.plus(90)),
        ));
        let percent = chance.between(0, 99);
        fields.push((
            Project::ACTUAL_OUTPUT,
            Value::Money(life.total / 100 * percent),
        ));
    } else {
        fields.push((Project::DESIGNED_OUTPUT, Value::Money(life.total)));
    }
    if let Some((other, share)) = life.shared_with {
        let shares = BTreeMap::from([
            (place.unit, WHOLE - share),
            (people.places[other].unit, share),
        ]);
        fields.push((Project::SHARES, Value::Shares(shares)));
    }
    create::<Project>(&coordinates(life), fields)
}

fn funding(life: &Life, chance: &mut Chance) -> Vec<Command> {
    let own = chance.between(30, 100);
    let (first, second) = match life.sector {
        Sector::Manufacturing | Sector::Services => (Channel::Company, Channel::BankLoan),
        Sector::Infrastructure => (Channel::CentralBudget, Channel::Local),
        Sector::Ecology => (Channel::SpecialBond, Channel::Local),
    };
    let started = life.start <= first_entry();
    let mut part = |channel: Channel, planned: i64| {
        let granted = if started { planned } else { planned / 2 };
        let arrived = granted / 100 * chance.between(20, 100);
        let fields = vec![
            (Funding::PROJECT, Value::Ref(project_id(life))),
            (Funding::CHANNEL, Value::Choice(channel.no())),
            (Funding::PLANNED, Value::Money(planned)),
            (Funding::GRANTED, Value::Money(granted)),
            (Funding::GRANTED_ON, Value::Day(life.prepared)),
            (Funding::ARRIVED, Value::Money(arrived)),
        ];
        create::<Funding>(&format!("{}/{}", coordinates(life), channel.key()), fields)
    };
    let planned = life.total / 100 * own;
    let mut parts = vec![part(first, planned)];
    // One in ten leaves a gap.
    if planned < life.total && !life.number.is_multiple_of(10) {
        parts.push(part(second, life.total - planned));
    }
    parts
}

/// What is planned for the year: its months of construction.
pub(super) fn planned_in(life: &Life, year: i16) -> i64 {
    let months = (1..=12).filter_map(|month| shared::schema::Month::new(year, month));
    let built = months.filter(|month| {
        life.planned_start <= month.last_day() && life.completion >= month.first_day()
    });
    let count = i64::try_from(built.count()).unwrap_or(0);
    (life.monthly_plan() * count).min(life.total) / WAN * WAN
}

fn plan(life: &Life, year: i16, planned: i64) -> Command {
    let fields = vec![
        (AnnualPlan::PROJECT, Value::Ref(project_id(life))),
        (AnnualPlan::YEAR, Value::Int(i64::from(year))),
        (AnnualPlan::PLANNED, Value::Money(planned)),
    ];
    create::<AnnualPlan>("", fields)
}
