//! DOMAIN T36.

use super::{amount, basis, decimal};
use crate::model::{ApprovalType, FourCan, LandParcel, Park, ParkKind, PlanField, Project};
use crate::rules::light::Colour;
use crate::rules::resource::standard_land::{self, StandardLand};
use crate::rules::story::{Story, choice, date, office, text};
use crate::schema::{Choices, FieldNo, RecordId, Value};

fn park(story: &mut Story, place: RecordId, name: &str, kind: ParkKind) -> RecordId {
    story.make::<Park>(vec![
        (Park::NAME, text(name)),
        (Park::PLACE, Value::Ref(place)),
        (Park::KIND, choice(kind)),
    ])
}

/// A parcel as its day says: given, or planned when `day` starts with `计划`.
fn parcel(story: &mut Story, park: RecordId, mu: &str, is_standard: bool, day: &str) -> RecordId {
    let mut fields = vec![
        (LandParcel::NAME, text(&format!("地块{mu}"))),
        (LandParcel::PARK, Value::Ref(park)),
        (LandParcel::AREA, decimal(mu)),
        (LandParcel::INDUSTRIAL, Value::Flag(true)),
        (LandParcel::STANDARD, Value::Flag(is_standard)),
    ];
    match day.strip_prefix("计划") {
        Some(day) => fields.push((LandParcel::PLANNED_ON, date(day))),
        None => fields.push((LandParcel::GIVEN_ON, date(day))),
    }
    if is_standard {
        fields.extend(conditions());
    }
    story.make::<LandParcel>(fields)
}

fn conditions() -> [(FieldNo, Value); 3] {
    [
        (LandParcel::LEADING_INDUSTRY, text("生物医药")),
        (LandParcel::DIRECTION, text("原料药")),
        (LandParcel::INTENSITY, decimal("300")),
    ]
}

fn of(story: &Story, park: RecordId) -> StandardLand {
    standard_land::of_park(&story.state, &basis(story), park, 2020).unwrap()
}

#[test]
fn t36_120_of_1200_mu_meets_the_target_of_the_high_tech_zone_and_118_does_not() {
    for (standard, rest, shown, is_met) in [
        ("120", "1080", "10.0%", true),
        ("118", "1082", "9.8%", false),
    ] {
        let mut story = Story::on("2021-01-01");
        let zone = story.county("gx", "宜昌高新区");
        let park = park(&mut story, zone, "高新区", ParkKind::HighTechZone);
        parcel(&mut story, park, standard, true, "2020-07-01");
        parcel(&mut story, park, rest, false, "2020-12-31");
        let land = of(&story, park);
        assert_eq!(land.target_percent, 10);
        assert_eq!(land.now.by_area().percent_or_none(), shown);
        assert_eq!(land.is_met(), is_met);
        let colour = if is_met { Colour::Blue } else { Colour::Red };
        assert_eq!(land.colour(), colour);
        assert_eq!(land.now.by_number().to_string(), "1/2 = 50.0%");
    }
}

#[test]
fn t36_39_9_of_800_mu_is_not_5_percent() {
    let mut story = Story::on("2021-01-01");
    let place = story.county("dy", "当阳市");
    let park = park(
        &mut story,
        place,
        "当阳经济开发区",
        ParkKind::ProvincialZone,
    );
    let standard = parcel(&mut story, park, "39.9", true, "2020-07-01");
    let rest = parcel(&mut story, park, "760.1", false, "2020-08-01");
    let land = of(&story, park);
    assert_eq!(land.now.all, amount("800"));
    assert_eq!(land.now.by_area().percent(4).as_deref(), Some("4.9875%"));
    assert_eq!(land.now.by_area().percent_or_none(), "5.0%", "as shown");
    assert!(!land.is_met(), "as compared");
    let mut put = |id, mu| story.set::<LandParcel>(&office(), id, LandParcel::AREA, decimal(mu));
    put(standard, "40").unwrap();
    put(rest, "760").unwrap();
    assert!(of(&story, park).is_met());
}

#[test]
fn t36_without_new_industrial_land_there_is_no_ratio() {
    let mut story = Story::on("2020-12-31");
    let place = story.county("dy", "当阳市");
    let park = park(
        &mut story,
        place,
        "当阳经济开发区",
        ParkKind::ProvincialZone,
    );
    let homes = parcel(&mut story, park, "50", false, "2020-07-01");
    let put = story.set::<LandParcel>(&office(), homes, LandParcel::INDUSTRIAL, Value::Flag(false));
    put.unwrap();
    let land = of(&story, park);
    assert_eq!(land.now.by_area().percent_or_none(), "–");
    assert_eq!(land.light().word.zh, "–");
    assert_eq!(land.colour(), Colour::Grey);
    let place = standard_land::of_place(&story.state, &basis(&story), place, 2020);
    assert_eq!(place, None);
}

