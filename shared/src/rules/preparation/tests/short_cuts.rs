//! Regional evaluations and promises (DOMAIN T52).

use super::*;
use crate::model::{ApprovalState, Park, ParkKind, PromiseKind, RegionalEvaluation};
use crate::rules::preparation::service::{saved_by_project, saved_days};
use crate::rules::story::{day, second_officer};

fn evaluation(story: &mut Story, place: RecordId, kind: StepKind, until: &str) -> RecordId {
    let park = story.make::<Park>(vec![
        (Park::NAME, text("示例工业园")),
        (Park::PLACE, Value::Ref(place)),
        (Park::KIND, choice(ParkKind::ALL[0])),
    ]);
    story.make::<RegionalEvaluation>(vec![
        (RegionalEvaluation::PARK, Value::Ref(park)),
        (RegionalEvaluation::KIND, choice(kind)),
        (RegionalEvaluation::RESULT_NO, text("鄂水许可〔2019〕88号")),
        (RegionalEvaluation::VALID_UNTIL, date(until)),
    ])
}

fn adopt(story: &mut Story, step: RecordId, evaluation: RecordId) -> Result<(), Refusal> {
    let given = vec![(ApprovalStep::EVALUATION, Value::Ref(evaluation))];
    story.act::<ApprovalStep>(&office(), step, ApprovalStep::ADOPT, given)
}

fn promise(story: &mut Story, step: RecordId, check_by: &str) -> Result<(), Refusal> {
    let given = vec![
        (ApprovalStep::PROMISE_KIND, choice(PromiseKind::BuildFirst)),
        (ApprovalStep::PROMISE, text("竣工前补齐施工图审查意见")),
        (ApprovalStep::CHECK_BY, date(check_by)),
    ];
    story.act::<ApprovalStep>(&office(), step, ApprovalStep::PROMISE_IT, given)
}

#[test]
fn t52_a_step_covered_by_a_regional_evaluation_is_done_at_once_with_the_reference() {
    let mut story = Story::on("2020-07-01");
    let project = preparing(&mut story, ApprovalType::Filing);
    let county = story.get::<Project>(project).county().unwrap();
    let valid = evaluation(&mut story, county, StepKind::SoilConservation, "2020-07-01");
    let step = step(&mut story, project, StepKind::SoilConservation, 20);
    adopt(&mut story, step, valid).unwrap();
    let view = story.get::<ApprovalStep>(step);
    assert_eq!(view.state(), Some(ApprovalState::Adopted));
    assert_eq!(view.done_on(), Some(day("2020-07-01")));
    assert_eq!(view.evaluation(), Some(valid));
    assert_eq!(colour_of(&story, step), Colour::Blue);
    assert_eq!(saved_days(view), 20);
}

#[test]
fn t52_an_evaluation_covers_its_kind_in_its_place_while_it_is_valid() {
    let mut story = Story::on("2020-07-02");
    let project = preparing(&mut story, ApprovalType::Filing);
    let county = story.get::<Project>(project).county().unwrap();
    let yidu = story.county("420581", "宜都市");
    let soil = StepKind::SoilConservation;
    let step = step(&mut story, project, soil, 20);
    for (place, kind, until) in [
        (county, soil, "2020-07-01"),
        (county, StepKind::Environment, "2022-07-01"),
        (yidu, soil, "2022-07-01"),
    ] {
        let other = evaluation(&mut story, place, kind, until);
        let refused = adopt(&mut story, step, other);
        assert_eq!(
            refused_at(refused),
            Some(ApprovalStep::EVALUATION),
            "{kind:?} {until}"
        );
    }
    let good = evaluation(&mut story, county, soil, "2022-07-01");
    adopt(&mut story, step, good).unwrap();
}

#[test]
fn t52_a_promise_not_checked_by_its_date_turns_red() {
    let mut story = Story::on("2020-07-01");
    let project = preparing(&mut story, ApprovalType::Filing);
    let step = step(&mut story, project, StepKind::Drawings, 15);
    assert_eq!(
        refused_at(promise(&mut story, step, "2020-06-30")),
        Some(ApprovalStep::CHECK_BY)
    );
    promise(&mut story, step, "2020-09-30").unwrap();
    assert_eq!(colour_of(&story, step), Colour::Green);
    story.go_to("2020-09-30");
    assert_eq!(colour_of(&story, step), Colour::Yellow);
    story.go_to("2020-10-01");
    assert_eq!(colour_of(&story, step), Colour::Red);
    assert_eq!(verdict_of(&story, step).light().word.zh, "逾期 1 天");
    let asked = story.act::<ApprovalStep>(&office(), step, ApprovalStep::ASK_CHECK, vec![]);
    asked.unwrap();
    assert_eq!(
        colour_of(&story, step),
        Colour::Red,
        "asking is not checking"
    );
}

#[test]
fn t52_whoever_entered_a_promise_does_not_check_it() {
    let mut story = Story::on("2020-07-01");
    let project = preparing(&mut story, ApprovalType::Filing);
    let step = step(&mut story, project, StepKind::Drawings, 15);
    promise(&mut story, step, "2020-09-30").unwrap();
    let evidence = vec![(
        ApprovalStep::EVIDENCE,
        text("审查合格书 2020-118 已核对原件"),
    )];
    let verify = |story: &mut Story, actor| {
        story.act::<ApprovalStep>(&actor, step, ApprovalStep::VERIFY, evidence.clone())
    };
    assert!(verify(&mut story, office()).is_err());
    verify(&mut story, second_officer()).unwrap();
    assert_eq!(verdict_of(&story, step), StepVerdict::Kept);
}

#[test]
fn t52_short_cuts_of_a_project_save_their_limits() {
    let mut story = Story::on("2020-07-01");
    let project = preparing(&mut story, ApprovalType::Filing);
    let county = story.get::<Project>(project).county().unwrap();
    let soil = step(&mut story, project, StepKind::SoilConservation, 20);
    let valid = evaluation(&mut story, county, StepKind::SoilConservation, "2021-01-01");
    adopt(&mut story, soil, valid).unwrap();
    let drawings = step(&mut story, project, StepKind::Drawings, 15);
    promise(&mut story, drawings, "2020-09-30").unwrap();
    finished(
        &mut story,
        project,
        StepKind::Energy,
        ("2020-06-01", "2020-06-03"),
    );
    assert_eq!(saved_by_project(&story.state, project), 35);
}
