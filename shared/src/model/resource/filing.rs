//! What places draw up and file: mechanisms and work plans (DOMAIN T40, T42, T46).

use crate::model::{Attachment, Unit};
use crate::schema::{Date, Int, LongText, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far something to be filed is.
    FilingState {
        Draft = 1 "draft" ("草拟", "Draft"),
        Filed = 2 "filed" ("已报备", "Filed"),
        /// The office has taken it in and given it a number.
        Registered = 3 "registered" ("已登记", "Registered"),
    }
}

declare_choice! {
    /// What is filed.
    FilingTopic {
        /// 收储机制 for coal (DOMAIN T40).
        CoalMechanism = 1 "coal_mechanism" ("煤炭消费指标收储机制", "coal reserve mechanism"),
        /// Filed with the provincial department, copied to the office (DOMAIN T42).
        EmissionPlan = 2 "emission_plan" ("污染物排放总量指标工作方案", "work plan for emission totals"),
        /// 本地本年度招商引资工作方案 (DOMAIN T46).
        AttractionPlan = 3 "attraction_plan" ("年度招商引资工作方案", "yearly plan of attracting investment"),
    }
}

declare_kind! {
    /// A document of a unit on a topic for a year.
    LocalFiling = 102 "local_filing" ("报备方案", "filing"), titled by TOPIC,
        known by [UNIT, TOPIC, YEAR], owned by [UNIT], written by [Office, Unit] {
        UNIT unit = 1: Ref<Unit>, ("单位", "unit"), required, once;
        TOPIC topic = 2: Pick<FilingTopic>, ("事项", "topic"), required, once;
        YEAR year = 3: Int, ("年度", "year"), required, once;
        CONTENT content = 4: LongText, ("主要内容", "main points");
        FILES files = 5: Refs<Attachment>, ("文件", "files");
        STATE state = 6: Pick<FilingState>, ("状态", "state"), required, by_action;
        /// The day it was really filed; what was entered later is marked 补录 (DOMAIN §12, 8).
        FILED_ON filed_on = 7: Date, ("报备日期", "filed on"), by_action;
        ENTERED_ON entered_on = 8: Date, ("填报日期", "entered on"), by_action;
        FILED_BY filed_by = 9: Signed, ("报备人", "filed by"), by_action;
        /// For what goes to a provincial department: the day the office got its copy.
        COPIED_ON copied_on = 10: Date, ("抄送办公室日期", "copied to the office on");
        RECEIPT_NO receipt_no = 11: Text, ("登记号", "receipt number"), by_action;
        REGISTERED_BY registered_by = 12: Signed, ("登记人", "registered by"), by_action;
        EVIDENCE evidence = 13: LongText, ("报备依据", "evidence"), by_action;
        REASON reason = 14: LongText, ("退回原因", "why returned"), by_action;
    }
    moved by STATE {
        FILE = 1 "file" ("报备", "File"):
            [FilingState::Draft] => FilingState::Filed, by [Office, Unit],
            requires [FILED_ON], takes [COPIED_ON], proof [EVIDENCE, FILES],
            dates [ENTERED_ON], signs [FILED_BY], clears [REASON];
        REGISTER = 2 "register" ("登记", "Register"):
            [FilingState::Filed] => FilingState::Registered, by [Office],
            requires [RECEIPT_NO], takes [COPIED_ON], signs [REGISTERED_BY];
        RETURN = 3 "return" ("退回", "Return"):
            [FilingState::Filed, FilingState::Registered] => FilingState::Draft, by [Office],
            requires [REASON],
            clears [FILED_ON, ENTERED_ON, FILED_BY, RECEIPT_NO, REGISTERED_BY];
    }
}
