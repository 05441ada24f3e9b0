//! Problems.

use super::EVIDENCE;
use crate::model::{Problem, ProblemKind, ProblemSource, ProblemState, Unit, UnitKind};
use crate::rules::conference::{blockage, brief, problem, timeliness};
use crate::rules::light::Colour;
use crate::rules::organization::Places;
use crate::rules::story::{
    Story, choice, date, day, liaison, office, second_officer, supervisor, text,
};
use crate::rules::{Basis, Refusal, RefusalCode};
use crate::schema::{ActionNo, FieldNo, RecordId, Value};

fn act(
    story: &mut Story,
    actor: &crate::rules::Actor,
    id: RecordId,
    action: ActionNo,
    given: Vec<(FieldNo, Value)>,
) -> Result<(), Refusal> {
    story.act::<Problem>(actor, id, action, given)
}

/// A problem of the county that the office has assigned and the county works on.
fn in_progress(story: &mut Story, county: RecordId) -> RecordId {
    let id = story.problem("征地未完成", county, "2020-06-20", vec![]);
    let deadline = vec![(Problem::DEADLINE, date("2020-07-10"))];
    act(story, &office(), id, Problem::ASSIGN, deadline).unwrap();
    act(story, &liaison(county), id, Problem::BEGIN, vec![]).unwrap();
    id
}

fn ask(story: &mut Story, county: RecordId, id: RecordId) {
    let evidence = vec![(Problem::EVIDENCE, text(EVIDENCE))];
    act(story, &liaison(county), id, Problem::ASK, evidence).unwrap();
}

fn state(story: &Story, id: RecordId) -> Option<ProblemState> {
    story.get::<Problem>(id).state()
}

#[test]
fn s8_a_problem_goes_from_found_to_closed_and_back() {
    let mut story = Story::on("2020-06-29");
    let county = story.county("420583", "枝江市");
    let id = story.problem("征地未完成", county, "2020-06-20", vec![]);
    let refused = act(&mut story, &office(), id, Problem::ASSIGN, vec![]).unwrap_err();
    assert_eq!(refused.field, Some(Problem::DEADLINE));
    let id = in_progress(&mut story, county);
    ask(&mut story, county, id);
    act(&mut story, &supervisor(), id, Problem::CHECK, vec![]).unwrap();
    assert_eq!(state(&story, id), Some(ProblemState::Verifying));
    let reason = vec![(Problem::REASON, text("现场仍未交地"))];
    act(&mut story, &supervisor(), id, Problem::RETURN, reason).unwrap();
    assert_eq!(state(&story, id), Some(ProblemState::InProgress));
    assert_eq!(story.get::<Problem>(id).asked_on(), None);
    ask(&mut story, county, id);
    act(&mut story, &supervisor(), id, Problem::CLOSE, vec![]).unwrap();
    assert_eq!(state(&story, id), Some(ProblemState::Closed));
}

#[test]
fn s8_a_problem_is_shelved_until_a_day_ahead() {
    let mut story = Story::on("2020-06-29");
    let county = story.county("420583", "枝江市");
    let id = in_progress(&mut story, county);
    let mut shelve = |review| {
        let given = vec![
            (Problem::REASON, text("等待省级规划批复")),
            (Problem::REVIEW_ON, date(review)),
        ];
        act(&mut story, &office(), id, Problem::SHELVE, given)
    };
    let refused = shelve("2020-06-29").unwrap_err();
    assert_eq!(refused.field, Some(Problem::REVIEW_ON));
    shelve("2020-09-01").unwrap();
    let basis = Basis::new(&story.state, day("2020-07-20"));
    let verdict = timeliness::of_problem(story.get(id), &basis);
    assert_eq!(verdict.colour(), Colour::Grey, "not overdue while shelved");
    act(&mut story, &office(), id, Problem::RESUME, vec![]).unwrap();
    let verdict = timeliness::of_problem(story.get(id), &basis);
    assert_eq!(verdict, timeliness::Timeliness::Overdue { days: 10 });
}

