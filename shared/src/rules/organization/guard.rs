//! What changes of the organisation must keep.

use super::{Term, contacts, posts};
use crate::model::{Assignment, GroupTerm, HeldRole, Post, RoleHolding, UnitContact};
use crate::rules::{Attempt, Refusal};
use crate::schema::{FieldNo, Kind, RecordId, View};

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(post) = attempt.of::<Post>() {
        holder_stays(attempt, post)?;
    }
    if let Some(holding) = attempt.of::<RoleHolding>() {
        ends_after_it_begins(attempt, posts::term_of(holding), RoleHolding::TO)?;
        one_holder(attempt, holding)?;
    }
    if let Some(contact) = attempt.of::<UnitContact>() {
        ends_after_it_begins(attempt, contacts::term_of(contact), UnitContact::TO)?;
        one_liaison(attempt, contact)?;
    }
    if let Some(term) = attempt.of::<GroupTerm>() {
        let days = Term::new(term.from(), term.to());
        ends_after_it_begins(attempt, days, GroupTerm::TO)?;
    }
    if let Some(assignment) = attempt.of::<Assignment>() {
        one_role(attempt, assignment)?;
    }
    Ok(())
}

/// The name under what was signed does not change with the head (DOMAIN B01).
fn holder_stays(attempt: &Attempt<'_>, _: View<'_, Post>) -> Result<(), Refusal> {
    if attempt.was(Post::HOLDER).is_none() || !attempt.changes(Post::HOLDER) {
        return Ok(());
    }
    Err(attempt.refuse(
        Post::HOLDER,
        "任职人不能直接改写:请新增一条任职记录并写明任职日期,此前的议定事项仍由原任职人署名",
        "the holder is not overwritten: add a holding with its first day, so that what was signed \
         before stays with who signed it",
    ))
}

fn ends_after_it_begins(attempt: &Attempt<'_>, term: Term, field: FieldNo) -> Result<(), Refusal> {
    match (term.from, term.to) {
        (Some(from), Some(to)) if to < from => Err(attempt.refuse(
            field,
            format!("止于{to},早于起始日期{from}"),
            format!("it would end on {to}, before it begins on {from}"),
        )),
        _ => Ok(()),
    }
}

/// The other records of the kind with the same value in `field`, this one left out.
fn others<'a, K: Kind>(
    attempt: &Attempt<'a>,
    target: RecordId,
    field: FieldNo,
) -> impl Iterator<Item = View<'a, K>> {
    let own = attempt.after.id;
    attempt
        .state
        .referring::<K>(target, field)
        .filter(move |record| record.id != own)
        .filter_map(|record| record.view::<K>())
}

/// A post has one holder at a time.
fn one_holder(attempt: &Attempt<'_>, holding: View<'_, RoleHolding>) -> Result<(), Refusal> {
    if holding.role() != Some(HeldRole::Post) {
        return Ok(());
    }
    let Some(post) = holding.post() else {
        return Err(attempt.refuse(
            RoleHolding::POST,
            "任职须写明职务",
            "holding a post needs the post",
        ));
    };
    let term = posts::term_of(holding);
    let other = others::<RoleHolding>(attempt, post, RoleHolding::POST).find(|other| {
        other.role() == Some(HeldRole::Post) && posts::term_of(*other).overlaps(term)
    });
    match other.and_then(View::<RoleHolding>::from) {
        Some(since) => Err(attempt.refuse(
            RoleHolding::FROM,
            format!("该职务自{since}起已有任职人,请先写明其止任日期"),
            format!("the post has been held since {since}: end that holding first"),
        )),
        None => Ok(()),
    }
}

/// A unit has one active liaison, and one more for each task it has named others for
/// (DOMAIN B02).
fn one_liaison(attempt: &Attempt<'_>, contact: View<'_, UnitContact>) -> Result<(), Refusal> {
    let Some(unit) = contact.unit() else {
        return Ok(());
    };
    let term = contacts::term_of(contact);
    let other = others::<UnitContact>(attempt, unit, UnitContact::UNIT)
        .find(|other| other.task() == contact.task() && contacts::term_of(*other).overlaps(term));
    let Some(other) = other else {
        return Ok(());
    };
    let name = other.liaison().unwrap_or("–");
    Err(attempt.refuse(
        UnitContact::LIAISON,
        format!("该单位已有在任联络员「{name}」,请先停用原信息"),
        format!("the unit has an active liaison already, “{name}”: end that one first"),
    ))
}

/// One role per unit and task, one coordinator per task (DOMAIN §7.2, 2).
fn one_role(attempt: &Attempt<'_>, assignment: View<'_, Assignment>) -> Result<(), Refusal> {
    let (Some(task), Some(unit)) = (assignment.task(), assignment.unit()) else {
        return Ok(());
    };
    let term = |assignment: View<'_, Assignment>| Term::new(assignment.from(), assignment.to());
    let others: Vec<_> = others::<Assignment>(attempt, task, Assignment::TASK)
        .filter(|other| term(*other).overlaps(term(assignment)))
        .collect();
    if others.iter().any(|other| other.unit() == Some(unit)) {
        return Err(attempt.refuse(
            Assignment::UNIT,
            "该单位在此任务中已有角色;既牵头又负责的,以牵头为准",
            "the unit has a role in this task already; where it is both, lead wins",
        ));
    }
    let is_coordinator = |assignment: View<'_, Assignment>| assignment.coordinator() == Some(true);
    if is_coordinator(assignment) && others.iter().any(|other| is_coordinator(*other)) {
        return Err(attempt.refuse(
            Assignment::COORDINATOR,
            "此任务已有第一牵头单位",
            "the task has a coordinator already",
        ));
    }
    Ok(())
}
