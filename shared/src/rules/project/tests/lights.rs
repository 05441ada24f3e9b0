//! The lights of a project (DOMAIN 9.2, 9.3).

use crate::model::{
    LightPreset, ListKind, ListMembership, Project, ProjectMonth, Recovery, Settings,
};
use crate::rules::light::Colour;
use crate::rules::project::light::{Finding, Mark};
use crate::rules::story::{Story, choice, date, office, text, wan};
use crate::schema::{RecordId, Value};

/// A continued project with a plan of 3.0亿 of which so many ten thousand were invested by the end
/// of July.
fn in_august(invested: i64) -> (Story, RecordId) {
    let mut story = Story::on("2020-08-03");
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 80_000, "2019-03-01");
    story.plan(project, 30_000);
    story.invest(project, "2020-05", 4_000);
    story.invest(project, "2020-07", invested - 4_000);
    (story, project)
}

/// A project planned to start on the day.
fn planned(start: &str, today: &str) -> (Story, RecordId) {
    let mut story = Story::on(today);
    let yidu = story.county("yd", "宜都市");
    let project = story.prepared(yidu, 20_000);
    story.write(project, Project::PLANNED_START, date(start));
    (story, project)
}

fn enlist(story: &mut Story, project: RecordId, list: ListKind) -> RecordId {
    story.make::<ListMembership>(vec![
        (ListMembership::PROJECT, Value::Ref(project)),
        (ListMembership::LIST, choice(list)),
        (ListMembership::FROM, date("2020-06-08")),
    ])
}

fn excuse(story: &mut Story, project: RecordId, until: &str) {
    let given = vec![
        (Project::EXCUSE, text("汛期停工")),
        (Project::EXCUSED_UNTIL, date(until)),
    ];
    story
        .act::<Project>(&office(), project, Project::EXCUSE_DELAY, given)
        .unwrap();
}

fn start_on(story: &mut Story, project: RecordId, today: &str) -> Colour {
    story.go_to(today);
    story.lights(project).start.colour
}

#[test]
fn t32_lag_at_the_end_of_july() {
    for (invested, lag, colour) in [
        (15_000, "8.3", Colour::Green),
        (12_000, "18.3", Colour::Yellow),
        (8_000, "31.7", Colour::Red),
    ] {
        let (story, project) = in_august(invested);
        assert_eq!(story.figures(project).lag().unwrap().to_string(), lag);
        assert_eq!(story.lights(project).progress.colour(), colour, "{lag}");
    }
}

#[test]
fn t32_a_light_says_its_figures() {
    let (story, project) = in_august(8_000);
    let light = story.lights(project).progress.light();
    assert_eq!(
        light.why.zh,
        "7月底应完成年度计划的 58.3%,实际 26.7%,落后 31.7 个百分点"
    );
    assert_eq!(light.word.zh, "落后 31.7");
    assert_eq!(
        light.why.en,
        "by the end of 2020-07 58.3% of the annual plan should be done, 26.7% is: behind by 31.7 points"
    );
    let (story, project) = in_august(20_000);
    let light = story.lights(project).progress.light();
    assert_eq!(light.word.zh, "超前 8.3");
}

#[test]
fn l92_ten_and_thirty_points_are_yellow() {
    // By the end of June 50.0 % of 1.0亿.
    for (invested, colour) in [
        (4_001, Colour::Green),
        (4_000, Colour::Yellow),
        (2_000, Colour::Yellow),
        (1_990, Colour::Red),
        (1_999, Colour::Red),
    ] {
        let mut story = Story::on("2020-07-03");
        let yidu = story.county("yd", "宜都市");
        let project = story.building(yidu, 80_000, "2019-03-01");
        story.plan(project, 10_000);
        story.invest(project, "2020-06", invested);
        assert_eq!(story.lights(project).progress.colour, colour, "{invested}");
    }
}

#[test]
fn l92_by_share_of_the_sequence() {
    for (invested, colour) in [
        (14_000, Colour::Green),
        (13_999, Colour::Yellow),
        (10_500, Colour::Yellow),
        (10_499, Colour::Red),
    ] {
        let (mut story, project) = in_august(invested);
        let preset = choice(LightPreset::ShareOfSequence);
        story.decide_on(vec![(Settings::LIGHT_PRESET, preset)]);
        assert_eq!(story.lights(project).progress.colour, colour, "{invested}");
    }
}