#[test]
fn b24_a_level_goes_up_and_never_down() {
    let mut story = Story::on("2020-06-29");
    let county = story.county("420583", "枝江市");
    let id = in_progress(&mut story, county);
    let mut escalate = |level| {
        let given = vec![
            (Problem::LEVEL, Value::Int(level)),
            (Problem::REASON, text(&format!("须由第 {level} 层级解决"))),
        ];
        act(&mut story, &liaison(county), id, Problem::ESCALATE, given)
    };
    assert!(escalate(1).is_err(), "it is at level 1 from the start");
    escalate(2).unwrap();
    assert!(escalate(1).is_err() && escalate(5).is_err());
    escalate(4).unwrap();
    assert_eq!(escalate(3).unwrap_err().field, Some(Problem::LEVEL));
    let problem = story.get::<Problem>(id);
    assert_eq!(problem.state(), Some(ProblemState::InProgress), "it stays");
    assert_eq!(problem.level_since(), Some(day("2020-06-29")));
    let mut reported = problem::for_the_leading_group(&story.state);
    assert_eq!(reported.next().map(|problem| problem.record.id), Some(id));
}

#[test]
fn b24_thirty_days_at_level_2_propose_level_3() {
    let mut story = Story::on("2020-06-10");
    let county = story.county("420583", "枝江市");
    let id = story.problem("用地指标不足", county, "2020-05-01", vec![]);
    let given = vec![
        (Problem::LEVEL, Value::Int(2)),
        (Problem::REASON, text("需市自然资源和规划局解决")),
    ];
    act(&mut story, &liaison(county), id, Problem::ESCALATE, given).unwrap();
    let on = |text| problem::escalations(&story.state, &Basis::new(&story.state, day(text)));
    assert!(
        on("2020-07-09").is_empty(),
        "29 days, though found long before"
    );
    let proposed = on("2020-07-10");
    assert_eq!((proposed[0].problem, proposed[0].to), (id, 3));
    assert_eq!(
        proposed[0].why().zh,
        "在第 2 层级已 30 天未解决,建议提到第 3 层级"
    );
}

#[test]
fn b24_the_brief_has_the_project_options_and_proposal() {
    let mut story = Story::on("2020-07-10");
    let county = story.county("420583", "枝江市");
    let project = story.project(county, "示例项目", 12_000);
    let given = vec![
        (Problem::PROJECT, Value::Ref(project)),
        (Problem::OPTIONS, text("一、调剂指标;二、调整选址")),
        (Problem::PROPOSAL, text("由市级调剂 50 亩")),
        (Problem::MAJOR, Value::Flag(true)),
    ];
    let id = story.problem("用地指标不足", county, "2020-06-10", given);
    let basis = Basis::new(&story.state, day("2020-07-10"));
    let brief = brief::of_problem(&story.state, &basis, id).unwrap();
    assert_eq!(brief.project.unwrap().name(), Some("示例项目"));
    assert_eq!(brief.owner.unwrap().name(), Some("枝江市"));
    assert_eq!((brief.level, brief.age), (1, 30));
    assert_eq!(brief.problem.proposal(), Some("由市级调剂 50 亩"));
    assert_eq!(problem::for_the_leading_group(&story.state).count(), 1);
}

#[test]
fn b28_closing_needs_ten_characters_or_a_file() {
    let mut story = Story::on("2020-06-29");
    let county = story.county("420583", "枝江市");
    let id = in_progress(&mut story, county);
    let short = vec![(Problem::EVIDENCE, text("已经全部解决好了啊"))];
    let refused = act(&mut story, &liaison(county), id, Problem::ASK, short).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Required);
    let enough = vec![(Problem::EVIDENCE, text("已经全部解决好了的呀"))];
    act(&mut story, &liaison(county), id, Problem::ASK, enough).unwrap();
}

