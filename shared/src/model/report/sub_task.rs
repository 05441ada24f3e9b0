//! Sub-tasks: what a unit makes of a task (DOMAIN B06).

use crate::model::{Assignment, Attachment};
use crate::schema::{Date, LongText, Notes, Order, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far a sub-task is (DOMAIN §8).
    SubTaskState {
        Draft = 1 "draft" ("草稿", "Draft"),
        Submitted = 2 "submitted" ("已提交", "Submitted"),
        Returned = 3 "returned" ("退回", "Returned"),
        Confirmed = 4 "confirmed" ("确认", "Confirmed"),
        InProgress = 5 "in_progress" ("进行中", "In progress"),
        Done = 6 "done" ("完成", "Done"),
        Verified = 7 "verified" ("核验", "Verified"),
    }
}

declare_kind! {
    /// A part of a task, as the unit answers for it. 目标明确、责任明晰、措施得力、奖罚分明、时限清楚:
    /// five words, five fields, all of them given before it is submitted.
    SubTask = 20 "sub_task" ("分解事项", "sub-task"), titled by TARGET,
        owned by [ASSIGNMENT], written by [Office, Unit] {
        ASSIGNMENT assignment = 1: Ref<Assignment>, ("责任", "assignment"), required, once;
        TARGET target = 2: LongText, ("目标", "target"), required;
        PERSON person = 3: Text, ("责任人", "person in charge");
        MEASURES measures = 4: LongText, ("措施", "measures");
        REWARD reward = 5: LongText, ("奖罚", "reward and penalty");
        DEADLINE deadline = 6: Date, ("时限", "deadline");
        STATE state = 7: Pick<SubTaskState>, ("状态", "state"), required, by_action;
        SUBMITTED_ON submitted_on = 8: Date, ("提交日期", "submitted on"), by_action;
        SUBMITTED_BY submitted_by = 9: Signed, ("提交人", "submitted by"), by_action;
        CONFIRMED_ON confirmed_on = 10: Date, ("确认日期", "confirmed on"), by_action;
        CONFIRMED_BY confirmed_by = 11: Signed, ("确认人", "confirmed by"), by_action;
        STARTED_ON started_on = 12: Date, ("启动日期", "begun on"), by_action;
        DONE_ON done_on = 13: Date, ("完成日期", "done on"), by_action;
        DONE_BY done_by = 14: Signed, ("完成人", "said to be done by"), by_action;
        VERIFIED_ON verified_on = 15: Date, ("核验日期", "verified on"), by_action;
        VERIFIED_BY verified_by = 16: Signed, ("核验人", "verified by"), by_action;
        EVIDENCE evidence = 17: LongText, ("完成依据", "evidence"), by_action;
        FILES files = 18: Refs<Attachment>, ("附件", "files");
        REASON reason = 19: LongText, ("原因", "reason"), by_action;
        ORDER order = 20: Order, ("排序", "order"), required;
        NOTES notes = 21: Notes, ("备注", "notes");
    }
    moved by STATE {
        SUBMIT = 1 "submit" ("提交", "Submit"):
            [SubTaskState::Draft, SubTaskState::Returned] => SubTaskState::Submitted,
            by [Office, Unit],
            holds [TARGET, PERSON, MEASURES, REWARD, DEADLINE],
            dates [SUBMITTED_ON], signs [SUBMITTED_BY], clears [REASON];
        RETURN = 2 "return" ("退回", "Return"):
            [SubTaskState::Submitted] => SubTaskState::Returned, by [Office],
            requires [REASON], clears [SUBMITTED_ON, SUBMITTED_BY];
        CONFIRM = 3 "confirm" ("确认", "Confirm"):
            [SubTaskState::Submitted] => SubTaskState::Confirmed, by [Office],
            dates [CONFIRMED_ON], signs [CONFIRMED_BY], other than [SUBMITTED_BY];
        BEGIN = 4 "begin" ("启动", "Begin"):
            [SubTaskState::Confirmed] => SubTaskState::InProgress, by [Office, Unit],
            dates [STARTED_ON];
        FINISH = 5 "finish" ("完成", "Finish"):
            [SubTaskState::InProgress] => SubTaskState::Done, by [Office, Unit],
            proof [EVIDENCE, FILES], dates [DONE_ON], signs [DONE_BY], clears [REASON];
        VERIFY = 6 "verify" ("核验", "Verify"):
            [SubTaskState::Done] => SubTaskState::Verified, by [Office],
            dates [VERIFIED_ON], signs [VERIFIED_BY], other than [DONE_BY];
        /// The office is not convinced.
        CONTINUE = 7 "continue" ("退回推进", "Send back to work"):
            [SubTaskState::Done] => SubTaskState::InProgress, by [Office],
            requires [REASON], clears [DONE_ON, DONE_BY];
    }
}
