//! Monthly reports.

use shared::model::{
    MonthlyReport, Problem, ProblemSource, ReportEntry, ReportState, ReportedStatus,
};
use shared::schema::{Choices as _, Month};

use super::{NONE, permille, room, unseen};

#[test]
fn every_unit_reports_each_month_in_every_state_and_with_all_parts() {
    let room = room(50);
    assert_eq!(unseen::<MonthlyReport>(&room, MonthlyReport::STATE), NONE);
    assert_eq!(unseen::<ReportEntry>(&room, ReportEntry::PART), NONE);
    let status = unseen::<ReportEntry>(&room, ReportEntry::STATUS);
    assert_eq!(status, [ReportedStatus::NotStarted.key()]);
    let of = |month| {
        let reports = room.all::<MonthlyReport>();
        let reports = reports.filter_map(|record| record.view::<MonthlyReport>());
        reports
            .filter(move |report| report.month() == Month::new(2020, month))
            .collect::<Vec<_>>()
    };
    for month in 6..=9 {
        let reports = of(month);
        assert_eq!(reports.len(), 44);
        let accepted = reports
            .iter()
            .filter(|report| report.state() == Some(ReportState::Accepted));
        let share = permille(accepted.count(), 44);
        assert!((800..=1000).contains(&share), "{month}: {share}");
    }
    // Those of the month that goes on have been begun here and there.
    assert!(!of(10).is_empty() && of(10).len() < 44);
}

#[test]
fn some_reports_are_late() {
    let room = room(50);
    let reports = room.all::<MonthlyReport>();
    let late = reports.filter(|record| {
        let report = record.view::<MonthlyReport>().unwrap();
        let due = report.month().unwrap().plus(1).first_day();
        report.submitted_on().is_some_and(|on| on > due)
    });
    let share = permille(late.count(), 4 * 44);
    assert!((50..250).contains(&share), "{share}");
}

#[test]
fn what_reports_say_stands_in_the_way_becomes_a_problem() {
    let room = room(50);
    let problems = room.all::<Problem>();
    let problems = problems.filter_map(|record| record.view::<Problem>());
    let reported = problems.filter(|problem| problem.source() == Some(ProblemSource::Report));
    assert!(reported.count() > 15);
}
