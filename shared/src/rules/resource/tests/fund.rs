//! DOMAIN T21, T22.

use super::{amount, basis, left, task};
use crate::model::{FilingState, FundPurpose, PreFund, PreFundUse, UnitKind};
use crate::rules::light::Colour;
use crate::rules::resource::{Account, Filing, filing, fund};
use crate::rules::story::{Story, choice, date, day, liaison, office, text, wan};
use crate::rules::{Refusal, RefusalCode};
use crate::schema::{Due, FieldNo, RecordId, Value};

fn pre_fund(story: &mut Story, unit: RecordId, year: i64, amount: i64) -> RecordId {
    story.make::<PreFund>(vec![
        (PreFund::UNIT, Value::Ref(unit)),
        (PreFund::YEAR, Value::Int(year)),
        (PreFund::AMOUNT, wan(amount)),
    ])
}

fn spend(
    story: &mut Story,
    unit: RecordId,
    fund: RecordId,
    amount: i64,
    more: Vec<(FieldNo, Value)>,
) -> Result<RecordId, Refusal> {
    let project = story.project(unit, &format!("项目{amount}"), 12_000);
    let mut fields = vec![
        (PreFundUse::FUND, Value::Ref(fund)),
        (PreFundUse::PROJECT, Value::Ref(project)),
        (PreFundUse::PURPOSE, choice(FundPurpose::Design)),
        (PreFundUse::AMOUNT, wan(amount)),
        (PreFundUse::USED_ON, date("2020-07-01")),
    ];
    fields.retain(|(no, _)| !more.iter().any(|(other, _)| other == no));
    fields.extend(more);
    story.create::<PreFundUse>(&liaison(unit), fields)
}

#[test]
fn t21_2000_wan_with_650_used_on_4_projects_leaves_1350() {
    let mut story = Story::on("2020-07-01");
    let yidu = story.county("yd", "宜都市");
    let fund = pre_fund(&mut story, yidu, 2020, 2_000);
    for used in [200, 150, 180, 120] {
        spend(&mut story, yidu, fund, used, vec![]).unwrap();
    }
    assert_eq!(left(&story, Account::fund(fund)), amount("13500000"));
    assert_eq!(
        fund::sentence(&story.state, fund).zh,
        "宜都市2020年前期工作经费:共 2000万元,已用 650万元,余 1350万元,用于 4 个项目"
    );
}

#[test]
fn t21_overspending_is_refused_with_the_figures() {
    let mut story = Story::on("2020-07-01");
    let yidu = story.county("yd", "宜都市");
    let fund = pre_fund(&mut story, yidu, 2020, 2_000);
    spend(&mut story, yidu, fund, 650, vec![]).unwrap();
    let refused = spend(&mut story, yidu, fund, 1_351, vec![]).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Rule);
    assert_eq!(refused.field, Some(PreFundUse::AMOUNT));
    for figure in [
        "现余 1350万元",
        "共 2000万元",
        "使用 2001万元",
        "超出 1万元",
    ] {
        assert!(refused.reason.zh.contains(figure), "{}", refused.reason.zh);
    }
    assert!(refused.reason.en.contains("13.5 million yuan left now"));
    spend(&mut story, yidu, fund, 1_350, vec![]).unwrap();
}

#[test]
fn t21_a_fund_unused_by_the_end_of_its_year_is_listed() {
    let mut story = Story::on("2020-12-30");
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    let used = pre_fund(&mut story, yidu, 2020, 2_000);
    let idle = pre_fund(&mut story, zhijiang, 2020, 500);
    spend(&mut story, yidu, used, 1, vec![]).unwrap();
    let listed = |story: &Story| fund::unused(&story.state, &basis(story));
    assert_eq!(listed(&story), []);
    story.go_to("2020-12-31");
    assert_eq!(listed(&story), [idle]);
}

#[test]
fn t21_another_purpose_is_said_in_words() {
    let mut story = Story::on("2020-07-01");
    let yidu = story.county("yd", "宜都市");
    let fund = pre_fund(&mut story, yidu, 2020, 2_000);
    let other = (PreFundUse::PURPOSE, choice(FundPurpose::Other));
    let refused = spend(&mut story, yidu, fund, 10, vec![other.clone()]).unwrap_err();
    assert_eq!(refused.field, Some(PreFundUse::PURPOSE_TEXT));
    let said = (PreFundUse::PURPOSE_TEXT, text("社会稳定风险评估"));
    spend(&mut story, yidu, fund, 10, vec![other, said]).unwrap();
}

#[test]
fn t21_what_was_repaid_can_be_used_again() {
    let mut story = Story::on("2020-07-01");
    let yidu = story.county("yd", "宜都市");
    let fund = pre_fund(&mut story, yidu, 2020, 100);
    let used = spend(&mut story, yidu, fund, 100, vec![]).unwrap();
    let mut repay =
        |amount| story.set::<PreFundUse>(&office(), used, PreFundUse::REPAID, wan(amount));
    assert_eq!(repay(101).unwrap_err().field, Some(PreFundUse::REPAID));
    repay(40).unwrap();
    assert!(spend(&mut story, yidu, fund, 41, vec![]).is_err());
    spend(&mut story, yidu, fund, 40, vec![]).unwrap();
    // What was spent again is no longer there to be taken back.
    let refused = story.set::<PreFundUse>(&office(), used, PreFundUse::REPAID, wan(39));
    assert!(refused.is_err());
}

