//! The notice, its parts, work items and tasks, in its own words.

use shared::model::{Item, Notice, Part, Task};
use shared::rules::Command;
use shared::schema::{OrderKey, Value};

use super::due;
use super::seed::{self, Seed};
use crate::SampleError;
use crate::build::{create, day, id, text};

pub(super) fn commands(seed: &Seed) -> Result<Vec<Command>, SampleError> {
    let list = &seed.list;
    let mut commands = vec![notice(&list.source)?];
    commands.extend(list.parts.iter().map(|part| {
        create::<Part>(
            &part.no.to_string(),
            vec![
                (Part::NO, Value::Int(part.no)),
                (Part::NUMERAL, text(&part.cn)),
                (Part::TITLE, text(&part.title)),
                (Part::NOTICE, Value::Ref(id::<Notice>("1"))),
            ],
        )
    }));
    commands.extend(list.items.iter().map(item));
    let places = OrderKey::series(list.tasks.len());
    for (task, place) in list.tasks.iter().zip(places) {
        commands.push(self::task(task, place)?);
    }
    Ok(commands)
}

fn notice(source: &seed::Source) -> Result<Command, SampleError> {
    Ok(create::<Notice>(
        "1",
        vec![
            (Notice::TITLE, text(&source.title)),
            (Notice::DOCUMENT_NO, text(&source.document_no)),
            (Notice::ISSUED_BY, text(&source.issued_by)),
            (Notice::ISSUED_ON, Value::Day(day(&source.issued_on)?)),
            (Notice::PUBLISHED_ON, Value::Day(day(&source.published_on)?)),
            (Notice::TEXT, text(seed::TEXT)),
        ],
    ))
}

fn item(item: &seed::Item) -> Command {
    let mut fields = vec![
        (Item::NO, Value::Int(item.no)),
        (Item::NUMERAL, text(&item.cn)),
        (Item::TITLE, text(&item.title)),
        (
            Item::PART,
            Value::Ref(id::<Part>(&item.part_no.to_string())),
        ),
    ];
    if let Some(action) = &item.special_action {
        fields.push((Item::SPECIAL_ACTION, text(&action.name)));
    }
    create::<Item>(&item.no.to_string(), fields)
}

fn task(task: &seed::Task, place: OrderKey) -> Result<Command, SampleError> {
    let mut fields = vec![
        (Task::NO, Value::Int(task.no)),
        (Task::TEXT, text(&task.text)),
        (Task::REQUIREMENT, text(&task.requirement)),
        (
            Task::ITEM,
            Value::Ref(id::<Item>(&task.item_no.to_string())),
        ),
        (
            Task::PART,
            Value::Ref(id::<Part>(&task.part_no.to_string())),
        ),
        (Task::DUE, Value::Schedule(due::schedule(task)?)),
        (Task::ORDER, Value::Order(place)),
    ];
    let remarks = remarks(task);
    if !remarks.is_empty() {
        fields.push((Task::REMARK, text(&remarks.join("\n"))));
    }
    if let Some(figures) = &task.figures {
        // The data gives explanations in brackets after the words of the notice.
        let printed = figures.split(" (").next().unwrap_or(figures);
        fields.push((Task::FIGURES, text(printed)));
    }
    Ok(create::<Task>(&task.no.to_string(), fields))
}

/// What a reader should know about how the printed table was read (DOMAIN §1, §12).
fn remarks(task: &seed::Task) -> Vec<&'static str> {
    let mut remarks = Vec::new();
    if task.responsible_units.is_empty() {
        remarks.push("原表“责任单位”一栏为空,由牵头单位各自负责。");
    }
    match task.no {
        31..=34 => remarks.push("原表第31至34项合并印有牵头单位、责任单位和工作要求。"),
        36 => remarks.push("“2021年”未定具体日期,按2021年12月31日掌握。"),
        37 | 38 => remarks.push("第37、38项期限按原表印发日期掌握(两项日期疑似互换)。"),
        42 => remarks.push("工作方案报省生态环境厅,抄送领导小组办公室。"),
        54 => remarks.push("“定期”未定周期,按季度掌握。"),
        _ => {}
    }
    remarks
}
