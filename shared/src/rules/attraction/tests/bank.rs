//! DOMAIN T44, T45.

use super::{month, months, places};
use crate::model::{
    ListKind, ListMembership, PoolEntry, PoolLevel, Project, Recommendation, RecommendationState,
};
use crate::rules::attraction::bank::{PublicEntry, funnel, public_pool};
use crate::rules::story::{Story, choice, date, day, liaison, office, someone, text, wan};
use crate::rules::{RefusalCode, Role};
use crate::schema::{RecordId, Value};

fn recommend(story: &mut Story, unit: RecordId, name: &str, need: i64) -> RecordId {
    let project = story.project(unit, name, 100_000);
    story
        .create::<Recommendation>(
            &liaison(unit),
            vec![
                (Recommendation::UNIT, Value::Ref(unit)),
                (Recommendation::MONTH, months("2020-07")),
                (Recommendation::PROJECT, Value::Ref(project)),
                (Recommendation::NEED, wan(need)),
                (Recommendation::BANK, text("某银行")),
            ],
        )
        .unwrap()
}

fn advance(story: &mut Story, id: RecordId, credit: i64, drawn: Option<i64>) {
    let mut act = |action, given| {
        let done = story.act::<Recommendation>(&office(), id, action, given);
        done.unwrap();
    };
    act(Recommendation::CONTACT, vec![]);
    act(
        Recommendation::GRANT,
        vec![(Recommendation::CREDIT, wan(credit))],
    );
    if let Some(drawn) = drawn {
        act(
            Recommendation::DRAW,
            vec![(Recommendation::DRAWN, wan(drawn))],
        );
    }
}

#[test]
fn t44_july_22_recommended_18_6_needed_6_4_credit_2_1_drawn() {
    let mut story = Story::on("2020-07-31");
    let units = places(&mut story, 2);
    for no in 0..22 {
        // 21 of 0.8, and one of 1.8.
        let need = if no == 0 { 18_000 } else { 8_000 };
        let id = recommend(&mut story, units[no % 2], &format!("项目{no}"), need);
        match no {
            0 => advance(&mut story, id, 40_000, Some(21_000)),
            1 => advance(&mut story, id, 24_000, None),
            2 => story
                .act::<Recommendation>(&office(), id, Recommendation::CONTACT, vec![])
                .unwrap(),
            _ => {}
        }
    }
    let funnel_of = |place| funnel(&story.state, month("2020-07"), place);
    let july = funnel_of(None);
    assert_eq!(
        july.sentence().zh,
        "推荐 22 个,需求 18.60亿元;对接 3 个;授信 2 个、6.40亿元;放款 1 个、2.10亿元"
    );
    assert_eq!(funnel_of(Some(units[0])).recommended, 11);
    assert_eq!(funnel(&story.state, month("2020-08"), None).recommended, 0);
}

#[test]
fn t44_no_more_is_drawn_than_was_granted() {
    let mut story = Story::on("2020-07-31");
    let unit = places(&mut story, 1)[0];
    let id = recommend(&mut story, unit, "甲", 20_000);
    advance(&mut story, id, 10_000, None);
    let draw = |story: &mut Story, action, amount| {
        let given = vec![(Recommendation::DRAWN, wan(amount))];
        story.act::<Recommendation>(&office(), id, action, given)
    };
    let refused = draw(&mut story, Recommendation::DRAW, 10_001).unwrap_err();
    assert_eq!(refused.field, Some(Recommendation::DRAWN));
    draw(&mut story, Recommendation::DRAW, 4_000).unwrap();
    assert!(draw(&mut story, Recommendation::DRAW_MORE, 3_999).is_err());
    draw(&mut story, Recommendation::DRAW_MORE, 10_000).unwrap();
    let state = story.get::<Recommendation>(id).state();
    assert_eq!(state, Some(RecommendationState::Drawn));
}

#[test]
fn t44_a_bank_deals_with_white_listed_projects_only() {
    let mut story = Story::on("2020-07-31");
    let unit = places(&mut story, 1)[0];
    let id = recommend(&mut story, unit, "甲", 20_000);
    let project = story.get::<Recommendation>(id).project().unwrap();
    let bank = someone(Role::Bank);
    let contact =
        |story: &mut Story| story.act::<Recommendation>(&bank, id, Recommendation::CONTACT, vec![]);
    assert_eq!(
        contact(&mut story).unwrap_err().code,
        RefusalCode::Forbidden
    );
    story.make::<ListMembership>(vec![
        (ListMembership::PROJECT, Value::Ref(project)),
        (ListMembership::LIST, choice(ListKind::WhiteList)),
        (ListMembership::FROM, date("2020-07-30")),
        (ListMembership::REASON, text("省重点,手续完备")),
    ]);
    contact(&mut story).unwrap();
    let edited = story.set::<Recommendation>(&bank, id, Recommendation::NEED, wan(1));
    assert_eq!(edited.unwrap_err().code, RefusalCode::Forbidden);
}

#[test]
fn t45_the_public_reads_name_place_need_and_contact_and_no_problems() {
    let mut story = Story::on("2020-07-31");
    let unit = places(&mut story, 1)[0];
    let project = story.project(unit, "新能源材料", 100_000);
    story
        .set::<Project>(&office(), project, Project::PERSON, text("内部责任人"))
        .unwrap();
    let entry = story.make::<PoolEntry>(vec![
        (PoolEntry::PROJECT, Value::Ref(project)),
        (PoolEntry::LEVEL, choice(PoolLevel::City)),
        (PoolEntry::NEED, wan(30_000)),
        (PoolEntry::CONTACT, Value::Ref(unit)),
        (PoolEntry::INVESTED, wan(5_000)),
        (PoolEntry::ATTRACTED, wan(12_000)),
        (PoolEntry::ENTERED_ON, date("2020-07-01")),
    ]);
    assert_eq!(public_pool(&story.state, day("2020-07-31")), []);
    let publish = Value::Flag(true);
    let by_unit = story.set::<PoolEntry>(&liaison(unit), entry, PoolEntry::PUBLIC, publish.clone());
    assert_eq!(by_unit.unwrap_err().code, RefusalCode::Forbidden);
    story
        .set::<PoolEntry>(&office(), entry, PoolEntry::PUBLIC, publish)
        .unwrap();
    assert_eq!(
        public_pool(&story.state, day("2020-07-31")),
        [PublicEntry {
            name: "新能源材料".to_owned(),
            place: "县0".to_owned(),
            need: 300_000_000,
            contact: "县0".to_owned(),
            level: Some(PoolLevel::City),
            invested: 50_000_000,
            attracted: 120_000_000,
        }]
    );
    story
        .set::<PoolEntry>(&office(), entry, PoolEntry::LEFT_ON, date("2020-07-31"))
        .unwrap();
    assert_eq!(public_pool(&story.state, day("2020-07-30")).len(), 1);
    assert_eq!(public_pool(&story.state, day("2020-07-31")), []);
}
