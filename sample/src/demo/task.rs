//! The tasks of the notice: when work on them begins, and which are said to be done.
//!
//! What has to be done once is closed in two steps by two people; what comes again goes on.

use shared::model::{Assignment, Obligation, Task};
use shared::rules::{Actor, Command};
use shared::schema::{Day, Due, RecordId, View};
use shared::state::State;

use super::chance::Chance;
use super::duty::Settled;
use super::people::People;
use super::script::{Moment, Script, first_entry};
use crate::build::{act, text};

/// The hours at which work is begun, said to be done, and confirmed.
const BEGUN_AT: i64 = 8 * 60 + 30;
const ASKED_AT: i64 = 16 * 60;
const ANSWERED_AT: i64 = 17 * 60;

/// What a leader says when something is put off.
const PUT_OFF: [&str; 2] = [
    "上级政策尚未明确,经领导同意暂缓(示例)",
    "与省级安排合并推进,经领导同意暂缓(示例)",
];

/// What the office says when it is not convinced.
const NOT_YET: &str = "佐证材料不全,请补充后再报(示例)";

/// `begun` is the room as the notice makes it, `settled` what the units do for what they owe.
pub(super) fn write(
    script: &mut Script,
    people: &People,
    (begun, settled): (&State, &Settled),
    chance: &mut Chance,
) {
    let mut tasks: Vec<View<'_, Task>> = begun
        .all::<Task>()
        .filter_map(|record| record.view::<Task>())
        .collect();
    tasks.sort_by_key(|task| task.no());
    for task in tasks {
        let coordinator = coordinator(begun, people, task.record.id).unwrap_or(&people.office);
        let settled = settled_by(begun, settled, task.record.id);
        Work::thrown(task, settled, &mut chance.branch()).write(script, people, coordinator);
    }
}

/// The liaison of the first named lead; `None` where it is the office itself, or a group of units.
fn coordinator<'a>(begun: &State, people: &'a People, task: RecordId) -> Option<&'a Actor> {
    let duties = begun.referring::<Assignment>(task, Assignment::TASK);
    let mut duties = duties.filter_map(|record| record.view::<Assignment>());
    let first = duties.find(|duty| duty.coordinator() == Some(true))?;
    Some(people.liaison(first.unit()?)?.1)
}

/// The day by which all that is owed once for the task has passed; `None` when it never does.
fn settled_by(begun: &State, settled: &Settled, task: RecordId) -> Option<Day> {
    let owed = begun.referring::<Obligation>(task, Obligation::TASKS);
    let once = owed.filter(|record| {
        let obligation = record.view::<Obligation>();
        let schedule = obligation.and_then(View::<Obligation>::schedule);
        let is_once = |due: &Due| matches!(due, Due::Once { .. } | Due::Step { .. });
        schedule.unwrap_or_default().iter().any(is_once)
    });
    once.map(|record| settled.get(&record.id).copied().flatten())
        .try_fold(first_entry(), |latest, day| Some(latest.max(day?)))
}

/// How the work on one task goes.
struct Work {
    task: RecordId,
    no: i64,
    begun: Day,
    /// A leader puts it off on that day.
    put_off: Option<(Day, &'static str)>,
    /// It is said to be done on that day.
    asked: Option<Day>,
    /// Whether the office sends it back first.
    is_returned: bool,
    /// The earliest day on which the office can confirm it: all that its units owe has passed.
    confirmed: Option<Day>,
}

impl Work {
    fn thrown(task: View<'_, Task>, settled: Option<Day>, chance: &mut Chance) -> Self {
        let no = task.no().unwrap_or(0);
        let begun = if chance.percent(8) {
            first_entry().plus(chance.days(60, 400))
        } else {
            first_entry().plus(chance.days(0, 12))
        };
        let is_put_off = chance.percent(12);
        let reason = chance.pick(&PUT_OFF);
        let put_off = begun.plus(chance.days(20, 60));
        let after = chance.days(-6, 25);
        let answer = chance.days(1, 20);
        let last = only_once(task.due().unwrap_or_default());
        let asked = last.map(|last| last.plus(after).max(begun.plus(2)));
        Self {
            task: task.record.id,
            no,
            begun,
            put_off: is_put_off.then_some((put_off, reason)),
            asked: asked.filter(|_| !is_put_off),
            is_returned: chance.percent(25),
            confirmed: settled.map(|day| day.plus(answer)),
        }
    }

    fn write(&self, script: &mut Script, people: &People, coordinator: &Actor) {
        // Each task has its own minute, so that what is done on one day keeps its order.
        let at = |day, minute| Moment::new(day, minute + self.no);
        let start = act::<Task>(self.task, Task::START, Vec::new());
        script.at(at(self.begun, BEGUN_AT), coordinator, start);
        if let Some((on, reason)) = self.put_off {
            let given = vec![(Task::REASON, text(reason))];
            let suspend = act::<Task>(self.task, Task::SUSPEND, given);
            script.at(at(on, ANSWERED_AT), &people.office, suspend);
        }
        let Some(mut asked) = self.asked else {
            return;
        };
        script.at(at(asked, ASKED_AT), coordinator, self.ask());
        if self.is_returned {
            let given = vec![(Task::REASON, text(NOT_YET))];
            let returned = act::<Task>(self.task, Task::RETURN, given);
            script.at(at(asked.plus(1), ANSWERED_AT), &people.reviewer, returned);
            asked = asked.plus(5);
            script.at(at(asked, ASKED_AT), coordinator, self.ask());
        }
        if let Some(on) = self.confirmed {
            let confirm = act::<Task>(self.task, Task::CONFIRM_CLOSURE, Vec::new());
            let on = on.max(asked.plus(1));
            script.at(at(on, ANSWERED_AT), &people.reviewer, confirm);
        }
    }

    fn ask(&self) -> Command {
        let evidence = format!(
            "第{}项任务已按通知要求完成,印证材料已报办公室(示例)",
            self.no
        );
        let given = vec![(Task::EVIDENCE, text(&evidence))];
        act::<Task>(self.task, Task::REQUEST_CLOSURE, given)
    }
}

/// The last day of what has to be done once; `None` when something of it comes again.
fn only_once(due: &[Due]) -> Option<Day> {
    let day = |due: &Due| match due {
        Due::Once { on } => Some(*on),
        _ => None,
    };
    due.iter()
        .map(day)
        .collect::<Option<Vec<Day>>>()?
        .into_iter()
        .max()
}
