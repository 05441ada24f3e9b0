//! Evaluation of places, rankings, rewards, interviews and bulletins (DOMAIN B15–B22, T28, T50).
//!
//! - `scheme`, `indicator`: by what places are evaluated; a published version never changes
//! - `quarter`, `score`, `objection`, `reward`: a quarter, its score sheet, and what follows
//! - `interview`: places that lag three months on end
//! - `ranking`: the monthly ranking, frozen with the bulletin
//! - `bulletin`, `receipt`: the monthly bulletin, and who has read it

mod bulletin;
mod indicator;
mod interview;
mod objection;
mod quarter;
mod ranking;
mod receipt;
mod reward;
mod scheme;
mod score;

pub use bulletin::{Bulletin, BulletinState};
pub use indicator::{Direction, Indicator, IndicatorSource, LedgerFigure, Method};
pub use interview::{Interview, InterviewState, RectificationStep};
pub use objection::{Objection, ObjectionState};
pub use quarter::{Evaluation, EvaluationState};
pub use ranking::{RankScope, RankingLine, RankingSnapshot, SnapshotState};
pub use receipt::{Readers, Receipt, ReceiptState};
pub use reward::Reward;
pub use scheme::{EvaluationScheme, SchemeGroup, SchemeState};
pub use score::Score;

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[
    EvaluationScheme::SPEC,
    Indicator::SPEC,
    Evaluation::SPEC,
    Score::SPEC,
    Objection::SPEC,
    Reward::SPEC,
    Interview::SPEC,
    RankingSnapshot::SPEC,
    RankingLine::SPEC,
    Bulletin::SPEC,
    Receipt::SPEC,
    SchemeGroup::SPEC,
    RectificationStep::SPEC,
];
