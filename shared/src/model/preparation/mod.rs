//! What comes before construction: proposals for money, approvals, the four documents and five
//! conditions, plans, and what bureaus and places do for them (DOMAIN T01, T02, T13–T20, T51, T52).
//!
//! | here | in the notice | what it is |
//! |---|---|---|
//! | approval step | 审批事项 | one approval a project needs |
//! | correction | 补正 | the applicant makes an application good; the clock stops |
//! | pre-work mark | “12+5” | one of twelve marks of documents and five conditions |
//! | regional evaluation | 区域性统一评价 | an evaluation of a whole park that its projects use |
//! | promise | 承诺审批制、先建后验 | approved on a promise that is checked later |
//! | bond batch | 专项债券批次 | a round of applications for special bonds |
//! | rolling plan | 三年滚动投资计划 | what a project asks for in three years |
//! | first review | 初审 | the opinion of the bureau in charge |

mod approval;
mod bond;
mod plan;
mod pre_work;
mod rolling;
mod sector;
mod service;
mod step_kind;

pub use approval::{ApprovalState, ApprovalStep, PromiseKind, RegionalEvaluation};
pub use bond::{BondApplication, BondBatch, BondState};
pub use plan::{PlanMove, PlanState, PlanStep};
pub use pre_work::{MarkState, PreWorkCell, PreWorkMark};
pub use rolling::{PushState, RollingPlan};
pub use sector::{LocalPlan, ReviewResult, SectorReview, VisitLog};
pub use service::ServiceMonth;
pub use step_kind::StepKind;

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[
    ApprovalStep::SPEC,
    RegionalEvaluation::SPEC,
    PreWorkMark::SPEC,
    PlanStep::SPEC,
    PlanMove::SPEC,
    BondBatch::SPEC,
    BondApplication::SPEC,
    RollingPlan::SPEC,
    SectorReview::SPEC,
    VisitLog::SPEC,
    LocalPlan::SPEC,
    ServiceMonth::SPEC,
];
