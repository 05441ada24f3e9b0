//! What is supervised, the slips that were sent for it, and what units answered (DOMAIN B25, B27,
//! B28).

use crate::model::{Attachment, Decision, LookBack, Problem, Project, Unit};
use crate::schema::{Date, LongText, Notes, Order, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// The five sources of supervision of the notice, with 前期工作 counted apart from 其他.
    SupervisionSource {
        LeadingGroup = 1 "leading_group" ("领导小组议定", "leading group"),
        Dispatch = 2 "dispatch" ("调度商定", "dispatch"),
        JointConference = 3 "joint_conference" ("联席会议商定", "joint conference"),
        NewStart = 4 "new_start" ("拟新开工进展", "project about to start"),
        PreWork = 5 "pre_work" ("前期工作", "preparation"),
        Other = 6 "other" ("其他", "other"),
    }
}

declare_choice! {
    /// How far a supervision item is.
    SupervisionState {
        Filed = 1 "filed" ("立项", "Filed"),
        /// With a blue slip, and an orange and a red one when nobody answers.
        Assigned = 2 "assigned" ("交办", "Assigned"),
        Answered = 3 "answered" ("反馈", "Answered"),
        Checking = 4 "checking" ("核查", "Being checked"),
        Closed = 5 "closed" ("办结归档", "Closed and filed"),
    }
}

declare_choice! {
    /// The colour of a slip: how urgent the letter is.
    SlipColour {
        /// A reminder.
        Blue = 1 "blue" ("蓝色督办单", "blue slip"),
        /// A warning.
        Orange = 2 "orange" ("橙色督办单", "orange slip"),
        /// An order.
        Red = 3 "red" ("红色督办单", "red slip"),
    }
}

