//! What is decided over lists of projects: money that is adjusted or taken back, elements that are
//! asked for, nominations for the provincial list (DOMAIN T25–T27). The lists themselves are
//! [`ListMembership`](super::ListMembership)s, or follow from rules.

mod element;
mod fund_review;
mod nomination;

pub use element::{Element, ElementRequest, ElementState};
pub use fund_review::{FundDecision, FundReview, FundReviewState, ReviewGround};
pub use nomination::{Nomination, NominationState};

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[FundReview::SPEC, ElementRequest::SPEC, Nomination::SPEC];