#[test]
fn i8_who_asks_for_closure_does_not_verify_it() {
    let mut story = Story::on("2020-06-29");
    let county = story.county("420583", "枝江市");
    let id = in_progress(&mut story, county);
    let evidence = vec![(Problem::EVIDENCE, text(EVIDENCE))];
    act(&mut story, &office(), id, Problem::ASK, evidence).unwrap();
    for action in [Problem::CHECK, Problem::CLOSE] {
        let refused = act(&mut story, &office(), id, action, vec![]).unwrap_err();
        assert_eq!(refused.code, RefusalCode::Forbidden);
    }
    let refused = act(&mut story, &liaison(county), id, Problem::CLOSE, vec![]);
    assert!(refused.is_err(), "nor does a unit");
    act(&mut story, &second_officer(), id, Problem::CLOSE, vec![]).unwrap();
}

#[test]
fn b28_reopening_needs_a_reason_and_keeps_what_was_shown() {
    let mut story = Story::on("2020-06-29");
    let county = story.county("420583", "枝江市");
    let id = in_progress(&mut story, county);
    ask(&mut story, county, id);
    act(&mut story, &office(), id, Problem::CLOSE, vec![]).unwrap();
    assert!(act(&mut story, &office(), id, Problem::REOPEN, vec![]).is_err());
    let reason = vec![(Problem::REASON, text("群众反映未解决"))];
    act(&mut story, &office(), id, Problem::REOPEN, reason).unwrap();
    let problem = story.get::<Problem>(id);
    assert_eq!(problem.state(), Some(ProblemState::InProgress));
    assert_eq!(problem.evidence(), Some(EVIDENCE));
    assert_eq!((problem.closed_on(), problem.asked_on()), (None, None));
}

#[test]
fn i12_a_closed_problem_keeps_its_file() {
    use crate::model::Attachment;
    use crate::schema::FileRef;
    let mut story = Story::on("2020-06-29");
    let county = story.county("420583", "枝江市");
    let id = in_progress(&mut story, county);
    let file = FileRef {
        sha256: "0".repeat(64),
        name: "交地确认书.pdf".to_owned(),
        bytes: 1,
    };
    let file = story.make::<Attachment>(vec![
        (Attachment::TITLE, text("交地确认书")),
        (Attachment::FILE, Value::File(file)),
    ]);
    let files = vec![(Problem::FILES, crate::rules::story::refs([file]))];
    act(&mut story, &liaison(county), id, Problem::ASK, files).unwrap();
    act(&mut story, &office(), id, Problem::CLOSE, vec![]).unwrap();
    let none = Value::Refs(std::collections::BTreeSet::new());
    let refused = story.set::<Problem>(&office(), id, Problem::FILES, none);
    assert!(refused.is_err());
    assert_eq!(
        story
            .get::<Problem>(id)
            .files()
            .map(std::collections::BTreeSet::len),
        Some(1)
    );
}

#[test]
fn i7_a_problem_has_an_owner_unit() {
    let mut story = Story::on("2020-06-29");
    let county = story.county("420583", "枝江市");
    let fields = vec![
        (Problem::TITLE, text("征地未完成")),
        (Problem::SOURCE, choice(ProblemSource::Report)),
        (Problem::KIND, choice(ProblemKind::Resettlement)),
        (Problem::FOUND_ON, date("2020-06-20")),
    ];
    let refused = story.create::<Problem>(&liaison(county), fields);
    assert_eq!(refused.unwrap_err().field, Some(Problem::OWNER));
}

#[test]
fn the_one_who_owes_it_does_not_move_the_deadline() {
    let mut story = Story::on("2020-06-29");
    let county = story.county("420583", "枝江市");
    let id = in_progress(&mut story, county);
    let later = date("2020-12-31");
    let mut put = |actor| story.set::<Problem>(&actor, id, Problem::DEADLINE, later.clone());
    assert!(put(liaison(county)).is_err());
    put(office()).unwrap();
}

