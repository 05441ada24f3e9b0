//! Who is on a list (DOMAIN B29, T44, §12, 33).

use super::{Chart, day};
use crate::model::{Channel, ListKind, ListMembership};
use crate::rules::listing::membership::{is_on, on_list};
use crate::rules::story::{choice, date, liaison, office, text};
use crate::rules::{Command, RefusalCode, Verb};
use crate::schema::{Kind, RecordId, Seq};

fn archive(chart: &mut Chart, entry: RecordId) -> Result<(), crate::rules::Refusal> {
    let command = Command {
        kind: ListMembership::ID,
        id: entry,
        base: Seq(u64::MAX),
        verb: Verb::Archive,
    };
    chart.story.carry_out(&office(), &command)
}

#[test]
fn t44_a_project_leaves_a_list_only_with_a_day_and_a_reason() {
    let mut chart = Chart::on("2020-07-20");
    let yidu = chart.county("宜都市");
    let project = chart.project(yidu, 20_000);
    let entry = chart.listed(project, ListKind::WhiteList);
    let refused = chart.change(entry, ListMembership::TO, date("2020-07-20"));
    assert_eq!(
        refused.unwrap_err().field,
        Some(ListMembership::LEFT_BECAUSE)
    );
    chart
        .change(entry, ListMembership::LEFT_BECAUSE, text("贷款已结清"))
        .unwrap();
    for wrong in ["2020-06-08", "2020-07-21"] {
        let refused = chart.change(entry, ListMembership::TO, date(wrong));
        assert_eq!(
            refused.unwrap_err().field,
            Some(ListMembership::TO),
            "{wrong}"
        );
    }
    let refused = archive(&mut chart, entry).unwrap_err();
    assert_eq!(refused.field, Some(ListMembership::TO));
    chart
        .change(entry, ListMembership::TO, date("2020-07-20"))
        .unwrap();
    let left = chart.story.get::<ListMembership>(entry);
    assert_eq!(left.left_by().unwrap().by, "领导小组办公室");
    assert!(is_on(left, day("2020-07-19")));
    assert!(!is_on(left, day("2020-07-20")));
    archive(&mut chart, entry).unwrap();
}

#[test]
fn t44_who_listed_a_project_by_mistake_takes_it_back() {
    let mut chart = Chart::on("2020-07-20");
    let yidu = chart.county("宜都市");
    let project = chart.project(yidu, 20_000);
    let entry = chart.listed(project, ListKind::WhiteList);
    let by = chart.story.get::<ListMembership>(entry).by();
    assert_eq!(by.unwrap().account, office().id);
    archive(&mut chart, entry).unwrap();
    let state = &chart.story.state;
    let listed = on_list(state, ListKind::WhiteList, day("2020-07-20"));
    assert_eq!(listed.count(), 0);
}

#[test]
fn l33_a_project_is_on_one_list_of_the_hundred_days() {
    let mut chart = Chart::on("2020-06-12");
    let yidu = chart.county("宜都市");
    let project = chart.prepared(yidu, 20_000);
    let first = chart.listed(project, ListKind::HardStart2019);
    let refused = chart.enlist(project, ListKind::HardStart2020, vec![]);
    assert_eq!(refused.unwrap_err().field, Some(ListMembership::LIST));
    chart.listed(project, ListKind::NationalLibrary);
    chart
        .change(
            first,
            ListMembership::LEFT_BECAUSE,
            text("资金为2020年下达"),
        )
        .unwrap();
    chart
        .change(first, ListMembership::TO, date("2020-06-12"))
        .unwrap();
    chart.listed(project, ListKind::HardStart2020);
}

#[test]
fn l33_money_of_2020_belongs_to_task_24() {
    let mut chart = Chart::on("2020-08-12");
    let yidu = chart.county("宜都市");
    let project = chart.prepared(yidu, 20_000);
    let granted = |on| vec![(ListMembership::GRANTED_ON, date(on))];
    let refused = chart.enlist(project, ListKind::HardStart2019, granted("2020-03-01"));
    assert_eq!(refused.unwrap_err().field, Some(ListMembership::GRANTED_ON));
    let refused = chart.enlist(project, ListKind::HardStart2020, granted("2019-11-01"));
    assert_eq!(refused.unwrap_err().field, Some(ListMembership::GRANTED_ON));
    let loan = vec![(ListMembership::CHANNEL, choice(Channel::BankLoan))];
    let refused = chart.enlist(project, ListKind::HardStart2020, loan);
    assert_eq!(refused.unwrap_err().field, Some(ListMembership::CHANNEL));
    chart
        .enlist(project, ListKind::HardStart2020, granted("2020-08-10"))
        .unwrap();
}

#[test]
fn l33_what_had_started_by_the_notice_is_not_on_the_list_of_2019() {
    let mut chart = Chart::on("2020-06-12");
    let yidu = chart.county("宜都市");
    let early = chart.building(yidu, 20_000, "2020-06-07");
    let refused = chart.enlist(early, ListKind::HardStart2019, vec![]);
    assert_eq!(refused.unwrap_err().field, Some(ListMembership::PROJECT));
    let later = chart.building(yidu, 20_000, "2020-06-08");
    chart.listed(later, ListKind::HardStart2019);
}

#[test]
fn t24_another_deadline_needs_the_office_and_a_reason() {
    let mut chart = Chart::on("2020-08-12");
    let yidu = chart.county("宜都市");
    let project = chart.prepared(yidu, 20_000);
    let entry = chart.listed(project, ListKind::HardStart2020);
    let later = date("2020-09-15");
    let refused = chart.change(entry, ListMembership::OWN_DEADLINE, later.clone());
    assert_eq!(
        refused.unwrap_err().field,
        Some(ListMembership::DEADLINE_REASON)
    );
    let refused = chart.story.set::<ListMembership>(
        &liaison(yidu),
        entry,
        ListMembership::DEADLINE_REASON,
        text("资金下达晚"),
    );
    assert_eq!(refused.unwrap_err().code, RefusalCode::Forbidden);
    chart
        .change(entry, ListMembership::DEADLINE_REASON, text("资金下达晚"))
        .unwrap();
    chart
        .change(entry, ListMembership::OWN_DEADLINE, later.clone())
        .unwrap();
    let other = chart.listed(project, ListKind::WhiteList);
    chart
        .change(other, ListMembership::DEADLINE_REASON, text("资金下达晚"))
        .unwrap();
    let refused = chart.change(other, ListMembership::OWN_DEADLINE, later);
    assert_eq!(
        refused.unwrap_err().field,
        Some(ListMembership::OWN_DEADLINE)
    );
}
