//! The monthly reports of the units with their four parts: most in time and accepted, some late,
//! some returned; what they say stands in the way goes on as a problem (DOMAIN B08).

use shared::model::{Assignment, MonthlyReport, ReportEntry, ReportPart, ReportedStatus, Task};
use shared::rules::conference::problem::FIRST_LEVEL;
use shared::rules::report::problem_of;
use shared::rules::{Actor, Command, Edit, Verb};
use shared::schema::{Choices as _, Day, FieldNo, Kind as _, Month, RecordId, Seq, Value, View};
use shared::state::State;

use super::chance::Chance;
use super::people::People;
use super::problem::SORTS;
use super::remedy::{self, Case};
use super::scene::Scene;
use super::script::{Moment, Script, months, working};
use crate::build::{act, create, text};

/// How many of its tasks a unit speaks of in a month.
const TASKS: usize = 5;

/// The hours at which reports are written, sent, and read.
const WRITTEN_AT: i64 = 14 * 60;
const SENT_AT: i64 = 16 * 60;
const READ_AT: i64 = 10 * 60;

/// How a report goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Accepted,
    Late,
    Returned,
    /// Returned, and never sent again.
    LeftReturned,
    /// Begun, and never sent.
    LeftDraft,
    /// Sent, and not read by the office yet.
    Unread,
}

const WAYS: [(i32, Way); 6] = [
    (80, Way::Accepted),
    (88, Way::Late),
    (95, Way::Returned),
    (96, Way::LeftReturned),
    (98, Way::LeftDraft),
    (100, Way::Unread),
];

pub(super) fn write(script: &mut Script, scene: &Scene<'_>, state: &State, chance: &mut Chance) {
    for unit in scene.people.units() {
        let tasks = tasks_of(state, unit);
        let Some((at, liaison)) = scene.people.liaison(unit) else {
            continue;
        };
        for (month_at, month) in months(scene.until).enumerate() {
            let turn = tasks.iter().cycle().skip(month_at * TASKS);
            let report = Report {
                people: scene.people,
                liaison,
                unit,
                month,
                at,
                tasks: turn.take(TASKS.min(tasks.len())).copied().collect(),
            };
            report.write(script, &mut chance.branch());
        }
    }
}

/// The tasks of a unit, by their numbers.
fn tasks_of(state: &State, unit: RecordId) -> Vec<(i64, RecordId)> {
    let assignments = state.referring::<Assignment>(unit, Assignment::UNIT);
    let tasks = assignments.filter_map(|record| record.view::<Assignment>()?.task());
    let no = |task: RecordId| state.get(task)?.view::<Task>().and_then(View::<Task>::no);
    let mut tasks: Vec<_> = tasks.filter_map(|task| Some((no(task)?, task))).collect();
    tasks.sort_unstable();
    tasks
}

/// One report.
struct Report<'a> {
    people: &'a People,
    liaison: &'a Actor,
    unit: RecordId,
    month: Month,
    /// The unit's own minute.
    at: i64,
    tasks: Vec<(i64, RecordId)>,
}