#[test]
fn l912_the_age_of_a_problem_ends_when_it_is_closed() {
    let mut story = Story::on("2020-06-29");
    let county = story.county("420583", "枝江市");
    let id = in_progress(&mut story, county);
    assert_eq!(problem::age(story.get(id), day("2020-07-20")), 30);
    ask(&mut story, county, id);
    act(&mut story, &office(), id, Problem::CLOSE, vec![]).unwrap();
    assert_eq!(problem::age(story.get(id), day("2020-07-20")), 9);
}

#[test]
fn t53_a_blockage_is_about_approval_policy_or_conditions() {
    let mut story = Story::on("2020-09-30");
    let county = story.county("420583", "枝江市");
    let mut raise = |kind| {
        let fields = vec![
            (Problem::TITLE, text("施工许可办理慢")),
            (Problem::SOURCE, choice(ProblemSource::Blockage)),
            (Problem::KIND, choice(kind)),
            (Problem::FOUND_ON, date("2020-09-01")),
            (Problem::OWNER, Value::Ref(county)),
        ];
        story.create::<Problem>(&liaison(county), fields)
    };
    assert_eq!(
        raise(ProblemKind::Tender).unwrap_err().field,
        Some(Problem::KIND)
    );
    for kind in blockage::KINDS {
        raise(*kind).unwrap();
    }
}

#[test]
fn t53_sixty_four_of_eighty_are_cleaned_up() {
    let mut story = Story::on("2020-09-28");
    let county = story.county("420583", "枝江市");
    let other = story.county("420581", "宜都市");
    for number in 0..80 {
        let kind = blockage::KINDS[number % 3];
        let given = vec![
            (Problem::SOURCE, choice(ProblemSource::Blockage)),
            (Problem::KIND, choice(kind)),
            (Problem::DEADLINE, date("2020-09-30")),
        ];
        let id = story.problem("堵点", county, "2020-08-01", given);
        if number < 64 {
            act(&mut story, &office(), id, Problem::ASSIGN, vec![]).unwrap();
            act(&mut story, &liaison(county), id, Problem::BEGIN, vec![]).unwrap();
            ask(&mut story, county, id);
            act(&mut story, &office(), id, Problem::CLOSE, vec![]).unwrap();
        }
    }
    // An ordinary problem is not one of them, nor is one found later.
    story.problem("一般问题", county, "2020-08-01", vec![]);
    let on = |text| blockage::clean_up(&story.state, day(text), None).to_string();
    assert_eq!(on("2020-09-30"), "64/80 = 80.0%");
    assert_eq!(on("2020-09-27"), "0/80 = 0.0%", "closed on the 28th");
    let by_kind = blockage::clean_up_by_kind(&story.state, day("2020-09-30"));
    let sums = by_kind.iter().fold((0, 0), |(closed, all), (_, ratio)| {
        (closed + ratio.numerator, all + ratio.denominator)
    });
    assert_eq!(sums, (64, 80));
    let others = blockage::clean_up(&story.state, day("2020-09-30"), Some(other));
    assert_eq!(others.to_string(), "0/0 = –");
    let all = blockage::found(&story.state, day("2020-09-30"), Some(county));
    assert_eq!(problem::closure_rate(all).to_string(), "64/80 = 80.0%");
}

#[test]
fn t53_the_members_and_the_places_report() {
    let mut story = Story::on("2020-09-30");
    for number in 0..24 {
        story.bureau(&format!("b{number}"), "成员单位");
    }
    for number in 0..13 {
        story.county(&format!("c{number}"), "县市区");
    }
    let zone = story.unit("gxq", "宜昌高新区管委会", UnitKind::Zone);
    let free_trade = story.unit("zmq", "宜昌自贸区管委会", UnitKind::Zone);
    story.unit("mbb", "市目标办", UnitKind::Evaluation);
    let reporters = blockage::reporters(&story.state);
    assert_eq!(reporters.len(), 38);
    assert!(reporters.contains(&zone) && !reporters.contains(&free_trade));
    assert_eq!(Places::of(&story.state).units().len(), 14);
    assert_eq!(
        story.get::<Unit>(reporters[0]).member(),
        Some(true),
        "by number"
    );
}
