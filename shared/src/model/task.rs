//! Tasks, and which units owe what part of them.

use super::{Attachment, Item, Part, Unit};
use crate::schema::{
    Date, Flag, Int, Kind, KindSpec, LongText, Notes, Order, Pick, Ref, Refs, Schedule, Signed,
    Text,
};
use crate::{declare_choice, declare_kind};

pub(super) const KINDS: &[&KindSpec] = &[Task::SPEC, Assignment::SPEC];

declare_choice! {
    /// Where a task stands (DOMAIN §8).
    TaskState {
        /// Nothing has been done.
        NotStarted = 1 "not_started" ("未启动", "Not started"),
        /// It is being worked on.
        InProgress = 2 "in_progress" ("推进中", "In progress"),
        /// Closure has been asked for, with evidence.
        ClosureRequested = 3 "closure_requested" ("申请办结", "Closure requested"),
        /// It is done and confirmed.
        Closed = 4 "closed" ("办结", "Closed"),
        /// A leader has decided to suspend it.
        Suspended = 5 "suspended" ("暂缓", "Suspended"),
    }
}

declare_kind! {
    /// One of the numbered tasks of the notice. It belongs to the units that lead it.
    Task = 5 "task" ("任务", "task"), titled by TEXT, written by [Office, Unit] {
        /// As in the notice.
        NO no = 1: Int, ("序号", "number"), required, once;
        /// The words of the notice.
        TEXT text = 2: LongText, ("具体任务", "task"), required, once;
        /// The words of the notice.
        REQUIREMENT requirement = 3: LongText, ("工作要求", "requirement"), once;
        ITEM item = 4: Ref<Item>, ("工作事项", "work item"), required, once;
        PART part = 5: Ref<Part>, ("部分", "part"), required, once;
        DUE due = 6: Schedule, ("期限", "due"), required, by_office;
        /// What the reader should know about how the notice was read.
        REMARK remark = 7: LongText, ("说明", "explanation");
        STATE state = 8: Pick<TaskState>, ("状态", "state"), required, by_action;
        STARTED_ON started_on = 9: Date, ("启动日期", "started on"), by_action;
        REQUESTED_ON requested_on = 10: Date, ("申请办结日期", "closure requested on"), by_action;
        CLOSED_ON closed_on = 11: Date, ("办结日期", "closed on"), by_action;
        /// What shows that it is done (DOMAIN B28, B32).
        EVIDENCE evidence = 12: LongText, ("办结依据", "evidence"), by_action;
        /// Why it was returned, suspended or reopened.
        REASON reason = 13: LongText, ("原因", "reason"), by_action;
        ORDER order = 14: Order, ("排序", "order"), required;
        NOTES notes = 15: Notes, ("备注", "notes");
        /// Figures the notice names in it.
        FIGURES figures = 16: Text, ("涉及数据", "figures"), once;
        FILES files = 17: Refs<Attachment>, ("附件", "files");
        REQUESTED_BY requested_by = 18: Signed, ("申请人", "closure requested by"), by_action;
        CLOSED_BY closed_by = 19: Signed, ("确认人", "closed by"), by_action;
    }
    moved by STATE {
        START = 1 "start" ("启动", "Start"):
            [TaskState::NotStarted] => TaskState::InProgress, by [Office, Unit],
            dates [STARTED_ON];
        /// The work is said to be done; evidence is given.
        REQUEST_CLOSURE = 2 "request_closure" ("申请办结", "Request closure"):
            [TaskState::InProgress] => TaskState::ClosureRequested, by [Office, Unit],
            proof [EVIDENCE, FILES], dates [REQUESTED_ON], signs [REQUESTED_BY];
        /// Someone else confirms that it is done.
        CONFIRM_CLOSURE = 3 "confirm_closure" ("确认办结", "Confirm closure"):
            [TaskState::ClosureRequested] => TaskState::Closed, by [Office],
            dates [CLOSED_ON], signs [CLOSED_BY], other than [REQUESTED_BY];
        /// The office is not convinced.
        RETURN = 4 "return" ("退回", "Return"):
            [TaskState::ClosureRequested] => TaskState::InProgress, by [Office],
            requires [REASON], clears [REQUESTED_ON, REQUESTED_BY];
        /// A leader's decision.
        SUSPEND = 5 "suspend" ("暂缓", "Suspend"):
            [TaskState::InProgress] => TaskState::Suspended, by [Office, Leader],
            requires [REASON];
        /// Work goes on.
        RESUME = 6 "resume" ("恢复推进", "Resume"):
            [TaskState::Suspended] => TaskState::InProgress, by [Office, Leader],
            clears [REASON];
        /// It turned out not to be done.
        REOPEN = 7 "reopen" ("重新推进", "Reopen"):
            [TaskState::Closed] => TaskState::InProgress, by [Office],
            requires [REASON], clears [REQUESTED_ON, REQUESTED_BY, CLOSED_ON, CLOSED_BY];
    }
}

declare_choice! {
    /// The role of a unit in a task.
    Duty {
        /// 牵头单位
        Lead = 1 "lead" ("牵头", "lead"),
        /// 责任单位
        Responsible = 2 "responsible" ("责任", "responsible"),
    }
}

declare_kind! {
    /// One unit's duty for one task: a row of the responsibility list.
    Assignment = 10 "assignment" ("责任", "assignment"), titled by UNIT,
        owned by [UNIT], written by [Office] {
        /// The task.
        TASK task = 1: Ref<Task>, ("任务", "task"), required, once;
        /// The unit.
        UNIT unit = 2: Ref<Unit>, ("单位", "unit"), required, once;
        /// Its role. A unit named twice has one role; lead wins (DOMAIN §7.2, 2).
        DUTY duty = 3: Pick<Duty>, ("角色", "role"), required;
        /// Its place among the units of the task.
        NO no = 4: Int, ("次序", "order"), required;
        /// Whether it is the first named lead, which writes the summary for all (DOMAIN §12, 18).
        COORDINATOR coordinator = 5: Flag, ("第一牵头", "coordinator"), required;
        /// The first day; empty when it holds from the start.
        FROM from = 6: Date, ("起始日期", "from");
        /// The first day on which the unit no longer has it.
        TO to = 7: Date, ("终止日期", "until");
    }
}
