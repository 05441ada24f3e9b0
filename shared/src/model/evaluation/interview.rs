//! Interviews of places that lag (约谈, DOMAIN B21, §8).

use crate::model::{Attachment, Post, Unit};
use crate::schema::{Date, Int, LongText, Months, Order, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far an interview is.
    InterviewState {
        Triggered = 1 "triggered" ("触发", "Proposed"),
        Approved = 2 "approved" ("审批", "Approved"),
        Noticed = 3 "noticed" ("通知", "Notified"),
        Held = 4 "held" ("已约谈", "Held"),
        Rectifying = 5 "rectifying" ("整改中", "Being made good"),
        Verifying = 6 "verifying" ("核验", "To be verified"),
        Closed = 7 "closed" ("办结", "Closed"),
        Declined = 8 "declined" ("不予约谈", "Declined"),
    }
}

declare_kind! {
    /// A place is called in by a leader of the city government. The rule proposes, people decide.
    Interview = 76 "interview" ("约谈", "interview"), titled by UNIT,
        known by [UNIT, LAST_MONTH], owned by [UNIT], written by [Office] {
        UNIT unit = 1: Ref<Unit>, ("县市区", "place"), required, once;
        FIRST_MONTH first_month = 2: Months, ("落后起始月", "first month"), required, once;
        /// The month whose locking led to it.
        LAST_MONTH last_month = 3: Months, ("落后截止月", "last month"), required, once;
        /// The ranks, or why it is proposed without them.
        GROUND ground = 4: LongText, ("约谈事由", "ground"), required;
        PROPOSED_ON proposed_on = 5: Date, ("提出日期", "proposed on"), required, once;
        STATE state = 6: Pick<InterviewState>, ("状态", "state"), required, by_action;
        /// Any leader of the city government.
        LEADER leader = 7: Ref<Post>, ("约谈领导", "held by");
        MEET_ON meet_on = 8: Date, ("约谈时间", "to be held on");
        VENUE venue = 9: Text, ("约谈地点", "venue");
        APPROVED_BY approved_by = 10: Signed, ("审批人", "approved by"), by_action;
        NOTICED_ON noticed_on = 11: Date, ("通知日期", "notified on"), by_action;
        HELD_ON held_on = 12: Date, ("实际约谈日期", "held on"), by_action;
        MINUTES minutes = 13: LongText, ("约谈纪要", "minutes"), by_action;
        PLAN plan = 14: LongText, ("整改方案", "rectification plan"), by_action;
        PLANNED_ON planned_on = 15: Date, ("方案报送日期", "plan handed in on"), by_action;
        EVIDENCE evidence = 16: LongText, ("整改依据", "evidence"), by_action;
        FILES files = 17: Refs<Attachment>, ("附件", "files");
        ASKED_ON asked_on = 18: Date, ("申请核验日期", "verification asked for on"), by_action;
        ASKED_BY asked_by = 19: Signed, ("申请人", "asked by"), by_action;
        CLOSED_ON closed_on = 20: Date, ("办结日期", "closed on"), by_action;
        VERIFIED_BY verified_by = 21: Signed, ("核验人", "verified by"), by_action;
        REASON reason = 22: LongText, ("原因", "reason"), by_action;
        ORDER order = 23: Order, ("排序", "order"), required;
    }
    moved by STATE {
        APPROVE = 1 "approve" ("审批同意", "Approve"):
            [InterviewState::Triggered] => InterviewState::Approved, by [Office, Leader],
            holds [LEADER], takes [MEET_ON], signs [APPROVED_BY];
        DECLINE = 2 "decline" ("不予约谈", "Decline"):
            [InterviewState::Triggered, InterviewState::Approved] => InterviewState::Declined,
            by [Office, Leader], requires [REASON];
        RECONSIDER = 3 "reconsider" ("重新提出", "Propose again"):
            [InterviewState::Declined] => InterviewState::Triggered, by [Office],
            requires [REASON], clears [APPROVED_BY];
        NOTIFY = 4 "notify" ("通知", "Notify"):
            [InterviewState::Approved] => InterviewState::Noticed, by [Office],
            holds [LEADER, MEET_ON], takes [VENUE], dates [NOTICED_ON];
        HOLD = 5 "hold" ("约谈", "Hold"):
            [InterviewState::Noticed] => InterviewState::Held, by [Office],
            requires [HELD_ON, MINUTES], holds [LEADER], takes [FILES];
        /// The place hands in what it will do, step by step with dates.
        RECTIFY = 6 "rectify" ("报送整改方案", "Hand in the plan"):
            [InterviewState::Held] => InterviewState::Rectifying, by [Office, Unit],
            requires [PLAN], takes [FILES], dates [PLANNED_ON];
        ASK = 7 "ask" ("申请核验", "Ask for verification"):
            [InterviewState::Rectifying] => InterviewState::Verifying, by [Office, Unit],
            proof [EVIDENCE, FILES], dates [ASKED_ON], signs [ASKED_BY], clears [REASON];
        RETURN = 8 "return" ("退回整改", "Return"):
            [InterviewState::Verifying] => InterviewState::Rectifying, by [Office, Supervision],
            requires [REASON], clears [ASKED_ON, ASKED_BY];
        CLOSE = 9 "close" ("核验办结", "Verify and close"):
            [InterviewState::Verifying] => InterviewState::Closed, by [Office, Supervision],
            dates [CLOSED_ON], signs [VERIFIED_BY], other than [ASKED_BY];
    }
}

declare_kind! {
    /// One step of a rectification plan, with its date.
    RectificationStep = 82 "rectification_step" ("整改措施", "rectification step"), titled by TEXT,
        owned by [INTERVIEW], written by [Office, Unit] {
        INTERVIEW interview = 1: Ref<Interview>, ("约谈", "interview"), required, once;
        TEXT text = 2: Text, ("措施", "measure"), required;
        PERSON person = 3: Text, ("责任人", "responsible person");
        DUE due = 4: Date, ("完成期限", "due"), required;
        DONE_ON done_on = 5: Date, ("完成日期", "done on");
        RESULT result = 6: LongText, ("完成情况", "result");
        /// From 1; the order of the plan.
        NO no = 7: Int, ("序号", "number");
    }
}
