//! The monthly ranking of places (DOMAIN T28, 9.6).

use crate::model::Unit;
use crate::schema::{Date, Decimals, Int, Money, Months, Pick, Ref, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// Which projects are counted.
    RankScope {
        Both = 1 "both" ("省市重点", "provincial and city key projects"),
        Province = 2 "province" ("省重点", "provincial key projects"),
        City = 3 "city" ("市重点", "city key projects"),
    }
}

declare_choice! {
    /// Whether the ranking can still change.
    SnapshotState {
        Draft = 1 "draft" ("草稿", "Draft"),
        Frozen = 2 "frozen" ("冻结", "Frozen"),
    }
}

declare_kind! {
    /// The ranking of a month. Frozen with the bulletin, by its own action or by the bulletin's
    /// issue, it never changes.
    RankingSnapshot = 77 "ranking_snapshot" ("排名快照", "ranking"), titled by MONTH,
        known by [MONTH, SCOPE], written by [Office] {
        MONTH month = 1: Months, ("月份", "month"), required, once;
        SCOPE scope = 2: Pick<RankScope>, ("范围", "scope"), required, once;
        STATE state = 3: Pick<SnapshotState>, ("状态", "state"), required, by_action;
        /// Projects of the whole city; those of the city itself count, though it is not ranked.
        /// Filled with the lines from the records, once the month is locked, unless it is entered.
        COUNT_ALL count_all = 4: Decimals, ("全市项目数", "projects of the city");
        TOTAL_ALL total_all = 5: Money, ("全市总投资", "total investment of the city");
        FROZEN_ON frozen_on = 6: Date, ("冻结日期", "frozen on"), by_action;
        FROZEN_BY frozen_by = 7: Signed, ("冻结人", "frozen by"), by_action;
    }
    moved by STATE {
        FREEZE = 1 "freeze" ("冻结", "Freeze"):
            [SnapshotState::Draft] => SnapshotState::Frozen, by [Office],
            dates [FROZEN_ON], signs [FROZEN_BY];
    }
}

declare_kind! {
    /// One place in a ranking: its figures, and the ranks they had when it was frozen.
    RankingLine = 78 "ranking_line" ("排名", "rank"), titled by UNIT,
        known by [SNAPSHOT, UNIT], owned by [UNIT], written by [Office] {
        SNAPSHOT snapshot = 1: Ref<RankingSnapshot>, ("排名快照", "ranking"), required, once;
        UNIT unit = 2: Ref<Unit>, ("县市区", "place"), required, once;
        /// With the parts of projects that stand in several places.
        COUNT count = 3: Decimals, ("项目数", "projects"), required;
        TOTAL total = 4: Money, ("总投资", "total investment"), required;
        /// All that was invested so far: the second column of the table (DOMAIN §12, 30).
        DONE done = 5: Money, ("累计完成投资", "invested so far");
        INVESTED invested = 6: Money, ("本月投资", "invested this month"), required;
        /// Empty where the months are not compared.
        INVESTED_BEFORE invested_before = 7: Money, ("上月投资", "invested the month before");
        RANK_COUNT rank_count = 8: Int, ("个数占比名次", "rank by projects"), by_action;
        RANK_TOTAL rank_total = 9: Int, ("投资总量占比名次", "rank by total investment"), by_action;
        RANK_CHANGE rank_change = 10: Int, ("月环比名次", "rank by monthly change"), by_action;
        RANK rank = 11: Int, ("综合名次", "total rank"), by_action;
    }
}
