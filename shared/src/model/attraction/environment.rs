//! The environment for investment: local leadership, innovations of the free-trade zone, services,
//! publicity (DOMAIN T48, T49, T51, T55, T56).

use super::Briefing;
use crate::model::{Attachment, FilingState, Unit};
use crate::schema::{
    Date, Decimals, Int, LongText, Months, Notes, Order, Pick, Ref, Refs, Signed, Text,
};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far an innovation is.
    InnovationState {
        Study = 1 "study" ("研究", "Under study"),
        Trial = 2 "trial" ("试行", "On trial"),
        Spread = 3 "spread" ("推广", "Spread"),
    }
}

declare_kind! {
    /// An institutional innovation of the free-trade zone.
    Innovation = 135 "innovation" ("制度创新事项", "innovation"), titled by TITLE,
        owned by [UNIT], written by [Office, Unit] {
        TITLE title = 1: Text, ("事项", "item"), required;
        UNIT unit = 2: Ref<Unit>, ("单位", "unit"), required, once;
        CHAIN chain = 3: Text, ("产业链", "industrial chain");
        CONTENT content = 4: LongText, ("主要内容", "content");
        STATE state = 5: Pick<InnovationState>, ("状态", "state"), required, by_action;
        TRIAL_ON trial_on = 6: Date, ("试行日期", "on trial since"), by_action;
        SPREAD_ON spread_on = 7: Date, ("推广日期", "spread since"), by_action;
        EVIDENCE evidence = 8: LongText, ("依据", "evidence"), by_action;
        FILES files = 9: Refs<Attachment>, ("附件", "files");
        REASON reason = 10: LongText, ("退回原因", "reason"), by_action;
        ORDER order = 11: Order, ("排序", "order"), required;
        NOTES notes = 12: Notes, ("备注", "notes");
    }
    moved by STATE {
        TRY = 1 "try" ("试行", "Put on trial"):
            [InnovationState::Study] => InnovationState::Trial, by [Office, Unit],
            proof [EVIDENCE, FILES], dates [TRIAL_ON];
        SPREAD = 2 "spread" ("推广", "Spread"):
            [InnovationState::Trial] => InnovationState::Spread, by [Office, Unit],
            proof [EVIDENCE, FILES], dates [SPREAD_ON];
        BACK = 3 "back" ("退回研究", "Back to study"):
            [InnovationState::Trial] => InnovationState::Study, by [Office, Unit],
            requires [REASON], clears [TRIAL_ON];
    }
}

declare_kind! {
    /// A place's own leading group, which mirrors that of the city.
    LocalGroup = 136 "local_group" ("县市区领导机构", "local leading group"), titled by UNIT,
        known by [UNIT], owned by [UNIT], written by [Office, Unit] {
        UNIT unit = 1: Ref<Unit>, ("单位", "unit"), required, once;
        DOCUMENT_NO document_no = 2: Text, ("成立文件文号", "document number");
        FILES files = 3: Refs<Attachment>, ("文件", "files");
        LEADER leader = 4: Text, ("组长", "leader");
        MEMBERS members = 5: LongText, ("成员", "members");
        OFFICE office = 6: Text, ("办公室设在", "office");
        STATE state = 7: Pick<FilingState>, ("状态", "state"), required, by_action;
        /// The day it was really filed; what was entered later is marked 补录 (DOMAIN §12, 8).
        FILED_ON filed_on = 8: Date, ("报备日期", "filed on"), by_action;
        ENTERED_ON entered_on = 9: Date, ("填报日期", "entered on"), by_action;
        FILED_BY filed_by = 10: Signed, ("报备人", "filed by"), by_action;
        RECEIPT_NO receipt_no = 11: Text, ("登记号", "receipt number"), by_action;
        REGISTERED_BY registered_by = 12: Signed, ("登记人", "registered by"), by_action;
        REASON reason = 13: LongText, ("退回原因", "why returned"), by_action;
        EVIDENCE evidence = 14: LongText, ("报备依据", "evidence"), by_action;
    }
    moved by STATE {
        FILE = 1 "file" ("报备", "File"):
            [FilingState::Draft] => FilingState::Filed, by [Office, Unit],
            requires [FILED_ON], holds [DOCUMENT_NO, LEADER, OFFICE], proof [EVIDENCE, FILES],
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

declare_kind! {
    /// A month's figures of 一网通办、一窗通办、一事联办.
    ServiceFigures = 137 "service_figures" ("政务服务数据", "service figures"), titled by MONTH,
        known by [MONTH], owned by [UNIT], written by [Office, Unit] {
        MONTH month = 1: Months, ("月份", "month"), required, once;
        UNIT unit = 2: Ref<Unit>, ("填报单位", "unit"), required, once;
        ONLINE online = 3: Int, ("网办事项", "items online"), required, measured("项", "items");
        STEPS_CUT steps_cut = 4: Int, ("精简环节", "steps cut"), required, measured("个", "steps");
        AVERAGE_DAYS average_days = 5: Decimals, ("平均办理时间", "average time"),
            required, measured("个工作日", "working days");
        REMARK remark = 6: LongText, ("说明", "remark");
    }
}

declare_choice! {
    /// What an item of publicity is about.
    PublicityTopic {
        /// Task 55.
        Policy = 1 "policy" ("政策解读", "policy"),
        /// Task 56.
        Practice = 2 "practice" ("经验做法", "good practice"),
    }
}

declare_kind! {
    /// An item in the media.
    Publicity = 138 "publicity" ("宣传报道", "publicity"), titled by TITLE,
        owned by [UNIT], written by [Office, Unit] {
        TITLE title = 1: Text, ("标题", "title"), required;
        UNIT unit = 2: Ref<Unit>, ("单位", "unit"), required, once;
        MEDIUM medium = 3: Text, ("媒体", "medium"), required;
        PUBLISHED_ON published_on = 4: Date, ("刊发日期", "published on"), required;
        TOPIC topic = 5: Pick<PublicityTopic>, ("类别", "topic"), required;
        /// Shown as text, never loaded.
        LINK link = 6: Text, ("链接", "link");
        CLIP clip = 7: Refs<Attachment>, ("剪报", "clip");
        /// The briefing of the good practice it tells of.
        BRIEFING briefing = 8: Ref<Briefing>, ("活动简报", "briefing");
    }
}
