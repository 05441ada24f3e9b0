//! How long approvals take (DOMAIN T51).

use super::*;
use crate::rules::preparation::service::durations;
use crate::rules::story::day;

#[test]
fn t51_eleven_construction_permits_take_4_6_of_7_working_days() {
    let mut story = Story::on("2020-07-31");
    let county = story.county("420583", "枝江市");
    // From Wednesday 1 July: 4, 5 and 8 working days.
    let ends = ["2020-07-07"; 7]
        .into_iter()
        .chain(["2020-07-08"; 3])
        .chain(["2020-07-13"]);
    for end in ends {
        let project = story.project(county, "示例项目", 10_000);
        prepare(&mut story, project, ApprovalType::Filing);
        let permit = step(&mut story, project, StepKind::ConstructionPermit, 7);
        accept(&mut story, permit, "2020-07-01").unwrap();
        finish(&mut story, permit, end).unwrap();
    }
    let project = story.project(county, "另一项目", 10_000);
    prepare(&mut story, project, ApprovalType::Filing);
    finished(
        &mut story,
        project,
        StepKind::Energy,
        ("2020-07-01", "2020-07-20"),
    );
    let open = step(&mut story, project, StepKind::ConstructionPermit, 7);
    accept(&mut story, open, "2020-07-01").unwrap();
    let july = (day("2020-07-01"), day("2020-07-31"));
    let found = durations(&story.state, &basis(&story), july);
    let permits = found[&StepKind::ConstructionPermit];
    assert_eq!(permits.cases, 11);
    assert_eq!(permits.average().decimal(1).unwrap(), "4.6");
    assert_eq!(permits.limit().decimal(1).unwrap(), "7.0");
    assert_eq!(permits.in_time, 10);
    assert_eq!(found[&StepKind::Energy].cases, 1);
    let june = (day("2020-06-01"), day("2020-06-30"));
    assert!(durations(&story.state, &basis(&story), june).is_empty());
}

#[test]
fn t51_time_in_correction_is_not_the_bureaus() {
    let mut story = Story::on("2020-07-31");
    let project = preparing(&mut story, ApprovalType::Filing);
    let permit = step(&mut story, project, StepKind::ConstructionPermit, 7);
    accept(&mut story, permit, "2020-07-01").unwrap();
    let given = vec![
        (ApprovalStep::CORRECTING_SINCE, date("2020-07-02")),
        (ApprovalStep::REASON, text("缺消防设计文件")),
    ];
    let asked = story.act::<ApprovalStep>(&office(), permit, ApprovalStep::ASK_CORRECTION, given);
    asked.unwrap();
    let given = vec![(ApprovalStep::CORRECTED_ON, date("2020-07-22"))];
    let resumed = story.act::<ApprovalStep>(&office(), permit, ApprovalStep::RESUME, given);
    resumed.unwrap();
    finish(&mut story, permit, "2020-07-24").unwrap();
    let july = (day("2020-07-01"), day("2020-07-31"));
    let permits = durations(&story.state, &basis(&story), july)[&StepKind::ConstructionPermit];
    assert_eq!((permits.used, permits.in_time), (3, 1));
}
