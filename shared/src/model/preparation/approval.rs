//! Approvals, and the evaluations of whole parks that stand in for them.

use super::StepKind;
use crate::model::{Attachment, Park, Project, Unit};
use crate::schema::{Date, Int, LongText, Notes, Order, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far an approval is (DOMAIN §8).
    ApprovalState {
        Open = 1 "open" ("未办", "Not begun"),
        Accepted = 2 "accepted" ("已受理", "Accepted"),
        /// The applicant makes the application good; the clock stops.
        Correcting = 3 "correcting" ("补正", "Being corrected"),
        Finished = 4 "finished" ("办结", "Finished"),
        Expired = 5 "expired" ("失效", "Expired"),
        /// Covered by the evaluation of the park (DOMAIN T52).
        Adopted = 6 "adopted" ("沿用区域评价", "Regional evaluation used"),
        /// Finished on a promise, before it is kept.
        Promised = 7 "promised" ("承诺办结", "Finished on a promise"),
        /// The promise is said to be kept and waits to be checked.
        Checking = 8 "checking" ("待核", "To be checked"),
        Verified = 9 "verified" ("核验通过", "Promise kept"),
        Broken = 10 "broken" ("违诺", "Promise broken"),
        NotNeeded = 11 "not_needed" ("不需要", "Not needed"),
    }
}

declare_choice! {
    /// What is promised.
    PromiseKind {
        /// 承诺审批制
        Commitment = 1 "commitment" ("承诺制", "by promise"),
        /// 先建后验
        BuildFirst = 2 "build_first" ("先建后验", "built first, checked later"),
    }
}