#[test]
fn l92_by_days_late() {
    let (mut story, project) = in_august(8_000);
    let preset = choice(LightPreset::DaysLate);
    story.decide_on(vec![(Settings::LIGHT_PRESET, preset)]);
    let progress = |story: &Story| story.lights(project).progress;
    assert_eq!(progress(&story).finding, Finding::NoPlan);
    for (planned, colour) in [
        ("2020-08-03", Colour::Green),
        ("2020-08-02", Colour::Yellow),
        ("2020-07-04", Colour::Yellow),
        ("2020-07-03", Colour::Red),
    ] {
        story.write(project, Project::PLANNED_COMPLETION, date(planned));
        assert_eq!(progress(&story).colour, colour, "{planned}");
    }
}

#[test]
fn l92_without_a_plan_there_is_no_light() {
    let mut story = Story::on("2020-08-03");
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 80_000, "2019-03-01");
    assert_eq!(story.lights(project).progress.finding, Finding::NoPlan);
    assert_eq!(story.lights(project).progress.colour, Colour::Grey);
}

#[test]
fn l93_a_start_turns_yellow_after_its_month_and_red_in_the_third() {
    let (mut story, project) = planned("2020-05-10", "2020-05-09");
    for (today, colour) in [
        ("2020-05-10", Colour::Green),
        ("2020-05-31", Colour::Green),
        ("2020-06-01", Colour::Yellow),
        ("2020-07-31", Colour::Yellow),
        ("2020-08-01", Colour::Red),
    ] {
        assert_eq!(start_on(&mut story, project, today), colour, "{today}");
    }
    let why = story.lights(project).start.light().why.zh;
    assert_eq!(why, "计划2020年5月10日开工,已逾期 83 天未开工");
}

#[test]
fn l93_completion_and_production_are_judged_alike() {
    let mut story = Story::on("2020-08-20");
    let yidu = story.county("yd", "宜都市");
    let project = story.building(yidu, 20_000, "2019-03-01");
    story.write(project, Project::PLANNED_COMPLETION, date("2020-05-31"));
    story.write(project, Project::PLANNED_PRODUCTION, date("2020-07-31"));
    let lights = story.lights(project);
    assert_eq!(lights.start.colour, Colour::Grey, "no start was planned");
    assert_eq!(lights.completion.colour, Colour::Red);
    assert_eq!(lights.production.colour, Colour::Yellow);
    assert_eq!(lights.worst(), lights.completion);
    story.complete(project, "2020-08-19").unwrap();
    let lights = story.lights(project);
    assert_eq!(lights.completion.light().word.zh, "晚 80 天");
    assert_eq!(lights.colour(), Colour::Yellow);
}

#[test]
fn l93_a_hard_deadline_is_red_the_day_after() {
    let (mut story, project) = planned("2020-09-30", "2020-06-12");
    enlist(&mut story, project, ListKind::HardStart2019);
    assert_eq!(start_on(&mut story, project, "2020-06-30"), Colour::Green);
    assert_eq!(start_on(&mut story, project, "2020-07-01"), Colour::Red);
    let why = story.lights(project).start.light().why.zh;
    assert_eq!(why, "必须于2020年6月30日前开工,已逾期 1 天未开工");
    // Started in time and entered later: 补录.
    story.start(project, "2020-06-30").unwrap();
    let start = story.lights(project).start;
    assert_eq!(start.colour, Colour::Green);
    assert_eq!(start.light().why.zh, "2020年6月30日已开工,2020年7月1日补录");
}

#[test]
fn l93_a_saturday_is_not_moved_unless_the_room_says_so() {
    let (mut story, project) = planned("2020-09-30", "2020-06-12");
    enlist(&mut story, project, ListKind::HardStart2020);
    assert_eq!(start_on(&mut story, project, "2020-08-15"), Colour::Green);
    assert_eq!(start_on(&mut story, project, "2020-08-16"), Colour::Red);
    story.decide_on(vec![(Settings::MOVE_REST_DAYS, Value::Flag(true))]);
    assert_eq!(start_on(&mut story, project, "2020-08-17"), Colour::Green);
    assert_eq!(start_on(&mut story, project, "2020-08-18"), Colour::Red);
}

#[test]
fn l93_the_office_grants_another_deadline_or_takes_off_the_list() {
    let (mut story, project) = planned("2020-09-30", "2020-06-12");
    let entry = enlist(&mut story, project, ListKind::HardStart2020);
    let set = |story: &mut Story, fields: &[(crate::schema::FieldNo, Value)]| {
        for (field, value) in fields {
            let value = value.clone();
            story
                .set::<ListMembership>(&office(), entry, *field, value)
                .unwrap();
        }
    };
    let reason = (ListMembership::DEADLINE_REASON, text("资金下达晚"));
    set(
        &mut story,
        &[reason, (ListMembership::OWN_DEADLINE, date("2020-08-31"))],
    );
    assert_eq!(start_on(&mut story, project, "2020-08-31"), Colour::Green);
    assert_eq!(start_on(&mut story, project, "2020-09-01"), Colour::Red);
    let reason = (ListMembership::LEFT_BECAUSE, text("资金已收回"));
    set(
        &mut story,
        &[reason, (ListMembership::TO, date("2020-09-01"))],
    );
    assert_eq!(start_on(&mut story, project, "2020-09-01"), Colour::Green);
}

