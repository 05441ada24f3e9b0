//! The acceptance examples of DOMAIN B06, B08, B17 and R30.

use super::*;
use crate::model::{
    Duty, MonthLock, MonthState, MonthlyReport, ObligationForm, Occurrence, OccurrenceState,
    Problem, ProblemKind, ProblemSource, ProblemState, ReportEntry, ReportPart, ReportState,
    ReportedStatus, SubTask, SubTaskState, UnitContact,
};
use crate::rules::RefusalCode;
use crate::rules::obligation::occurrence_id;
use crate::rules::obligation::tests::{
    assign, basis, by_the_1st, group, month, obligation, of_group, once, places, task,
};
use crate::rules::story::{Story, choice, date, day, liaison, office, second_officer, text};
use crate::schema::{FieldNo, Period, RecordId, Value};

/// One place that owes the reports and its names.
fn room() -> (Story, RecordId, RecordId) {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 1);
    let local = group(&mut story, "责任单位", &units);
    let form = ObligationForm::MonthlyReport;
    let reports = obligation(&mut story, form, vec![by_the_1st()], of_group(local));
    let form = ObligationForm::Contacts;
    obligation(&mut story, form, vec![once("2020-06-12")], of_group(local));
    (story, units[0], reports)
}

fn new_report(story: &mut Story, unit: RecordId, of: &str) -> RecordId {
    let fields = vec![
        (MonthlyReport::UNIT, Value::Ref(unit)),
        (MonthlyReport::MONTH, Value::Month(month(of))),
    ];
    story
        .create::<MonthlyReport>(&liaison(unit), fields)
        .unwrap()
}

fn line(
    story: &mut Story,
    unit: RecordId,
    report: RecordId,
    part: ReportPart,
    rest: Vec<(FieldNo, Value)>,
) -> RecordId {
    let mut fields = vec![
        (ReportEntry::REPORT, Value::Ref(report)),
        (ReportEntry::PART, choice(part)),
        (ReportEntry::TEXT, text("某项目用地指标不足,影响开工")),
    ];
    fields.extend(rest);
    story.create::<ReportEntry>(&liaison(unit), fields).unwrap()
}

fn progress(story: &mut Story, unit: RecordId, report: RecordId) -> RecordId {
    let rest = vec![
        (ReportEntry::STATUS, choice(ReportedStatus::Normal)),
        (ReportEntry::PROGRESS, Value::Int(40)),
    ];
    line(story, unit, report, ReportPart::Progress, rest)
}

fn problem(story: &mut Story, unit: RecordId, report: RecordId) -> RecordId {
    let rest = vec![
        (ReportEntry::KIND, choice(ProblemKind::Land)),
        (
            ReportEntry::WISH,
            text("希望市自然资源和规划局追加用地指标"),
        ),
    ];
    line(story, unit, report, ReportPart::Problem, rest)
}

fn submit(
    story: &mut Story,
    unit: RecordId,
    report: RecordId,
) -> Result<(), crate::rules::Refusal> {
    story.act::<MonthlyReport>(&liaison(unit), report, MonthlyReport::SUBMIT, vec![])
}

fn occurrence(reports: RecordId, unit: RecordId) -> RecordId {
    occurrence_id(reports, unit, Period::Month(month("2020-06"))).unwrap()
}

#[test]
fn b08_two_problems_of_an_accepted_report_are_two_rows_of_the_list() {
    let (mut story, unit, reports) = room();
    story.go_to("2020-06-29");
    let report = new_report(&mut story, unit, "2020-06");
    progress(&mut story, unit, report);
    let lines = [0, 1].map(|_| problem(&mut story, unit, report));
    submit(&mut story, unit, report).unwrap();
    assert_eq!(story.state.all::<Problem>().count(), 0);
    let owed = occurrence(reports, unit);
    let view = story.get::<Occurrence>(owed);
    assert_eq!(view.state(), Some(OccurrenceState::Submitted));
    assert_eq!(view.submitted_on(), Some(day("2020-06-29")));
    story.go_to("2020-07-02");
    story
        .act::<MonthlyReport>(&office(), report, MonthlyReport::ACCEPT, vec![])
        .unwrap();
    assert_eq!(story.state.all::<Problem>().count(), 2);
    let mut places = Vec::new();
    for entry in lines {
        let made = story.get::<Problem>(problem_of(entry));
        assert_eq!(made.source(), Some(ProblemSource::Report));
        assert_eq!(made.source_text(), Some("月报 2020-06"));
        assert_eq!(made.owner(), Some(unit));
        assert_eq!(made.kind(), Some(ProblemKind::Land));
        assert_eq!(made.state(), Some(ProblemState::Found));
        assert!(made.wish().unwrap().contains("自然资源"));
        places.push(made.order().unwrap().clone());
    }
    assert_ne!(places[0], places[1]);
    let view = story.get::<Occurrence>(owed);
    assert_eq!(view.state(), Some(OccurrenceState::Passed));
    assert!(view.evidence().unwrap().contains("月报 2020-06"));
}

