//! The board of all projects (DOMAIN §7.2, 9).

use proptest::prelude::*;

use super::{evidence, month};
use crate::model::{
    Channel, Funding, ListKind, ListMembership, Project, ProjectLevel, ProjectMonth, Sector,
    Settings, Stage, Tier,
};
use crate::rules::light::Colour;
use crate::rules::project::ProjectBoard;
use crate::rules::story::{Story, choice, date, office, text, wan};
use crate::schema::{Kind, Record, RecordId, Seq, Slot, Value};

fn board(story: &Story) -> ProjectBoard {
    ProjectBoard::new(&story.state, &story.basis())
}

/// A room in August with three projects under construction.
fn room() -> (Story, [RecordId; 3]) {
    let mut story = Story::on("2020-08-03");
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    let projects = [(yidu, 120_000), (yidu, 50_000), (zhijiang, 9_000)]
        .map(|(county, total)| story.building(county, total, "2019-03-01"));
    for project in projects {
        story.plan(project, 3_000);
        story.invest(project, "2020-06", 1_000);
    }
    story.write(projects[0], Project::SECTOR, choice(Sector::Infrastructure));
    (story, projects)
}

#[test]
fn i9_b29_a_project_counts_once_on_any_number_of_lists() {
    let (mut story, projects) = room();
    let before = board(&story).totals().clone();
    let lists = [
        ListKind::HardStart2020,
        ListKind::NationalLibrary,
        ListKind::Continuation,
    ];
    for list in lists {
        story.make::<ListMembership>(vec![
            (ListMembership::PROJECT, Value::Ref(projects[0])),
            (ListMembership::LIST, choice(list)),
            (ListMembership::FROM, date("2020-06-08")),
        ]);
    }
    let both = super::choices([ProjectLevel::Provincial, ProjectLevel::City]);
    story.write(projects[0], Project::LEVELS, both);
    let after = board(&story);
    assert_eq!(after.totals(), &before);
    assert_eq!(after.totals().all.count, 3);
    assert_eq!(after.totals().all.total, 1_790_000_000);
}

#[test]
fn b29_sums_by_county_sector_stage_tier_and_light() {
    let (story, projects) = room();
    let board = board(&story);
    let totals = board.totals();
    let yidu = story.get::<Project>(projects[0]).county();
    let of_yidu = totals.by_county[&yidu];
    assert_eq!((of_yidu.count, of_yidu.plan), (2, 60_000_000));
    assert_eq!(of_yidu.rate().percent_or_none(), "33.3%");
    assert_eq!(totals.by_sector[&Some(Sector::Infrastructure)].count, 1);
    assert_eq!(totals.by_sector[&None].count, 2);
    assert_eq!(totals.by_stage[&Stage::Building].count, 3);
    for tier in [Tier::A, Tier::B, Tier::C] {
        assert_eq!(totals.by_tier[&tier].count, 1);
    }
    // 58.3 − 33.3 points.
    assert_eq!(totals.by_light[&Colour::Yellow].count, 3);
    assert!(!totals.by_light.contains_key(&Colour::Red));
}

#[test]
fn b29_what_is_ended_is_kept_but_not_summed() {
    let (mut story, projects) = room();
    let mut board = board(&story);
    let given = vec![(Project::REASON, text("业主破产"))];
    story
        .act::<Project>(&office(), projects[1], Project::END, given)
        .unwrap();
    board.refresh(&story.state, &story.basis(), &[projects[1]]);
    assert_eq!(board.totals().all.count, 2);
    assert_eq!(board.entries().count(), 3);
    assert_eq!(
        board.get(projects[1]).unwrap().lights.colour(),
        Colour::Grey
    );
}

#[test]
fn b29_a_board_follows_the_day_and_the_settings() {
    let (mut story, projects) = room();
    let mut board = board(&story);
    story.go_to("2020-12-31");
    board.refresh(&story.state, &story.basis(), &[]);
    let colour = |board: &ProjectBoard| board.get(projects[0]).unwrap().lights.colour();
    assert_eq!(colour(&board), Colour::Red);
    let settings = story.decide_on(vec![(Settings::RED_POINTS, Value::Int(70))]);
    board.refresh(&story.state, &story.basis(), &[settings]);
    assert_eq!(colour(&board), Colour::Yellow);
}

