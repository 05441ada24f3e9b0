//! DOMAIN T29 and the monthly group signing of T46.

use super::{month, places};
use crate::model::{Activity, ActivityKind, Briefing, Rating};
use crate::rules::attraction::activity::{
    self, BriefingVerdict, SHOWING, SIGNING, good_practices, matrix, scores,
};
use crate::rules::light::Colour;
use crate::rules::resource::tests::basis;
use crate::rules::story::{Story, choice, date, day, liaison, office, refs, text};
use crate::rules::{Refusal, RefusalCode};
use crate::schema::{RecordId, Value};

fn hold(story: &mut Story, unit: RecordId, kind: ActivityKind, on: &str) -> RecordId {
    let fields = vec![
        (Activity::TITLE, text("7月活动")),
        (Activity::UNIT, Value::Ref(unit)),
        (Activity::KIND, choice(kind)),
        (Activity::HELD_ON, date(on)),
    ];
    story.create::<Activity>(&liaison(unit), fields).unwrap()
}

fn brief(story: &mut Story, unit: RecordId, activity: RecordId) -> RecordId {
    let fields = vec![
        (Briefing::ACTIVITY, Value::Ref(activity)),
        (Briefing::TEXT, text("集中开工 6 个项目,总投资 23.5 亿元")),
    ];
    let briefing = story.create::<Briefing>(&liaison(unit), fields).unwrap();
    story
        .act::<Briefing>(&liaison(unit), briefing, Briefing::SUBMIT, vec![])
        .unwrap();
    briefing
}

#[test]
fn t29_a_month_without_an_activity_is_red_from_the_first_day_of_the_next() {
    let mut story = Story::on("2020-07-15");
    let units = places(&mut story, 2);
    hold(
        &mut story,
        units[0],
        ActivityKind::SiteMeeting,
        "2020-07-08",
    );
    hold(&mut story, units[1], ActivityKind::GroupStart, "2020-08-05");
    let colours = |story: &Story| -> Vec<Vec<Colour>> {
        let months = ["2020-07", "2020-08"].map(month);
        let rows = matrix(&story.state, &basis(story), &units, &months, SHOWING);
        let colours = |row: &activity::Row| row.cells.iter().map(|cell| cell.colour).collect();
        rows.iter().map(colours).collect()
    };
    let announced = [Colour::Green, Colour::Grey];
    assert_eq!(colours(&story), [[Colour::Blue, Colour::Grey], announced]);
    story.go_to("2020-07-31");
    assert_eq!(colours(&story)[1], [Colour::Yellow, Colour::Grey]);
    story.go_to("2020-08-01");
    assert_eq!(colours(&story)[1], [Colour::Red, Colour::Green]);
    story.go_to("2020-08-05");
    assert_eq!(colours(&story)[1], [Colour::Red, Colour::Blue]);
}

#[test]
fn t29_kinds_are_counted_and_any_one_will_do() {
    let mut story = Story::on("2020-07-31");
    let unit = places(&mut story, 1)[0];
    for kind in [
        ActivityKind::Other,
        ActivityKind::InspectionTour,
        ActivityKind::InspectionTour,
        ActivityKind::GroupSigning,
    ] {
        hold(&mut story, unit, kind, "2020-07-20");
    }
    let rows = matrix(
        &story.state,
        &basis(&story),
        &[unit],
        &[month("2020-07")],
        SHOWING,
    );
    let cell = rows[0].cells[0];
    assert_eq!(cell.by_kind, [0, 0, 0, 2, 1, 1]);
    assert_eq!(cell.held, 3, "the signing belongs to task 46");
    assert_eq!(cell.light(&basis(&story)).why.zh, "2020年7月举办 3 次");
}

#[test]
fn t46_of_14_places_12_have_signed_in_july_and_2_are_red() {
    let mut story = Story::on("2020-08-01");
    let units = places(&mut story, 14);
    for unit in &units[..12] {
        hold(&mut story, *unit, ActivityKind::GroupSigning, "2020-07-28");
    }
    // Another activity is no signing.
    hold(
        &mut story,
        units[12],
        ActivityKind::GroupStart,
        "2020-07-28",
    );
    let rows = matrix(
        &story.state,
        &basis(&story),
        &units,
        &[month("2020-07")],
        SIGNING,
    );
    let red = rows.iter().filter(|row| row.cells[0].colour == Colour::Red);
    let red: Vec<RecordId> = red.map(|row| row.unit).collect();
    assert_eq!(red, units[12..]);
}