#[test]
fn b08_a_problem_without_a_wish_is_not_submitted() {
    let (mut story, unit, _) = room();
    let report = new_report(&mut story, unit, "2020-06");
    assert!(
        submit(&mut story, unit, report)
            .unwrap_err()
            .reason
            .zh
            .contains("推进情况")
    );
    progress(&mut story, unit, report);
    problem(&mut story, unit, report);
    let rest = vec![(ReportEntry::KIND, choice(ProblemKind::Money))];
    let second = line(&mut story, unit, report, ReportPart::Problem, rest);
    let refused = submit(&mut story, unit, report).unwrap_err();
    assert!(
        refused.reason.zh.contains("没有写明诉求"),
        "{}",
        refused.reason.zh
    );
    let wish = text("希望市财政局落实配套资金");
    story
        .set::<ReportEntry>(&liaison(unit), second, ReportEntry::WISH, wish)
        .unwrap();
    line(&mut story, unit, report, ReportPart::NextStep, vec![]);
    let refused = submit(&mut story, unit, report).unwrap_err();
    assert!(
        refused.reason.zh.contains("计划日期"),
        "{}",
        refused.reason.zh
    );
    let next = entries(&story.state, report, ReportPart::NextStep)[0]
        .record
        .id;
    story
        .set::<ReportEntry>(&liaison(unit), next, ReportEntry::ON, date("2020-07-20"))
        .unwrap();
    submit(&mut story, unit, report).unwrap();
}

#[test]
fn l8_a_report_is_returned_corrected_and_accepted() {
    let (mut story, unit, reports) = room();
    let report = new_report(&mut story, unit, "2020-06");
    let first = progress(&mut story, unit, report);
    submit(&mut story, unit, report).unwrap();
    let write = |story: &mut Story| {
        story.set::<ReportEntry>(&liaison(unit), first, ReportEntry::PROGRESS, Value::Int(50))
    };
    assert_eq!(write(&mut story).unwrap_err().code, RefusalCode::Rule);
    let given = vec![(MonthlyReport::REASON, text("第二部分不具体"))];
    story
        .act::<MonthlyReport>(&office(), report, MonthlyReport::RETURN, given)
        .unwrap();
    let owed = story.get::<Occurrence>(occurrence(reports, unit));
    assert_eq!(owed.state(), Some(OccurrenceState::Returned));
    assert_eq!(owed.reason(), Some("第二部分不具体"));
    write(&mut story).unwrap();
    submit(&mut story, unit, report).unwrap();
    let accept = |story: &mut Story, actor| {
        story.act::<MonthlyReport>(&actor, report, MonthlyReport::ACCEPT, vec![])
    };
    assert_eq!(
        accept(&mut story, liaison(unit)).unwrap_err().code,
        RefusalCode::Forbidden
    );
    accept(&mut story, office()).unwrap();
    let view = story.get::<MonthlyReport>(report);
    assert_eq!(view.state(), Some(ReportState::Accepted));
    assert_eq!(view.reason(), None);
}

#[test]
fn b08_the_office_answers_suggestions_of_a_submitted_report() {
    let (mut story, unit, _) = room();
    let report = new_report(&mut story, unit, "2020-06");
    progress(&mut story, unit, report);
    let asked = line(&mut story, unit, report, ReportPart::Suggestion, vec![]);
    submit(&mut story, unit, report).unwrap();
    let answer = |story: &mut Story, actor| {
        let answer = text("已转市自然资源和规划局研究");
        story.set::<ReportEntry>(&actor, asked, ReportEntry::ANSWER, answer)
    };
    let own = answer(&mut story, liaison(unit)).unwrap_err();
    assert_eq!(own.code, RefusalCode::Forbidden);
    answer(&mut story, office()).unwrap();
}

