//! The quarterly round of the supervision office (DOMAIN B26, T34).

use super::Supervision;
use crate::model::{Attachment, Unit};
use crate::schema::{Date, LongText, Periods, Pick, Ref, Refs, Signed, Text, Texts};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far a round is.
    RoundState {
        Listing = 1 "listing" ("列清单", "Listing"),
        /// Its list stands (DOMAIN §7.2, 10).
        Frozen = 2 "frozen" ("已冻结", "Frozen"),
        Issued = 3 "issued" ("已通报", "Bulletin issued"),
    }
}

declare_kind! {
    /// A round: the list of one quarter, the teams that go out, the bulletin.
    SupervisionRound = 59 "supervision_round" ("季度督办", "supervision round"), titled by QUARTER,
        known by [QUARTER], written by [Supervision] {
        QUARTER quarter = 1: Periods, ("季度", "quarter"), required, once;
        TEAMS teams = 2: Texts, ("督查组", "teams");
        STATE state = 3: Pick<RoundState>, ("状态", "state"), required, by_action;
        FROZEN_ON frozen_on = 4: Date, ("冻结日期", "frozen on"), by_action;
        FROZEN_BY frozen_by = 5: Signed, ("冻结人", "frozen by"), by_action;
        BULLETIN bulletin = 6: LongText, ("通报", "bulletin");
        ISSUED_ON issued_on = 7: Date, ("通报日期", "issued on"), by_action;
        ISSUED_BY issued_by = 8: Signed, ("签发人", "issued by"), by_action;
        FILES files = 9: Refs<Attachment>, ("附件", "files");
    }
    moved by STATE {
        /// The list stands, and each place gets its four questions on elements (DOMAIN T34).
        FREEZE = 1 "freeze" ("冻结清单", "Freeze the list"):
            [RoundState::Listing] => RoundState::Frozen, by [Supervision],
            takes [TEAMS], dates [FROZEN_ON], signs [FROZEN_BY];
        ISSUE = 2 "issue" ("印发通报", "Issue the bulletin"):
            [RoundState::Frozen] => RoundState::Issued, by [Supervision],
            holds [BULLETIN], dates [ISSUED_ON], signs [ISSUED_BY];
    }
}

declare_choice! {
    /// What a round finds of an item.
    Verdict {
        Pending = 1 "pending" ("待核查", "To be checked"),
        Done = 2 "done" ("落实", "Carried out"),
        Mostly = 3 "mostly" ("基本落实", "Mostly carried out"),
        NotDone = 4 "not_done" ("未落实", "Not carried out"),
    }
}

declare_kind! {
    /// A supervision item in a round.
    RoundItem = 60 "round_item" ("季度督办事项", "round item"), titled by SUPERVISION,
        known by [ROUND, SUPERVISION], owned by [SUPERVISION], written by [Supervision] {
        ROUND round = 1: Ref<SupervisionRound>, ("季度", "round"), required, once;
        SUPERVISION supervision = 2: Ref<Supervision>, ("督办事项", "supervision item"), required, once;
        TEAM team = 3: Text, ("督查组", "team");
        /// What was looked at on the site.
        CHECK_LIST check_list = 4: Texts, ("核查要点", "check list");
        FINDING finding = 5: LongText, ("核查情况", "what was found");
        PHOTOS photos = 6: Refs<Attachment>, ("照片", "photos");
        VERDICT verdict = 7: Pick<Verdict>, ("核查结论", "verdict"), required, by_action;
        JUDGED_ON judged_on = 8: Date, ("核查日期", "checked on"), by_action;
        JUDGED_BY judged_by = 9: Signed, ("核查人", "checked by"), by_action;
        /// What the unit says to the verdict, within some working days.
        ANSWER answer = 10: LongText, ("单位答复", "answer of the unit"), by_action;
        ANSWERED_ON answered_on = 11: Date, ("答复日期", "answered on"), by_action;
        ANSWERED_BY answered_by = 12: Signed, ("答复人", "answered by"), by_action;
        REASON reason = 13: LongText, ("原因", "reason"), by_action;
    }
    moved by VERDICT {
        FIND_DONE = 1 "find_done" ("落实", "Carried out"):
            [Verdict::Pending] => Verdict::Done, by [Supervision],
            holds [FINDING], takes [CHECK_LIST, PHOTOS, TEAM], dates [JUDGED_ON], signs [JUDGED_BY];
        FIND_MOSTLY = 2 "find_mostly" ("基本落实", "Mostly carried out"):
            [Verdict::Pending] => Verdict::Mostly, by [Supervision],
            holds [FINDING], takes [CHECK_LIST, PHOTOS, TEAM], dates [JUDGED_ON], signs [JUDGED_BY];
        FIND_NOT_DONE = 3 "find_not_done" ("未落实", "Not carried out"):
            [Verdict::Pending] => Verdict::NotDone, by [Supervision],
            holds [FINDING], takes [CHECK_LIST, PHOTOS, TEAM], dates [JUDGED_ON], signs [JUDGED_BY];
        ANSWER_VERDICT = 4 "answer_verdict" ("答复", "Answer"):
            [Verdict::Done, Verdict::Mostly, Verdict::NotDone], by [Unit],
            requires [ANSWER], dates [ANSWERED_ON], signs [ANSWERED_BY];
        RECONSIDER = 5 "reconsider" ("重新核查", "Check again"):
            [Verdict::Done, Verdict::Mostly, Verdict::NotDone] => Verdict::Pending, by [Supervision],
            requires [REASON], clears [JUDGED_ON, JUDGED_BY];
    }
}

declare_choice! {
    /// How a place carries out a policy that guarantees an element.
    ElementVerdict {
        Met = 1 "met" ("落实", "carried out"),
        Partly = 2 "partly" ("部分落实", "partly carried out"),
        NotMet = 3 "not_met" ("未落实", "not carried out"),
    }
}

declare_kind! {
    /// The four questions on elements a round asks each place (DOMAIN T34).
    ElementCheck = 61 "element_check" ("要素保障核查", "element check"), titled by UNIT,
        known by [ROUND, UNIT], owned by [UNIT], written by [Supervision] {
        ROUND round = 1: Ref<SupervisionRound>, ("季度", "round"), required, once;
        UNIT unit = 2: Ref<Unit>, ("单位", "unit"), required, once;
        APPROVAL approval = 3: Pick<ElementVerdict>, ("审批保障", "approvals");
        LAND land = 4: Pick<ElementVerdict>, ("用地保障", "land");
        MONEY money = 5: Pick<ElementVerdict>, ("资金保障", "money");
        ENVIRONMENT environment = 6: Pick<ElementVerdict>, ("环境容量保障", "environmental capacity");
        REMARK remark = 7: LongText, ("核查情况", "what was found");
        PHOTOS photos = 8: Refs<Attachment>, ("照片", "photos");
    }
}
