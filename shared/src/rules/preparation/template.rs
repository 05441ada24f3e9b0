//! What has to be approved, in which order, by the type of approval (DOMAIN T14–T16).

use crate::model::{ApprovalState, ApprovalStep, ApprovalType, StepKind};
use crate::schema::{RecordId, View};
use crate::state::State;

/// A step of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateStep {
    /// What it is for.
    pub kind: StepKind,
    /// Whether a project may not start without it. One that a project does not need is marked so.
    pub is_required: bool,
}

/// Steps that run at once.
pub type Group = &'static [TemplateStep];

/// The groups one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// The type of approval it is for.
    pub approval_type: ApprovalType,
    /// The groups in their order.
    pub groups: &'static [Group],
}

const fn needed(kind: StepKind) -> TemplateStep {
    TemplateStep {
        kind,
        is_required: true,
    }
}

const fn optional(kind: StepKind) -> TemplateStep {
    TemplateStep {
        kind,
        is_required: false,
    }
}

/// 审批类 (DOMAIN T14).
const APPROVAL: &[Group] = &[
    &[needed(StepKind::Proposal)],
    &[
        needed(StepKind::Site),
        needed(StepKind::LandReview),
        needed(StepKind::Energy),
    ],
    &[needed(StepKind::Feasibility)],
    &[needed(StepKind::PreliminaryDesign)],
    &[
        needed(StepKind::LandPlanning),
        needed(StepKind::WorksPlanning),
        needed(StepKind::Environment),
        needed(StepKind::Drawings),
        optional(StepKind::SoilConservation),
        optional(StepKind::CivilDefence),
    ],
    &[needed(StepKind::ConstructionPermit)],
];

/// 核准类 (DOMAIN T15): the application report runs together with what is at the same stage.
const SANCTION: &[Group] = &[
    &[needed(StepKind::Site), needed(StepKind::LandReview)],
    &[
        needed(StepKind::Sanction),
        needed(StepKind::Environment),
        needed(StepKind::Energy),
        needed(StepKind::LandPlanning),
        needed(StepKind::WorksPlanning),
    ],
    &[needed(StepKind::ConstructionPermit)],
];

/// 备案类 (DOMAIN T16): filed first, then everything at once.
const FILING: &[Group] = &[
    &[needed(StepKind::Filing)],
    &[
        optional(StepKind::Site),
        needed(StepKind::LandPlanning),
        needed(StepKind::WorksPlanning),
        needed(StepKind::Environment),
        needed(StepKind::Energy),
        optional(StepKind::SoilConservation),
        needed(StepKind::Drawings),
        optional(StepKind::CivilDefence),
        needed(StepKind::ConstructionPermit),
    ],
];

/// The template of the type of approval.
pub fn template(approval_type: ApprovalType) -> Template {
    let groups = match approval_type {
        ApprovalType::Approval => APPROVAL,
        ApprovalType::Sanction => SANCTION,
        ApprovalType::Filing => FILING,
    };
    Template {
        approval_type,
        groups,
    }
}

impl Template {
    /// Every step, in the order of the groups.
    pub fn steps(self) -> impl Iterator<Item = TemplateStep> {
        self.groups.iter().copied().flatten().copied()
    }

    /// The position of the group the step is in.
    pub fn group_of(self, kind: StepKind) -> Option<usize> {
        let has = |group: &Group| group.iter().any(|step| step.kind == kind);
        self.groups.iter().position(has)
    }
}

/// The approvals of the project that have a record.
pub fn steps_of(state: &State, project: RecordId) -> impl Iterator<Item = View<'_, ApprovalStep>> {
    state
        .referring::<ApprovalStep>(project, ApprovalStep::PROJECT)
        .filter_map(|record| record.view::<ApprovalStep>())
}

/// Whether nothing more has to be done for the step before others go on.
pub fn is_settled(state: ApprovalState) -> bool {
    is_done(state) || state == ApprovalState::NotNeeded
}

/// Whether the step is done: also on a promise, or by the evaluation of the park (DOMAIN §8).
pub fn is_done(state: ApprovalState) -> bool {
    matches!(
        state,
        ApprovalState::Finished
            | ApprovalState::Adopted
            | ApprovalState::Promised
            | ApprovalState::Checking
            | ApprovalState::Verified
    )
}
