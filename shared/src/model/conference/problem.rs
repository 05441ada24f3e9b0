//! Problems, from being found to being struck off (DOMAIN §8).

use crate::model::{Attachment, Project, Task, Unit};
use crate::schema::{Date, Flag, Int, LongText, Notes, Order, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// Where a problem was raised.
    ProblemSource {
        Report = 1 "report" ("月报", "monthly report"),
        Dispatch = 2 "dispatch" ("调度", "dispatch"),
        Site = 3 "site" ("现场", "site meeting"),
        JointConference = 4 "joint_conference" ("联席会议", "joint conference"),
        Supervision = 5 "supervision" ("督查", "supervision"),
        LookBack = 6 "look_back" ("回头看", "look back"),
        /// 投资堵点: about approval, policy or conditions of construction (DOMAIN T53).
        Blockage = 7 "blockage" ("堵点", "blockage"),
    }
}

declare_choice! {
    /// What a problem is about.
    ProblemKind {
        Approval = 1 "approval" ("审批", "approval"),
        Land = 2 "land" ("用地", "land"),
        Money = 3 "money" ("资金", "money"),
        Energy = 4 "energy" ("能耗", "energy"),
        Environment = 5 "environment" ("环境容量", "environmental capacity"),
        Resettlement = 6 "resettlement" ("征拆", "land clearing"),
        Utilities = 7 "utilities" ("水电气路", "utilities and roads"),
        Tender = 8 "tender" ("招标", "tender"),
        Contract = 9 "contract" ("合同", "contract"),
        Policy = 10 "policy" ("政策", "policy"),
        Conditions = 11 "conditions" ("建设条件", "conditions of construction"),
        Other = 12 "other" ("其他", "other"),
    }
}

declare_choice! {
    /// How far a problem is.
    ProblemState {
        Found = 1 "found" ("发现", "Found"),
        Assigned = 2 "assigned" ("交办", "Assigned"),
        InProgress = 3 "in_progress" ("办理中", "In progress"),
        Asked = 4 "asked" ("申请销号", "Closure requested"),
        Verifying = 7 "verifying" ("核验", "Being verified"),
        Closed = 5 "closed" ("销号", "Closed"),
        /// It cannot be solved now; it is looked at again on a day that is named.
        Shelved = 6 "shelved" ("挂账", "Shelved"),
    }
}

