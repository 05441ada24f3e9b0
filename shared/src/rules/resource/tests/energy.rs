//! DOMAIN T37–T41.

use super::{amount, balance_of, basis, decimal, key_project, left, task};
use crate::model::{
    CoalKind, CoalReserve, CoalUse, EnergyNeed, EnergyQuota, EnergyRight, EnergyTrade,
    ExemptionGround, FilingTopic, LocalFiling, ProjectLevel,
};
use crate::rules::Refusal;
use crate::rules::light::Colour;
use crate::rules::resource::{Account, energy, filing};
use crate::rules::story::{Story, choice, date, day, liaison, office, text};
use crate::schema::{Due, FieldNo, RecordId, Value};

fn quota(story: &mut Story, place: RecordId, year: i64, total: &str, stock: &str) -> RecordId {
    story.make::<EnergyQuota>(vec![
        (EnergyQuota::PLACE, Value::Ref(place)),
        (EnergyQuota::YEAR, Value::Int(year)),
        (EnergyQuota::TOTAL, decimal(total)),
        (EnergyQuota::STOCK, decimal(stock)),
    ])
}

fn need(
    story: &mut Story,
    place: RecordId,
    project: RecordId,
    tce: &str,
    more: Vec<(FieldNo, Value)>,
) -> Result<RecordId, Refusal> {
    let mut fields = vec![
        (EnergyNeed::PROJECT, Value::Ref(project)),
        (EnergyNeed::YEAR, Value::Int(2020)),
        (EnergyNeed::PLACE, Value::Ref(place)),
        (EnergyNeed::NEED, decimal(tce)),
    ];
    fields.extend(more);
    story.create::<EnergyNeed>(&liaison(place), fields)
}

fn exempt(year: i64) -> Vec<(FieldNo, Value)> {
    vec![
        (EnergyNeed::EXEMPT, Value::Flag(true)),
        (EnergyNeed::GROUND, choice(ExemptionGround::NewIn2020)),
        (EnergyNeed::PRODUCTION_YEAR, Value::Int(year)),
    ]
}

#[test]
fn t37_the_total_is_divided_among_the_places() {
    let mut story = Story::on("2020-07-01");
    let places: Vec<RecordId> = (0..14)
        .map(|no| story.county(&format!("c{no}"), &format!("县{no}")))
        .collect();
    for place in &places[..13] {
        quota(&mut story, *place, 2020, "1000000.5", "0");
    }
    let division = energy::division(&story.state, 2020, &places);
    assert_eq!(division.places, 13);
    assert_eq!(division.missing, [places[13]]);
    assert_eq!(division.total, amount("13000006.5"));
}

#[test]
fn t38_of_9_5_needed_3_0_are_exempt_and_1_5_are_left() {
    let mut story = Story::on("2020-07-01");
    let yidu = story.county("yd", "宜都市");
    quota(&mut story, yidu, 2020, "3000000", "2920000");
    let account = Account::energy(yidu, 2020);
    assert_eq!(left(&story, account), amount("80000"));
    for (name, tce, more) in [
        ("甲", "40000", vec![]),
        ("乙", "25000", vec![]),
        ("丙", "30000", exempt(2022)),
    ] {
        let project = key_project(&mut story, yidu, name, ProjectLevel::City);
        need(&mut story, yidu, project, tce, more).unwrap();
    }
    let needs = energy::new_needs(&story.state, yidu, 2020);
    assert_eq!(needs.all, amount("95000"));
    assert_eq!(needs.counting(), amount("65000"));
    assert_eq!(left(&story, account), amount("15000"));
    assert_eq!(
        balance_of(&story.state, account).why(&story.state).zh,
        "宜都市2020年能耗指标:共 300 万吨标准煤,已用 298.5 万吨标准煤,余 1.5 万吨标准煤"
    );
    let project = story.project(yidu, "丁", 12_000);
    let refused = need(&mut story, yidu, project, "15000.1", vec![]).unwrap_err();
    assert!(
        refused.reason.zh.contains("超出 0.1 吨标准煤"),
        "{refused:?}"
    );
}

