//! Government, banks and enterprises: recommendations and the pool for the fund (DOMAIN T44, T45).
//! The white list is a [`ListMembership`](crate::model::ListMembership).

use crate::model::{Project, Unit};
use crate::schema::{Date, Flag, LongText, Money, Months, Notes, Order, Pick, Ref, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far a recommendation is.
    RecommendationState {
        Recommended = 1 "recommended" ("推荐", "Recommended"),
        Contacted = 2 "contacted" ("对接", "Contacted"),
        Credit = 3 "credit" ("授信", "Credit granted"),
        Drawn = 4 "drawn" ("放款", "Drawn"),
        Declined = 5 "declined" ("未达成", "Declined"),
    }
}

declare_kind! {
    /// A project that a place recommends to banks in a month.
    Recommendation = 128 "recommendation" ("融资推荐", "recommendation"), titled by PROJECT,
        known by [UNIT, MONTH, PROJECT], owned by [UNIT, PROJECT], written by [Office, Unit] {
        UNIT unit = 1: Ref<Unit>, ("推荐单位", "unit"), required, once;
        MONTH month = 2: Months, ("月份", "month"), required, once;
        PROJECT project = 3: Ref<Project>, ("项目", "project"), required, once;
        NEED need = 4: Money, ("融资需求", "need"), required;
        BANK bank = 5: Text, ("对接金融机构", "bank");
        STATE state = 6: Pick<RecommendationState>, ("状态", "state"), required, by_action;
        CONTACTED_ON contacted_on = 7: Date, ("对接日期", "contacted on"), by_action;
        CREDIT credit = 8: Money, ("授信金额", "credit"), by_action;
        CREDIT_ON credit_on = 9: Date, ("授信日期", "credit granted on"), by_action;
        /// All that was drawn so far.
        DRAWN drawn = 10: Money, ("累计放款", "drawn"), by_action;
        DRAWN_ON drawn_on = 11: Date, ("放款日期", "drawn on"), by_action;
        REASON reason = 12: LongText, ("未达成原因", "why not"), by_action;
        ORDER order = 13: Order, ("排序", "order"), required;
        NOTES notes = 14: Notes, ("备注", "notes");
    }
    moved by STATE {
        CONTACT = 1 "contact" ("对接", "Contact"):
            [RecommendationState::Recommended] => RecommendationState::Contacted,
            by [Office, Unit, Bank], holds [BANK], dates [CONTACTED_ON];
        GRANT = 2 "grant" ("授信", "Grant credit"):
            [RecommendationState::Contacted] => RecommendationState::Credit,
            by [Office, Unit, Bank], requires [CREDIT], dates [CREDIT_ON];
        DRAW = 3 "draw" ("放款", "Draw"):
            [RecommendationState::Credit] => RecommendationState::Drawn,
            by [Office, Unit, Bank], requires [DRAWN], dates [DRAWN_ON];
        DRAW_MORE = 4 "draw_more" ("更新放款", "Draw more"):
            [RecommendationState::Drawn], by [Office, Unit, Bank],
            requires [DRAWN], dates [DRAWN_ON];
        DECLINE = 5 "decline" ("未达成", "Decline"):
            [RecommendationState::Recommended, RecommendationState::Contacted]
                => RecommendationState::Declined,
            by [Office, Unit, Bank], requires [REASON];
        RECOMMEND_AGAIN = 6 "recommend_again" ("重新推荐", "Recommend again"):
            [RecommendationState::Declined] => RecommendationState::Recommended,
            by [Office, Unit], clears [REASON, CONTACTED_ON];
    }
}

declare_choice! {
    /// Whose fund pool it is.
    PoolLevel {
        Province = 1 "province" ("省级", "province"),
        City = 2 "city" ("市级", "city"),
        County = 3 "county" ("县级", "county"),
    }
}

declare_kind! {
    /// A project in the public pool for the fund: nothing here that the public should not read.
    PoolEntry = 129 "pool_entry" ("基金项目库", "fund pool entry"), titled by PROJECT,
        known by [PROJECT], owned by [PROJECT], written by [Office, Unit] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        LEVEL level = 2: Pick<PoolLevel>, ("级次", "level"), required;
        NEED need = 3: Money, ("融资需求", "need"), required;
        CONTACT contact = 4: Ref<Unit>, ("联系单位", "contact unit"), required;
        /// What the fund has put in.
        INVESTED invested = 5: Money, ("基金投资", "invested by the fund");
        ATTRACTED attracted = 6: Money, ("带动社会资本", "private money attracted");
        ENTERED_ON entered_on = 7: Date, ("入库日期", "entered on"), required;
        LEFT_ON left_on = 8: Date, ("出库日期", "left on");
        /// Whether the office has let it be published.
        PUBLIC public = 9: Flag, ("公开", "public"), by_office;
    }
}