#[test]
fn t21_what_rolls_over_leaves_the_earlier_fund() {
    let mut story = Story::on("2021-02-01");
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    let earlier = pre_fund(&mut story, yidu, 2020, 2_000);
    spend(&mut story, yidu, earlier, 650, vec![]).unwrap();
    let roll = |story: &mut Story, unit, amount| {
        story.create::<PreFund>(
            &office(),
            vec![
                (PreFund::UNIT, Value::Ref(unit)),
                (PreFund::YEAR, Value::Int(2021)),
                (PreFund::AMOUNT, wan(1_000)),
                (PreFund::ROLLED_FROM, Value::Ref(earlier)),
                (PreFund::ROLLED, wan(amount)),
            ],
        )
    };
    let refused = roll(&mut story, zhijiang, 10).unwrap_err();
    assert_eq!(refused.field, Some(PreFund::ROLLED_FROM));
    let refused = roll(&mut story, yidu, 1_351).unwrap_err();
    assert!(refused.reason.zh.contains("超出 1万元"), "{refused:?}");
    let later = roll(&mut story, yidu, 1_350).unwrap();
    assert_eq!(left(&story, Account::fund(earlier)), amount("0"));
    assert_eq!(left(&story, Account::fund(later)), amount("23500000"));
    assert!(spend(&mut story, yidu, earlier, 1, vec![]).is_err());
}

#[test]
fn t22_38_plans_are_due_on_15_june() {
    let mut story = Story::on("2020-06-15");
    let due = Due::Once {
        on: day("2020-06-15"),
    };
    task(&mut story, 21, due);
    let mut units = Vec::new();
    for no in 0..38 {
        let kind = if no < 14 {
            UnitKind::County
        } else {
            UnitKind::Government
        };
        units.push(story.unit(&format!("u{no}"), &format!("单位{no}"), kind));
    }
    for unit in &units[..36] {
        let fund = pre_fund(&mut story, *unit, 2020, 100);
        file(&mut story, *unit, fund, "2020-06-15");
    }
    story.go_to("2020-06-16");
    let basis = basis(&story);
    let of = |unit: &RecordId| filing::of_fund(&story.state, &basis, *unit, 2020);
    assert_eq!(units.iter().filter(|unit| of(unit).is_filed()).count(), 36);
    let missing = of(&units[37]);
    assert_eq!(missing.colour(), Colour::Red);
    assert_eq!(missing.light().word.zh, "逾期 1 天");
}

fn file(story: &mut Story, unit: RecordId, fund: RecordId, on: &str) {
    story
        .act::<PreFund>(
            &liaison(unit),
            fund,
            PreFund::FILE,
            vec![
                (PreFund::FILED_ON, date(on)),
                (PreFund::EVIDENCE, text("宜都发改〔2020〕15号文附方案")),
            ],
        )
        .unwrap();
}

#[test]
fn t21_a_plan_is_filed_by_its_unit_and_gets_a_receipt_number() {
    let mut story = Story::on("2020-06-17");
    let due = Due::Once {
        on: day("2020-06-15"),
    };
    task(&mut story, 21, due);
    let yidu = story.county("yd", "宜都市");
    let fund = pre_fund(&mut story, yidu, 2020, 2_000);
    let ahead = vec![
        (PreFund::FILED_ON, date("2020-06-18")),
        (PreFund::EVIDENCE, text("宜都发改〔2020〕15号文附方案")),
    ];
    let refused = story.act::<PreFund>(&liaison(yidu), fund, PreFund::FILE, ahead);
    assert_eq!(refused.unwrap_err().field, Some(PreFund::FILED_ON));
    // Entered two days later, filed in time.
    file(&mut story, yidu, fund, "2020-06-15");
    let verdict = |story: &Story| filing::of_fund(&story.state, &basis(story), yidu, 2020);
    assert_eq!(verdict(&story).colour(), Colour::Green);
    let view = story.get::<PreFund>(fund);
    assert_eq!(view.entered_on(), Some(day("2020-06-17")));
    let receipt = vec![(PreFund::RECEIPT_NO, text("2020-021-05"))];
    let by_unit = story.act::<PreFund>(&liaison(yidu), fund, PreFund::REGISTER, receipt.clone());
    assert_eq!(by_unit.unwrap_err().code, RefusalCode::Forbidden);
    story
        .act::<PreFund>(&office(), fund, PreFund::REGISTER, receipt)
        .unwrap();
    assert_eq!(
        verdict(&story),
        Filing::Filed {
            on: day("2020-06-15"),
            late: 0,
            is_registered: true
        }
    );
    assert_eq!(verdict(&story).colour(), Colour::Blue);
    let state = story.get::<PreFund>(fund).state();
    assert_eq!(state, Some(FilingState::Registered));
}
