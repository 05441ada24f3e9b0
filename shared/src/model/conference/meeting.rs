//! Meetings and what is on their agenda (DOMAIN B13, B14, B23).

use super::{Decision, Problem};
use crate::model::{Attachment, Person, Post, Project, Unit};
use crate::schema::{
    Date, Flag, LongText, Notes, Order, Periods, Pick, Place, Ref, Refs, Signed, Text,
};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// What sort of meeting it is.
    MeetingKind {
        WeeklyDispatch = 1 "weekly_dispatch" ("周调度会", "weekly dispatch"),
        Site = 2 "site" ("现场办公会", "site meeting"),
        LeadingGroup = 3 "leading_group" ("领导小组会", "meeting of the leading group"),
        JointConference = 4 "joint_conference" ("联席会议", "joint conference"),
        CountyDispatch = 5 "county_dispatch" ("县级调度会", "county dispatch"),
        /// Of the projects with hard deadlines (DOMAIN T23, T24; §12, 5).
        MonthlyDispatch = 6 "monthly_dispatch" ("月调度会", "monthly dispatch"),
    }
}

declare_choice! {
    /// How far a meeting is.
    MeetingState {
        Preparing = 1 "preparing" ("筹备", "Preparing"),
        InSession = 2 "in_session" ("进行", "In session"),
        Ended = 3 "ended" ("结束", "Ended"),
        /// Its minutes are out; nothing on it changes any more.
        Issued = 4 "issued" ("印发", "Issued"),
    }
}

declare_kind! {
    /// A meeting.
    Meeting = 51 "meeting" ("会议", "meeting"), titled by TITLE,
        owned by [UNIT, INVITED], written by [Office, Leader, InCharge, Unit] {
        TITLE title = 1: Text, ("会议", "meeting"), required;
        KIND kind = 2: Pick<MeetingKind>, ("类别", "kind"), required;
        ON on = 3: Date, ("日期", "date"), required;
        /// The week it dispatches, when that is not the one it is held in.
        WEEK week = 4: Periods, ("调度周", "week dispatched");
        CHAIR chair = 5: Ref<Post>, ("主持职务", "chair's post");
        /// Who presided: kept when the post passes on to somebody else (DOMAIN B01).
        CHAIR_PERSON chair_person = 6: Ref<Person>, ("主持人", "chaired by");
        /// The chair stands in for the leader whose turn it was (DOMAIN §12, 4).
        DELEGATED delegated = 7: Flag, ("受委托", "by delegation");
        /// The unit that convenes it; empty when the office does.
        UNIT unit = 8: Ref<Unit>, ("召集单位", "convened by");
        INVITED invited = 9: Refs<Unit>, ("参会单位", "units invited");
        ATTENDED attended = 10: Refs<Unit>, ("到会单位", "units attending");
        PLACE place = 11: Text, ("地点", "place");
        POSITION position = 12: Place, ("位置", "position");
        MINUTES minutes = 13: LongText, ("纪要", "minutes");
        FILES files = 14: Refs<Attachment>, ("附件", "files");
        STATE state = 15: Pick<MeetingState>, ("状态", "state"), required, by_action;
        ISSUED_ON issued_on = 16: Date, ("印发日期", "issued on"), by_action;
        ISSUED_BY issued_by = 17: Signed, ("签发人", "issued by"), by_action;
        REASON reason = 18: LongText, ("原因", "reason"), by_action;
        ORDER order = 19: Order, ("排序", "order"), required;
        NOTES notes = 20: Notes, ("备注", "notes");
    }
    moved by STATE {
        BEGIN = 1 "begin" ("开会", "Begin"):
            [MeetingState::Preparing] => MeetingState::InSession, by [Office, Leader, InCharge, Unit],
            takes [CHAIR, CHAIR_PERSON, DELEGATED, ATTENDED];
        END = 2 "end" ("散会", "End"):
            [MeetingState::InSession] => MeetingState::Ended, by [Office, Leader, InCharge, Unit],
            takes [ATTENDED, MINUTES];
        ISSUE = 3 "issue" ("印发纪要", "Issue the minutes"):
            [MeetingState::Ended] => MeetingState::Issued, by [Office, Leader, InCharge, Unit],
            holds [MINUTES], dates [ISSUED_ON], signs [ISSUED_BY];
        RESUME = 4 "resume" ("继续开会", "Resume"):
            [MeetingState::Ended] => MeetingState::InSession, by [Office, Leader, InCharge, Unit],
            requires [REASON];
    }
}

