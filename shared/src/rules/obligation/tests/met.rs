//! What other records hand in.

use super::{obligation, of_group, of_task, once, task};
use crate::model::{
    Activity, ActivityKind, AssignedDuty, Briefing, Duty, LocalDispatch, ObligationForm,
    Occurrence, OccurrenceState, PreFund,
};
use crate::rules::Actor;
use crate::rules::obligation::occurrence_id;
use crate::rules::story::{Story, choice, date, day, liaison, office, second_officer, text, wan};
use crate::schema::{Due, Period, RecordId, Value};

fn state_of(
    story: &Story,
    owed: RecordId,
    unit: RecordId,
    period: &str,
) -> Option<OccurrenceState> {
    let period = Period::parse(period).unwrap();
    let record = story
        .state
        .get(occurrence_id(owed, unit, period).unwrap())?;
    record.view::<Occurrence>()?.state()
}

/// A county, and what it owes by the form.
fn owing(story: &mut Story, form: ObligationForm, schedule: Vec<Due>) -> (RecordId, RecordId) {
    let county = story.county("420581", "宜都市");
    let group = super::group(story, "各县市区政府", &[county]);
    (county, obligation(story, form, schedule, of_group(group)))
}

fn activity(story: &mut Story, unit: RecordId, kind: ActivityKind) -> RecordId {
    let fields = vec![
        (Activity::TITLE, text("三季度集中开工")),
        (Activity::UNIT, Value::Ref(unit)),
        (Activity::KIND, choice(kind)),
        (Activity::HELD_ON, date("2020-07-08")),
    ];
    story.create::<Activity>(&liaison(unit), fields).unwrap()
}

#[test]
fn b12_a_weekly_dispatch_hands_in_its_week_alone() {
    let mut story = Story::on("2020-06-18");
    let weekly = vec![Due::Weekly {
        from: day("2020-06-08"),
    }];
    let (county, owed) = owing(&mut story, ObligationForm::Dispatch, weekly);
    let week = Value::Period(Period::parse("2020-W25").unwrap());
    let fields = vec![
        (LocalDispatch::UNIT, Value::Ref(county)),
        (LocalDispatch::WEEK, week),
        (LocalDispatch::ON, date("2020-06-17")),
        (LocalDispatch::CHAIR, text("市长")),
        (LocalDispatch::RESULT, text("研究 3 个项目的用地问题")),
    ];
    story
        .create::<LocalDispatch>(&liaison(county), fields)
        .unwrap();
    let handed_in = state_of(&story, owed, county, "2020-W25");
    assert_eq!(handed_in, Some(OccurrenceState::Submitted));
    assert_eq!(state_of(&story, owed, county, "2020-W26"), None);
}

#[test]
fn t29_a_briefing_hands_in_the_month_and_its_return_opens_it() {
    let mut story = Story::on("2020-07-09");
    let (county, owed) = owing(&mut story, ObligationForm::Activity, vec![Due::EveryMonth]);
    let held = activity(&mut story, county, ActivityKind::GroupStart);
    assert_eq!(
        state_of(&story, owed, county, "2020-07"),
        None,
        "the briefing is part of it"
    );
    let fields = vec![
        (Briefing::ACTIVITY, Value::Ref(held)),
        (Briefing::TEXT, text("开工 3 个项目,总投资 12 亿元")),
    ];
    let briefing = story.create::<Briefing>(&liaison(county), fields).unwrap();
    story
        .act::<Briefing>(&liaison(county), briefing, Briefing::SUBMIT, vec![])
        .unwrap();
    let handed_in = state_of(&story, owed, county, "2020-07");
    assert_eq!(handed_in, Some(OccurrenceState::Submitted));
    let why = vec![(Briefing::REASON, text("请补充现场照片"))];
    story
        .act::<Briefing>(&office(), briefing, Briefing::RETURN, why)
        .unwrap();
    let returned = state_of(&story, owed, county, "2020-07");
    assert_eq!(returned, Some(OccurrenceState::Returned));
}

#[test]
fn t46_a_group_signing_hands_in_itself_and_nothing_else() {
    let mut story = Story::on("2020-07-09");
    let (county, signing) = owing(&mut story, ObligationForm::Signing, vec![Due::EveryMonth]);
    let group = super::group(&mut story, "各地", &[county]);
    let shows = obligation(
        &mut story,
        ObligationForm::Activity,
        vec![Due::EveryMonth],
        of_group(group),
    );
    activity(&mut story, county, ActivityKind::GroupSigning);
    let handed_in = state_of(&story, signing, county, "2020-07");
    assert_eq!(handed_in, Some(OccurrenceState::Submitted));
    assert_eq!(state_of(&story, shows, county, "2020-07"), None);
}

/// A county that owes the plan of task 21 and a document of task 35, and has filed the plan.
fn filed(by: impl Fn(RecordId) -> Actor) -> (Story, RecordId, [RecordId; 2], RecordId) {
    let mut story = Story::on("2020-06-12");
    let county = story.county("420581", "宜都市");
    let mut owed = |no| {
        let task = task(&mut story, no, vec![once("2020-06-15")]);
        super::assign(&mut story, task, county, Duty::Responsible);
        let who = of_task(task, AssignedDuty::All);
        obligation(
            &mut story,
            ObligationForm::Filing,
            vec![once("2020-06-15")],
            who,
        )
    };
    let both = [owed(21), owed(35)];
    let fields = vec![
        (PreFund::UNIT, Value::Ref(county)),
        (PreFund::YEAR, Value::Int(2020)),
        (PreFund::AMOUNT, wan(2_000)),
    ];
    let fund = story.create::<PreFund>(&by(county), fields).unwrap();
    let given = vec![
        (PreFund::FILED_ON, date("2020-06-12")),
        (PreFund::EVIDENCE, text("都府办〔2020〕18号方案已报")),
    ];
    story
        .act::<PreFund>(&by(county), fund, PreFund::FILE, given)
        .unwrap();
    (story, county, both, fund)
}

#[test]
fn t21_filing_the_plan_hands_in_its_task_alone_and_registering_passes_it() {
    let (mut story, county, [plan, other], fund) = filed(liaison);
    assert_eq!(
        state_of(&story, plan, county, "once"),
        Some(OccurrenceState::Submitted)
    );
    assert_eq!(state_of(&story, other, county, "once"), None);
    let receipt = vec![(PreFund::RECEIPT_NO, text("前期〔2020〕3号"))];
    story
        .act::<PreFund>(&office(), fund, PreFund::REGISTER, receipt)
        .unwrap();
    assert_eq!(
        state_of(&story, plan, county, "once"),
        Some(OccurrenceState::Passed)
    );
}

#[test]
fn i8_who_filed_for_a_unit_does_not_pass_it_by_registering() {
    let (mut story, county, [plan, _], fund) = filed(|_| second_officer());
    let receipt = vec![(PreFund::RECEIPT_NO, text("前期〔2020〕3号"))];
    // Either the registration is for somebody else, or it leaves what is owed to somebody else.
    let _ = story.act::<PreFund>(&second_officer(), fund, PreFund::REGISTER, receipt);
    assert_eq!(
        state_of(&story, plan, county, "once"),
        Some(OccurrenceState::Submitted)
    );
}
