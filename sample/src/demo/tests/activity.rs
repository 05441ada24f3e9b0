//! What places hold, and what they sign.

use shared::model::{Activity, Briefing, Clause, Contract, Lead, Rating};
use shared::rules::Basis;
use shared::rules::attraction::activity::{SHOWING, matrix};
use shared::rules::organization::Places;
use shared::schema::Month;

use super::{NONE, room, unseen, until};

#[test]
fn most_places_hold_something_each_month() {
    let room = room(50);
    assert_eq!(unseen::<Activity>(&room, Activity::KIND), NONE);
    assert_eq!(unseen::<Briefing>(&room, Briefing::STATE), NONE);
    assert!(room.all::<Rating>().count() > 0);
    let month = Month::new(2020, 8).unwrap();
    let (basis, places) = (Basis::new(&room, until()), Places::of(&room));
    let rows = matrix(&room, &basis, places.units(), &[month], SHOWING);
    let held = rows.iter().filter(|row| row.cells[0].held > 0).count();
    assert!((10..=14).contains(&held), "{held}");
    let picked = room.all::<Briefing>();
    let picked =
        picked.filter(|record| record.view::<Briefing>().unwrap().good_practice() == Some(true));
    assert!(picked.count() > 0);
}

#[test]
fn leads_and_clauses_are_in_every_state() {
    let room = room(50);
    assert!(room.all::<Contract>().count() > 50);
    assert_eq!(unseen::<Lead>(&room, Lead::STATE), NONE);
    assert_eq!(unseen::<Clause>(&room, Clause::STATE), NONE);
}