#[test]
fn t38_an_exemption_has_its_ground() {
    let mut story = Story::on("2020-07-01");
    let yidu = story.county("yd", "宜都市");
    quota(&mut story, yidu, 2020, "3000000", "2920000");
    let project = story.project(yidu, "甲", 12_000);
    let groundless = vec![(EnergyNeed::EXEMPT, Value::Flag(true))];
    let mut try_with = |more| need(&mut story, yidu, project, "999999", more);
    let refused = try_with(groundless).unwrap_err();
    assert_eq!(refused.field, Some(EnergyNeed::GROUND));
    for year in [2020, 2026] {
        let refused = try_with(exempt(year)).unwrap_err();
        assert_eq!(refused.field, Some(EnergyNeed::PRODUCTION_YEAR));
    }
    assert!(try_with(exempt(2025)).is_ok());
    // What is no longer exempt has to fit.
    let needs = story.state.all::<EnergyNeed>().next().unwrap().id;
    let counted = story.set::<EnergyNeed>(&office(), needs, EnergyNeed::EXEMPT, Value::Flag(false));
    assert!(counted.unwrap_err().reason.zh.contains("超出"));
}

fn right(story: &mut Story, place: RecordId, holder: &str, tce: &str) -> RecordId {
    story.make::<EnergyRight>(vec![
        (EnergyRight::HOLDER, text(holder)),
        (EnergyRight::YEAR, Value::Int(2020)),
        (EnergyRight::PLACE, Value::Ref(place)),
        (EnergyRight::ALLOTTED, decimal(tce)),
    ])
}

fn trade(story: &mut Story, from: RecordId, to: RecordId, tce: &str) -> Result<RecordId, Refusal> {
    story.create::<EnergyTrade>(
        &office(),
        vec![
            (EnergyTrade::FROM, Value::Ref(from)),
            (EnergyTrade::TO, Value::Ref(to)),
            (EnergyTrade::AMOUNT, decimal(tce)),
            (EnergyTrade::TRADED_ON, date("2020-07-01")),
        ],
    )
}

#[test]
fn t39_a_trade_of_5000_lowers_the_one_and_raises_the_other() {
    let mut story = Story::on("2020-07-01");
    let yidu = story.county("yd", "宜都市");
    let seller = right(&mut story, yidu, "企业甲", "20000");
    let buyer = right(&mut story, yidu, "项目乙", "0");
    trade(&mut story, seller, buyer, "5000").unwrap();
    assert_eq!(left(&story, Account::energy_right(seller)), amount("15000"));
    assert_eq!(left(&story, Account::energy_right(buyer)), amount("5000"));
    let refused = trade(&mut story, buyer, seller, "5000.5").unwrap_err();
    assert_eq!(refused.field, Some(EnergyTrade::AMOUNT));
    assert!(refused.reason.zh.starts_with("项目乙2020年用能权"));
    assert!(trade(&mut story, seller, seller, "1").is_err());
}

#[test]
fn t39_a_trade_whose_energy_was_sold_on_stays() {
    let mut story = Story::on("2020-07-01");
    let yidu = story.county("yd", "宜都市");
    let [a, b, c] = ["甲", "乙", "丙"].map(|name| {
        let tce = if name == "甲" { "20000" } else { "0" };
        right(&mut story, yidu, name, tce)
    });
    let first = trade(&mut story, a, b, "5000").unwrap();
    trade(&mut story, b, c, "5000").unwrap();
    let refused = story.set::<EnergyTrade>(&office(), first, EnergyTrade::AMOUNT, decimal("4999"));
    assert!(refused.unwrap_err().reason.zh.contains("超出 1 吨标准煤"));
}

