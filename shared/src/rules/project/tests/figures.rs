//! The figures of one project (DOMAIN §9).

use super::{day, month_of};
use crate::model::{BuildType, Channel, Funding, Project, ProjectMonth, Settings};
use crate::rules::figures::Ratio;
use crate::rules::project::{Capacity, divide, shares};
use crate::rules::story::{Story, choice, date, office, text, wan};
use crate::schema::{RecordId, Value};

fn yi(hundredths: i64) -> i64 {
    hundredths * 1_000_000
}

fn begun(today: &str, since: &str) -> (Story, RecordId) {
    let mut story = Story::on(today);
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 80_000, since);
    (story, project)
}

fn expected(story: &Story, project: RecordId) -> String {
    story.figures(project).progress.sequence.percent_or_none()
}

#[test]
fn l91_a_continued_project_has_the_months_of_the_year() {
    let (mut story, project) = begun("2020-08-03", "2019-03-01");
    story.plan(project, 30_000);
    assert_eq!(expected(&story, project), "58.3%");
    story.go_to("2020-11-02");
    assert_eq!(expected(&story, project), "83.3%");
    story.go_to("2020-12-31");
    assert_eq!(expected(&story, project), "100.0%");
}

#[test]
fn l91_a_start_in_june_is_counted_from_june() {
    let mut story = Story::on("2020-08-03");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 80_000);
    story.write(project, Project::PLANNED_START, date("2020-06-10"));
    story.plan(project, 30_000);
    assert_eq!(story.figures(project).progress.sequence, Ratio::new(2, 7));
    assert_eq!(expected(&story, project), "28.6%");
    story.go_to("2020-06-12");
    assert_eq!(expected(&story, project), "0.0%", "May is before its start");
}

#[test]
fn l91_an_own_monthly_plan_comes_first() {
    let (mut story, project) = begun("2020-08-03", "2019-03-01");
    story.plan(project, 30_000);
    for (of, planned) in [("2020-03", 6_000), ("2020-07", 9_000), ("2020-10", 15_000)] {
        let given = vec![(ProjectMonth::PLANNED, wan(planned))];
        story.report(project, of, given).unwrap();
    }
    assert_eq!(expected(&story, project), "50.0%");
    story.go_to("2020-07-30");
    assert_eq!(expected(&story, project), "20.0%");
    story.go_to("2020-11-01");
    assert_eq!(expected(&story, project), "100.0%");
}

#[test]
fn l91_months_add_up_to_a_plan_where_no_annual_one_is() {
    let (mut story, project) = begun("2020-08-03", "2019-03-01");
    assert_eq!(story.figures(project).plan, None);
    assert_eq!(story.figures(project).lag(), None);
    for (of, planned) in [("2020-07", 6_000), ("2020-12", 18_000)] {
        let given = vec![(ProjectMonth::PLANNED, wan(planned))];
        story.report(project, of, given).unwrap();
    }
    assert_eq!(story.figures(project).plan, Some(yi(240)));
    assert_eq!(expected(&story, project), "25.0%");
}

#[test]
fn l91_a_month_counts_once_it_is_over_or_locked() {
    let (mut story, project) = begun("2020-07-30", "2019-03-01");
    story.plan(project, 30_000);
    story.invest(project, "2020-07", 15_000);
    let judged = |story: &Story| story.figures(project).progress;
    assert_eq!(judged(&story).month, month_of("2020-06"));
    assert_eq!(judged(&story).actual, Ratio::new(0, yi(300)));
    assert_eq!(
        story.figures(project).invested,
        yi(150),
        "it is known, though"
    );
    story.go_to("2020-07-31");
    assert_eq!(judged(&story).month, month_of("2020-07"));
    story.go_to("2020-08-08");
    story.lock("2020-07");
    // Looked back at from before its end, a locked month stands.
    story.go_to("2020-07-30");
    assert_eq!(judged(&story).month, month_of("2020-07"));
    assert_eq!(judged(&story).actual, Ratio::new(yi(150), yi(300)));
}

#[test]
fn l91_nothing_is_expected_before_january_is_over() {
    let (mut story, project) = begun("2020-01-20", "2019-03-01");
    story.plan(project, 30_000);
    assert_eq!(expected(&story, project), "0.0%");
    story.go_to("2020-01-31");
    assert_eq!(expected(&story, project), "8.3%");
}

#[test]
fn i4_the_cumulative_figure_is_the_sum_of_months_and_corrections() {
    let (mut story, project) = begun("2020-07-05", "2019-03-01");
    story.invest(project, "2019-12", 5_000);
    story.invest(project, "2020-05", 3_000);
    story.invest(project, "2020-06", 2_000);
    story.go_to("2020-07-08");
    story.lock("2020-06");
    story.correct(project, "2020-06", -500).unwrap();
    let figures = story.figures(project);
    assert_eq!(figures.cumulative, yi(95));
    assert_eq!(figures.invested, yi(45));
    assert_eq!(figures.remaining(), yi(705));
    // The day before nobody knew of the correction.
    story.go_to("2020-07-07");
    assert_eq!(story.figures(project).cumulative, yi(100));
}

#[test]
fn i4_a_draft_is_not_part_of_the_figures_and_a_return_takes_it_out() {
    let (mut story, project) = begun("2020-07-05", "2019-03-01");
    let given = vec![(ProjectMonth::INVESTED, wan(2_000))];
    let june = story.report(project, "2020-06", given).unwrap();
    assert_eq!(story.figures(project).invested, 0);
    story
        .act::<ProjectMonth>(&office(), june, ProjectMonth::SUBMIT, vec![])
        .unwrap();
    assert_eq!(story.figures(project).invested, yi(20));
    let given = vec![(ProjectMonth::REASON, text("与凭证不符"))];
    story
        .act::<ProjectMonth>(&office(), june, ProjectMonth::RETURN, given)
        .unwrap();
    assert_eq!(story.figures(project).invested, 0);
}

