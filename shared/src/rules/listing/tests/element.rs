//! Who is served first (DOMAIN T26).

use super::Chart;
use crate::model::{Element, ElementRequest, ElementState, ProjectLevel};
use crate::rules::figures::Points;
use crate::rules::light::Colour;
use crate::rules::listing::element::{Waiting, before, queue};
use crate::rules::story::{choice, date, liaison, office, text};
use crate::rules::{RefusalCode, Settings};
use crate::schema::{Decimal, RecordId, Value};

fn mu(text: &str) -> Value {
    Value::Decimal(Decimal::parse(text).unwrap())
}

fn ask(chart: &mut Chart, project: RecordId, on: &str) -> RecordId {
    chart.story.make::<ElementRequest>(vec![
        (ElementRequest::PROJECT, Value::Ref(project)),
        (ElementRequest::ELEMENT, choice(Element::Land)),
        (ElementRequest::AMOUNT, mu("50")),
        (ElementRequest::ASKED_ON, date(on)),
    ])
}

fn land(chart: &Chart, lag: impl Fn(RecordId) -> Option<Points>) -> Vec<Waiting> {
    let state = &chart.story.state;
    queue(state, &Settings::of(state), Element::Land, lag)
}

#[test]
fn t26_of_two_requests_the_provincial_key_project_stands_first() {
    let mut chart = Chart::on("2020-07-10");
    let yidu = chart.county("宜都市");
    let (city, provincial) = (chart.project(yidu, 20_000), chart.project(yidu, 20_000));
    chart.level(city, ProjectLevel::City);
    chart.level(provincial, ProjectLevel::Provincial);
    ask(&mut chart, city, "2020-06-20");
    let second = ask(&mut chart, provincial, "2020-07-01");
    let queue = land(&chart, |_| Some(Points::whole(5)));
    let order: Vec<_> = queue.iter().map(|one| one.project).collect();
    assert_eq!(order, [provincial, city]);
    assert_eq!(queue[0].colour, Colour::Green);
    assert!(before(&queue, second).is_empty());
    assert_eq!(before(&queue, queue[1].request).len(), 1);
}

#[test]
fn t26_of_one_list_the_light_and_then_the_lag_decide() {
    let mut chart = Chart::on("2020-07-10");
    let yidu = chart.county("宜都市");
    let lags = [Some(31), Some(12), None, Some(3), Some(-2)];
    let projects = lags.map(|_| chart.project(yidu, 20_000));
    for project in projects {
        chart.level(project, ProjectLevel::City);
        ask(&mut chart, project, "2020-07-01");
    }
    let plain = chart.project(yidu, 20_000);
    ask(&mut chart, plain, "2020-05-01");
    let lag = |id| {
        let at = projects.iter().position(|project| *project == id);
        at.map_or(Some(-20), |at| lags[at]).map(Points::whole)
    };
    let order: Vec<_> = land(&chart, lag).iter().map(|one| one.project).collect();
    let [red, yellow, none, green, ahead] = projects;
    assert_eq!(order, [ahead, green, yellow, red, none, plain]);
}

#[test]
fn t26_granting_against_the_order_needs_a_reason() {
    let mut chart = Chart::on("2020-07-10");
    let yidu = chart.county("宜都市");
    let (plain, key) = (chart.project(yidu, 20_000), chart.project(yidu, 20_000));
    chart.level(key, ProjectLevel::Provincial);
    let first = ask(&mut chart, plain, "2020-06-01");
    let second = ask(&mut chart, key, "2020-07-01");
    let granted = |amount| vec![(ElementRequest::GRANTED, mu(amount))];
    let at = chart.refuse::<ElementRequest>(first, ElementRequest::GRANT, granted("50"));
    assert_eq!(at, ElementRequest::ORDER_REASON);
    let mut given = granted("30.5");
    given.push((ElementRequest::ORDER_REASON, text("省重点项目尚未完成选址")));
    chart
        .story
        .act::<ElementRequest>(&office(), first, ElementRequest::GRANT, given)
        .unwrap();
    let at = chart.refuse::<ElementRequest>(second, ElementRequest::GRANT, granted("50.01"));
    assert_eq!(at, ElementRequest::GRANTED);
    chart
        .story
        .act::<ElementRequest>(&office(), second, ElementRequest::GRANT, granted("50"))
        .unwrap();
    let state = chart.story.get::<ElementRequest>(second).state();
    assert_eq!(state, Some(ElementState::Granted));
    assert!(land(&chart, |_| None).is_empty());
}

#[test]
fn t26_of_one_list_the_guard_goes_by_light_and_lag() {
    let mut chart = Chart::on("2020-07-10");
    let yidu = chart.county("宜都市");
    let [slow, fast] = [1_000, 3_000].map(|invested| {
        let project = chart.project(yidu, 20_000);
        chart.level(project, ProjectLevel::City);
        chart.plan(project, 6_000);
        chart.invest(project, "2020-06", invested);
        project
    });
    let first = ask(&mut chart, slow, "2020-06-01");
    let second = ask(&mut chart, fast, "2020-07-01");
    let granted = || vec![(ElementRequest::GRANTED, mu("50"))];
    let at = chart.refuse::<ElementRequest>(first, ElementRequest::GRANT, granted());
    assert_eq!(at, ElementRequest::ORDER_REASON, "33.3 points behind");
    let mut grant = |request| {
        let story = &mut chart.story;
        story.act::<ElementRequest>(&office(), request, ElementRequest::GRANT, granted())
    };
    grant(second).unwrap();
    grant(first).unwrap();
}

#[test]
fn t26_who_asked_first_binds_nobody() {
    let mut chart = Chart::on("2020-07-10");
    let yidu = chart.county("宜都市");
    let projects = [(); 2].map(|()| chart.project(yidu, 20_000));
    ask(&mut chart, projects[0], "2020-06-01");
    let second = ask(&mut chart, projects[1], "2020-07-01");
    let granted = vec![(ElementRequest::GRANTED, mu("50"))];
    chart
        .story
        .act::<ElementRequest>(&office(), second, ElementRequest::GRANT, granted)
        .unwrap();
}

#[test]
fn t26_a_county_asks_and_the_office_grants() {
    let mut chart = Chart::on("2020-07-10");
    let yidu = chart.county("宜都市");
    let project = chart.project(yidu, 20_000);
    let request = ask(&mut chart, project, "2020-07-01");
    let refused = chart.story.act::<ElementRequest>(
        &liaison(yidu),
        request,
        ElementRequest::GRANT,
        vec![(ElementRequest::GRANTED, mu("50"))],
    );
    assert_eq!(refused.unwrap_err().code, RefusalCode::Forbidden);
}
