//! Units, groups, posts, contacts: who is who on a day (DOMAIN B01–B03, B09, A1–A4).
//!
//! - `term`: stretches of days, half open; `groups`: what a collective name stands for; `places`:
//!   the 14 that are compared with each other
//! - `posts`: who holds which post and role; `contacts`: whom the units have named
//! - `duties`: the units of a task and the documents that serve it
//! - `guard`: what changes must keep

mod contacts;
mod duties;
mod groups;
mod guard;
mod places;
mod posts;
mod term;
#[cfg(test)]
mod tests;

pub use contacts::{
    Completeness, Gap, MEMBERS_NAME, UNITS_NAME, completeness, contact_of, missing,
};
pub use duties::{
    assignments_of, coordinator_of, documents_of, role, term_of as term_of_assignment,
};
pub use groups::{existence, members_of, number_of, units_of_group};
pub use places::{Places, is_local, is_place};
pub use posts::{
    Seat, has_role, holder_of, holders_of_role, holdings_on, is_in_charge, leading_group,
    own_first, units_of_person,
};
pub use term::Term;

use super::{Attempt, Refusal};

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    guard::check(attempt)
}
