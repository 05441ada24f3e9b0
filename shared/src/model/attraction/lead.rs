//! Leads on investors and the events where they are won (DOMAIN T46, T47).

use super::Contract;
use crate::model::{Attachment, Project, Unit};
use crate::schema::{Date, Flag, Int, LongText, Money, Notes, Order, Pick, Ref, Refs, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// The list a company is on.
    CompanyList {
        World500 = 1 "world_500" ("世界500强", "world top 500"),
        China500 = 2 "china_500" ("中国500强", "China top 500"),
        Multinational = 3 "multinational" ("跨国公司", "multinational"),
        Known = 4 "known" ("国内知名企业", "well known in the country"),
        Other = 5 "other" ("其他", "other"),
    }
}

declare_choice! {
    /// How far the talks with a company are.
    LeadState {
        Lead = 1 "lead" ("线索", "Lead"),
        Talks = 2 "talks" ("跟踪洽谈", "In talks"),
        Framework = 3 "framework" ("框架协议", "Framework agreement"),
        Signed = 4 "signed" ("正式合同", "Contract signed"),
        Lost = 5 "lost" ("未落地", "Lost"),
    }
}

declare_kind! {
    /// A company that may invest.
    Lead = 130 "lead" ("招商线索", "lead"), titled by COMPANY,
        owned by [PLACE], written by [Office, Unit] {
        COMPANY company = 1: Text, ("企业", "company"), required;
        LIST list = 2: Pick<CompanyList>, ("企业类别", "list"), required;
        PLACE place = 3: Ref<Unit>, ("承接地", "place"), required;
        CONTENT content = 4: LongText, ("意向内容", "what it may build");
        INVESTMENT investment = 5: Money, ("意向投资", "investment in view");
        VIDEO_LINK video_link = 6: Flag, ("视频连线", "video link");
        /// 一把手: whether the head of the place took part.
        HEAD_TOOK_PART head_took_part = 7: Flag, ("主要负责人参加", "the head took part");
        CONTACTS contacts = 8: Notes, ("对接记录", "contact log");
        STATE state = 9: Pick<LeadState>, ("状态", "state"), required, by_action;
        TALKS_ON talks_on = 10: Date, ("洽谈日期", "in talks since"), by_action;
        FRAMEWORK_ON framework_on = 11: Date, ("框架协议日期", "framework agreed on"), by_action;
        SIGNED_ON signed_on = 12: Date, ("签约日期", "signed on"), by_action;
        CONTRACT contract = 13: Ref<Contract>, ("合同", "contract");
        PROJECT project = 14: Ref<Project>, ("项目", "project");
        REASON reason = 15: LongText, ("未落地原因", "why lost"), by_action;
        ORDER order = 16: Order, ("排序", "order"), required;
    }
    moved by STATE {
        TALK = 1 "talk" ("开始洽谈", "Begin talks"):
            [LeadState::Lead] => LeadState::Talks, by [Office, Unit], dates [TALKS_ON];
        AGREE = 2 "agree" ("签框架协议", "Agree on a framework"):
            [LeadState::Talks] => LeadState::Framework, by [Office, Unit], dates [FRAMEWORK_ON];
        SIGN = 3 "sign" ("签正式合同", "Sign"):
            [LeadState::Talks, LeadState::Framework] => LeadState::Signed, by [Office, Unit],
            holds [CONTRACT], takes [PROJECT], dates [SIGNED_ON];
        LOSE = 4 "lose" ("未落地", "Lose"):
            [LeadState::Lead, LeadState::Talks, LeadState::Framework] => LeadState::Lost,
            by [Office, Unit], requires [REASON];
        TAKE_UP = 5 "take_up" ("重新跟踪", "Take up again"):
            [LeadState::Lost] => LeadState::Talks, by [Office, Unit],
            dates [TALKS_ON], clears [REASON];
    }
}

declare_kind! {
    /// One of the events the notice names, or another.
    PromotionEvent = 134 "promotion_event" ("招商活动", "promotion event"), titled by NAME,
        written by [Office] {
        NAME name = 1: Text, ("名称", "name"), required;
        NO no = 2: Int, ("序号", "number"), required;
        /// Empty until its organisers have said when.
        OPENS_ON opens_on = 3: Date, ("开幕日期", "opens on");
        PARTICIPANTS participants = 4: Refs<Unit>, ("参加单位", "participants");
        LEADS leads = 5: Refs<Lead>, ("获得线索", "leads won");
        CONTRACTS contracts = 6: Refs<Contract>, ("签订合同", "contracts");
        RESULT result = 7: LongText, ("成果", "result");
        FILES files = 8: Refs<Attachment>, ("附件", "files");
    }
}