impl Report<'_> {
    fn write(&self, script: &mut Script, chance: &mut Chance) {
        let made = create::<MonthlyReport>(
            "",
            vec![
                (MonthlyReport::UNIT, Value::Ref(self.unit)),
                (MonthlyReport::MONTH, Value::Month(self.month)),
            ],
        );
        let id = made.id;
        let fate = chance.days(0, 99);
        let way = WAYS.iter().find(|(until, _)| fate < *until);
        let way = way.map_or(Way::Accepted, |(_, way)| *way);
        let due = self.month.plus(1).first_day();
        // Some begin in the middle of the month.
        let written = Moment::new(due.plus(-chance.days(1, 14)), WRITTEN_AT + self.at);
        script.at(written, self.liaison, made);
        let mut no = 0;
        let mut line = |part: ReportPart, words: &str, more: Vec<(FieldNo, Value)>| {
            no += 1;
            let command = Self::line(id, part, (no, words), more);
            let id = command.id;
            script.at(written, self.liaison, command);
            id
        };
        for (no, task) in &self.tasks {
            let words = format!("第{no}项任务:{}(示例)", chance.pick(&PROGRESS));
            line(
                ReportPart::Progress,
                &words,
                progress(*task, self.month, chance),
            );
        }
        let problem = chance.percent(18).then(|| {
            let sort = chance.pick(&SORTS);
            let unit = self.people.name(self.unit);
            let words = format!("{unit}反映:部分项目{}(示例)", sort.what);
            let more = vec![
                (ReportEntry::KIND, Value::Choice(sort.kind.no())),
                (ReportEntry::WISH, text(&format!("{}(示例)", sort.wish))),
            ];
            (line(ReportPart::Problem, &words, more), sort)
        });
        for _ in 0..2 {
            let on = self
                .month
                .plus(1)
                .day(i8::try_from(chance.days(5, 28)).unwrap_or(15));
            let more = vec![(ReportEntry::ON, Value::Day(on))];
            line(ReportPart::NextStep, chance.pick(&NEXT), more);
        }
        let suggestion = chance
            .percent(40)
            .then(|| line(ReportPart::Suggestion, chance.pick(&SUGGESTIONS), vec![]));
        let Some(accepted) = self.sent(script, id, way, due, chance) else {
            return;
        };
        if let Some(suggestion) = suggestion.filter(|_| chance.percent(70)) {
            let moment = Moment::new(accepted, READ_AT + 120 + self.at);
            script.at(moment, &self.people.office, answer(suggestion, chance));
        }
        if let Some((entry, sort)) = problem {
            let case = Case {
                id: problem_of(entry),
                minute: 11 * 60 + self.at,
                helper: sort.bureau(),
                level: FIRST_LEVEL + i64::from(!self.people.is_place(self.unit)),
                found: accepted,
                deadline: accepted.plus(chance.days(15, 60)),
            };
            remedy::write(script, self.people, self.liaison, &case, chance);
        }
    }

    fn line(
        report: RecordId,
        part: ReportPart,
        (no, words): (i64, &str),
        more: Vec<(FieldNo, Value)>,
    ) -> Command {
        let mut fields = vec![
            (ReportEntry::REPORT, Value::Ref(report)),
            (ReportEntry::PART, Value::Choice(part.no())),
            (ReportEntry::TEXT, text(words)),
            (ReportEntry::NO, Value::Int(no)),
        ];
        fields.extend(more);
        create::<ReportEntry>(&format!("demo/{report}/{no}"), fields)
    }

    /// Sent, and read by the office; gives the day on which it is accepted.
    fn sent(
        &self,
        script: &mut Script,
        id: RecordId,
        way: Way,
        due: Day,
        chance: &mut Chance,
    ) -> Option<Day> {
        let submit = act::<MonthlyReport>(id, MonthlyReport::SUBMIT, vec![]);
        let mut on = match way {
            Way::LeftDraft => return None,
            Way::Late => due.plus(chance.days(1, 9)),
            _ => due.plus(-chance.days(0, 1)),
        };
        let moment = Moment::new(on, SENT_AT + self.at);
        script.at(moment, self.liaison, submit.clone());
        let reviewer = &self.people.reviewer;
        if matches!(way, Way::Returned | Way::LeftReturned) {
            let reason = vec![(MonthlyReport::REASON, text(chance.pick(&RETURNED_FOR)))];
            let returned = working(on.plus(chance.days(1, 4)));
            let command = act::<MonthlyReport>(id, MonthlyReport::RETURN, reason);
            script.at(Moment::new(returned, READ_AT + self.at), reviewer, command);
            if way == Way::LeftReturned {
                return None;
            }
            on = returned.plus(chance.days(0, 3));
            script.at(Moment::new(on, SENT_AT + self.at), self.liaison, submit);
        }
        if way == Way::Unread {
            return None;
        }
        let accepted = working(on.plus(chance.days(1, 6)));
        let command = act::<MonthlyReport>(id, MonthlyReport::ACCEPT, vec![]);
        script.at(Moment::new(accepted, READ_AT + self.at), reviewer, command);
        Some(accepted)
    }
}

/// How a task goes: further each month.
fn progress(task: RecordId, month: Month, chance: &mut Chance) -> Vec<(FieldNo, Value)> {
    let since = i64::from(month.number()) + 12 * (i64::from(month.year()) - 2020) - 5;
    let share = (since * chance.between(10, 28)).min(100);
    let status = match share {
        100 => ReportedStatus::Done,
        _ if chance.percent(12) => ReportedStatus::Slow,
        _ => ReportedStatus::Normal,
    };
    vec![
        (ReportEntry::TASK, Value::Ref(task)),
        (ReportEntry::STATUS, Value::Choice(status.no())),
        (ReportEntry::PROGRESS, Value::Int(share)),
    ]
}

/// What the office says to a suggestion.
fn answer(entry: RecordId, chance: &mut Chance) -> Command {
    let answer = Edit::Put(text(chance.pick(&ANSWERS)));
    Command {
        kind: ReportEntry::ID,
        id: entry,
        base: Seq(u64::MAX),
        verb: Verb::Set {
            edits: vec![(ReportEntry::ANSWER, answer)],
        },
    }
}

const PROGRESS: [&str; 8] = [
    "已细化分解到责任科室,按月调度推进",
    "组织业主集中申报,新增入库项目均已审核",
    "开展现场督导两次,滞后事项逐项整改",
    "会同相关部门优化流程,办理时限进一步压缩",
    "完成本月序时任务,台账资料齐全",
    "召开专题推进会,明确包保领导和完成时限",
    "对照任务清单自查,未发现超期事项",
    "配合牵头单位完成数据核对和资料报送",
];

const NEXT: [&str; 6] = [
    "开展一次项目现场督导,解决突出问题(示例)",
    "完成下一批项目申报资料审核(示例)",
    "组织一次部门联审联批会(示例)",
    "完成季度投资任务并做好入库入统(示例)",
    "对滞后项目业主开展约谈提醒(示例)",
    "做好集中开工项目准备工作(示例)",
];

const SUGGESTIONS: [&str; 5] = [
    "建议市级统筹安排前期工作经费(示例)",
    "建议对跨县市区项目明确统一的报送口径(示例)",
    "建议定期组织项目管理业务培训(示例)",
    "建议加大用地指标对重点项目的倾斜力度(示例)",
    "建议进一步精简报表,避免重复报送(示例)",
];

const ANSWERS: [&str; 4] = [
    "已采纳,列入下次调度会研究(示例)",
    "已转相关部门研究,结果另行反馈(示例)",
    "现有政策已有规定,请按规定执行(示例)",
    "意见很好,办公室将统一安排(示例)",
];

const RETURNED_FOR: [&str; 3] = [
    "进展情况过于笼统,请补充数据(示例)",
    "问题诉求不明确,请写明希望谁解决什么(示例)",
    "部分任务未报进展,请补齐(示例)",
];