declare_kind! {
    /// A problem: a row of the problem list (DOMAIN B05).
    Problem = 50 "problem" ("问题", "problem"), titled by TITLE,
        owned by [OWNER, HELPERS, PROJECT], written by [Office, AnyUnit, Owner, Supervision, Leader, InCharge] {
        TITLE title = 1: Text, ("问题", "problem"), required;
        SOURCE source = 2: Pick<ProblemSource>, ("来源", "source"), required;
        SOURCE_TEXT source_text = 3: Text, ("来源说明", "source in words");
        KIND kind = 4: Pick<ProblemKind>, ("类别", "kind"), required;
        PROJECT project = 5: Ref<Project>, ("项目", "project");
        TASK task = 6: Ref<Task>, ("任务", "task");
        /// From 1 (county) over 2 (bureau or office) and 3 (joint conference) to 4 (leading group);
        /// 1 while it is empty.
        LEVEL level = 7: Int, ("层级", "level"), by_action;
        FOUND_ON found_on = 8: Date, ("发现日期", "found on"), required;
        OWNER owner = 9: Ref<Unit>, ("责任单位", "owner unit"), required;
        HELPERS helpers = 10: Refs<Unit>, ("配合单位", "helping units");
        DEADLINE deadline = 11: Date, ("解决期限", "deadline");
        /// Who should solve what (希望谁解决什么).
        WISH wish = 12: LongText, ("诉求", "what is wanted");
        MEASURES measures = 13: LongText, ("措施", "measures");
        STATE state = 14: Pick<ProblemState>, ("状态", "state"), required, by_action;
        ASKED_ON asked_on = 15: Date, ("申请销号日期", "closure requested on"), by_action;
        ASKED_BY asked_by = 16: Signed, ("申请人", "requested by"), by_action;
        CLOSED_ON closed_on = 17: Date, ("销号日期", "closed on"), by_action;
        CLOSED_BY closed_by = 18: Signed, ("核验人", "verified by"), by_action;
        EVIDENCE evidence = 19: LongText, ("销号依据", "evidence"), by_action;
        FILES files = 20: Refs<Attachment>, ("附件", "files");
        REASON reason = 21: LongText, ("原因", "reason"), by_action;
        REVIEW_ON review_on = 22: Date, ("复核日期", "review on"), by_action;
        ORDER order = 23: Order, ("排序", "order"), required;
        NOTES notes = 24: Notes, ("备注", "notes");
        /// The day it came to its present level; the day it was found while it is empty.
        LEVEL_SINCE level_since = 25: Date, ("进入现层级日期", "at this level since"), by_action;
        /// 重大问题: reported to the leading group (DOMAIN B24).
        MAJOR major = 26: Flag, ("重大问题", "major problem");
        OPTIONS options = 27: LongText, ("可选方案", "options");
        PROPOSAL proposal = 28: LongText, ("建议", "proposal");
        ASSIGNED_ON assigned_on = 29: Date, ("交办日期", "assigned on"), by_action;
        ASSIGNED_BY assigned_by = 30: Signed, ("交办人", "assigned by"), by_action;
        RAISED_BY raised_by = 31: Signed, ("提级人", "escalated by"), by_action;
    }
    moved by STATE {
        ASSIGN = 1 "assign" ("交办", "Assign"):
            [ProblemState::Found] => ProblemState::Assigned, by [Office, Leader, InCharge, Unit],
            holds [OWNER, DEADLINE], takes [HELPERS, MEASURES],
            dates [ASSIGNED_ON], signs [ASSIGNED_BY];
        BEGIN = 2 "begin" ("开始办理", "Begin"):
            [ProblemState::Assigned] => ProblemState::InProgress, by [Office, Unit, Owner],
            takes [MEASURES];
        /// The unit says that it is solved, and shows it.
        ASK = 3 "ask" ("申请销号", "Ask for closure"):
            [ProblemState::InProgress] => ProblemState::Asked, by [Office, Unit, Owner],
            proof [EVIDENCE, FILES], dates [ASKED_ON], signs [ASKED_BY];
        /// Somebody goes and looks.
        CHECK = 4 "check" ("核验", "Verify"):
            [ProblemState::Asked] => ProblemState::Verifying, by [Office, Supervision],
            other than [ASKED_BY];
        /// Someone other than who asked is convinced.
        CLOSE = 5 "close" ("销号", "Close"):
            [ProblemState::Asked, ProblemState::Verifying] => ProblemState::Closed,
            by [Office, Supervision],
            dates [CLOSED_ON], signs [CLOSED_BY], other than [ASKED_BY];
        RETURN = 6 "return" ("退回办理", "Return"):
            [ProblemState::Asked, ProblemState::Verifying] => ProblemState::InProgress,
            by [Office, Supervision],
            requires [REASON], clears [ASKED_ON, ASKED_BY];
        /// It stays in its state and goes up; never down.
        ESCALATE = 7 "escalate" ("提级", "Escalate"):
            [ProblemState::Found, ProblemState::Assigned, ProblemState::InProgress, ProblemState::Shelved],
            by [Office, Unit, Owner, Supervision, Leader, InCharge],
            requires [LEVEL, REASON], dates [LEVEL_SINCE], signs [RAISED_BY];
        SHELVE = 8 "shelve" ("挂账", "Shelve"):
            [ProblemState::Found, ProblemState::Assigned, ProblemState::InProgress] => ProblemState::Shelved,
            by [Office, Leader, InCharge],
            requires [REASON, REVIEW_ON];
        RESUME = 9 "resume" ("恢复办理", "Resume"):
            [ProblemState::Shelved] => ProblemState::InProgress, by [Office, Leader, InCharge, Unit],
            holds [OWNER, DEADLINE], clears [REVIEW_ON];
        /// It turned out not to be solved.
        REOPEN = 10 "reopen" ("重新办理", "Reopen"):
            [ProblemState::Closed] => ProblemState::InProgress, by [Office, Supervision],
            requires [REASON], clears [ASKED_ON, ASKED_BY, CLOSED_ON, CLOSED_BY];
    }
}
