//! Objections of a place to its own sheet (DOMAIN B19).

use super::{Evaluation, Indicator};
use crate::model::{Attachment, Unit};
use crate::schema::{Date, LongText, Pick, Ref, Refs, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far an objection is.
    ObjectionState {
        Draft = 1 "draft" ("草稿", "Draft"),
        Filed = 2 "filed" ("已提出", "Filed"),
        Accepted = 3 "accepted" ("采纳", "Accepted"),
        Rejected = 4 "rejected" ("不采纳", "Rejected"),
    }
}

declare_kind! {
    /// A place objects to one indicator of its sheet.
    Objection = 74 "objection" ("评价异议", "objection"), titled by TEXT,
        known by [EVALUATION, UNIT, INDICATOR], owned by [UNIT], written by [Unit] {
        EVALUATION evaluation = 1: Ref<Evaluation>, ("季度评价", "evaluation"), required, once;
        UNIT unit = 2: Ref<Unit>, ("县市区", "place"), required, once;
        INDICATOR indicator = 3: Ref<Indicator>, ("评价指标", "indicator"), required, once;
        TEXT text = 4: LongText, ("异议内容", "objection"), required;
        FILES files = 5: Refs<Attachment>, ("附件", "files");
        STATE state = 6: Pick<ObjectionState>, ("状态", "state"), required, by_action;
        FILED_ON filed_on = 7: Date, ("提出日期", "filed on"), by_action;
        FILED_BY filed_by = 8: Signed, ("提出人", "filed by"), by_action;
        ANSWER answer = 9: LongText, ("答复", "answer"), by_action;
        ANSWERED_ON answered_on = 10: Date, ("答复日期", "answered on"), by_action;
        ANSWERED_BY answered_by = 11: Signed, ("答复人", "answered by"), by_action;
    }
    moved by STATE {
        FILE = 1 "file" ("提出异议", "File"):
            [ObjectionState::Draft] => ObjectionState::Filed, by [Unit],
            dates [FILED_ON], signs [FILED_BY];
        ACCEPT = 2 "accept" ("采纳", "Accept"):
            [ObjectionState::Filed] => ObjectionState::Accepted, by [Office, Evaluation],
            requires [ANSWER], dates [ANSWERED_ON], signs [ANSWERED_BY];
        REJECT = 3 "reject" ("不采纳", "Reject"):
            [ObjectionState::Filed] => ObjectionState::Rejected, by [Office, Evaluation],
            requires [ANSWER], dates [ANSWERED_ON], signs [ANSWERED_BY];
    }
}
