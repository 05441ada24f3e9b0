//! The weekly dispatch, of the city and of the places.

use crate::model::{
    DispatchEntry, GroupRole, LocalDispatch, Meeting, MeetingKind, Project, ProjectLevel, Tier,
};
use crate::rules::conference::coverage::{Dispatched, of_week};
use crate::rules::conference::local::{self, Cell};
use crate::rules::light::Colour;
use crate::rules::story::{Story, date, day, leader, liaison, office, refs, supervisor, text, wan};
use crate::rules::{Refusal, RefusalCode};
use crate::schema::{Kind, Month, Period, RecordId, Value, Week};

fn week(text: &str) -> Week {
    Week::parse(text).unwrap()
}

impl Story {
    fn enter(&mut self, meeting: RecordId, project: RecordId) {
        self.make::<DispatchEntry>(vec![
            (DispatchEntry::MEETING, Value::Ref(meeting)),
            (DispatchEntry::PROJECT, Value::Ref(project)),
            (DispatchEntry::SITUATION, text("主体施工至三层")),
        ]);
    }
}

#[test]
fn b10_a_revision_on_wednesday_counts_from_the_next_week() {
    let mut story = Story::on("2020-06-15");
    let county = story.county("420581", "宜都市");
    let project = story.project(county, "示例项目", 98_000);
    story.go_to("2020-06-17");
    story
        .set::<Project>(&office(), project, Project::TOTAL_INVESTMENT, wan(102_000))
        .unwrap();
    let due = |text| of_week(&story.state, week(text)).due[0].tier;
    assert_eq!(due("2020-W25"), Tier::B, "06-15 to 06-21 unaffected");
    assert_eq!(due("2020-W26"), Tier::A);
}

#[test]
fn b10_nine_of_twelve_are_dispatched_and_three_listed() {
    let mut story = Story::on("2020-06-15");
    let county = story.county("420581", "宜都市");
    let projects: Vec<_> = (0..12)
        .map(|no| story.project(county, &format!("十亿项目{no}"), 100_000 + no))
        .collect();
    let small = story.project(county, "一般项目", 30_000);
    let deputy = story.post("常务副市长", GroupRole::Deputy);
    let bureau_head = story.post("市发改委主任", GroupRole::OfficeDirector);
    let monday = story.dispatch("2020-06-15", deputy, false);
    for project in &projects[..9] {
        story.enter(monday, *project);
    }
    // Not a leader, and nobody asked him to stand in; and last week's does not count.
    let wednesday = story.dispatch("2020-06-17", bureau_head, false);
    story.enter(wednesday, projects[9]);
    let last_week = story.dispatch("2020-06-12", deputy, false);
    story.enter(last_week, projects[10]);
    // One that has not begun does not count either.
    let given = vec![(Meeting::CHAIR, Value::Ref(deputy))];
    let friday = story.meeting(MeetingKind::WeeklyDispatch, "2020-06-19", given);
    story.enter(friday, projects[11]);

    let coverage = of_week(&story.state, week("2020-W25"));
    assert_eq!(coverage.ratio(Tier::A).to_string(), "9/12 = 75.0%");
    let mut missing: Vec<_> = coverage.missing(Tier::A).collect();
    missing.sort_unstable();
    let mut expected = projects[9..].to_vec();
    expected.sort_unstable();
    assert_eq!(missing, expected);
    assert_eq!(coverage.missing(Tier::B).collect::<Vec<_>>(), [small]);
    assert_eq!(coverage.total().to_string(), "9/13 = 69.2%");
    story.begin(friday);
    let coverage = of_week(&story.state, week("2020-W25"));
    assert_eq!(coverage.ratio(Tier::A).numerator, 10);
}

