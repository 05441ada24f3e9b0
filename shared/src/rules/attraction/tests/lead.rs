//! DOMAIN T46, T47.

use super::places;
use crate::model::{CompanyList, Contract, Lead, LeadState, PromotionEvent};
use crate::rules::attraction::lead::{EventVerdict, NAMED_EVENTS, event, leads};
use crate::rules::light::Colour;
use crate::rules::resource::tests::basis;
use crate::rules::story::{Story, choice, date, day, liaison, office, text, wan};
use crate::rules::{Edit, RefusalCode, Verb};
use crate::schema::{RecordId, Value};

fn lead(story: &mut Story, place: RecordId, company: &str, took_part: bool) -> RecordId {
    let fields = vec![
        (Lead::COMPANY, text(company)),
        (Lead::LIST, choice(CompanyList::World500)),
        (Lead::PLACE, Value::Ref(place)),
        (Lead::VIDEO_LINK, Value::Flag(true)),
        (Lead::HEAD_TOOK_PART, Value::Flag(took_part)),
    ];
    story.create::<Lead>(&liaison(place), fields).unwrap()
}

fn contract(story: &mut Story, place: RecordId) -> RecordId {
    story.make::<Contract>(vec![
        (Contract::TITLE, text("某新材料项目")),
        (Contract::COMPANY, text("某公司")),
        (Contract::PLACE, Value::Ref(place)),
        (Contract::SIGNED_ON, date("2020-07-10")),
        (Contract::AGREED_INVESTMENT, wan(50_000)),
        (Contract::AGREED_START, date("2020-12-31")),
    ])
}

#[test]
fn t46_a_lead_ends_in_a_contract_of_its_own_place() {
    let mut story = Story::on("2020-07-31");
    let units = places(&mut story, 2);
    let won = lead(&mut story, units[0], "某公司", true);
    lead(&mut story, units[0], "另一公司", false);
    let (own, foreign) = (
        contract(&mut story, units[0]),
        contract(&mut story, units[1]),
    );
    let actor = liaison(units[0]);
    story.act::<Lead>(&actor, won, Lead::TALK, vec![]).unwrap();
    let sign = |story: &mut Story, given| story.act::<Lead>(&actor, won, Lead::SIGN, given);
    let refused = sign(&mut story, vec![]).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Required);
    let refused = sign(&mut story, vec![(Lead::CONTRACT, Value::Ref(foreign))]);
    assert_eq!(refused.unwrap_err().field, Some(Lead::CONTRACT));
    sign(&mut story, vec![(Lead::CONTRACT, Value::Ref(own))]).unwrap();
    assert_eq!(story.get::<Lead>(won).state(), Some(LeadState::Signed));
    let of_place = leads(&story.state, units[0]);
    assert_eq!(of_place.signed.to_string(), "1/2 = 50.0%");
    assert_eq!(of_place.by_head.to_string(), "1/2 = 50.0%");
    assert_eq!(of_place.by_video.to_string(), "2/2 = 100.0%");
}

#[test]
fn t46_contacts_are_added_to_the_log() {
    use crate::rules::Command;
    use crate::schema::{Kind, Seq};
    let mut story = Story::on("2020-07-31");
    let unit = places(&mut story, 1)[0];
    let id = lead(&mut story, unit, "某公司", true);
    for note in ["视频连线,对方拟来考察", "考察选址两处"] {
        let edits = vec![(Lead::CONTACTS, Edit::Append(note.to_owned()))];
        let command = Command {
            kind: Lead::ID,
            id,
            base: Seq(u64::MAX),
            verb: Verb::Set { edits },
        };
        story.carry_out(&liaison(unit), &command).unwrap();
    }
    let log = story.get::<Lead>(id).contacts().unwrap();
    assert_eq!(log.len(), 2);
    assert_eq!(log[1].text, "考察选址两处");
}

#[test]
fn t46_the_days_of_a_contract_follow_one_another() {
    let mut story = Story::on("2020-07-31");
    let unit = places(&mut story, 1)[0];
    let id = contract(&mut story, unit);
    let mut put = |field, value| story.set::<Contract>(&office(), id, field, date(value));
    let refused = put(Contract::AGREED_START, "2020-07-09").unwrap_err();
    assert!(refused.reason.zh.contains("早于签约日期"), "{refused:?}");
    assert!(put(Contract::AGREED_PRODUCTION, "2020-12-30").is_err());
    assert!(put(Contract::AGREED_PRODUCTION, "2021-12-31").is_ok());
    let refused = put(Contract::SIGNED_ON, "2020-08-01").unwrap_err();
    assert_eq!(refused.field, Some(Contract::SIGNED_ON));
}

#[test]
fn t47_the_seven_events_are_grey_until_they_have_a_day() {
    let mut story = Story::on("2020-07-31");
    for (no, name) in (1..).zip(NAMED_EVENTS) {
        story.make::<PromotionEvent>(vec![
            (PromotionEvent::NAME, text(name)),
            (PromotionEvent::NO, Value::Int(no)),
        ]);
    }
    let events: Vec<RecordId> = story
        .state
        .all::<PromotionEvent>()
        .map(|record| record.id)
        .collect();
    assert_eq!(events.len(), 7);
    let verdict = |story: &Story, id| event(&basis(story), story.get::<PromotionEvent>(id));
    for id in &events {
        assert_eq!(verdict(&story, *id).colour(), Colour::Grey);
    }
    let opens = date("2020-09-01");
    story
        .set::<PromotionEvent>(&office(), events[0], PromotionEvent::OPENS_ON, opens)
        .unwrap();
    assert_eq!(
        verdict(&story, events[0]),
        EventVerdict::Ahead {
            on: day("2020-09-01"),
            left: 32,
            is_soon: false
        }
    );
    for (today, colour) in [("2020-08-28", Colour::Yellow), ("2020-09-02", Colour::Blue)] {
        story.go_to(today);
        assert_eq!(verdict(&story, events[0]).colour(), colour);
    }
}
