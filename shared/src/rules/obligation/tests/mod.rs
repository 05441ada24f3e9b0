//! The acceptance examples of obligations and their lights, told in a small room.

mod lights;
mod machine;
mod met;
mod occurrences;
mod roll_up;

use crate::model::{
    AssignedDuty, Assignment, Duty, Group, Item, Notice, Obligation, ObligationForm, Occurrence,
    Part, Task, UnitKind,
};
use crate::rules::Basis;
use crate::rules::story::{Story, choice, date, day, liaison, office, refs, second_officer, text};
use crate::schema::{Day, Due, FieldNo, Kind, Month, Period, RecordId, Value};

/// A task of the notice with this number and schedule.
pub(crate) fn task(story: &mut Story, no: i64, due: Vec<Due>) -> RecordId {
    let (part, item) = chapter(story);
    let due = if due.is_empty() {
        vec![Due::Continuous]
    } else {
        due
    };
    story.make::<Task>(vec![
        (Task::NO, Value::Int(no)),
        (Task::TEXT, text("具体任务")),
        (Task::ITEM, Value::Ref(item)),
        (Task::PART, Value::Ref(part)),
        (Task::DUE, Value::Schedule(due)),
    ])
}

/// The one part and item of the small room.
fn chapter(story: &mut Story) -> (RecordId, RecordId) {
    let first = |kind| story.state.of_kind(kind).next().map(|record| record.id);
    if let (Some(part), Some(item)) = (first(Part::ID), first(Item::ID)) {
        return (part, item);
    }
    let notice = story.make::<Notice>(vec![
        (Notice::TITLE, text("通知")),
        (Notice::DOCUMENT_NO, text("宜府办文〔2020〕6号")),
    ]);
    let numbered = |no, numeral, title| {
        (
            (no, Value::Int(1)),
            (numeral, text("一")),
            (title, text("部分")),
        )
    };
    let (a, b, c) = numbered(Part::NO, Part::NUMERAL, Part::TITLE);
    let part = story.make::<Part>(vec![a, b, c, (Part::NOTICE, Value::Ref(notice))]);
    let (a, b, c) = numbered(Item::NO, Item::NUMERAL, Item::TITLE);
    let item = story.make::<Item>(vec![a, b, c, (Item::PART, Value::Ref(part))]);
    (part, item)
}

pub(crate) fn once(on: &str) -> Due {
    Due::Once { on: day(on) }
}

pub(crate) fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// For June 2020 and every month after it by the 1st of the next.
pub(crate) fn by_the_1st() -> Due {
    Due::MonthAfter {
        day: 1,
        from: month("2020-06"),
    }
}

/// So many counties.
pub(crate) fn places(story: &mut Story, count: usize) -> Vec<RecordId> {
    (0..count)
        .map(|n| story.county(&format!("c{n}"), &format!("县{n}")))
        .collect()
}

/// So many bureaus.
pub(crate) fn bureaus(story: &mut Story, count: usize) -> Vec<RecordId> {
    (0..count)
        .map(|n| story.unit(&format!("b{n}"), &format!("局{n}"), UnitKind::Government))
        .collect()
}

pub(crate) fn group(story: &mut Story, name: &str, members: &[RecordId]) -> RecordId {
    let members = Value::Refs(members.iter().copied().collect());
    story.make::<Group>(vec![(Group::NAME, text(name)), (Group::MEMBERS, members)])
}

/// An obligation from 2020-06-08 on, with what is said of who owes it.
pub(crate) fn obligation(
    story: &mut Story,
    form: ObligationForm,
    schedule: Vec<Due>,
    who: Vec<(FieldNo, Value)>,
) -> RecordId {
    let mut fields = vec![
        (Obligation::TITLE, text("应办事项")),
        (Obligation::SOURCE, text("第二部分")),
        (Obligation::SCHEDULE, Value::Schedule(schedule)),
        (Obligation::FORM, choice(form)),
        (Obligation::FROM, date("2020-06-08")),
    ];
    fields.extend(who);
    story.make::<Obligation>(fields)
}

pub(crate) fn of_group(group: RecordId) -> Vec<(FieldNo, Value)> {
    vec![(Obligation::GROUPS, refs([group]))]
}

/// Owed by the units assigned to the task.
pub(crate) fn of_task(task: RecordId, which: AssignedDuty) -> Vec<(FieldNo, Value)> {
    vec![
        (Obligation::TASKS, refs([task])),
        (Obligation::ASSIGNED, choice(which)),
    ]
}

pub(crate) fn assign(story: &mut Story, task: RecordId, unit: RecordId, duty: Duty) -> RecordId {
    story.make::<Assignment>(vec![
        (Assignment::TASK, Value::Ref(task)),
        (Assignment::UNIT, Value::Ref(unit)),
        (Assignment::DUTY, choice(duty)),
        (Assignment::NO, Value::Int(1)),
        (Assignment::COORDINATOR, Value::Flag(false)),
    ])
}

pub(crate) fn basis(story: &Story) -> Basis {
    Basis::new(&story.state, story.today())
}

/// Writes down what the unit owes.
pub(crate) fn write_down(
    story: &mut Story,
    obligation: RecordId,
    unit: RecordId,
    period: Period,
    due: &str,
) -> RecordId {
    let fields = vec![
        (Occurrence::OBLIGATION, Value::Ref(obligation)),
        (Occurrence::UNIT, Value::Ref(unit)),
        (Occurrence::PERIOD, Value::Period(period)),
        (Occurrence::DUE, date(due)),
    ];
    story.create::<Occurrence>(&liaison(unit), fields).unwrap()
}

pub(crate) fn evidence() -> Vec<(FieldNo, Value)> {
    vec![(
        Occurrence::EVIDENCE,
        text("已按要求完成并报领导小组办公室备案"),
    )]
}

/// The unit hands in.
pub(crate) fn submit(story: &mut Story, occurrence: RecordId, unit: RecordId) {
    let actor = liaison(unit);
    story
        .act::<Occurrence>(&actor, occurrence, Occurrence::SUBMIT, evidence())
        .unwrap();
}

/// The unit hands in and the office passes it.
pub(crate) fn complete(story: &mut Story, occurrence: RecordId, unit: RecordId) {
    submit(story, occurrence, unit);
    story
        .act::<Occurrence>(&second_officer(), occurrence, Occurrence::ACCEPT, vec![])
        .unwrap();
}

pub(crate) fn set_flag(story: &mut Story, field: FieldNo, flag: bool) {
    use crate::model::Settings;
    if story.state.all::<Settings>().next().is_none() {
        story.make::<Settings>(vec![(field, Value::Flag(flag))]);
        return;
    }
    let id = story.state.all::<Settings>().next().unwrap().id;
    story
        .set::<Settings>(&office(), id, field, Value::Flag(flag))
        .unwrap();
}

fn shown(owed: &[super::Owed]) -> Vec<String> {
    owed.iter()
        .map(|owed| format!("{} {}", owed.period, owed.due))
        .collect()
}

fn year() -> (Day, Day) {
    (day("2020-06-08"), day("2021-01-01"))
}
