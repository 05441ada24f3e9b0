//! The examples of DOMAIN T01–T20, T51, T52, 9.10 and 9.13, on records.

mod approvals;
mod clock;
mod codes;
mod money;
mod plan;
mod pre_work;
mod reserve;
mod sector;
mod service;
mod short_cuts;
mod start;
mod templates;

use crate::model::{ApprovalStep, ApprovalType, FourCan, PlanField, Project, StepKind};
use crate::rules::light::Colour;
use crate::rules::story::{Story, choice, date, office, text};
use crate::rules::{Basis, Refusal};
use crate::schema::{Choices, FieldNo, RecordId, Value};

use super::{StepVerdict, verdict};

fn basis(story: &Story) -> Basis {
    Basis::new(&story.state, story.today())
}

/// A project of 枝江市 in preparation, with this type of approval.
fn preparing(story: &mut Story, approval_type: ApprovalType) -> RecordId {
    let county = story.county("420583", "枝江市");
    let project = story.project(county, "示例项目", 20_000);
    prepare(story, project, approval_type);
    project
}

fn reserve(story: &mut Story, project: RecordId, field: PlanField) {
    let given = vec![
        (Project::PLAN_FIELD, choice(field)),
        (
            Project::FOUR_CAN,
            Value::Choices([FourCan::Admitted.no()].into()),
        ),
    ];
    let reserved = story.act::<Project>(&office(), project, Project::RESERVE, given);
    reserved.unwrap();
}

fn prepare(story: &mut Story, project: RecordId, approval_type: ApprovalType) {
    reserve(story, project, PlanField::Infrastructure);
    let given = vec![
        (Project::OWNER, text("某公司")),
        (Project::APPROVAL_TYPE, choice(approval_type)),
    ];
    let prepared = story.act::<Project>(&office(), project, Project::PREPARE, given);
    prepared.unwrap();
}

fn step(story: &mut Story, project: RecordId, kind: StepKind, limit: i64) -> RecordId {
    story.make::<ApprovalStep>(vec![
        (ApprovalStep::PROJECT, Value::Ref(project)),
        (ApprovalStep::KIND, choice(kind)),
        (ApprovalStep::LIMIT, Value::Int(limit)),
    ])
}

fn accept(story: &mut Story, step: RecordId, on: &str) -> Result<(), Refusal> {
    let given = vec![(ApprovalStep::ACCEPTED_ON, date(on))];
    story.act::<ApprovalStep>(&office(), step, ApprovalStep::ACCEPT, given)
}

fn finish(story: &mut Story, step: RecordId, on: &str) -> Result<(), Refusal> {
    let given = vec![
        (ApprovalStep::DONE_ON, date(on)),
        (ApprovalStep::RESULT_NO, text("枝发改审〔2020〕12号")),
    ];
    story.act::<ApprovalStep>(&office(), step, ApprovalStep::FINISH, given)
}

/// A step accepted and finished on these days.
fn finished(story: &mut Story, project: RecordId, kind: StepKind, (from, to): (&str, &str)) {
    let step = step(story, project, kind, 20);
    accept(story, step, from).unwrap();
    finish(story, step, to).unwrap();
}

fn verdict_of(story: &Story, step: RecordId) -> StepVerdict {
    verdict(&story.state, &basis(story), story.get::<ApprovalStep>(step))
}

fn colour_of(story: &Story, step: RecordId) -> Colour {
    verdict_of(story, step).colour()
}

fn refused_at(result: Result<(), Refusal>) -> Option<FieldNo> {
    result.unwrap_err().field
}
