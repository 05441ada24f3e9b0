//! The monthly report of a unit and its entries (DOMAIN B08).

use crate::model::{Attachment, ProblemKind, Project, Task, Unit};
use crate::schema::{Date, Int, LongText, Months, Notes, Order, Pick, Ref, Refs, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far a monthly report is (DOMAIN §8).
    ReportState {
        Draft = 1 "draft" ("草稿", "Draft"),
        Submitted = 2 "submitted" ("已报", "Submitted"),
        Returned = 3 "returned" ("退回", "Returned"),
        Accepted = 4 "accepted" ("采纳", "Accepted"),
    }
}

declare_kind! {
    /// What a unit reports of one month by the 1st of the next.
    MonthlyReport = 21 "monthly_report" ("月报", "monthly report"), titled by UNIT,
        known by [UNIT, MONTH], owned by [UNIT], written by [Office, Unit] {
        UNIT unit = 1: Ref<Unit>, ("单位", "unit"), required, once;
        MONTH month = 2: Months, ("月份", "month"), required, once;
        STATE state = 3: Pick<ReportState>, ("状态", "state"), required, by_action;
        SUBMITTED_ON submitted_on = 4: Date, ("报送日期", "submitted on"), by_action;
        SUBMITTED_BY submitted_by = 5: Signed, ("报送人", "submitted by"), by_action;
        ACCEPTED_ON accepted_on = 6: Date, ("采纳日期", "accepted on"), by_action;
        ACCEPTED_BY accepted_by = 7: Signed, ("审核人", "accepted by"), by_action;
        REASON reason = 8: LongText, ("退回原因", "why returned"), by_action;
        FILES files = 9: Refs<Attachment>, ("附件", "files");
        ORDER order = 10: Order, ("排序", "order"), required;
        NOTES notes = 11: Notes, ("备注", "notes");
    }
    moved by STATE {
        SUBMIT = 1 "submit" ("报送", "Submit"):
            [ReportState::Draft, ReportState::Returned] => ReportState::Submitted,
            by [Office, Unit],
            takes [FILES], dates [SUBMITTED_ON], signs [SUBMITTED_BY], clears [REASON];
        RETURN = 2 "return" ("退回", "Return"):
            [ReportState::Submitted] => ReportState::Returned, by [Office],
            requires [REASON], clears [SUBMITTED_ON, SUBMITTED_BY];
        /// Its problems go to the list of problems.
        ACCEPT = 3 "accept" ("采纳", "Accept"):
            [ReportState::Submitted] => ReportState::Accepted, by [Office],
            dates [ACCEPTED_ON], signs [ACCEPTED_BY], other than [SUBMITTED_BY];
    }
}

declare_choice! {
    /// The four parts of a monthly report.
    ReportPart {
        /// 上月工作推进情况
        Progress = 1 "progress" ("工作推进情况", "progress"),
        /// 存在的困难和问题
        Problem = 2 "problem" ("困难和问题", "difficulties and problems"),
        /// 下一阶段工作安排
        NextStep = 3 "next_step" ("下一步安排", "next steps"),
        /// 有关意见建议
        Suggestion = 4 "suggestion" ("意见建议", "suggestions"),
    }
}

declare_choice! {
    /// How a task goes, as its unit says.
    ReportedStatus {
        NotStarted = 1 "not_started" ("未启动", "not started"),
        Normal = 2 "normal" ("正常推进", "going well"),
        Slow = 3 "slow" ("进度滞后", "behind"),
        Done = 4 "done" ("已完成", "done"),
    }
}

declare_kind! {
    /// One line of a monthly report.
    ReportEntry = 22 "report_entry" ("月报条目", "line of a report"), titled by TEXT,
        owned by [REPORT], written by [Office, Unit] {
        REPORT report = 1: Ref<MonthlyReport>, ("月报", "report"), required, once;
        PART part = 2: Pick<ReportPart>, ("部分", "part"), required, once;
        TEXT text = 3: LongText, ("内容", "text"), required;
        /// The task it is about; in part one each has a line.
        TASK task = 4: Ref<Task>, ("任务", "task");
        PROJECT project = 5: Ref<Project>, ("项目", "project");
        // Part one.
        STATUS status = 6: Pick<ReportedStatus>, ("进展", "status");
        PROGRESS progress = 7: Int, ("进度", "progress"), measured("%", "%");
        // Part two.
        KIND kind = 8: Pick<ProblemKind>, ("问题类别", "kind of problem");
        /// 希望谁解决什么
        WISH wish = 9: LongText, ("诉求", "who should solve what");
        HELPERS helpers = 10: Refs<Unit>, ("希望配合单位", "units that should help");
        // Part three.
        ON on = 11: Date, ("计划日期", "planned for");
        // Part four.
        ANSWER answer = 12: LongText, ("办公室答复", "the office's answer"), by_office;
        NO no = 13: Int, ("序号", "number");
    }
}
