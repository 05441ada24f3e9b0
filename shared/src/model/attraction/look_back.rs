//! 回头看: the breaches of contracts that are followed up (DOMAIN T54).

use super::{Clause, Contract, ContractParty};
use crate::model::{Attachment, Unit};
use crate::schema::{Date, LongText, Notes, Order, Periods, Pick, Ref, Refs, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// A kind of breach.
    BreachKind {
        Clause = 1 "clause" ("不履行合同", "clause not kept"),
        LateStart = 2 "late_start" ("逾期不开工", "not started in time"),
        IdleLand = 3 "idle_land" ("占而未建", "land taken, not built on"),
        Behind = 4 "behind" ("慢建久拖", "slow construction"),
    }
}

declare_choice! {
    /// How far the following up is.
    LookBackState {
        Found = 1 "found" ("发现", "Found"),
        Assigned = 2 "assigned" ("交办", "Assigned"),
        Asked = 3 "asked" ("申请销号", "Closure requested"),
        Closed = 4 "closed" ("销号", "Closed"),
    }
}

declare_kind! {
    /// A breach that is followed up until it is made good.
    LookBack = 133 "look_back" ("履约问题", "breach case"), titled by CONTRACT,
        owned by [UNIT, CONTRACT], written by [Office, Supervision] {
        CONTRACT contract = 1: Ref<Contract>, ("合同", "contract"), required, once;
        BREACH breach = 2: Pick<BreachKind>, ("情形", "breach"), required, once;
        /// The clause, when it is one that was not kept.
        CLAUSE clause = 3: Ref<Clause>, ("条款", "clause"), once;
        PARTY party = 4: Pick<ContractParty>, ("责任方", "party"), required, once;
        /// The round in which it was found.
        ROUND round = 5: Periods, ("回头看批次", "round"), required, once;
        FOUND_ON found_on = 6: Date, ("发现日期", "found on"), required, once;
        EXPLANATION explanation = 7: LongText, ("情况说明", "explanation"), required;
        /// Who has to make it good, or see to it that it is made good.
        UNIT unit = 8: Ref<Unit>, ("责任单位", "unit"), required;
        DEADLINE deadline = 9: Date, ("整改期限", "deadline");
        MEASURES measures = 10: LongText, ("整改措施", "measures");
        STATE state = 11: Pick<LookBackState>, ("状态", "state"), required, by_action;
        ASKED_ON asked_on = 12: Date, ("申请销号日期", "closure requested on"), by_action;
        ASKED_BY asked_by = 13: Signed, ("申请人", "requested by"), by_action;
        CLOSED_ON closed_on = 14: Date, ("销号日期", "closed on"), by_action;
        CLOSED_BY closed_by = 15: Signed, ("核验人", "verified by"), by_action;
        EVIDENCE evidence = 16: LongText, ("整改依据", "evidence"), by_action;
        FILES files = 17: Refs<Attachment>, ("附件", "files");
        REASON reason = 18: LongText, ("退回原因", "why returned"), by_action;
        ORDER order = 19: Order, ("排序", "order"), required;
        NOTES notes = 20: Notes, ("备注", "notes");
        SUPERVISED_ON supervised_on = 21: Date, ("提请督办日期", "supervision requested on"), by_action;
    }
    moved by STATE {
        ASSIGN = 1 "assign" ("交办", "Assign"):
            [LookBackState::Found] => LookBackState::Assigned, by [Office, Supervision],
            holds [UNIT, DEADLINE];
        ASK = 2 "ask" ("申请销号", "Ask for closure"):
            [LookBackState::Assigned] => LookBackState::Asked, by [Office, Unit],
            takes [MEASURES], proof [EVIDENCE, FILES],
            dates [ASKED_ON], signs [ASKED_BY], clears [REASON];
        CLOSE = 3 "close" ("销号", "Close"):
            [LookBackState::Asked] => LookBackState::Closed, by [Office, Supervision],
            dates [CLOSED_ON], signs [CLOSED_BY], other than [ASKED_BY];
        RETURN = 4 "return" ("退回", "Return"):
            [LookBackState::Asked] => LookBackState::Assigned, by [Office, Supervision],
            requires [REASON], clears [ASKED_ON, ASKED_BY];
        REOPEN = 5 "reopen" ("重新整改", "Reopen"):
            [LookBackState::Closed] => LookBackState::Assigned, by [Office, Supervision],
            requires [REASON], clears [ASKED_ON, ASKED_BY, CLOSED_ON, CLOSED_BY];
        /// A supervision item is made of it (DOMAIN T54).
        SUPERVISE = 6 "supervise" ("提请督办", "Have it supervised"):
            [LookBackState::Found, LookBackState::Assigned], by [Office, Supervision],
            dates [SUPERVISED_ON];
    }
}
