//! Project codes (DOMAIN T14–T16).

use super::*;
use crate::model::UnitKind;
use crate::rules::preparation::code::is_code;
use crate::rules::preparation::warnings;

const CODE: &str = "2020-420583-26-03-012345";

fn with_code(story: &mut Story, county: RecordId, code: &str) -> Vec<String> {
    let project = story.project(county, "示例项目", 20_000);
    let set = story.set::<Project>(&office(), project, Project::CODE, text(code));
    set.unwrap();
    let remarks = warnings(&story.state, story.state.get(project).unwrap());
    remarks
        .into_iter()
        .map(|remark| remark.sentence.zh)
        .collect()
}

#[test]
fn t14_codes_have_24_characters_4_6_2_2_6() {
    assert_eq!(CODE.len(), 24);
    assert!(is_code(CODE));
    for wrong in [
        "",
        "2020-420583-26-03-01234",
        "2020-420583-26-03-0123456",
        "2020-420583-26-03-01234x",
        "2020-420583-26-03-012345-1",
        "2020-420583-26-012345",
        "202-0420583-26-03-012345",
        "２020-420583-26-03-012345",
        " 2020-420583-26-03-012345",
    ] {
        assert!(!is_code(wrong), "{wrong}");
    }
}

#[test]
fn t14_a_code_of_another_form_is_refused() {
    let mut story = Story::on("2020-06-28");
    let county = story.county("420583", "枝江市");
    let project = story.project(county, "示例项目", 20_000);
    let mut set = |code| story.set::<Project>(&office(), project, Project::CODE, text(code));
    assert_eq!(refused_at(set("420583-26-03")), Some(Project::CODE));
    set(CODE).unwrap();
}

#[test]
fn t14_a_code_of_another_county_is_warned_of() {
    let mut story = Story::on("2020-06-28");
    let zhijiang = story.county("420583", "枝江市");
    let yidu = story.county("420581", "宜都市");
    assert!(with_code(&mut story, zhijiang, CODE).is_empty());
    assert_eq!(
        with_code(&mut story, yidu, CODE),
        ["项目代码中的区划 420583 不是「宜都市」的区划,请核对"]
    );
    let city = "2020-420500-26-03-012345";
    assert!(
        with_code(&mut story, yidu, city).is_empty(),
        "coded by the city"
    );
    let zone = story.unit("gaoxin", "宜昌高新区管委会", UnitKind::Zone);
    assert!(
        with_code(&mut story, zone, CODE).is_empty(),
        "has no division of its own"
    );
}

#[test]
fn t14_a_code_fits_any_county_the_project_stands_in() {
    let mut story = Story::on("2020-06-28");
    let zhijiang = story.county("420583", "枝江市");
    let yidu = story.county("420581", "宜都市");
    let project = story.project(yidu, "跨县项目", 20_000);
    let shares = Value::Shares([(yidu, 6_000), (zhijiang, 4_000)].into());
    for (field, value) in [(Project::SHARES, shares), (Project::CODE, text(CODE))] {
        story
            .set::<Project>(&office(), project, field, value)
            .unwrap();
    }
    assert!(warnings(&story.state, story.state.get(project).unwrap()).is_empty());
}
