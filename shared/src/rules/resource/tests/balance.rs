//! DOMAIN §7.2, 11: nothing is spent that is not there, whichever side changes.

use std::sync::Arc;

use super::{amount, balance_of, basis, carry_out, decimal, left};
use crate::model::{LandQuota, LandUse};
use crate::rules::resource::{Account, Ledger, accounts, balances};
use crate::rules::story::{Story, office};
use crate::rules::{RefusalCode, Verb};
use crate::schema::{RecordId, Seq, Slot, Value};

fn quota(story: &mut Story, place: RecordId, mu: &str) -> RecordId {
    story.make::<LandQuota>(vec![
        (LandQuota::PLACE, Value::Ref(place)),
        (LandQuota::YEAR, Value::Int(2020)),
        (LandQuota::GIVEN, decimal(mu)),
    ])
}

fn land(story: &mut Story, place: RecordId, name: &str, mu: &str) -> RecordId {
    let project = story.project(place, name, 12_000);
    story.make::<LandUse>(vec![
        (LandUse::PROJECT, Value::Ref(project)),
        (LandUse::YEAR, Value::Int(2020)),
        (LandUse::PLACE, Value::Ref(place)),
        (LandUse::NEED, decimal(mu)),
        (LandUse::GOT, decimal(mu)),
    ])
}

#[test]
fn i11_a_quota_is_not_reduced_below_what_is_used() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("yd", "宜都市");
    let quota = quota(&mut story, place, "1500");
    land(&mut story, place, "甲", "1320");
    let mut reduce = |mu| story.set::<LandQuota>(&office(), quota, LandQuota::GIVEN, decimal(mu));
    let refused = reduce("1319.99").unwrap_err();
    assert_eq!(refused.code, RefusalCode::Rule);
    assert_eq!(refused.field, Some(LandQuota::GIVEN));
    assert_eq!(
        refused.reason.zh,
        "宜都市2020年用地指标现余 180 亩;照此共 1319.99 亩,使用 1320 亩,超出 0.01 亩,不能保存"
    );
    assert!(reduce("1320").is_ok());
    assert_eq!(left(&story, Account::land(place, 2020)), amount("0"));
}

#[test]
fn i11_a_quota_in_use_is_not_archived() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("yd", "宜都市");
    let quota = quota(&mut story, place, "1500");
    let used = land(&mut story, place, "甲", "0.5");
    let archive_quota =
        |story: &mut Story| carry_out::<LandQuota>(story, &office(), quota, Verb::Archive);
    let refused = archive_quota(&mut story).unwrap_err();
    assert!(refused.reason.zh.contains("超出 0.5 亩"), "{refused:?}");
    carry_out::<LandUse>(&mut story, &office(), used, Verb::Archive).unwrap();
    archive_quota(&mut story).unwrap();
}

#[test]
fn i11_a_use_is_brought_back_only_while_there_is_room() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("yd", "宜都市");
    quota(&mut story, place, "100");
    let first = land(&mut story, place, "甲", "60");
    carry_out::<LandUse>(&mut story, &office(), first, Verb::Archive).unwrap();
    let second = land(&mut story, place, "乙", "50");
    let restore = |story: &mut Story| carry_out::<LandUse>(story, &office(), first, Verb::Restore);
    let refused = restore(&mut story).unwrap_err();
    assert!(refused.reason.zh.contains("超出 10 亩"), "{refused:?}");
    story
        .set::<LandUse>(&office(), second, LandUse::GOT, decimal("40"))
        .unwrap();
    restore(&mut story).unwrap();
    assert_eq!(left(&story, Account::land(place, 2020)), amount("0"));
}

#[test]
fn i11_what_is_overdrawn_already_may_be_made_better() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("yd", "宜都市");
    let quota = quota(&mut story, place, "100");
    let used = land(&mut story, place, "甲", "90");
    // As an older version could have left it.
    let mut record = story.state.get(quota).unwrap().as_ref().clone();
    let value = Some(decimal("50"));
    let seq = Seq(1);
    record.put(LandQuota::GIVEN, Slot { value, seq });
    story.state.insert(Arc::new(record));
    let mut get = |mu| story.set::<LandUse>(&office(), used, LandUse::GOT, decimal(mu));
    assert!(get("90.5").is_err());
    assert!(get("70").is_ok(), "still too much, but less than before");
    assert_eq!(left(&story, Account::land(place, 2020)), amount("-20"));
}

#[test]
fn i11_places_and_years_have_accounts_of_their_own() {
    let mut story = Story::on("2020-07-01");
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    quota(&mut story, yidu, "100");
    quota(&mut story, zhijiang, "40");
    land(&mut story, yidu, "甲", "60");
    story.make::<LandQuota>(vec![
        (LandQuota::PLACE, Value::Ref(yidu)),
        (LandQuota::YEAR, Value::Int(2021)),
        (LandQuota::GIVEN, decimal("7")),
    ]);
    let of_land = |balances: Vec<super::super::Balance>| {
        let land = |balance: &super::super::Balance| balance.account.ledger == Ledger::Land;
        balances.into_iter().filter(land).count()
    };
    assert_eq!(of_land(accounts(&story.state)), 3);
    let this_year = balances(&story.state, &basis(&story));
    assert_eq!(of_land(this_year.clone()), 2);
    for listed in this_year {
        assert_eq!(listed, balance_of(&story.state, listed.account));
    }
    assert_eq!(left(&story, Account::land(yidu, 2020)), amount("40"));
    assert_eq!(left(&story, Account::land(zhijiang, 2020)), amount("40"));
}
