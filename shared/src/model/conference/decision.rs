//! What is decided: with units, a deadline, and somebody who sees to it (DOMAIN §8, 议定事项).

use super::{AgendaItem, Meeting, Problem};
use crate::model::{Attachment, Person, Post, Project, Unit};
use crate::schema::{Date, LongText, Notes, Order, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// Who decided.
    DecisionKind {
        /// Supervised by itself (DOMAIN B25).
        LeadingGroup = 1 "leading_group" ("领导小组议定", "leading group"),
        /// By a weekly or a monthly dispatch (DOMAIN §12, 5).
        Dispatch = 2 "dispatch" ("调度商定", "dispatch"),
        JointConference = 3 "joint_conference" ("联席会议商定", "joint conference"),
        /// A leader's instruction.
        Instruction = 4 "instruction" ("批示", "instruction"),
    }
}

declare_choice! {
    /// How far a decision is. Being overdue is a mark, not a state.
    DecisionState {
        Drafted = 1 "drafted" ("草拟", "Drafted"),
        Countersigning = 2 "countersigning" ("会签", "Being countersigned"),
        Issued = 3 "issued" ("印发", "Issued"),
        InProgress = 4 "in_progress" ("办理中", "In progress"),
        Asked = 5 "asked" ("办结申请", "Closure requested"),
        Verifying = 6 "verifying" ("核验", "Being verified"),
        Closed = 7 "closed" ("办结", "Closed"),
    }
}

declare_kind! {
    /// A decision.
    Decision = 53 "decision" ("议定事项", "decision"), titled by TEXT,
        owned by [UNITS, COUNTERSIGNERS, PROJECT], written by [Office, Leader, InCharge] {
        NUMBER number = 1: Text, ("编号", "number");
        KIND kind = 2: Pick<DecisionKind>, ("类别", "kind"), required;
        TEXT text = 3: LongText, ("议定内容", "decision"), required;
        UNITS units = 4: Refs<Unit>, ("责任单位", "responsible units");
        DEADLINE deadline = 5: Date, ("期限", "deadline");
        MEETING meeting = 6: Ref<Meeting>, ("会议", "meeting");
        /// The item it came out of.
        ITEM item = 7: Ref<AgendaItem>, ("来源议题", "source item");
        PROJECT project = 8: Ref<Project>, ("项目", "project");
        PROBLEM problem = 9: Ref<Problem>, ("问题", "problem");
        STATE state = 10: Pick<DecisionState>, ("状态", "state"), required, by_action;
        COUNTERSIGNERS countersigners = 11: Refs<Unit>, ("会签单位", "countersigning units");
        /// The post in which it was signed.
        SIGNER_POST signer_post = 12: Ref<Post>, ("签发职务", "signer's post");
        /// Who signed: kept when the post passes on to somebody else (DOMAIN B01).
        SIGNER signer = 13: Ref<Person>, ("签发人", "signer");
        ISSUED_ON issued_on = 14: Date, ("印发日期", "issued on"), by_action;
        ISSUED_BY issued_by = 15: Signed, ("印发人", "issued by"), by_action;
        BEGUN_ON begun_on = 16: Date, ("开始办理日期", "begun on"), by_action;
        ASKED_ON asked_on = 17: Date, ("申请办结日期", "closure requested on"), by_action;
        ASKED_BY asked_by = 18: Signed, ("申请人", "requested by"), by_action;
        CLOSED_ON closed_on = 19: Date, ("办结日期", "closed on"), by_action;
        CLOSED_BY closed_by = 20: Signed, ("核验人", "verified by"), by_action;
        EVIDENCE evidence = 21: LongText, ("办结依据", "evidence"), by_action;
        FILES files = 22: Refs<Attachment>, ("附件", "files");
        REASON reason = 23: LongText, ("原因", "reason"), by_action;
        ORDER order = 24: Order, ("排序", "order"), required;
        NOTES notes = 25: Notes, ("备注", "notes");
        /// The day on which it was given to supervision on request.
        SUPERVISED_ON supervised_on = 26: Date, ("提请督办日期", "supervision requested on"), by_action;
    }
    moved by STATE {
        /// Each of the countersigning units is asked to sign.
        CIRCULATE = 1 "circulate" ("送会签", "Circulate"):
            [DecisionState::Drafted] => DecisionState::Countersigning, by [Office, Leader, InCharge],
            holds [UNITS, DEADLINE, COUNTERSIGNERS];
        WITHDRAW = 2 "withdraw" ("撤回修改", "Withdraw"):
            [DecisionState::Countersigning] => DecisionState::Drafted, by [Office, Leader, InCharge],
            requires [REASON];
        ISSUE = 3 "issue" ("印发", "Issue"):
            [DecisionState::Drafted, DecisionState::Countersigning] => DecisionState::Issued,
            by [Office, Leader, InCharge],
            holds [UNITS, DEADLINE], takes [NUMBER, SIGNER_POST, SIGNER],
            dates [ISSUED_ON], signs [ISSUED_BY];
        BEGIN = 4 "begin" ("开始办理", "Begin"):
            [DecisionState::Issued] => DecisionState::InProgress, by [Office, Unit],
            dates [BEGUN_ON];
        ASK = 5 "ask" ("申请办结", "Ask for closure"):
            [DecisionState::InProgress] => DecisionState::Asked, by [Office, Unit],
            proof [EVIDENCE, FILES], dates [ASKED_ON], signs [ASKED_BY];
        CHECK = 6 "check" ("核验", "Verify"):
            [DecisionState::Asked] => DecisionState::Verifying, by [Office, Supervision],
            other than [ASKED_BY];
        CLOSE = 7 "close" ("办结", "Close"):
            [DecisionState::Asked, DecisionState::Verifying] => DecisionState::Closed,
            by [Office, Supervision],
            holds [UNITS, DEADLINE],
            dates [CLOSED_ON], signs [CLOSED_BY], other than [ASKED_BY];
        RETURN = 8 "return" ("退回办理", "Return"):
            [DecisionState::Asked, DecisionState::Verifying] => DecisionState::InProgress,
            by [Office, Supervision],
            requires [REASON], clears [ASKED_ON, ASKED_BY];
        REOPEN = 9 "reopen" ("重新办理", "Reopen"):
            [DecisionState::Closed] => DecisionState::InProgress, by [Office, Supervision],
            requires [REASON], clears [ASKED_ON, ASKED_BY, CLOSED_ON, CLOSED_BY];
        /// The deadline is moved, with a reason.
        EXTEND = 10 "extend" ("调整期限", "Move the deadline"):
            [DecisionState::Issued, DecisionState::InProgress], by [Office, Leader],
            requires [DEADLINE, REASON];
        /// It becomes a supervision item (DOMAIN B25).
        SUPERVISE = 11 "supervise" ("提请督办", "Have it supervised"):
            [DecisionState::Issued, DecisionState::InProgress],
            by [Office, Leader, InCharge, Supervision], dates [SUPERVISED_ON];
    }
}

