//! The guard of the start (DOMAIN §8).

use super::*;
use crate::model::{ApprovalState, PromiseKind};
use crate::rules::preparation::{missing_for_start, template};
use crate::rules::story::second_officer;

fn start(
    story: &mut Story,
    project: RecordId,
    more: Option<(FieldNo, Value)>,
) -> Result<(), Refusal> {
    let mut given = vec![
        (Project::STARTED_ON, date("2020-06-20")),
        (Project::EVIDENCE, text("开工报告及现场照片,详见附件")),
    ];
    given.extend(more);
    story.act::<Project>(&office(), project, Project::START, given)
}

#[test]
fn t14_a_start_waits_for_the_required_steps() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Approval);
    let term = ("2020-05-06", "2020-06-12");
    let kinds = template(ApprovalType::Approval).steps();
    let required: Vec<StepKind> = kinds
        .filter(|step| step.is_required)
        .map(|step| step.kind)
        .collect();
    let (last, first) = required.split_last().unwrap();
    for kind in first {
        finished(&mut story, project, *kind, term);
    }
    let refused = start(&mut story, project, None).unwrap_err();
    assert_eq!(refused.field, Some(Project::STANDARD_START));
    assert!(
        refused
            .reason
            .zh
            .starts_with("还有 1 项审批未办结:「施工许可」")
    );
    finished(&mut story, project, *last, term);
    start(&mut story, project, None).unwrap();
}

#[test]
fn t52_a_start_by_promise_does_not_wait() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Approval);
    assert!(start(&mut story, project, None).is_err());
    let promise = (Project::STANDARD_START, Value::Flag(true));
    start(&mut story, project, Some(promise)).unwrap();
}

#[test]
fn t52_promised_and_unneeded_steps_count_for_a_start_and_broken_promises_do_not() {
    let mut story = Story::on("2020-06-28");
    let project = preparing(&mut story, ApprovalType::Filing);
    let term = ("2020-05-06", "2020-06-12");
    for kind in [
        StepKind::Filing,
        StepKind::LandPlanning,
        StepKind::WorksPlanning,
    ] {
        finished(&mut story, project, kind, term);
    }
    for kind in [StepKind::Drawings, StepKind::ConstructionPermit] {
        finished(&mut story, project, kind, term);
    }
    let energy = step(&mut story, project, StepKind::Energy, 20);
    let given = vec![(ApprovalStep::REASON, text("年综合能耗不足一千吨标准煤"))];
    let waived = story.act::<ApprovalStep>(&office(), energy, ApprovalStep::WAIVE, given);
    waived.unwrap();
    let environment = step(&mut story, project, StepKind::Environment, 20);
    let given = vec![
        (ApprovalStep::PROMISE_KIND, choice(PromiseKind::Commitment)),
        (ApprovalStep::PROMISE, text("投产前落实环保措施")),
        (ApprovalStep::CHECK_BY, date("2020-09-30")),
    ];
    let promised =
        story.act::<ApprovalStep>(&office(), environment, ApprovalStep::PROMISE_IT, given);
    promised.unwrap();
    let missing = |story: &Story| missing_for_start(&story.state, story.get::<Project>(project));
    assert!(missing(&story).is_empty());
    let given = vec![(ApprovalStep::REASON, text("未按承诺落实环保措施"))];
    let found = story.act::<ApprovalStep>(
        &second_officer(),
        environment,
        ApprovalStep::FIND_BROKEN,
        given,
    );
    found.unwrap();
    let state = story.get::<ApprovalStep>(environment).state();
    assert_eq!(state, Some(ApprovalState::Broken));
    assert_eq!(missing(&story), [StepKind::Environment]);
    assert!(start(&mut story, project, None).is_err());
}
