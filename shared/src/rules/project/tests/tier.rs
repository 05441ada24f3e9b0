//! Tiers and revisions of the total (DOMAIN B10, B11, B33).

use crate::model::{Project, Tier, TotalRevision};
use crate::rules::project::tier::{tier_in_week, total_before};
use crate::rules::story::{Story, liaison, office, wan};
use crate::rules::{Command, Context, Edit, OwnChanges, Verb, decide};
use crate::schema::{CommandNumber, Kind, RecordId, Seq, Timestamp, Value, Week};
use crate::state::{Change, Effect};

fn in_week(story: &Story, project: RecordId, week: &str) -> Tier {
    let week = Week::parse(week).unwrap();
    tier_in_week(&story.state)(story.get(project), week).unwrap()
}

fn revise(story: &mut Story, project: RecordId, total: i64) {
    story.write(project, Project::TOTAL_INVESTMENT, wan(total));
}

#[test]
fn b10_ten_yi_is_tier_a() {
    let mut story = Story::on("2020-06-15");
    let yidu = story.county("yd", "宜都市");
    let of = |story: &mut Story, total| {
        let project = story.project(yidu, "示例项目", total);
        story.figures(project).tier
    };
    assert_eq!(of(&mut story, 100_000), Tier::A);
    assert_eq!(of(&mut story, 99_999), Tier::B);
}

#[test]
fn l911_tiers_end_at_one_yuan_below() {
    let story = Story::on("2020-06-15");
    let limits = story.rules().tiers;
    for (total, expected) in [
        (1_000_000_000, Tier::A),
        (999_999_999, Tier::B),
        (100_000_000, Tier::B),
        (99_999_999, Tier::C),
        (0, Tier::C),
    ] {
        assert_eq!(limits.tier(total), expected, "{total}");
    }
}

#[test]
fn l911_the_room_sets_the_limits() {
    let mut story = Story::on("2020-06-15");
    let tier_a = (crate::model::Settings::TIER_A, wan(50_000));
    story.decide_on(vec![tier_a]);
    assert_eq!(story.rules().tiers.tier(500_000_000), Tier::A);
}

#[test]
fn b10_a_change_on_wednesday_counts_from_the_next_week() {
    let mut story = Story::on("2020-06-08");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 98_000);
    story.go_to("2020-06-17");
    revise(&mut story, project, 102_000);
    assert_eq!(story.figures(project).tier, Tier::A);
    assert_eq!(in_week(&story, project, "2020-W24"), Tier::B);
    assert_eq!(in_week(&story, project, "2020-W25"), Tier::B);
    assert_eq!(in_week(&story, project, "2020-W26"), Tier::A);
    // Back again two weeks later: the weeks between stay A.
    story.go_to("2020-06-29");
    revise(&mut story, project, 98_000);
    assert_eq!(in_week(&story, project, "2020-W25"), Tier::B);
    assert_eq!(in_week(&story, project, "2020-W26"), Tier::A);
    assert_eq!(in_week(&story, project, "2020-W27"), Tier::A);
    assert_eq!(in_week(&story, project, "2020-W28"), Tier::B);
}

#[test]
fn b10_two_changes_on_one_day_leave_what_the_day_began_with() {
    let mut story = Story::on("2020-06-17");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 98_000);
    revise(&mut story, project, 102_000);
    revise(&mut story, project, 103_000);
    assert_eq!(story.state.all::<TotalRevision>().count(), 1);
    let view = story.get::<Project>(project);
    let before = total_before(&story.state, view, story.today());
    assert_eq!(before, 980_000_000);
    assert_eq!(
        total_before(&story.state, view, story.today().plus(1)),
        1_030_000_000
    );
}

/// Remembers the effects of one command as the actor's own.
struct Own(Vec<Effect>);

impl OwnChanges for Own {
    fn is_own(&self, _: Seq) -> bool {
        true
    }

    fn effects_of(&self, _: CommandNumber) -> Option<(Seq, &[Effect])> {
        Some((Seq(100), &self.0))
    }
}

fn total_change(total: i64) -> Verb {
    let edits = vec![(Project::TOTAL_INVESTMENT, Edit::Put(wan(total)))];
    Verb::Set { edits }
}

#[test]
fn b33_a_changed_total_is_told_with_both_values() {
    let mut story = Story::on("2020-06-17");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 98_000);
    let effects = decided(&story, project, total_change(102_000), &Own(vec![]));
    let Change::Set(changes) = &effects[0].change else {
        panic!("{effects:?}");
    };
    assert_eq!(changes[0].field, Project::TOTAL_INVESTMENT);
    assert_eq!(changes[0].replaced, Some(wan(98_000)));
    assert_eq!(changes[0].value, Some(wan(102_000)));
}

#[test]
fn b33_a_revision_is_taken_back_with_its_change() {
    let mut story = Story::on("2020-06-17");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 98_000);
    let effects = decided(&story, project, total_change(102_000), &Own(vec![]));
    assert_eq!(effects.len(), 2);
    story.state.apply(Seq(100), &effects);
    let undo = Verb::Undo {
        number: CommandNumber(1),
    };
    let back = decided(&story, project, undo, &Own(effects));
    story.state.apply(Seq(101), &back);
    assert_eq!(story.figures(project).total, 980_000_000);
    assert_eq!(story.state.all::<TotalRevision>().count(), 0);
    // And comes again with the next change of the day.
    let again = decided(&story, project, total_change(102_000), &Own(vec![]));
    story.state.apply(Seq(102), &again);
    assert_eq!(story.state.all::<TotalRevision>().count(), 1);
    assert_eq!(in_week(&story, project, "2020-W25"), Tier::B);
}

fn decided(story: &Story, project: RecordId, verb: Verb, own: &Own) -> Vec<Effect> {
    let actor = office();
    let context = Context {
        actor: &actor,
        now: Timestamp::parse(&format!("{}T01:00:00Z", story.today())).unwrap(),
        own,
    };
    let command = Command {
        kind: Project::ID,
        id: project,
        base: Seq(u64::MAX),
        verb,
    };
    decide(&story.state, &context, &command).unwrap()
}

#[test]
fn b33_nobody_but_the_office_writes_a_revision() {
    let mut story = Story::on("2020-06-17");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 98_000);
    let given = vec![
        (TotalRevision::PROJECT, Value::Ref(project)),
        (TotalRevision::REVISED_ON, Value::Day(story.today())),
        (TotalRevision::BEFORE, wan(102_000)),
    ];
    assert!(
        story
            .create::<TotalRevision>(&liaison(yidu), given)
            .is_err()
    );
}
