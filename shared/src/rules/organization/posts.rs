//! Who holds which post and role on a day (DOMAIN B01, B03, A1–A4).

use super::Term;
use crate::model::{GroupRole, HeldRole, Post, RoleHolding, Sector};
use crate::schema::{Day, RecordId, View};
use crate::state::State;

/// A seat in the leading group: a row of Annex 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The post.
    pub post: RecordId,
    /// What it is in the leading group.
    pub role: GroupRole,
    /// Who holds it; `None` while it is vacant.
    pub holder: Option<RecordId>,
}

/// When the role is held.
pub(super) fn term_of(holding: View<'_, RoleHolding>) -> Term {
    Term::new(holding.from(), holding.to())
}

/// Who holds the post on the day. What was signed before a head was replaced was signed by the
/// former one: ask for the day of the signature.
pub fn holder_of(state: &State, post: RecordId, day: Day) -> Option<RecordId> {
    let mut followed = false;
    for holding in holdings_of_post(state, post) {
        if holding.role() != Some(HeldRole::Post) {
            continue;
        }
        let term = term_of(holding);
        if term.contains(day) {
            return holding.person();
        }
        followed |= term.from.is_some_and(|from| from <= day);
    }
    if followed {
        return None;
    }
    let post = state.get(post)?.view::<Post>()?;
    post.holder()
}

fn holdings_of_post(state: &State, post: RecordId) -> impl Iterator<Item = View<'_, RoleHolding>> {
    state
        .referring::<RoleHolding>(post, RoleHolding::POST)
        .filter_map(|record| record.view::<RoleHolding>())
}

/// The living Annex 1: leader, deputy, members, office director, in the order of the notice. One
/// person can sit on two seats (DOMAIN A2).
pub fn leading_group(state: &State, day: Day) -> Vec<Seat> {
    let mut seats: Vec<(i64, Seat)> = state
        .all::<Post>()
        .filter_map(|record| {
            let post = record.view::<Post>()?;
            let seat = Seat {
                post: record.id,
                role: post.role()?,
                holder: holder_of(state, record.id, day),
            };
            Some((post.no()?, seat))
        })
        .collect();
    seats.sort_by_key(|(no, seat)| (*no, seat.post));
    seats.into_iter().map(|(_, seat)| seat).collect()
}

/// The roles the person holds on the day. Rights end on the day a holding ends.
pub fn holdings_on(
    state: &State,
    person: RecordId,
    day: Day,
) -> impl Iterator<Item = View<'_, RoleHolding>> {
    state
        .referring::<RoleHolding>(person, RoleHolding::PERSON)
        .filter_map(|record| record.view::<RoleHolding>())
        .filter(move |holding| term_of(*holding).contains(day))
}

/// Whether the person holds the role on the day.
pub fn has_role(state: &State, person: RecordId, role: HeldRole, day: Day) -> bool {
    holdings_on(state, person, day).any(|holding| holding.role() == Some(role))
}

/// Who holds the role on the day.
pub fn holders_of_role(
    state: &State,
    role: HeldRole,
    day: Day,
) -> impl Iterator<Item = View<'_, RoleHolding>> {
    state
        .all::<RoleHolding>()
        .filter_map(|record| record.view::<RoleHolding>())
        .filter(move |holding| holding.role() == Some(role) && term_of(*holding).contains(day))
}

/// The units a person appears with on the day: where the roles are held, and where the person
/// comes from.
pub fn units_of_person(state: &State, person: RecordId, day: Day) -> Vec<RecordId> {
    let mut units = Vec::new();
    for holding in holdings_on(state, person, day) {
        for unit in [holding.unit(), holding.home()].into_iter().flatten() {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
    }
    units
}

/// The units with the person's own counties first, else as they were (DOMAIN B03).
pub fn own_first(holding: View<'_, RoleHolding>, mut units: Vec<RecordId>) -> Vec<RecordId> {
    if let Some(own) = holding.counties() {
        units.sort_by_key(|unit| !own.contains(unit));
    }
    units
}

/// Whether a leader in charge answers for projects of this sector, field of work or county
/// (DOMAIN B11). Who is given no field at all answers for none.
pub fn is_in_charge(
    holding: View<'_, RoleHolding>,
    sector: Option<Sector>,
    field: Option<&str>,
    county: Option<RecordId>,
) -> bool {
    let by_sector = || holding.sectors()?.contains(&sector?).then_some(());
    let by_field = || holding.fields()?.contains(field?).then_some(());
    let by_county = || holding.counties()?.contains(&county?).then_some(());
    by_sector().or_else(by_field).or_else(by_county).is_some()
}