declare_choice! {
    /// The rule by which something is on an agenda, in the order of an agenda (DOMAIN B14).
    AgendaRule {
        TierA = 1 "tier_a" ("10亿元以上项目", "project of the first tier"),
        Red = 2 "red" ("红灯项目", "red project"),
        Yellow = 3 "yellow" ("黄灯项目", "yellow project"),
        /// It has come up to the level of this meeting (DOMAIN B24).
        Escalated = 8 "escalated" ("提级问题", "escalated problem"),
        OldProblem = 4 "old_problem" ("长期未解决问题", "problem open for long"),
        OverdueDecision = 5 "overdue_decision" ("逾期议定事项", "overdue decision"),
        CarriedOver = 6 "carried_over" ("上次会议顺延", "left over from the meeting before"),
        /// Put on it by somebody.
        Topic = 7 "topic" ("议题", "topic"),
    }
}

declare_choice! {
    /// What became of an item.
    ItemResult {
        Pending = 1 "pending" ("待议", "Pending"),
        Resolved = 2 "resolved" ("当场解决", "Resolved"),
        /// There is a decision with a unit and a date.
        Decided = 3 "decided" ("形成议定", "Decided"),
        Escalated = 4 "escalated" ("提级", "Escalated"),
        CarriedOver = 5 "carried_over" ("顺延", "Carried over"),
        /// The chair took it off; it stays on the next agenda (DOMAIN B14).
        Dropped = 6 "dropped" ("撤下", "Dropped"),
    }
}

declare_kind! {
    /// An item on a meeting's agenda: about a project, a problem, a decision, or a topic of its own.
    AgendaItem = 52 "agenda_item" ("议题", "agenda item"), titled by TITLE,
        owned by [UNIT, MEETING], written by [Office, Leader, InCharge, Unit] {
        MEETING meeting = 1: Ref<Meeting>, ("会议", "meeting"), required, once;
        TITLE title = 2: Text, ("议题", "topic"), required;
        PROJECT project = 3: Ref<Project>, ("项目", "project");
        PROBLEM problem = 4: Ref<Problem>, ("问题", "problem");
        DECISION decision = 5: Ref<Decision>, ("议定事项", "decision");
        /// The unit that proposes it (DOMAIN B23: topics are collected from liaisons).
        UNIT unit = 6: Ref<Unit>, ("提请单位", "proposed by");
        RULE rule = 7: Pick<AgendaRule>, ("列入依据", "on the agenda as"), required;
        /// Why it is there, as it was said when the agenda was made.
        WHY why = 8: Text, ("列入理由", "why");
        RESULT result = 9: Pick<ItemResult>, ("结果", "result"), required, by_action;
        NOTE note = 10: LongText, ("记录", "record");
        REASON reason = 11: LongText, ("原因", "reason"), by_action;
        FILES files = 12: Refs<Attachment>, ("照片及附件", "photos and files");
        ORDER order = 13: Order, ("排序", "order"), required;
    }
    moved by RESULT {
        RESOLVE = 1 "resolve" ("当场解决", "Resolve"):
            [ItemResult::Pending] => ItemResult::Resolved, by [Office, Leader, InCharge, Unit],
            holds [NOTE];
        DECIDE = 2 "decide" ("形成议定", "Decide"):
            [ItemResult::Pending] => ItemResult::Decided, by [Office, Leader, InCharge, Unit],
            takes [NOTE];
        /// The problem it is about goes up one level with it.
        ESCALATE = 3 "escalate" ("提级", "Escalate"):
            [ItemResult::Pending] => ItemResult::Escalated, by [Office, Leader, InCharge, Unit],
            requires [REASON], takes [NOTE];
        CARRY_OVER = 4 "carry_over" ("顺延", "Carry over"):
            [ItemResult::Pending] => ItemResult::CarriedOver, by [Office, Leader, InCharge, Unit],
            takes [NOTE];
        DROP = 5 "drop" ("撤下", "Drop"):
            [ItemResult::Pending] => ItemResult::Dropped, by [Office, Leader, InCharge, Unit],
            takes [NOTE];
        TAKE_UP = 6 "take_up" ("重新上会", "Take up again"):
            [ItemResult::Resolved, ItemResult::Decided, ItemResult::Escalated, ItemResult::CarriedOver, ItemResult::Dropped]
                => ItemResult::Pending, by [Office, Leader, InCharge, Unit];
    }
}