#[test]
fn t40_12000_t_in_and_9500_t_used_leave_2500_t() {
    let mut story = Story::on("2020-07-01");
    let yidu = story.county("yd", "宜都市");
    for (enterprise, kind, tonnes) in [
        ("甲厂", CoalKind::Closed, "8000"),
        ("乙厂", CoalKind::Merged, "3000"),
        ("丙厂", CoalKind::Reduced, "1000"),
    ] {
        story.make::<CoalReserve>(vec![
            (CoalReserve::ENTERPRISE, text(enterprise)),
            (CoalReserve::PLACE, Value::Ref(yidu)),
            (CoalReserve::KIND, choice(kind)),
            (CoalReserve::AMOUNT, decimal(tonnes)),
            (CoalReserve::RESERVED_ON, date("2020-06-01")),
        ]);
    }
    let project = story.project(yidu, "热电联产", 12_000);
    let burn = |story: &mut Story, tonnes| {
        story.create::<CoalUse>(
            &liaison(yidu),
            vec![
                (CoalUse::PROJECT, Value::Ref(project)),
                (CoalUse::PLACE, Value::Ref(yidu)),
                (CoalUse::AMOUNT, decimal(tonnes)),
                (CoalUse::USED_ON, date("2020-07-01")),
            ],
        )
    };
    burn(&mut story, "9500").unwrap();
    assert_eq!(left(&story, Account::coal(yidu)), amount("2500"));
    let refused = burn(&mut story, "2600").unwrap_err();
    for figure in ["现余 2500 吨", "使用 12100 吨", "超出 100 吨"] {
        assert!(refused.reason.zh.contains(figure), "{}", refused.reason.zh);
    }
    burn(&mut story, "2500").unwrap();
}

#[test]
fn t40_a_place_without_the_mechanism_is_red_on_1_july() {
    let mut story = Story::on("2020-06-20");
    let due = Due::Once {
        on: day("2020-06-30"),
    };
    task(&mut story, 40, due);
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    let filing = story.make::<LocalFiling>(vec![
        (LocalFiling::UNIT, Value::Ref(yidu)),
        (LocalFiling::TOPIC, choice(FilingTopic::CoalMechanism)),
        (LocalFiling::YEAR, Value::Int(2020)),
    ]);
    let colour = |story: &Story, place| {
        let topic = FilingTopic::CoalMechanism;
        filing::of_topic(&story.state, &basis(story), place, topic, 2020).colour()
    };
    assert_eq!(colour(&story, zhijiang), Colour::Green);
    story.go_to("2020-06-30");
    assert_eq!(colour(&story, yidu), Colour::Yellow, "a draft is not filed");
    let given = vec![
        (LocalFiling::FILED_ON, date("2020-06-30")),
        (LocalFiling::EVIDENCE, text("都政办发〔2020〕12号印发")),
    ];
    story
        .act::<LocalFiling>(&liaison(yidu), filing, LocalFiling::FILE, given)
        .unwrap();
    story.go_to("2020-07-01");
    assert_eq!(colour(&story, yidu), Colour::Green);
    assert_eq!(colour(&story, zhijiang), Colour::Red);
}

#[test]
fn t41_what_is_in_use_falls_and_the_increment_goes_to_key_projects() {
    let mut story = Story::on("2020-07-01");
    let yidu = story.county("yd", "宜都市");
    quota(&mut story, yidu, 2019, "3000000", "2950000");
    quota(&mut story, yidu, 2020, "3000000", "2920000");
    let change = |year| energy::stock_change(&story.state, yidu, year);
    assert_eq!(change(2020), Some(amount("-30000")));
    assert_eq!(change(2021), None);
    let key = key_project(&mut story, yidu, "甲", ProjectLevel::Provincial);
    let other = story.project(yidu, "乙", 12_000);
    need(&mut story, yidu, key, "30000", vec![]).unwrap();
    need(&mut story, yidu, other, "10000", vec![]).unwrap();
    let needs = energy::new_needs(&story.state, yidu, 2020);
    assert_eq!(needs.key.share_of(needs.all).percent_or_none(), "75.0%");
}
