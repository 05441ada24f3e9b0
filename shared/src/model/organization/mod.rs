//! Who is there: units and groups of them, people in posts, whom a unit has named, and the documents
//! units issue (DOMAIN B01–B04, Annex 1).
//!
//! Terms are half-open everywhere: the day on which something ends is the first on which it no
//! longer is.

mod people;
mod policy;
mod unit;

pub use people::{GroupRole, HeldRole, Person, Post, RoleHolding, UnitContact};
pub use policy::PolicyDoc;
pub use unit::{Group, GroupTerm, Unit, UnitKind};

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[
    Unit::SPEC,
    Group::SPEC,
    GroupTerm::SPEC,
    Person::SPEC,
    Post::SPEC,
    RoleHolding::SPEC,
    UnitContact::SPEC,
    PolicyDoc::SPEC,
];