declare_kind! {
    /// One approval a project needs.
    ApprovalStep = 150 "approval_step" ("审批事项", "approval step"), titled by KIND,
        known by [PROJECT, KIND], owned by [PROJECT, UNIT], written by [Office, Unit, Owner] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        KIND kind = 2: Pick<StepKind>, ("事项", "step"), required, once;
        STATE state = 3: Pick<ApprovalState>, ("状态", "state"), required, by_action;
        UNIT unit = 4: Ref<Unit>, ("审批单位", "approving unit");
        /// Who serves the project in this matter (DOMAIN T16 对口服务).
        OFFICER officer = 5: Text, ("对口服务人员", "service officer");
        LIMIT limit = 6: Int, ("办理时限", "limit"), measured("个工作日", "working days");
        ACCEPTED_ON accepted_on = 7: Date, ("受理日期", "accepted on"), by_action;
        CORRECTING_SINCE correcting_since = 8: Date, ("补正起", "being corrected since"), by_action;
        CORRECTED_ON corrected_on = 9: Date, ("补正完成", "corrected on"), by_action;
        DONE_ON done_on = 10: Date, ("办结日期", "done on"), by_action;
        RESULT_NO result_no = 11: Text, ("批复文号", "result number"), by_action;
        /// Empty where the settings say how long it is valid.
        VALID_UNTIL valid_until = 12: Date, ("有效期至", "valid until"), by_action;
        EVALUATION evaluation = 13: Ref<RegionalEvaluation>, ("沿用的区域评价", "regional evaluation used"), by_action;
        PROMISE_KIND promise_kind = 14: Pick<PromiseKind>, ("承诺方式", "kind of promise"), by_action;
        PROMISE promise = 15: LongText, ("承诺内容", "promise"), by_action;
        /// By when it is checked whether the promise was kept.
        CHECK_BY check_by = 16: Date, ("核验期限", "checked by"), by_action;
        CHECKED_ON checked_on = 17: Date, ("核验日期", "checked on"), by_action;
        PROMISED_BY promised_by = 18: Signed, ("承诺登记人", "promise entered by"), by_action;
        CHECKED_BY checked_by = 19: Signed, ("核验人", "checked by"), by_action;
        EVIDENCE evidence = 20: LongText, ("依据", "evidence"), by_action;
        REASON reason = 21: LongText, ("原因", "reason"), by_action;
        FILES files = 22: Refs<Attachment>, ("附件", "files");
        ORDER order = 23: Order, ("排序", "order"), required;
        NOTES notes = 24: Notes, ("备注", "notes");
    }
    moved by STATE {
        ACCEPT = 1 "accept" ("受理", "Accept"):
            [ApprovalState::Open, ApprovalState::Expired, ApprovalState::Broken]
                => ApprovalState::Accepted, by [Office, Unit, Owner],
            requires [ACCEPTED_ON], holds [LIMIT], takes [OFFICER, UNIT],
            clears [CORRECTING_SINCE, CORRECTED_ON, DONE_ON, RESULT_NO, VALID_UNTIL];
        /// Everything that has to be corrected is said at once; the clock stops.
        ASK_CORRECTION = 2 "ask_correction" ("要求补正", "Ask for correction"):
            [ApprovalState::Accepted] => ApprovalState::Correcting, by [Office, Unit],
            requires [CORRECTING_SINCE, REASON];
        /// The clock goes on.
        RESUME = 3 "resume" ("补正完成", "Corrected"):
            [ApprovalState::Correcting] => ApprovalState::Accepted, by [Office, Unit, Owner],
            requires [CORRECTED_ON];
        FINISH = 4 "finish" ("办结", "Finish"):
            [ApprovalState::Accepted] => ApprovalState::Finished, by [Office, Unit],
            requires [DONE_ON, RESULT_NO], takes [VALID_UNTIL, FILES];
        EXPIRE = 5 "expire" ("登记失效", "Enter as expired"):
            [ApprovalState::Finished, ApprovalState::Adopted] => ApprovalState::Expired,
            by [Office, Unit], takes [REASON];
        /// Done at once, with the reference.
        ADOPT = 6 "adopt" ("沿用区域评价", "Use the regional evaluation"):
            [ApprovalState::Open, ApprovalState::Accepted] => ApprovalState::Adopted,
            by [Office, Unit, Owner], requires [EVALUATION], dates [DONE_ON];
        PROMISE_IT = 7 "promise" ("承诺办结", "Finish on a promise"):
            [ApprovalState::Open, ApprovalState::Accepted] => ApprovalState::Promised,
            by [Office, Unit, Owner], requires [PROMISE_KIND, PROMISE, CHECK_BY],
            takes [RESULT_NO, FILES], dates [DONE_ON], signs [PROMISED_BY];
        ASK_CHECK = 8 "ask_check" ("申请核验", "Ask to be checked"):
            [ApprovalState::Promised] => ApprovalState::Checking, by [Office, Unit, Owner],
            takes [EVIDENCE, FILES];
        VERIFY = 9 "verify" ("核验通过", "Promise kept"):
            [ApprovalState::Promised, ApprovalState::Checking] => ApprovalState::Verified,
            by [Office, Unit], proof [EVIDENCE, FILES], dates [CHECKED_ON], signs [CHECKED_BY],
            other than [PROMISED_BY];
        FIND_BROKEN = 10 "find_broken" ("认定违诺", "Promise broken"):
            [ApprovalState::Promised, ApprovalState::Checking] => ApprovalState::Broken,
            by [Office, Unit], requires [REASON], dates [CHECKED_ON], signs [CHECKED_BY],
            other than [PROMISED_BY];
        WAIVE = 11 "waive" ("不需要", "Not needed"):
            [ApprovalState::Open] => ApprovalState::NotNeeded, by [Office, Unit],
            requires [REASON];
        NEED = 12 "need" ("改为需要", "Needed after all"):
            [ApprovalState::NotNeeded] => ApprovalState::Open, by [Office, Unit],
            clears [REASON];
    }
}

declare_kind! {
    /// An evaluation made once for a whole park; every project in it uses the result
    /// (DOMAIN T52).
    RegionalEvaluation = 151 "regional_evaluation" ("区域性统一评价", "regional evaluation"),
        titled by PARK, owned by [PARK], written by [Office, Unit] {
        PARK park = 1: Ref<Park>, ("园区", "park"), required, once;
        KIND kind = 3: Pick<StepKind>, ("评价事项", "step it stands for"), required, once;
        RESULT_NO result_no = 4: Text, ("成果文号", "result number"), required;
        VALID_UNTIL valid_until = 5: Date, ("有效期至", "valid until"), required;
        FILES files = 6: Refs<Attachment>, ("附件", "files");
    }
}
