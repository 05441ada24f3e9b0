//! Supervision: items, slips, rounds and verdicts (DOMAIN B25–B28, T34).

mod item;
mod round;

pub use item::{Feedback, Slip, SlipColour, Supervision, SupervisionSource, SupervisionState};
pub use round::{ElementCheck, ElementVerdict, RoundItem, RoundState, SupervisionRound, Verdict};

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[
    Supervision::SPEC,
    Slip::SPEC,
    Feedback::SPEC,
    SupervisionRound::SPEC,
    RoundItem::SPEC,
    ElementCheck::SPEC,
];