declare_choice! {
    /// What a unit says to a decision that is circulated.
    CountersignState {
        Asked = 1 "asked" ("待会签", "Asked"),
        Signed = 2 "signed" ("同意", "Signed"),
        Objected = 3 "objected" ("有异议", "Objected"),
    }
}

declare_kind! {
    /// One unit's signature under a decision. Made when the decision is circulated; each unit signs
    /// its own, so that two tablets never cross.
    Countersignature = 62 "countersignature" ("会签", "countersignature"), titled by UNIT,
        known by [DECISION, UNIT], owned by [UNIT] {
        DECISION decision = 1: Ref<Decision>, ("议定事项", "decision"), required, once;
        UNIT unit = 2: Ref<Unit>, ("单位", "unit"), required, once;
        STATE state = 3: Pick<CountersignState>, ("会签结果", "result"), required, by_action;
        REMARK remark = 4: LongText, ("会签意见", "remark"), by_action;
        SIGNED_ON signed_on = 5: Date, ("会签日期", "signed on"), by_action;
        SIGNED_BY signed_by = 6: Signed, ("会签人", "signed by"), by_action;
        REASON reason = 7: LongText, ("原因", "reason"), by_action;
    }
    moved by STATE {
        SIGN = 1 "sign" ("同意", "Sign"):
            [CountersignState::Asked, CountersignState::Objected] => CountersignState::Signed, by [Unit],
            takes [REMARK], dates [SIGNED_ON], signs [SIGNED_BY];
        OBJECT = 2 "object" ("有异议", "Object"):
            [CountersignState::Asked, CountersignState::Signed] => CountersignState::Objected, by [Unit],
            requires [REMARK], dates [SIGNED_ON], signs [SIGNED_BY];
        ASK_AGAIN = 3 "ask_again" ("重新会签", "Ask again"):
            [CountersignState::Signed, CountersignState::Objected] => CountersignState::Asked, by [Office],
            requires [REASON], clears [SIGNED_ON, SIGNED_BY, REMARK];
    }
}