#[test]
fn i5_what_funding_leaves_open_is_shown_and_not_refused() {
    let (mut story, project) = begun("2020-07-05", "2019-03-01");
    let mut fund = |channel, planned| {
        story.make::<Funding>(vec![
            (Funding::PROJECT, Value::Ref(project)),
            (Funding::CHANNEL, choice(channel)),
            (Funding::PLANNED, wan(planned)),
        ])
    };
    fund(Channel::CentralBudget, 20_000);
    fund(Channel::Company, 50_000);
    assert_eq!(story.figures(project).funding_gap(), yi(100));
    let mut fund = |channel, planned| {
        story.make::<Funding>(vec![
            (Funding::PROJECT, Value::Ref(project)),
            (Funding::CHANNEL, choice(channel)),
            (Funding::PLANNED, wan(planned)),
        ])
    };
    fund(Channel::BankLoan, 15_000);
    assert_eq!(story.figures(project).funding_gap(), yi(-50));
}

#[test]
fn i5_shares_of_counties_add_up_to_the_whole() {
    let mut story = Story::on("2020-07-05");
    let [a, b, c] = ["宜都市", "枝江市", "当阳市"].map(|name| story.county(name, name));
    let project = story.project(a, "示例项目", 10_000);
    assert_eq!(shares(story.get(project)), vec![(a, 10_000)]);
    let set = |story: &mut Story, parts: [(RecordId, u32); 3]| {
        let value = Value::Shares(parts.into_iter().collect());
        story.set::<Project>(&office(), project, Project::SHARES, value)
    };
    assert!(set(&mut story, [(a, 5_000), (b, 3_000), (c, 1_999)]).is_err());
    set(&mut story, [(a, 3_334), (b, 3_333), (c, 3_333)]).unwrap();
    let parts = shares(story.get(project));
    let divided = divide(100, &parts);
    assert_eq!(divided.iter().map(|(_, part)| part).sum::<i64>(), 100);
    let of = |county| {
        divided
            .iter()
            .find(|(id, _)| *id == county)
            .map(|(_, part)| *part)
    };
    assert_eq!([of(a), of(b), of(c)], [Some(34), Some(33), Some(33)]);
    // What is taken off is divided without a rest, too.
    let taken: i64 = divide(-101, &parts).iter().map(|(_, part)| part).sum();
    assert_eq!(taken, -101);
}

#[test]
fn l8_a_project_is_a_new_start_in_its_year_and_continued_later() {
    let (mut story, project) = begun("2020-08-03", "2019-12-31");
    let figures = story.figures(project);
    assert_eq!(figures.build, BuildType::Continued);
    assert!(figures.is_continued(2020) && figures.is_new_start(2019));
    let yidu = figures.county.unwrap();
    let new = story.building(yidu, 20_000, "2020-01-01");
    assert_eq!(story.figures(new).build, BuildType::NewStart);
    assert!(!story.figures(new).is_continued(2020));
    let prepared = story.prepared(yidu, 20_000);
    assert_eq!(story.figures(prepared).build, BuildType::Preparation);
    story.complete(project, "2020-07-31").unwrap();
    assert_eq!(story.figures(project).build, BuildType::Completion);
    assert!(story.figures(project).is_continued(2020));
    assert!(!story.figures(project).is_continued(2021));
}

#[test]
fn t33_output_below_the_designed_one() {
    let (mut story, project) = begun("2020-08-03", "2019-03-01");
    story.write(project, Project::DESIGNED_OUTPUT, wan(60_000));
    assert_eq!(story.figures(project).capacity, None, "not complete yet");
    story.complete(project, "2020-05-31").unwrap();
    story.produce(project, "2020-06-30").unwrap();
    let capacity = |story: &Story| story.figures(project).capacity.unwrap();
    assert_eq!(capacity(&story), Capacity::None(Ratio::new(0, yi(600))));
    assert!(capacity(&story).sentence().zh.starts_with("未达产"));
    story.write(project, Project::ACTUAL_OUTPUT, wan(42_000));
    assert_eq!(capacity(&story).sentence().zh, "达产不足,达产率 70.0%");
    story.write(project, Project::ACTUAL_OUTPUT, wan(59_999));
    assert!(matches!(capacity(&story), Capacity::Partly(_)), "unrounded");
    story.write(project, Project::ACTUAL_OUTPUT, wan(60_000));
    assert!(matches!(capacity(&story), Capacity::Full(_)));
}

#[test]
fn t33_the_room_can_ask_for_less_than_all() {
    let (mut story, project) = begun("2020-08-03", "2019-03-01");
    story.complete(project, "2020-05-31").unwrap();
    assert_eq!(story.figures(project).capacity, Some(Capacity::Unknown));
    story.write(project, Project::DESIGNED_OUTPUT, wan(60_000));
    story.write(project, Project::ACTUAL_OUTPUT, wan(48_000));
    story.decide_on(vec![(Settings::FULL_CAPACITY_PERCENT, Value::Int(80))]);
    let capacity = story.figures(project).capacity;
    assert!(matches!(capacity, Some(Capacity::Full(_))));
    assert_eq!(story.figures(project).started(), Some(day("2019-03-01")));
}