#[test]
fn l93_an_approved_reason_is_yellow_at_most() {
    let (mut story, project) = planned("2020-05-10", "2020-08-20");
    enlist(&mut story, project, ListKind::HardStart2020);
    assert_eq!(story.lights(project).colour(), Colour::Red);
    excuse(&mut story, project, "2020-08-31");
    let start = story.lights(project).start;
    assert_eq!(
        (start.colour, start.mark),
        (Colour::Yellow, Some(Mark::Excused))
    );
    assert!(start.light().word.zh.contains("有正当理由"));
    assert_eq!(start_on(&mut story, project, "2020-08-31"), Colour::Yellow);
    assert_eq!(start_on(&mut story, project, "2020-09-01"), Colour::Red);
    assert_eq!(story.lights(project).start.mark, None);
}

#[test]
fn l93_a_room_can_keep_excused_lights_red() {
    let (mut story, project) = planned("2020-05-10", "2020-08-20");
    story.decide_on(vec![(Settings::EXCUSE_YELLOW, Value::Flag(false))]);
    excuse(&mut story, project, "2020-08-31");
    let start = story.lights(project).start;
    assert_eq!(
        (start.colour, start.mark),
        (Colour::Red, Some(Mark::Excused))
    );
}

#[test]
fn l93_paused_and_ended_projects_are_grey() {
    let (mut story, project) = planned("2020-05-10", "2020-08-20");
    let stop = |story: &mut Story, action| {
        let given = vec![(Project::REASON, text("业主变更"))];
        story
            .act::<Project>(&office(), project, action, given)
            .unwrap();
        story.lights(project)
    };
    let lights = stop(&mut story, Project::PAUSE);
    assert_eq!(lights.colour(), Colour::Grey);
    assert_eq!(lights.worst().finding, Finding::Paused);
    let lights = stop(&mut story, Project::END);
    assert_eq!(lights.worst().finding, Finding::Ended);
}

#[test]
fn l92_a_made_good_light_recovers_at_once_or_when_the_month_ends() {
    let recover = |recovery| {
        let (mut story, project) = planned("2020-05-10", "2020-08-20");
        story.decide_on(vec![(Settings::RECOVERY, choice(recovery))]);
        story.start(project, "2020-08-18").unwrap();
        ["2020-08-20", "2020-08-31", "2020-09-01"].map(|today| start_on(&mut story, project, today))
    };
    let [green, yellow] = [Colour::Green, Colour::Yellow];
    assert_eq!(recover(Recovery::AtOnce), [green; 3]);
    assert_eq!(recover(Recovery::NextMonth), [yellow, yellow, green]);
}

#[test]
fn l92_progress_made_good_is_watched_for_a_month() {
    // Red at the end of June (4,000 of 30,000), green at the end of July.
    let (mut story, project) = in_august(15_000);
    assert_eq!(story.lights(project).progress.colour, Colour::Green);
    let recovery = choice(Recovery::NextMonth);
    story.decide_on(vec![(Settings::RECOVERY, recovery)]);
    let progress = story.lights(project).progress;
    assert_eq!(progress.colour, Colour::Yellow);
    assert_eq!(progress.mark, Some(Mark::Recovering));
    story.go_to("2020-09-02");
    story.invest(project, "2020-08", 4_000);
    assert_eq!(story.lights(project).progress.colour, Colour::Green);
}

#[test]
fn l93_the_light_of_a_project_is_its_worst() {
    let (mut story, project) = in_august(8_000);
    story.write(project, Project::PLANNED_COMPLETION, date("2020-07-31"));
    let lights = story.lights(project);
    assert_eq!(lights.completion.colour, Colour::Yellow);
    assert_eq!(lights.worst(), lights.progress);
    assert_eq!(lights.colour(), Colour::Red);
    let given = vec![(ProjectMonth::INVESTED, wan(12_000))];
    story.go_to("2020-08-31");
    story.report(project, "2020-08", given).unwrap();
    assert_eq!(
        story.lights(project).colour(),
        Colour::Red,
        "a draft counts for nothing"
    );
}