#[test]
fn t29_the_briefing_is_due_within_3_working_days() {
    let mut story = Story::on("2020-07-08");
    let unit = places(&mut story, 1)[0];
    // A Thursday: due on the Tuesday after.
    let activity = hold(&mut story, unit, ActivityKind::GroupStart, "2020-07-09");
    let verdict = |story: &Story| {
        let activity = story.get::<Activity>(activity);
        activity::briefing(&story.state, &basis(story), activity)
    };
    assert_eq!(verdict(&story), BriefingVerdict::NotHeld);
    story.go_to("2020-07-14");
    let due = day("2020-07-14");
    assert_eq!(verdict(&story), BriefingVerdict::Open { due });
    story.go_to("2020-07-15");
    assert_eq!(verdict(&story), BriefingVerdict::Missing { due, days: 1 });
    brief(&mut story, unit, activity);
    assert_eq!(
        verdict(&story),
        BriefingVerdict::Submitted {
            on: day("2020-07-15"),
            late: 1
        }
    );
    assert_eq!(verdict(&story).light().word.zh, "迟报 1 天");
}

#[test]
fn t29_the_office_picks_good_practice_for_the_exchange_bulletin() {
    let mut story = Story::on("2020-07-15");
    let unit = places(&mut story, 1)[0];
    let activity = hold(&mut story, unit, ActivityKind::GroupStart, "2020-07-09");
    let briefing = brief(&mut story, unit, activity);
    let mut pick = |actor| {
        let yes = Value::Flag(true);
        story.set::<Briefing>(&actor, briefing, Briefing::GOOD_PRACTICE, yes)
    };
    let refused = pick(liaison(unit)).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Forbidden);
    pick(office()).unwrap();
    assert_eq!(good_practices(&story.state, month("2020-07")), [briefing]);
    assert_eq!(good_practices(&story.state, month("2020-08")), []);
}

fn rate(
    story: &mut Story,
    activity: RecordId,
    project: RecordId,
    rater: &str,
    score: i64,
) -> Result<RecordId, Refusal> {
    let fields = vec![
        (Rating::ACTIVITY, Value::Ref(activity)),
        (Rating::PROJECT, Value::Ref(project)),
        (Rating::RATER, text(rater)),
        (Rating::SCORE, Value::Int(score)),
    ];
    story.create::<Rating>(&office(), fields)
}

#[test]
fn t29_seven_raters_without_79_and_95_give_90() {
    let mut story = Story::on("2020-07-15");
    let unit = places(&mut story, 1)[0];
    let tour = hold(&mut story, unit, ActivityKind::InspectionTour, "2020-07-09");
    let (good, better) = (
        story.project(unit, "甲", 12_000),
        story.project(unit, "乙", 12_000),
    );
    for (no, score) in [88, 90, 92, 79, 95, 91, 89].into_iter().enumerate() {
        rate(&mut story, tour, good, &format!("评委{no}"), score).unwrap();
    }
    rate(&mut story, tour, better, "评委0", 91).unwrap();
    let scores = scores(&story.state, tour);
    assert_eq!(scores[0].0, better);
    let (project, score) = scores[1];
    assert_eq!((project, score.raters), (good, 7));
    assert_eq!(score.mean.decimal(1).as_deref(), Some("90.0"));
}

#[test]
fn t29_only_what_a_tour_visits_is_scored_once_by_each_and_up_to_100() {
    let mut story = Story::on("2020-07-15");
    let unit = places(&mut story, 1)[0];
    let tour = hold(&mut story, unit, ActivityKind::InspectionTour, "2020-07-09");
    let start = hold(&mut story, unit, ActivityKind::GroupStart, "2020-07-09");
    let (visited, other) = (
        story.project(unit, "甲", 12_000),
        story.project(unit, "乙", 12_000),
    );
    story
        .set::<Activity>(&office(), tour, Activity::PROJECTS, refs([visited]))
        .unwrap();
    let field = |result: Result<RecordId, Refusal>| result.unwrap_err().field;
    let refused = rate(&mut story, start, visited, "评委", 90);
    assert_eq!(field(refused), Some(Rating::ACTIVITY));
    let refused = rate(&mut story, tour, other, "评委", 90);
    assert_eq!(field(refused), Some(Rating::PROJECT));
    let refused = rate(&mut story, tour, visited, "评委", 101);
    assert_eq!(field(refused), Some(Rating::SCORE));
    rate(&mut story, tour, visited, "评委", 100).unwrap();
    let again = rate(&mut story, tour, visited, "评委", 50).unwrap_err();
    assert_eq!(again.code, RefusalCode::Exists);
}
