//! Who gets the bulletin, and who has not read it (DOMAIN B16).

use std::collections::BTreeSet;

use crate::model::{Bulletin, BulletinState, Post, Readers, Receipt, ReceiptState, Unit};
use crate::rules::organization::{Places, is_local};
use crate::rules::{Actor, Attempt, Basis, Refusal, Role, effects};
use crate::schema::{FieldNo, RecordId, Value, View};
use crate::state::{Effect, State};

/// So many days after the issue the office sees who has not read it.
pub const UNREAD_DAYS: i32 = 3;

/// The distribution list of a new bulletin: the heads of the places and of all member units. City
/// leaders are entered by the office.
pub fn distribution(state: &State) -> [(FieldNo, Value); 2] {
    let members: BTreeSet<RecordId> = state
        .all::<Unit>()
        .filter_map(|record| record.view::<Unit>())
        .filter(|unit| unit.member() == Some(true))
        .map(|unit| unit.record.id)
        .collect();
    let local = Places::of(state).units().iter().copied().collect();
    [
        (Bulletin::LOCAL_HEADS, Value::Refs(local)),
        (Bulletin::MEMBER_HEADS, Value::Refs(members)),
    ]
}

/// One copy for every reader on the list.
pub(super) fn receipts(attempt: &Attempt<'_>, bulletin: View<'_, Bulletin>) -> Vec<Effect> {
    let posts = [
        (Readers::CityLeaders, bulletin.city_leaders()),
        (Readers::InCharge, bulletin.leaders_in_charge()),
    ];
    let units = [
        (Readers::LocalHeads, bulletin.local_heads()),
        (Readers::MemberHeads, bulletin.member_heads()),
    ];
    let of_posts = members(posts).filter_map(|(group, id)| {
        let title = attempt.state.get(id)?.view::<Post>()?.title()?;
        Some(receipt(
            attempt,
            group,
            title.to_owned(),
            (Receipt::POST, id),
        ))
    });
    let of_units = members(units).filter_map(|(group, id)| {
        let unit = attempt.state.get(id)?.view::<Unit>()?;
        Some(receipt(attempt, group, head_of(unit)?, (Receipt::UNIT, id)))
    });
    of_posts.chain(of_units).flatten().collect()
}

fn members(
    groups: [(Readers, Option<&BTreeSet<RecordId>>); 2],
) -> impl Iterator<Item = (Readers, RecordId)> {
    groups.into_iter().flat_map(|(group, ids)| {
        let ids = ids.into_iter().flatten();
        ids.map(move |id| (group, *id))
    })
}

/// The post of a unit's head, as a cover says it.
fn head_of(unit: View<'_, Unit>) -> Option<String> {
    let name = unit.name()?;
    let is_local = unit.kind().is_some_and(is_local);
    Some(if is_local {
        format!("{name}主要负责人")
    } else {
        format!("{name}负责人")
    })
}

fn receipt(
    attempt: &Attempt<'_>,
    group: Readers,
    recipient: String,
    whose: (FieldNo, RecordId),
) -> Vec<Effect> {
    let values = vec![
        (Receipt::BULLETIN, Value::Ref(attempt.after.id)),
        (Receipt::GROUP, Value::Choice(group.number())),
        (Receipt::RECIPIENT, Value::Text(recipient)),
        (Receipt::SENT_ON, Value::Day(attempt.day)),
        (whose.0, Value::Ref(whose.1)),
    ];
    effects::create_known::<Receipt>(attempt.state, values)
}

/// Copies go out with or after the issue, and each is confirmed by whom it was sent to.
pub(super) fn check(attempt: &Attempt<'_>, receipt: View<'_, Receipt>) -> Result<(), Refusal> {
    if attempt.action.map(|action| action.no) == Some(Receipt::READ) {
        is_own(attempt, receipt)?;
    }
    let bulletin = receipt.bulletin().and_then(|id| attempt.state.get(id));
    let state = bulletin.and_then(|record| record.view::<Bulletin>()?.state());
    if !attempt.is_new() || state == Some(BulletinState::Issued) {
        return Ok(());
    }
    Err(attempt.refuse(
        Receipt::BULLETIN,
        "通报印发后方可送达",
        "the bulletin must be issued before it is sent",
    ))
}

/// City leaders confirm for city leaders, a unit for itself; the office enters what came back on
/// paper.
fn is_own(attempt: &Attempt<'_>, receipt: View<'_, Receipt>) -> Result<(), Refusal> {
    let actor = attempt.context.actor;
    let is_of_unit = receipt.unit().is_some() && receipt.unit() == actor.unit;
    let is_city_leader = matches!(actor.role, Role::Leader | Role::Deputy | Role::InCharge);
    if actor.role == Role::Office || is_of_unit || (is_city_leader && receipt.unit().is_none()) {
        return Ok(());
    }
    let recipient = receipt.recipient().unwrap_or_default();
    Err(attempt.refuse(
        Receipt::STATE,
        format!("这份通报送「{recipient}」,须由收件人确认"),
        format!("this copy went to {recipient}, who confirms it"),
    ))
}

/// The copies that were sent more than three days ago and have not been read. Only the office sees
/// them; nobody else is shown who does not read.
pub fn unread<'a>(
    state: &'a State,
    basis: &Basis,
    actor: &Actor,
    bulletin: RecordId,
) -> Vec<View<'a, Receipt>> {
    if actor.role != Role::Office {
        return Vec::new();
    }
    let is_late = |receipt: &View<'_, Receipt>| {
        let sent = receipt.sent_on();
        sent.is_some_and(|sent| basis.day.days_since(sent) > UNREAD_DAYS)
    };
    state
        .referring::<Receipt>(bulletin, Receipt::BULLETIN)
        .filter_map(|record| record.view::<Receipt>())
        .filter(|receipt| receipt.state() == Some(ReceiptState::Sent))
        .filter(is_late)
        .collect()
}
