//! The rules of the domain that every change must keep (DOMAIN §7.2) and the guards of actions
//! (DOMAIN §8). Each part of the domain has its own; this is where they are asked, and asked for
//! what follows.

use super::{
    Attempt, Refusal, attraction, conference, evaluation, listing, obligation, organization,
    preparation, project, proof, report, resource, supervision,
};
use crate::state::Effect;

/// Whether the change keeps the rules; the first one it breaks is said.
pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    proof::check(attempt)?;
    organization::check(attempt)?;
    obligation::check(attempt)?;
    report::check(attempt)?;
    project::check(attempt)?;
    listing::check(attempt)?;
    preparation::check(attempt)?;
    conference::check(attempt)?;
    supervision::check(attempt)?;
    evaluation::check(attempt)?;
    attraction::check(attempt)?;
    resource::check(attempt)
}

/// What follows from the change in other records: a decision of the leading group becomes a
/// supervision item by itself (DOMAIN B25). They are carried out with it, and taken back with it.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let mut effects = obligation::consequences(attempt);
    effects.extend(report::consequences(attempt));
    effects.extend(project::consequences(attempt));
    effects.extend(listing::consequences(attempt));
    effects.extend(conference::consequences(attempt));
    effects.extend(supervision::consequences(attempt));
    effects.extend(evaluation::consequences(attempt));
    effects
}
