//! What is owed: obligations of the notice, and what units hand in for them period by period
//! (DOMAIN §3, §7.1, §8).

mod occurrence;
mod owing;

pub use occurrence::{Occurrence, OccurrenceState};
pub use owing::{AssignedDuty, Obligation, ObligationForm};

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[Obligation::SPEC, Occurrence::SPEC];