#[test]
fn b11_the_leader_in_charge_dispatches_the_own_projects_below_ten_yi() {
    let mut story = Story::on("2020-06-15");
    let county = story.county("420581", "宜都市");
    let water = story.post("分管水利副市长", GroupRole::Member);
    let traffic = story.post("分管交通副市长", GroupRole::Member);
    let mayor = story.post("市长", GroupRole::Leader);
    let projects = ["甲", "乙", "丙", "丁"].map(|name| {
        let project = story.project(county, name, 30_000);
        story
            .set::<Project>(&office(), project, Project::LEADER, Value::Ref(water))
            .unwrap();
        project
    });
    for (project, chair, is_delegated) in [
        (projects[0], water, false),
        (projects[1], traffic, false),
        (projects[2], traffic, true),
        (projects[3], mayor, false),
    ] {
        let meeting = story.dispatch("2020-06-16", chair, is_delegated);
        story.enter(meeting, project);
    }
    let coverage = of_week(&story.state, week("2020-W25"));
    let of = |id| {
        let due = coverage.due.iter().find(|due| due.project == id).unwrap();
        due.dispatched
    };
    assert_eq!(of(projects[0]), Some(Dispatched::Properly));
    assert_eq!(of(projects[1]), None, "another leader's field");
    assert_eq!(of(projects[2]), Some(Dispatched::ByDelegation));
    assert_eq!(
        of(projects[3]),
        Some(Dispatched::Properly),
        "higher covers lower"
    );
    assert_eq!(coverage.ratio(Tier::B).to_string(), "3/4 = 75.0%");
    assert_eq!(coverage.by_delegation(Tier::B), 1);
}

#[test]
fn d12_4_a_delegated_chair_counts_for_tier_a_and_is_shown_apart() {
    let mut story = Story::on("2020-06-15");
    let county = story.county("420581", "宜都市");
    let project = story.project(county, "十亿项目", 100_000);
    let in_charge = story.post("分管副市长", GroupRole::Member);
    story
        .set::<Project>(&office(), project, Project::LEADER, Value::Ref(in_charge))
        .unwrap();
    let plain = story.dispatch("2020-06-15", in_charge, false);
    story.enter(plain, project);
    let coverage = |story: &Story| of_week(&story.state, week("2020-W25"));
    assert_eq!(coverage(&story).ratio(Tier::A).to_string(), "0/1 = 0.0%");
    let delegated = story.dispatch("2020-06-17", in_charge, true);
    story.enter(delegated, project);
    assert_eq!(coverage(&story).ratio(Tier::A).to_string(), "1/1 = 100.0%");
    assert_eq!(coverage(&story).by_delegation(Tier::A), 1);
}

#[test]
fn l97_only_active_major_projects_are_due() {
    let mut story = Story::on("2020-06-15");
    let county = story.county("420581", "宜都市");
    let paused = story.project(county, "暂停项目", 200_000);
    let reason = vec![(Project::REASON, text("投资方调整"))];
    story
        .act::<Project>(&office(), paused, Project::PAUSE, reason)
        .unwrap();
    story.project(county, "小项目", 5_000);
    let key = story.project(county, "小而重点", 5_000);
    let levels = Value::Choices([ProjectLevel::ALL[0].number()].into_iter().collect());
    story
        .set::<Project>(&office(), key, Project::LEVELS, levels)
        .unwrap();
    let coverage = of_week(&story.state, week("2020-W25"));
    let due: Vec<_> = coverage
        .due
        .iter()
        .map(|due| (due.project, due.tier))
        .collect();
    assert_eq!(due, [(key, Tier::C)]);
    assert_eq!(coverage.ratio(Tier::A).to_string(), "0/0 = –");
}

fn local(story: &mut Story, unit: RecordId, week: &str, on: &str) -> Result<RecordId, Refusal> {
    story.create::<LocalDispatch>(
        &liaison(unit),
        vec![
            (LocalDispatch::UNIT, Value::Ref(unit)),
            (
                LocalDispatch::WEEK,
                Value::Period(Period::parse(week).unwrap()),
            ),
            (LocalDispatch::ON, date(on)),
            (LocalDispatch::CHAIR, text("县长")),
            (LocalDispatch::RESULT, text("研究 3 个项目用地问题")),
        ],
    )
}