#[test]
fn b07_one_form_serves_both_rules() {
    let (mut story, unit, _) = room();
    let named = vec![
        (UnitContact::UNIT, Value::Ref(unit)),
        (UnitContact::SECTION, text("投资科")),
        (UnitContact::LIAISON, text("联络员")),
    ];
    let contact = story.create::<UnitContact>(&liaison(unit), named).unwrap();
    assert_eq!(
        story.state.all::<Occurrence>().count(),
        0,
        "who leads is missing"
    );
    story.go_to("2020-06-12");
    story
        .set::<UnitContact>(
            &liaison(unit),
            contact,
            UnitContact::LEAD,
            text("牵头负责人"),
        )
        .unwrap();
    let record = story.state.all::<Occurrence>().next().unwrap();
    let view = record.view::<Occurrence>().unwrap();
    assert_eq!(view.state(), Some(OccurrenceState::Submitted));
    assert_eq!(view.submitted_on(), view.due());
}

#[test]
fn r30_how_often_a_liaison_was_in_time() {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 3);
    let local = group(&mut story, "责任单位", &units);
    let form = ObligationForm::MonthlyReport;
    obligation(&mut story, form, vec![by_the_1st()], of_group(local));
    for (unit, on) in [(units[0], "2020-07-01"), (units[1], "2020-07-02")] {
        story.go_to(on);
        let report = new_report(&mut story, unit, "2020-06");
        progress(&mut story, unit, report);
        submit(&mut story, unit, report).unwrap();
    }
    story.go_to("2020-07-31");
    let (from, to) = (day("2020-06-08"), day("2020-12-31"));
    let found = on_time(&story.state, &basis(&story), form, from, to);
    let row = |unit| {
        let row = found.iter().find(|row| row.unit == unit).unwrap();
        (row.expected, row.in_time, row.late(), row.missing())
    };
    assert_eq!(row(units[0]), (1, 1, 0, 0));
    assert_eq!(row(units[1]), (1, 0, 1, 0));
    assert_eq!(row(units[2]), (1, 0, 0, 1));
    assert_eq!(on_time_rate(&found).to_string(), "1/3 = 33.3%");
}

#[test]
fn b17_june_is_locked_on_8_july_and_what_it_says_stands() {
    let (mut story, unit, _) = room();
    let june = story.make::<MonthLock>(vec![(MonthLock::MONTH, Value::Month(month("2020-06")))]);
    let report = new_report(&mut story, unit, "2020-06");
    let first = progress(&mut story, unit, report);
    let act = |story: &mut Story, action| story.act::<MonthLock>(&office(), june, action, vec![]);
    act(&mut story, MonthLock::REVIEW_COUNTIES).unwrap();
    act(&mut story, MonthLock::REVIEW_CITY).unwrap();
    assert_eq!(
        act(&mut story, MonthLock::LOCK).unwrap_err().code,
        RefusalCode::Rule
    );
    assert!(!is_locked(&story.state, month("2020-06")));
    story.go_to("2020-07-08");
    act(&mut story, MonthLock::LOCK).unwrap();
    assert!(is_locked(&story.state, month("2020-06")));
    assert!(!is_locked(&story.state, month("2020-07")));
    let lock = story.get::<MonthLock>(june);
    assert_eq!(lock.state(), Some(MonthState::Locked));
    assert_eq!(lock.locked_on(), Some(day("2020-07-08")));
    let change =
        story.set::<ReportEntry>(&liaison(unit), first, ReportEntry::PROGRESS, Value::Int(90));
    assert!(change.unwrap_err().reason.zh.contains("已锁定"));
}

