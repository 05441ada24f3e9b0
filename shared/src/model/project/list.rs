//! Lists of projects: flags over one ledger, never copies (DOMAIN B29).

use super::{Channel, Project};
use crate::schema::{Date, LongText, Pick, Ref, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// A list.
    ListKind {
        /// 百日攻坚: central-budget projects of 2019 and later that had not started (DOMAIN T23).
        HardStart2019 = 1 "hard_start_2019" ("百日攻坚2019", "hundred days 2019"),
        /// 百日攻坚: projects of the three funds of 2020 (DOMAIN T24).
        HardStart2020 = 2 "hard_start_2020" ("百日攻坚2020", "hundred days 2020"),
        NationalLibrary = 3 "national_library" ("国家重大建设项目库", "national project library"),
        RollingPlan = 4 "rolling_plan" ("三年滚动投资计划", "three-year rolling plan"),
        Conversion = 5 "conversion" ("督转化", "supervised: conversion"),
        Continuation = 6 "continuation" ("督续建", "supervised: continuation"),
        Completion = 7 "completion" ("督竣工", "supervised: completion"),
        WhiteList = 8 "white_list" ("白名单", "white list"),
        FundPool = 9 "fund_pool" ("基金投资项目库", "fund pool"),
        TakeBack = 10 "take_back" ("调整收回候选", "candidates for taking back"),
        ProvincialNomination = 11 "provincial_nomination" ("省重点补充推荐", "provincial nominations"),
    }
}

declare_kind! {
    /// A project's place on a list. It leaves only with a date and a reason (DOMAIN T44).
    ListMembership = 31 "list_membership" ("入列", "list membership"), titled by PROJECT,
        known by [PROJECT, LIST], owned by [PROJECT] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        LIST list = 2: Pick<ListKind>, ("清单", "list"), required, once;
        FROM from = 3: Date, ("列入日期", "from"), required;
        REASON reason = 4: LongText, ("列入原因", "reason");
        TO to = 5: Date, ("退出日期", "to");
        LEFT_BECAUSE left_because = 6: LongText, ("退出原因", "left because");
        /// The kind of fund, for the hundred-days lists (DOMAIN T24).
        CHANNEL channel = 7: Pick<Channel>, ("资金类别", "kind of fund");
        /// The day the money came down; after the list was drawn up it is marked 资金下达晚.
        GRANTED_ON granted_on = 8: Date, ("资金下达日期", "money came down on");
        /// Another deadline the office has granted, with its reason.
        OWN_DEADLINE own_deadline = 9: Date, ("另定期限", "own deadline"), by_office;
        DEADLINE_REASON deadline_reason = 10: LongText, ("另定期限原因", "reason for it");
        /// Who put it on the list: signed by the entry itself.
        BY by = 11: Signed, ("列入人", "by"), by_action;
        /// Who took it off: signed when the day is entered.
        LEFT_BY left_by = 12: Signed, ("退出办理人", "taken off by"), by_action;
    }
}