declare_kind! {
    /// A supervision item.
    Supervision = 56 "supervision" ("督办事项", "supervision item"), titled by MATTER,
        owned by [UNITS, PROJECT], written by [Supervision, Office] {
        MATTER matter = 1: LongText, ("督办事项", "matter"), required;
        SOURCE source = 2: Pick<SupervisionSource>, ("来源", "source"), required;
        DECISION decision = 3: Ref<Decision>, ("议定事项", "decision");
        PROJECT project = 4: Ref<Project>, ("项目", "project");
        PROBLEM problem = 5: Ref<Problem>, ("问题", "problem");
        /// The step of a project's preparation, in words.
        STEP step = 6: Text, ("事项环节", "step");
        UNITS units = 7: Refs<Unit>, ("责任单位", "responsible units"), required;
        DEADLINE deadline = 8: Date, ("办理期限", "deadline");
        STATE state = 9: Pick<SupervisionState>, ("状态", "state"), required, by_action;
        /// The colour it has been raised to; blue once it is assigned and while this is empty.
        COLOUR colour = 10: Pick<SlipColour>, ("督办级别", "colour"), by_action;
        /// By when the slip that goes with a raise is to be answered.
        ANSWER_BY answer_by = 11: Date, ("本次答复期限", "to be answered by"), by_action;
        ASSIGNED_ON assigned_on = 12: Date, ("交办日期", "assigned on"), by_action;
        ASSIGNED_BY assigned_by = 13: Signed, ("交办人", "assigned by"), by_action;
        ANSWERED_ON answered_on = 14: Date, ("反馈日期", "answered on"), by_action;
        /// Who says that it is done, which asks for closure.
        ANSWERED_BY answered_by = 15: Signed, ("反馈人", "answered by"), by_action;
        EVIDENCE evidence = 16: LongText, ("办理情况", "what was done"), by_action;
        FILES files = 17: Refs<Attachment>, ("附件", "files");
        CLOSED_ON closed_on = 18: Date, ("办结日期", "closed on"), by_action;
        CLOSED_BY closed_by = 19: Signed, ("核查人", "checked by"), by_action;
        REASON reason = 20: LongText, ("原因", "reason"), by_action;
        EXTENSION_ASKED_ON extension_asked_on = 21: Date, ("延期申请日期", "extension asked for on"), by_action;
        EXTENSION_ASKED_BY extension_asked_by = 22: Signed, ("延期申请人", "extension asked for by"), by_action;
        EXTENSION_UNTIL extension_until = 23: Date, ("申请延至", "extension asked for until"), by_action;
        EXTENSION_REASON extension_reason = 24: LongText, ("延期理由", "why an extension"), by_action;
        /// The deadline in force once an extension has been granted.
        EXTENDED_UNTIL extended_until = 25: Date, ("延期至", "extended until"), by_action;
        INTERVIEW_ON interview_on = 26: Date, ("建议约谈日期", "interview proposed on"), by_action;
        INTERVIEW_BY interview_by = 27: Signed, ("建议约谈人", "interview proposed by"), by_action;
        ORDER order = 28: Order, ("排序", "order"), required;
        NOTES notes = 29: Notes, ("备注", "notes");
        LOOK_BACK look_back = 30: Ref<LookBack>, ("履约问题", "breach case");
    }
    moved by STATE {
        /// The blue slip goes out.
        ASSIGN = 1 "assign" ("交办(蓝单)", "Assign (blue slip)"):
            [SupervisionState::Filed] => SupervisionState::Assigned, by [Supervision, Office],
            holds [UNITS, DEADLINE], dates [ASSIGNED_ON], signs [ASSIGNED_BY];
        /// The unit says that it is done, and shows it.
        ANSWER = 2 "answer" ("反馈", "Answer"):
            [SupervisionState::Assigned] => SupervisionState::Answered, by [Unit],
            proof [EVIDENCE, FILES], dates [ANSWERED_ON], signs [ANSWERED_BY];
        CHECK = 3 "check" ("核查", "Check"):
            [SupervisionState::Answered] => SupervisionState::Checking, by [Supervision, Office],
            other than [ANSWERED_BY];
        CLOSE = 4 "close" ("办结归档", "Close and file"):
            [SupervisionState::Answered, SupervisionState::Checking] => SupervisionState::Closed,
            by [Supervision, Office],
            dates [CLOSED_ON], signs [CLOSED_BY], other than [ANSWERED_BY];
        RETURN = 5 "return" ("退回办理", "Return"):
            [SupervisionState::Answered, SupervisionState::Checking] => SupervisionState::Assigned,
            by [Supervision, Office],
            requires [REASON], clears [ANSWERED_ON, ANSWERED_BY];
        REOPEN = 6 "reopen" ("重新督办", "Reopen"):
            [SupervisionState::Closed] => SupervisionState::Assigned, by [Supervision, Office],
            requires [REASON], clears [ANSWERED_ON, ANSWERED_BY, CLOSED_ON, CLOSED_BY];
        /// A slip of the next colour goes out; only for one that is overdue.
        RAISE = 7 "raise" ("升级督办单", "Raise"):
            [SupervisionState::Assigned], by [Supervision, Office],
            requires [COLOUR, ANSWER_BY, REASON];
        /// The red slip was of no use.
        PROPOSE_INTERVIEW = 8 "propose_interview" ("建议约谈", "Propose an interview"):
            [SupervisionState::Assigned], by [Supervision, Office],
            requires [REASON], dates [INTERVIEW_ON], signs [INTERVIEW_BY];
        /// Only while there is still time.
        ASK_EXTENSION = 9 "ask_extension" ("申请延期", "Ask for an extension"):
            [SupervisionState::Assigned], by [Unit],
            requires [EXTENSION_UNTIL, EXTENSION_REASON],
            dates [EXTENSION_ASKED_ON], signs [EXTENSION_ASKED_BY];
        GRANT_EXTENSION = 10 "grant_extension" ("同意延期", "Grant the extension"):
            [SupervisionState::Assigned], by [Supervision, Office],
            requires [EXTENDED_UNTIL], clears [EXTENSION_ASKED_ON, EXTENSION_UNTIL],
            other than [EXTENSION_ASKED_BY];
        REFUSE_EXTENSION = 11 "refuse_extension" ("不同意延期", "Refuse the extension"):
            [SupervisionState::Assigned], by [Supervision, Office],
            requires [REASON], clears [EXTENSION_ASKED_ON, EXTENSION_UNTIL];
    }
}

declare_kind! {
    /// A slip: one letter, of one colour. Assigning and raising make them.
    Slip = 57 "slip" ("督办单", "supervision slip"), titled by COLOUR,
        known by [SUPERVISION, COLOUR], owned by [SUPERVISION], written by [Supervision, Office] {
        SUPERVISION supervision = 1: Ref<Supervision>, ("督办事项", "supervision item"), required, once;
        COLOUR colour = 2: Pick<SlipColour>, ("颜色", "colour"), required, once;
        NUMBER number = 3: Text, ("编号", "number");
        ISSUED_ON issued_on = 4: Date, ("发出日期", "issued on"), required, once;
        /// An extension moves the blue slip's with the deadline of the item.
        DUE due = 5: Date, ("答复期限", "to be answered by"), required, once;
        ANSWERED_ON answered_on = 6: Date, ("答复日期", "answered on"), by_action;
    }
}

declare_kind! {
    /// What a unit reports on the way. It answers the slip it names; the item goes on.
    Feedback = 58 "feedback" ("办理反馈", "feedback"), titled by TEXT,
        owned by [UNIT], written by [Office, Supervision, Unit] {
        SUPERVISION supervision = 1: Ref<Supervision>, ("督办事项", "supervision item"), required, once;
        UNIT unit = 2: Ref<Unit>, ("单位", "unit"), required, once;
        SLIP slip = 3: Ref<Slip>, ("答复的督办单", "slip answered"), once;
        ON on = 4: Date, ("日期", "date"), required;
        TEXT text = 5: LongText, ("进展情况", "progress"), required;
        FILES files = 6: Refs<Attachment>, ("附件", "files");
    }
}
