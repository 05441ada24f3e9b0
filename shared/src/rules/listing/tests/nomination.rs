//! Nominations for the provincial list (DOMAIN T27).

use super::Chart;
use crate::model::{Nomination, Project, ProjectLevel};
use crate::rules::light::{Colour, Light};
use crate::rules::listing::nomination::light;
use crate::rules::story::{date, liaison, office, text};
use crate::schema::{RecordId, Value};

fn nominate(chart: &mut Chart) -> (RecordId, RecordId) {
    let yidu = chart.county("宜都市");
    let project = chart.project(yidu, 60_000);
    let fields = vec![
        (Nomination::PROJECT, Value::Ref(project)),
        (Nomination::YEAR, Value::Int(2020)),
        (Nomination::RECOMMENDED_ON, date("2020-06-20")),
    ];
    let nomination = chart
        .story
        .create::<Nomination>(&liaison(yidu), fields)
        .unwrap();
    (project, nomination)
}

fn light_on(chart: &Chart, nomination: RecordId, on: &str) -> Light {
    light(&chart.basis_of(on), chart.story.get(nomination))
}

fn act(chart: &mut Chart, nomination: RecordId, action: crate::schema::ActionNo) {
    let given = match action {
        Nomination::SELECT => vec![(Nomination::EVIDENCE, text("鄂发改重点〔2020〕210号公布"))],
        _ => vec![],
    };
    chart
        .story
        .act::<Nomination>(&office(), nomination, action, given)
        .unwrap();
}

#[test]
fn t27_without_a_date_of_the_province_it_is_grey_and_never_red() {
    let mut chart = Chart::on("2020-06-20");
    let (_, nomination) = nominate(&mut chart);
    for on in ["2020-06-20", "2020-07-21", "2021-12-31"] {
        let light = light_on(&chart, nomination, on);
        assert_eq!(light.colour, Colour::Grey, "{on}");
        assert_eq!(light.word.zh, "待省定");
    }
}

#[test]
fn t27_with_a_date_it_has_normal_lights() {
    let mut chart = Chart::on("2020-06-20");
    let (_, nomination) = nominate(&mut chart);
    chart
        .story
        .set::<Nomination>(&office(), nomination, Nomination::DUE, date("2020-07-20"))
        .unwrap();
    let colour = |chart: &Chart, on| light_on(chart, nomination, on).colour;
    // 20 July is a Monday; three working days before it is Wednesday the 15th.
    assert_eq!(colour(&chart, "2020-07-14"), Colour::Green);
    assert_eq!(colour(&chart, "2020-07-15"), Colour::Yellow);
    assert_eq!(colour(&chart, "2020-07-20"), Colour::Yellow);
    assert_eq!(colour(&chart, "2020-07-21"), Colour::Red);
    act(&mut chart, nomination, Nomination::REVIEW);
    chart.story.go_to("2020-07-22");
    act(&mut chart, nomination, Nomination::REPORT);
    let late = light_on(&chart, nomination, "2020-07-23");
    assert_eq!(late.colour, Colour::Yellow);
    assert_eq!(late.why.zh, "2020年7月22日报省,比期限2020年7月20日晚 2 天");
}

#[test]
fn t27_the_date_is_entered_by_the_office() {
    let mut chart = Chart::on("2020-06-20");
    let (project, nomination) = nominate(&mut chart);
    let county = chart.story.get::<Project>(project).county().unwrap();
    let refused = chart.story.set::<Nomination>(
        &liaison(county),
        nomination,
        Nomination::DUE,
        date("2020-07-20"),
    );
    assert_eq!(refused.unwrap_err().field, Some(Nomination::DUE));
}

#[test]
fn t27_what_is_selected_is_a_provincial_key_project() {
    let mut chart = Chart::on("2020-06-20");
    let (project, nomination) = nominate(&mut chart);
    chart.level(project, ProjectLevel::City);
    for action in [Nomination::REVIEW, Nomination::REPORT, Nomination::SELECT] {
        act(&mut chart, nomination, action);
    }
    let levels = chart.story.get::<Project>(project).levels();
    let both = vec![ProjectLevel::Provincial, ProjectLevel::City];
    assert_eq!(levels, Some(both));
    assert_eq!(
        light_on(&chart, nomination, "2021-01-01").colour,
        Colour::Blue
    );
    let again = vec![
        (Nomination::PROJECT, Value::Ref(project)),
        (Nomination::YEAR, Value::Int(2021)),
        (Nomination::RECOMMENDED_ON, date("2020-06-20")),
    ];
    let refused = chart.story.create::<Nomination>(&office(), again);
    assert_eq!(refused.unwrap_err().field, Some(Nomination::PROJECT));
}
