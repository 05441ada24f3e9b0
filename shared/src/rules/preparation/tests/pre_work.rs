//! The matrix “12+5” (DOMAIN T13, 9.10).

use super::*;
use crate::model::{MarkState, PreWorkCell, PreWorkMark};
use crate::rules::figures::Ratio;
use crate::rules::preparation::pre_work::{CONDITIONS, DOCUMENTS};
use crate::rules::preparation::{Matrix, readiness};

fn mark(story: &mut Story, project: RecordId, cell: PreWorkCell) -> RecordId {
    story.make::<PreWorkMark>(vec![
        (PreWorkMark::PROJECT, Value::Ref(project)),
        (PreWorkMark::CELL, choice(cell)),
    ])
}

fn tick(story: &mut Story, mark: RecordId, reason: Option<&str>) -> Result<(), Refusal> {
    let mut given = vec![
        (PreWorkMark::DONE_ON, date("2020-06-12")),
        (PreWorkMark::EVIDENCE, text("评审会议纪要〔2020〕3号")),
    ];
    given.extend(reason.map(|reason| (PreWorkMark::OVERRIDE_REASON, text(reason))));
    story.act::<PreWorkMark>(&office(), mark, PreWorkMark::FINISH, given)
}

fn done(story: &mut Story, project: RecordId, cell: PreWorkCell) {
    let mark = mark(story, project, cell);
    tick(story, mark, None).unwrap();
}

fn waived(story: &mut Story, project: RecordId, cell: PreWorkCell) {
    let mark = mark(story, project, cell);
    let given = vec![(PreWorkMark::REASON, text("利用现有厂房"))];
    story
        .act::<PreWorkMark>(&office(), mark, PreWorkMark::WAIVE, given)
        .unwrap();
}

#[test]
fn t13_there_are_twelve_marks_and_five_conditions() {
    let mut cells: Vec<PreWorkCell> = DOCUMENTS.concat();
    cells.extend(CONDITIONS);
    cells.sort_unstable();
    assert_eq!(cells, PreWorkCell::ALL);
    assert_eq!((DOCUMENTS.concat().len(), CONDITIONS.len()), (12, 5));
}

#[test]
fn t13_a_design_is_not_reviewed_before_the_feasibility_study() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Approval);
    for cell in [
        PreWorkCell::ProposalWritten,
        PreWorkCell::ProposalArgued,
        PreWorkCell::ProposalReviewed,
        PreWorkCell::FeasibilityWritten,
        PreWorkCell::FeasibilityArgued,
        PreWorkCell::DesignWritten,
        PreWorkCell::DesignArgued,
    ] {
        done(&mut story, project, cell);
    }
    let design = mark(&mut story, project, PreWorkCell::DesignReviewed);
    let refused = tick(&mut story, design, None).unwrap_err();
    assert_eq!(refused.field, Some(PreWorkMark::OVERRIDE_REASON));
    assert_eq!(
        refused.reason.zh,
        "「初步设计审核」须在「可行性研究报告审核」之后;确需越序的请填写原因"
    );
    done(&mut story, project, PreWorkCell::FeasibilityReviewed);
    tick(&mut story, design, None).unwrap();
}

#[test]
fn t13_marks_of_a_document_follow_one_another_unless_there_is_a_reason() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Approval);
    let reviewed = mark(&mut story, project, PreWorkCell::ProposalReviewed);
    assert!(tick(&mut story, reviewed, None).is_err());
    assert!(tick(&mut story, reviewed, Some("  ")).is_err());
    tick(&mut story, reviewed, Some("按应急项目一并审查")).unwrap();
    let kept = story.get::<PreWorkMark>(reviewed).override_reason();
    assert_eq!(kept, Some("按应急项目一并审查"));
}

#[test]
fn t13_a_document_that_is_not_needed_does_not_hold_up_the_next() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Filing);
    let written = mark(&mut story, project, PreWorkCell::FeasibilityWritten);
    assert!(tick(&mut story, written, None).is_err());
    waived(&mut story, project, PreWorkCell::ProposalWritten);
    tick(&mut story, written, None).unwrap();
}

#[test]
fn t13_a_mark_needs_its_day_and_evidence() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Approval);
    let land = mark(&mut story, project, PreWorkCell::Land);
    let mut finish = |given| story.act::<PreWorkMark>(&office(), land, PreWorkMark::FINISH, given);
    let evidence = (PreWorkMark::EVIDENCE, text("国有建设用地划拨决定书 12 号"));
    let without_day = finish(vec![evidence.clone()]);
    assert_eq!(refused_at(without_day), Some(PreWorkMark::DONE_ON));
    let without_evidence = finish(vec![(PreWorkMark::DONE_ON, date("2020-06-12"))]);
    assert_eq!(refused_at(without_evidence), Some(PreWorkMark::EVIDENCE));
    let ahead = finish(vec![
        (PreWorkMark::DONE_ON, date("2020-06-29")),
        evidence.clone(),
    ]);
    assert_eq!(refused_at(ahead), Some(PreWorkMark::DONE_ON));
    finish(vec![(PreWorkMark::DONE_ON, date("2020-06-28")), evidence]).unwrap();
}

#[test]
fn l910_nine_of_seventeen_with_two_not_needed_are_60_percent() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Approval);
    assert_eq!(readiness(&story.state, project), Ratio::new(0, 17));
    let documents = DOCUMENTS.concat();
    for cell in &documents[..7] {
        done(&mut story, project, *cell);
    }
    for cell in [PreWorkCell::DevelopmentPlan, PreWorkCell::Land] {
        done(&mut story, project, cell);
    }
    for cell in [PreWorkCell::Energy, PreWorkCell::Environment] {
        waived(&mut story, project, cell);
    }
    let ready = readiness(&story.state, project);
    assert_eq!(ready.to_string(), "9/15 = 60.0%");
}

#[test]
fn t13_the_four_steps_have_their_own_figures() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Approval);
    for cell in &DOCUMENTS.concat()[..4] {
        done(&mut story, project, *cell);
    }
    waived(&mut story, project, PreWorkCell::Energy);
    let money = mark(&mut story, project, PreWorkCell::Money);
    let begun = story.act::<PreWorkMark>(&office(), money, PreWorkMark::BEGIN, vec![]);
    begun.unwrap();
    let matrix = Matrix::of(&story.state, project);
    assert_eq!(matrix.state(PreWorkCell::Money), MarkState::InHand);
    let steps = matrix
        .steps()
        .map(|step| (step.numerator, step.denominator));
    assert_eq!(steps, [(3, 3), (1, 3), (0, 6), (0, 4)]);
}