#[test]
fn b12_a_place_that_missed_a_week_is_red_after_sunday_and_three_of_four_in_the_month() {
    let mut story = Story::on("2020-06-30");
    let places: Vec<_> = (0..14)
        .map(|no| story.county(&format!("4205{no:02}"), &format!("县{no}")))
        .collect();
    let dianjun = places[2];
    for place in &places {
        for (week, on) in [
            ("2020-W23", "2020-06-02"),
            ("2020-W24", "2020-06-09"),
            ("2020-W25", "2020-06-16"),
            ("2020-W26", "2020-06-23"),
        ] {
            if *place != dianjun || week != "2020-W25" {
                local(&mut story, *place, week, on).unwrap();
            }
        }
    }
    let cell = |on| local::cell(&story.state, dianjun, week("2020-W25"), day(on));
    assert_eq!(cell("2020-06-21"), Cell::Open, "until Sunday 24:00");
    assert_eq!(cell("2020-06-22"), Cell::Missing);
    assert_eq!(cell("2020-06-22").colour(), Colour::Red);
    let june = Month::parse("2020-06").unwrap();
    let in_month = |place| local::in_month(&story.state, place, june, day("2020-07-01"));
    let shown = in_month(dianjun);
    assert_eq!((shown.numerator, shown.denominator), (3, 4), "周调度 3/4");
    assert_eq!(in_month(places[0]).to_string(), "4/4 = 100.0%");
    let matrix = local::matrix(&story.state, june, day("2020-07-01"));
    assert_eq!(matrix.len(), 14);
    let missing = matrix.iter().flat_map(|(_, cells)| cells);
    assert_eq!(missing.filter(|cell| **cell == Cell::Missing).count(), 1);
}

#[test]
fn b12_a_local_dispatch_is_of_its_week_its_place_and_known_by_both() {
    let mut story = Story::on("2020-06-19");
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    let refused = |refusal: Result<RecordId, Refusal>| refusal.unwrap_err().field;
    let month = local(&mut story, yidu, "2020-06", "2020-06-16");
    assert_eq!(refused(month), Some(LocalDispatch::WEEK));
    let outside = local(&mut story, yidu, "2020-W25", "2020-06-14");
    assert_eq!(refused(outside), Some(LocalDispatch::ON));
    let ahead = local(&mut story, yidu, "2020-W25", "2020-06-21");
    assert_eq!(refused(ahead), Some(LocalDispatch::ON));
    let id = local(&mut story, yidu, "2020-W25", "2020-06-16").unwrap();
    let twice = local(&mut story, yidu, "2020-W25", "2020-06-17").unwrap_err();
    assert_eq!(twice.code, RefusalCode::Exists, "two desks, one record");
    let other = story.project(zhijiang, "邻县项目", 12_000);
    let put =
        story.set::<LocalDispatch>(&liaison(yidu), id, LocalDispatch::PROJECTS, refs([other]));
    assert_eq!(put.unwrap_err().field, Some(LocalDispatch::PROJECTS));
    let foreign =
        story.set::<LocalDispatch>(&liaison(zhijiang), id, LocalDispatch::CHAIR, text("我"));
    assert_eq!(foreign.unwrap_err().code, RefusalCode::Forbidden);
}

#[test]
fn i13_the_supervision_office_enters_no_dispatch() {
    let mut story = Story::on("2020-06-15");
    let county = story.county("420581", "宜都市");
    let project = story.project(county, "十亿项目", 100_000);
    let mayor = story.post("市长", GroupRole::Leader);
    let meeting = story.dispatch("2020-06-15", mayor, false);
    let fields = vec![
        (DispatchEntry::MEETING, Value::Ref(meeting)),
        (DispatchEntry::PROJECT, Value::Ref(project)),
        (DispatchEntry::SITUATION, text("主体施工至三层")),
    ];
    let refused = story.create::<DispatchEntry>(&supervisor(), fields.clone());
    assert_eq!(refused.unwrap_err().code, RefusalCode::Forbidden);
    let id = story.create::<DispatchEntry>(&leader(), fields).unwrap();
    assert_eq!(story.state.get(id).unwrap().kind, DispatchEntry::ID);
}