#[test]
fn t36_a_county_is_as_its_worst_park() {
    let mut story = Story::on("2020-12-31");
    let place = story.county("dy", "当阳市");
    let good = park(&mut story, place, "甲园", ParkKind::ProvincialZone);
    let bad = park(&mut story, place, "乙园", ParkKind::Other);
    let worst = park(&mut story, place, "丙园", ParkKind::Other);
    park(&mut story, place, "空园", ParkKind::Other);
    for (park, standard, rest) in [(good, "90", "10"), (bad, "4", "96"), (worst, "1", "99")] {
        parcel(&mut story, park, standard, true, "2020-07-01");
        parcel(&mut story, park, rest, false, "2020-07-01");
    }
    let county = standard_land::of_place(&story.state, &basis(&story), place, 2020).unwrap();
    assert_eq!(county.park, worst);
    assert_eq!(county.light().word.zh, "1.0% 未达标");
}

#[test]
fn t36_the_forecast_counts_what_is_planned_until_the_end_of_the_year() {
    let mut story = Story::on("2020-07-31");
    let place = story.county("dy", "当阳市");
    let park = park(&mut story, place, "甲园", ParkKind::ProvincialZone);
    parcel(&mut story, park, "100", false, "2020-07-01");
    parcel(&mut story, park, "10", true, "计划2020-11-01");
    parcel(&mut story, park, "90", true, "计划2021-03-01");
    let land = of(&story, park);
    assert_eq!(land.now.by_area().percent_or_none(), "0.0%");
    assert_eq!(land.forecast.by_area().to_string(), "1/11 = 9.1%");
    assert!(land.forecast.meets(land.target_percent));
    assert_eq!(land.colour(), Colour::Yellow, "nothing is too late yet");
    assert!(land.light().why.zh.ends_with("目标 5%;预计年底 9.1%"));
}

#[test]
fn t36_from_2021_all_new_industrial_land_is_standard_land() {
    let mut story = Story::on("2021-06-30");
    let place = story.county("dy", "当阳市");
    let park = park(&mut story, place, "甲园", ParkKind::ProvincialZone);
    parcel(&mut story, park, "99", true, "2021-03-01");
    parcel(&mut story, park, "1", false, "2021-04-01");
    let land = standard_land::of_park(&story.state, &basis(&story), park, 2021).unwrap();
    assert_eq!(land.target_percent, 100);
    assert!(!land.is_met());
}

#[test]
fn t36_standard_land_has_its_conditions() {
    let mut story = Story::on("2020-07-31");
    let place = story.county("dy", "当阳市");
    let park = park(&mut story, place, "甲园", ParkKind::ProvincialZone);
    let plain = parcel(&mut story, park, "100", false, "2020-07-01");
    let refused =
        story.set::<LandParcel>(&office(), plain, LandParcel::STANDARD, Value::Flag(true));
    assert_eq!(
        refused.unwrap_err().field,
        Some(LandParcel::LEADING_INDUSTRY)
    );
}

#[test]
fn t36_days_from_the_land_contract_to_the_start() {
    let mut story = Story::on("2020-07-31");
    let place = story.county("dy", "当阳市");
    let park = park(&mut story, place, "甲园", ParkKind::ProvincialZone);
    let project = story.project(place, "甲", 12_000);
    let parcel = parcel(&mut story, park, "100", true, "2020-07-01");
    let mut put = |field, value| {
        let done = story.set::<LandParcel>(&office(), parcel, field, value);
        done.unwrap();
    };
    put(LandParcel::PROJECT, Value::Ref(project));
    put(LandParcel::CONTRACT_ON, date("2020-07-06"));
    let days =
        |story: &Story| standard_land::days_to_start(&story.state, story.get::<LandParcel>(parcel));
    assert_eq!(days(&story), None);
    start(&mut story, project, "2020-07-20");
    assert_eq!(days(&story), Some(14));
}

/// Brings the project to its start.
pub(in crate::rules) fn start(story: &mut Story, project: RecordId, on: &str) {
    let mut put = |field, value| {
        let done = story.set::<Project>(&office(), project, field, value);
        done.unwrap();
    };
    put(Project::PLAN_FIELD, choice(PlanField::KeyIndustry));
    put(
        Project::FOUR_CAN,
        Value::Choices(FourCan::ALL.iter().map(|can| can.no()).collect()),
    );
    put(Project::OWNER, text("某公司"));
    put(Project::APPROVAL_TYPE, choice(ApprovalType::Filing));
    let mut act = |action, given| {
        let done = story.act::<Project>(&office(), project, action, given);
        done.unwrap();
    };
    act(Project::RESERVE, vec![]);
    act(Project::PREPARE, vec![]);
    let given = vec![
        (Project::STARTED_ON, date(on)),
        (Project::STANDARD_START, Value::Flag(true)),
        (Project::EVIDENCE, text("施工许可证 420582202007200101")),
    ];
    act(Project::START, given);
}
