//! Money for pre-construction work: what a place or unit sets aside for a year, and what it is
//! spent on (DOMAIN T21, T22).

use super::FilingState;
use crate::model::{Attachment, Project, Unit};
use crate::schema::{Date, Int, LongText, Money, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_kind! {
    /// A unit's money for pre-construction work in a year, by its plan (筹集和使用方案).
    PreFund = 100 "pre_fund" ("前期工作经费", "pre-construction fund"), titled by UNIT,
        known by [UNIT, YEAR], owned by [UNIT], written by [Office, Unit] {
        UNIT unit = 1: Ref<Unit>, ("单位", "unit"), required, once;
        YEAR year = 2: Int, ("年度", "year"), required, once;
        AMOUNT amount = 3: Money, ("筹集金额", "amount"), required;
        /// 部门预算、项目投资总概算, and others.
        SOURCES sources = 4: LongText, ("资金来源", "sources");
        /// The fund whose rest goes on in this one (滚动使用).
        ROLLED_FROM rolled_from = 5: Ref<PreFund>, ("结转自", "rolled from");
        ROLLED rolled = 6: Money, ("结转金额", "rolled amount");
        PLAN plan = 7: Refs<Attachment>, ("筹集和使用方案", "plan");
        STATE state = 8: Pick<FilingState>, ("状态", "state"), required, by_action;
        /// The day it was really filed; what was entered later is marked 补录 (DOMAIN §12, 8).
        FILED_ON filed_on = 9: Date, ("报备日期", "filed on"), by_action;
        ENTERED_ON entered_on = 10: Date, ("填报日期", "entered on"), by_action;
        FILED_BY filed_by = 11: Signed, ("报备人", "filed by"), by_action;
        RECEIPT_NO receipt_no = 12: Text, ("报备登记号", "receipt number"), by_action;
        REGISTERED_BY registered_by = 13: Signed, ("登记人", "registered by"), by_action;
        EVIDENCE evidence = 14: LongText, ("报备依据", "evidence"), by_action;
        REASON reason = 15: LongText, ("退回原因", "why returned"), by_action;
    }
    moved by STATE {
        FILE = 1 "file" ("报备", "File"):
            [FilingState::Draft] => FilingState::Filed, by [Office, Unit],
            requires [FILED_ON], proof [PLAN, EVIDENCE],
            dates [ENTERED_ON], signs [FILED_BY], clears [REASON];
        REGISTER = 2 "register" ("登记", "Register"):
            [FilingState::Filed] => FilingState::Registered, by [Office],
            requires [RECEIPT_NO], signs [REGISTERED_BY];
        RETURN = 3 "return" ("退回", "Return"):
            [FilingState::Filed, FilingState::Registered] => FilingState::Draft, by [Office],
            requires [REASON],
            clears [FILED_ON, ENTERED_ON, FILED_BY, RECEIPT_NO, REGISTERED_BY];
    }
}

declare_choice! {
    /// What the money may be spent on.
    FundPurpose {
        Design = 1 "design" ("规划设计", "planning and design"),
        Assessment = 2 "assessment" ("评估论证", "assessment"),
        /// Said in words.
        Other = 3 "other" ("其他", "other"),
    }
}

declare_kind! {
    /// Money of a fund spent on a project.
    PreFundUse = 101 "pre_fund_use" ("经费使用", "use of the fund"), titled by PROJECT,
        owned by [FUND], written by [Office, Unit] {
        FUND fund = 1: Ref<PreFund>, ("前期工作经费", "fund"), required, once;
        PROJECT project = 2: Ref<Project>, ("项目", "project"), required, once;
        PURPOSE purpose = 3: Pick<FundPurpose>, ("用途", "purpose"), required;
        PURPOSE_TEXT purpose_text = 4: Text, ("用途说明", "purpose in words");
        AMOUNT amount = 5: Money, ("使用金额", "amount"), required;
        USED_ON used_on = 6: Date, ("使用日期", "used on"), required;
        /// What came back into the fund once the project's own money had come.
        REPAID repaid = 7: Money, ("归还金额", "repaid");
        REPAID_ON repaid_on = 8: Date, ("归还日期", "repaid on");
        FILES files = 9: Refs<Attachment>, ("凭证", "files");
    }
}
