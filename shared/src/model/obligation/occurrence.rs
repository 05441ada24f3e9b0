//! Occurrences: what one unit owes under one obligation for one period.

use super::Obligation;
use crate::model::{Attachment, Unit};
use crate::schema::{Date, Int, LongText, Notes, Periods, Pick, Ref, Refs, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far something owed is (DOMAIN §8). Whether it was in time is computed, never set.
    OccurrenceState {
        Pending = 1 "pending" ("待报", "To be handed in"),
        Submitted = 2 "submitted" ("已报(待审)", "Handed in"),
        Returned = 3 "returned" ("退回", "Returned"),
        Passed = 4 "passed" ("通过", "Passed"),
        Exempt = 5 "exempt" ("豁免", "Exempt"),
    }
}

declare_kind! {
    /// What a unit owes once. It is owed before anyone has written it down: a record is made when
    /// something is said about it.
    Occurrence = 19 "occurrence" ("应报事项", "occurrence"), titled by OBLIGATION,
        known by [OBLIGATION, UNIT, PERIOD], owned by [UNIT], written by [Office, Unit] {
        OBLIGATION obligation = 1: Ref<Obligation>, ("应办事项", "obligation"), required, once;
        UNIT unit = 2: Ref<Unit>, ("单位", "unit"), required, once;
        PERIOD period = 3: Periods, ("期间", "period"), required, once;
        /// The last day on which it is in time, kept from when the record was made: a later change
        /// of the schedule does not make anyone late. The office may extend it.
        DUE due = 4: Date, ("期限", "due"), required, once;
        STATE state = 5: Pick<OccurrenceState>, ("状态", "state"), required, by_action;
        SUBMITTED_ON submitted_on = 6: Date, ("报送日期", "handed in on"), by_action;
        SUBMITTED_BY submitted_by = 7: Signed, ("报送人", "handed in by"), by_action;
        ACCEPTED_ON accepted_on = 8: Date, ("通过日期", "passed on"), by_action;
        ACCEPTED_BY accepted_by = 9: Signed, ("审核人", "passed by"), by_action;
        /// What shows it (DOMAIN §7.2, 12).
        EVIDENCE evidence = 10: LongText, ("办理情况", "evidence"), by_action;
        FILES files = 11: Refs<Attachment>, ("附件", "files");
        /// When it was really done, where the office accepts that it was only entered later
        /// (补录, DOMAIN §12, 8).
        DONE_ON done_on = 12: Date, ("实际完成日期", "really done on"), by_action;
        /// Why it was returned, exempted or extended.
        REASON reason = 13: LongText, ("原因", "reason"), by_action;
        /// What the unit says of long work (DOMAIN 9.4).
        PROGRESS progress = 14: Int, ("自报进度", "progress reported"), measured("%", "%");
        ANSWER answer = 15: LongText, ("办公室答复", "the office's answer"), by_office;
        NOTES notes = 16: Notes, ("备注", "notes");
    }
    moved by STATE {
        SUBMIT = 1 "submit" ("报送", "Hand in"):
            [OccurrenceState::Pending, OccurrenceState::Returned] => OccurrenceState::Submitted,
            by [Office, Unit],
            takes [PROGRESS], proof [EVIDENCE, FILES],
            dates [SUBMITTED_ON], signs [SUBMITTED_BY], clears [REASON];
        /// Someone else has looked at it.
        ACCEPT = 2 "accept" ("通过", "Pass"):
            [OccurrenceState::Submitted] => OccurrenceState::Passed, by [Office],
            takes [DONE_ON, ANSWER],
            dates [ACCEPTED_ON], signs [ACCEPTED_BY], other than [SUBMITTED_BY];
        /// It has to be done again; until then nothing is handed in.
        RETURN = 3 "return" ("退回", "Return"):
            [OccurrenceState::Submitted] => OccurrenceState::Returned, by [Office],
            requires [REASON], clears [SUBMITTED_ON, SUBMITTED_BY];
        EXEMPT = 4 "exempt" ("豁免", "Exempt"):
            [OccurrenceState::Pending, OccurrenceState::Returned] => OccurrenceState::Exempt,
            by [Office], requires [REASON];
        OWE = 5 "owe" ("取消豁免", "Withdraw the exemption"):
            [OccurrenceState::Exempt] => OccurrenceState::Pending, by [Office], clears [REASON];
        /// It turned out not to be what was asked for.
        REOPEN = 6 "reopen" ("撤回通过", "Reopen"):
            [OccurrenceState::Passed] => OccurrenceState::Returned, by [Office],
            requires [REASON],
            clears [SUBMITTED_ON, SUBMITTED_BY, ACCEPTED_ON, ACCEPTED_BY, DONE_ON];
        EXTEND = 7 "extend" ("延期", "Extend"):
            [OccurrenceState::Pending, OccurrenceState::Returned], by [Office],
            requires [DUE, REASON];
    }
}
