//! Meetings, what they take up and decide, and what comes of it.

use shared::model::{
    AgendaItem, Countersignature, Decision, DecisionState, DispatchEntry, LocalDispatch, Meeting,
    MeetingState, Problem, Slip, Supervision, Tier,
};
use shared::rules::conference::coverage::of_week;
use shared::rules::organization::Places;
use shared::schema::{Day, Week};

use super::{NONE, room, unseen, until};

#[test]
fn meetings_are_of_every_kind_and_in_every_state() {
    let room = room(600);
    let kinds = unseen::<Meeting>(&room, Meeting::KIND);
    // Places enter their own dispatch in a record of its own.
    assert_eq!(kinds, ["county_dispatch"]);
    assert_eq!(unseen::<Meeting>(&room, Meeting::STATE), NONE);
    assert_eq!(unseen::<AgendaItem>(&room, AgendaItem::RESULT), NONE);
    let rules = unseen::<AgendaItem>(&room, AgendaItem::RULE);
    let lights = ["red", "yellow", "overdue_decision"];
    assert_eq!(rules, lights);
    for record in room.all::<Meeting>() {
        let meeting = record.view::<Meeting>().unwrap();
        let ended = meeting.state() >= Some(MeetingState::Ended);
        assert_eq!(meeting.minutes().is_some(), ended);
    }
}

#[test]
fn decisions_are_in_every_state_and_of_the_sorts_meetings_make() {
    let room = room(300);
    assert_eq!(unseen::<Decision>(&room, Decision::STATE), NONE);
    let kinds = unseen::<Decision>(&room, Decision::KIND);
    assert_eq!(kinds, ["instruction"]);
    let signed = unseen::<Countersignature>(&room, Countersignature::STATE);
    assert!(!signed.contains(&"signed"));
    let late = room.all::<Decision>().filter(|record| {
        let decision = record.view::<Decision>().unwrap();
        decision.asked_on().is_none() && decision.deadline() < Some(until())
    });
    let share = super::permille(late.count(), room.all::<Decision>().count());
    assert!((30..200).contains(&share), "{share}");
    for record in room.all::<Decision>() {
        let decision = record.view::<Decision>().unwrap();
        if decision.state() == Some(DecisionState::Closed) {
            let (asked, closed) = (decision.asked_by().unwrap(), decision.closed_by().unwrap());
            assert_ne!(asked.account, closed.account);
        }
    }
}

#[test]
fn decisions_of_the_leading_group_are_supervised() {
    let room = room(300);
    let states = unseen::<Supervision>(&room, Supervision::STATE);
    assert!(!states.contains(&"assigned"), "{states:?}");
    assert!(!states.contains(&"closed"), "{states:?}");
    let sources = unseen::<Supervision>(&room, Supervision::SOURCE);
    assert!(!sources.contains(&"leading_group"));
    assert!(!sources.contains(&"dispatch"));
    assert_eq!(unseen::<Slip>(&room, Slip::COLOUR), NONE);
}

#[test]
fn most_projects_of_the_first_tier_are_dispatched_each_week() {
    let room = room(300);
    let week = Week::of(Day::new(2020, 9, 16).unwrap());
    let coverage = of_week(&room, week);
    let first = coverage.ratio(Tier::A);
    assert!(first.numerator * 10 >= first.denominator * 7, "{first:?}");
    assert!(first.denominator > 5, "{first:?}");
    let second = coverage.ratio(Tier::B);
    assert!(
        second.numerator > 0 && second.numerator * 2 < second.denominator,
        "{second:?}"
    );
    assert!(room.all::<DispatchEntry>().count() > 500);
}

#[test]
fn places_miss_a_week_or_two() {
    let room = room(100);
    let weeks = 18;
    let all = Places::of(&room).units().len() * weeks;
    let entered = room.all::<LocalDispatch>().count();
    assert!(
        entered < all && entered * 100 > all * 88,
        "{entered} of {all}"
    );
}

#[test]
fn problems_are_in_every_state_and_at_several_levels() {
    let room = room(1000);
    assert_eq!(unseen::<Problem>(&room, Problem::STATE), NONE);
    let mut levels = std::collections::BTreeSet::new();
    for record in room.all::<Problem>() {
        levels.extend(record.view::<Problem>().unwrap().level());
    }
    assert!(levels.contains(&2) && levels.contains(&3), "{levels:?}");
}
