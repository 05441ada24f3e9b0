//! Reviews of money that may have to be adjusted or taken back (DOMAIN T25).

use crate::model::{Attachment, Funding, Project};
use crate::schema::{Date, LongText, Money, Order, Pick, Picks, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// Why a project is a candidate. The rule proposes, people decide.
    ReviewGround {
        Idle = 1 "idle" ("前期工作无实质性进展", "no progress in preparation"),
        MoneyMissing = 2 "money_missing" ("建设资金不落实", "money has not arrived"),
        LateStart = 3 "late_start" ("按照时间节点难以开工", "cannot start in time"),
        Behind = 4 "behind" ("建设进度严重滞后", "far behind its plan"),
    }
}

declare_choice! {
    /// How far a review is.
    FundReviewState {
        Candidate = 1 "candidate" ("候选", "Candidate"),
        Reviewing = 2 "reviewing" ("评审", "In review"),
        Decided = 3 "decided" ("已决定", "Decided"),
        Done = 4 "done" ("办结", "Done"),
    }
}

declare_choice! {
    /// What is decided about the money.
    FundDecision {
        Keep = 1 "keep" ("保留", "keep"),
        /// The project keeps it until another deadline.
        Deadline = 2 "deadline" ("限期", "set a deadline"),
        /// Part of it goes to another project.
        Adjust = 3 "adjust" ("调整", "adjust"),
        /// It returns to its channel.
        TakeBack = 4 "take_back" ("收回", "take back"),
    }
}

declare_kind! {
    /// A review of one project's money, from being proposed to being carried out.
    FundReview = 41 "fund_review" ("资金调整收回", "fund review"), titled by PROJECT,
        owned by [PROJECT] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        GROUNDS grounds = 2: Picks<ReviewGround>, ("符合情形", "conditions met"), required;
        /// The figures behind the conditions, as they were when it was proposed.
        FOUND found = 3: LongText, ("情形说明", "what was found");
        PROPOSED_ON proposed_on = 4: Date, ("列入日期", "proposed on"), required, once;
        STATE state = 5: Pick<FundReviewState>, ("状态", "state"), required, by_action;
        DECISION decision = 6: Pick<FundDecision>, ("处理决定", "decision"), by_action;
        OPINION opinion = 7: LongText, ("处理意见", "opinion"), by_action;
        /// The money that is adjusted or taken back.
        FUNDING funding = 8: Ref<Funding>, ("资金", "funding"), by_action;
        AMOUNT amount = 9: Money, ("调整收回金额", "amount"), by_action;
        NEW_DEADLINE new_deadline = 10: Date, ("限期至", "new deadline"), by_action;
        DECIDED_ON decided_on = 11: Date, ("决定日期", "decided on"), by_action;
        DECIDED_BY decided_by = 12: Signed, ("决定人", "decided by"), by_action;
        DOCUMENT_NO document_no = 13: Text, ("文号", "document number"), by_action;
        DONE_ON done_on = 14: Date, ("办结日期", "done on"), by_action;
        DONE_BY done_by = 15: Signed, ("办理人", "done by"), by_action;
        EVIDENCE evidence = 16: LongText, ("依据", "evidence"), by_action;
        FILES files = 17: Refs<Attachment>, ("附件", "files");
        REASON reason = 18: LongText, ("原因", "reason"), by_action;
        ORDER order = 19: Order, ("排序", "order"), required;
    }
    moved by STATE {
        REVIEW = 1 "review" ("提交评审", "Put up for review"):
            [FundReviewState::Candidate] => FundReviewState::Reviewing, by [Office];
        DECIDE = 2 "decide" ("作出决定", "Decide"):
            [FundReviewState::Reviewing] => FundReviewState::Decided, by [Office, Leader],
            requires [DECISION, OPINION], takes [FUNDING, AMOUNT, NEW_DEADLINE, DOCUMENT_NO],
            dates [DECIDED_ON], signs [DECIDED_BY], clears [REASON];
        /// Money that is adjusted or taken back leaves the project now.
        CARRY_OUT = 3 "carry_out" ("办结", "Carry out"):
            [FundReviewState::Decided] => FundReviewState::Done, by [Office],
            takes [DOCUMENT_NO], proof [EVIDENCE, FILES], dates [DONE_ON], signs [DONE_BY];
        RECONSIDER = 4 "reconsider" ("重新评审", "Reconsider"):
            [FundReviewState::Decided] => FundReviewState::Reviewing, by [Office, Leader],
            requires [REASON], clears [DECISION, OPINION, FUNDING, AMOUNT, NEW_DEADLINE,
                DOCUMENT_NO, DECIDED_ON, DECIDED_BY];
    }
}
