//! Projects: one ledger, many lists over it (DOMAIN B29, §7.1).

mod choices;
mod declaration;
mod list;
mod money;

pub use choices::{
    ApprovalType, BuildType, Channel, FourCan, PlanField, ProjectLevel, Sector, Stage, Standing,
    Tier,
};
pub use declaration::Project;
pub use list::{ListKind, ListMembership};
pub use money::{AnnualPlan, FigureState, Funding, MonthCorrection, ProjectMonth, TotalRevision};

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[
    Project::SPEC,
    ListMembership::SPEC,
    Funding::SPEC,
    AnnualPlan::SPEC,
    ProjectMonth::SPEC,
    MonthCorrection::SPEC,
    TotalRevision::SPEC,
];
