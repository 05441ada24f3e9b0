//! What units report: the tasks broken down, the monthly reports, and the lock of a month
//! (DOMAIN B06, B08, B17).

mod month;
mod monthly;
mod sub_task;

pub use month::{MonthLock, MonthState};
pub use monthly::{MonthlyReport, ReportEntry, ReportPart, ReportState, ReportedStatus};
pub use sub_task::{SubTask, SubTaskState};

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[
    SubTask::SPEC,
    MonthlyReport::SPEC,
    ReportEntry::SPEC,
    MonthLock::SPEC,
];
