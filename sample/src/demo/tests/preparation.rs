//! Approvals and the marks of preparation.

use shared::model::{ApprovalStep, ApprovalType, PreWorkMark, Project};
use shared::rules::preparation::{missing_for_start, template};

use super::{NONE, room, unseen};

#[test]
fn approvals_are_in_every_state_by_the_template_of_their_project() {
    let room = room(600);
    assert_eq!(unseen::<ApprovalStep>(&room, ApprovalStep::STATE), NONE);
    let mut types = std::collections::BTreeSet::new();
    for record in room.all::<ApprovalStep>() {
        let step = record.view::<ApprovalStep>().unwrap();
        let project = room.get(step.project().unwrap()).unwrap();
        let of = project.view::<Project>().unwrap().approval_type().unwrap();
        assert!(template(of).group_of(step.kind().unwrap()).is_some());
        types.insert(of.number());
    }
    let all = [
        ApprovalType::Approval,
        ApprovalType::Sanction,
        ApprovalType::Filing,
    ];
    assert_eq!(types.len(), all.len());
}

#[test]
fn some_projects_have_all_approvals_and_some_wait_for_them() {
    let room = room(300);
    let mut missing = Vec::new();
    for record in room.all::<ApprovalStep>() {
        let project = record.view::<ApprovalStep>().unwrap().project().unwrap();
        let project = room.get(project).unwrap().view::<Project>().unwrap();
        missing.push(missing_for_start(&room, project).len());
    }
    assert!(missing.contains(&0));
    assert!(missing.iter().any(|missing| *missing > 3));
}

#[test]
fn marks_of_preparation_are_in_every_state_but_untouched() {
    let room = room(600);
    // What has not been begun has no mark.
    assert_eq!(unseen::<PreWorkMark>(&room, PreWorkMark::STATE), ["open"]);
}
