//! Problems, meetings, what is decided there, and the weekly dispatch (DOMAIN B10–B14, B23, B24).
//!
//! A meeting has agenda items; an item ends in a result, and what is decided becomes a decision.
//! Of each project it dispatches a meeting keeps an entry. Problems live on their own: raised
//! anywhere, solved by their owner unit, struck off by somebody else.

mod decision;
mod dispatch;
mod meeting;
mod problem;

pub use decision::{CountersignState, Countersignature, Decision, DecisionKind, DecisionState};
pub use dispatch::{DispatchEntry, LocalDispatch};
pub use meeting::{AgendaItem, AgendaRule, ItemResult, Meeting, MeetingKind, MeetingState};
pub use problem::{Problem, ProblemKind, ProblemSource, ProblemState};

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[
    Problem::SPEC,
    Meeting::SPEC,
    AgendaItem::SPEC,
    Decision::SPEC,
    DispatchEntry::SPEC,
    LocalDispatch::SPEC,
    Countersignature::SPEC,
];