/// A place with a task due on 2020-06-30, broken down by it.
fn broken_down() -> (Story, RecordId, RecordId, RecordId) {
    let mut story = Story::on("2020-06-10");
    let unit = story.county("yd", "宜都市");
    let battle = task(&mut story, 23, vec![once("2020-06-30")]);
    let assignment = assign(&mut story, battle, unit, Duty::Responsible);
    let fields = vec![
        (SubTask::ASSIGNMENT, Value::Ref(assignment)),
        (SubTask::TARGET, text("未开工的3个中央预算内项目全部开工")),
        (SubTask::PERSON, text("分管副市长")),
        (SubTask::MEASURES, text("一事一议,每周调度")),
        (SubTask::REWARD, text("纳入年度考核")),
    ];
    assert_eq!(
        breakdown(&story.state, assignment),
        Breakdown::NotBrokenDown
    );
    let sub_task = story.create::<SubTask>(&liaison(unit), fields).unwrap();
    (story, unit, assignment, sub_task)
}

#[test]
fn b06_a_sub_task_without_a_deadline_is_not_submitted() {
    let (mut story, unit, assignment, sub_task) = broken_down();
    let view = story.get::<SubTask>(sub_task);
    assert_eq!(missing(view), [SubTask::DEADLINE]);
    let incomplete = Breakdown::Incomplete { open: 1, all: 1 };
    assert_eq!(breakdown(&story.state, assignment), incomplete);
    let submit =
        |story: &mut Story| story.act::<SubTask>(&liaison(unit), sub_task, SubTask::SUBMIT, vec![]);
    let refused = submit(&mut story).unwrap_err();
    assert_eq!(refused.field, Some(SubTask::DEADLINE));
    story
        .set::<SubTask>(
            &liaison(unit),
            sub_task,
            SubTask::DEADLINE,
            date("2020-06-25"),
        )
        .unwrap();
    submit(&mut story).unwrap();
    assert_eq!(
        breakdown(&story.state, assignment),
        Breakdown::Complete { all: 1 }
    );
}

#[test]
fn b06_a_deadline_after_the_tasks_is_a_warning_and_no_refusal() {
    let (mut story, unit, _, sub_task) = broken_down();
    let set = |story: &mut Story, on| {
        story
            .set::<SubTask>(&liaison(unit), sub_task, SubTask::DEADLINE, date(on))
            .unwrap();
        deadline_warning(&story.state, story.get::<SubTask>(sub_task))
    };
    assert_eq!(set(&mut story, "2020-06-30"), None);
    let warning = set(&mut story, "2020-07-10").unwrap();
    assert!(warning.zh.contains("超出 10 天"), "{}", warning.zh);
    story
        .act::<SubTask>(&liaison(unit), sub_task, SubTask::SUBMIT, vec![])
        .unwrap();
}

#[test]
fn l8_a_sub_task_is_confirmed_done_and_verified() {
    let (mut story, unit, _, sub_task) = broken_down();
    let county = liaison(unit);
    let deadline = vec![(SubTask::DEADLINE, date("2020-06-25"))];
    let act = |story: &mut Story, actor: &crate::rules::Actor, action, given| {
        story.act::<SubTask>(actor, sub_task, action, given)
    };
    act(&mut story, &county, SubTask::SUBMIT, deadline.clone()).unwrap();
    let reason = vec![(SubTask::REASON, text("措施不具体"))];
    act(&mut story, &office(), SubTask::RETURN, reason).unwrap();
    act(&mut story, &county, SubTask::SUBMIT, vec![]).unwrap();
    act(&mut story, &office(), SubTask::CONFIRM, vec![]).unwrap();
    let changed = story.set::<SubTask>(&county, sub_task, SubTask::PERSON, text("某人"));
    assert_eq!(changed.unwrap_err().field, Some(SubTask::PERSON));
    act(&mut story, &county, SubTask::BEGIN, vec![]).unwrap();
    let finish = act(&mut story, &county, SubTask::FINISH, vec![]).unwrap_err();
    assert_eq!(finish.field, Some(SubTask::EVIDENCE));
    let proof = vec![(SubTask::EVIDENCE, text("3个项目均已取得施工许可并开工"))];
    act(&mut story, &office(), SubTask::FINISH, proof).unwrap();
    let own = act(&mut story, &office(), SubTask::VERIFY, vec![]).unwrap_err();
    assert_eq!(own.code, RefusalCode::Forbidden);
    act(&mut story, &second_officer(), SubTask::VERIFY, vec![]).unwrap();
    let state = story.get::<SubTask>(sub_task).state();
    assert_eq!(state, Some(SubTaskState::Verified));
}