#[test]
fn b29_a_record_that_is_gone_is_gone_from_the_sums() {
    let (mut story, projects) = room();
    let mut board = board(&story);
    let before = board.clone();
    // As when the server refuses what this device had shown already.
    let id = RecordId(uuid::Uuid::from_u128(99));
    let mut july = Record::new(id, ProjectMonth::ID, Seq(900));
    for (field, value) in [
        (ProjectMonth::PROJECT, Value::Ref(projects[0])),
        (ProjectMonth::MONTH, month("2020-07")),
        (ProjectMonth::INVESTED, wan(500)),
        (
            ProjectMonth::STATE,
            choice(crate::model::FigureState::Submitted),
        ),
    ] {
        let value = Some(value);
        july.put(
            field,
            Slot {
                value,
                seq: Seq(900),
            },
        );
    }
    let values = july
        .values()
        .map(|(no, value)| (no, value.clone()))
        .collect();
    let effect = crate::state::Effect {
        kind: ProjectMonth::ID,
        id,
        change: crate::state::Change::Create(values),
    };
    let undo = story.state.apply(Seq(900), &[effect]);
    board.refresh(&story.state, &story.basis(), &[id]);
    assert_ne!(board, before);
    story.state.undo(undo);
    board.refresh(&story.state, &story.basis(), &[id]);
    assert_eq!(board, before);
}

/// Something that happens to one of the projects; gives back what it touched.
fn happen(story: &mut Story, project: RecordId, what: u8, amount: i64) -> Option<RecordId> {
    let office = office();
    match what {
        0 => story
            .set::<Project>(
                &office,
                project,
                Project::TOTAL_INVESTMENT,
                wan(amount + 9_000),
            )
            .map(|()| project),
        1 => {
            let completed_on = (Project::COMPLETED_ON, date("2020-08-01"));
            let given = vec![completed_on, evidence()];
            story
                .act::<Project>(&office, project, Project::COMPLETE, given)
                .map(|()| project)
        }
        2 => story.report(
            project,
            "2020-07",
            vec![(ProjectMonth::INVESTED, wan(amount))],
        ),
        3 => {
            let july = story
                .state
                .referring::<ProjectMonth>(project, ProjectMonth::PROJECT)
                .map(|record| record.id)
                .max();
            let july = july?;
            story
                .act::<ProjectMonth>(&office, july, ProjectMonth::SUBMIT, vec![])
                .map(|()| july)
        }
        4 => story.create::<Funding>(
            &office,
            vec![
                (Funding::PROJECT, Value::Ref(project)),
                (Funding::CHANNEL, choice(Channel::Company)),
                (Funding::PLANNED, wan(amount)),
            ],
        ),
        5 => {
            let given = vec![(Project::REASON, text("业主变更"))];
            story
                .act::<Project>(&office, project, Project::PAUSE, given)
                .map(|()| project)
        }
        6 => story
            .set::<Project>(&office, project, Project::SECTOR, choice(Sector::Services))
            .map(|()| project),
        _ => story.create::<ListMembership>(
            &office,
            vec![
                (ListMembership::PROJECT, Value::Ref(project)),
                (ListMembership::LIST, choice(ListKind::HardStart2019)),
                (ListMembership::FROM, date("2020-06-08")),
            ],
        ),
    }
    .ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn b29_a_refreshed_board_is_the_board_made_anew(
        events in prop::collection::vec((0..3_usize, 0..8_u8, 0..3_000_i64), 1..12),
    ) {
        let (mut story, projects) = room();
        let mut kept = board(&story);
        for (at, what, amount) in events {
            let touched: Vec<_> = happen(&mut story, projects[at], what, amount)
                .into_iter()
                .collect();
            kept.refresh(&story.state, &story.basis(), &touched);
            prop_assert_eq!(&kept, &board(&story));
        }
    }
}
