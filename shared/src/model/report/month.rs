//! The lock of a month: its figures stand once the office has reviewed them (DOMAIN B17).

use crate::schema::{Date, LongText, Months, Pick, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far a month is.
    MonthState {
        Open = 1 "open" ("开放", "Open"),
        CountyReviewed = 2 "county_reviewed" ("县审", "Reviewed by the counties"),
        CityReviewed = 3 "city_reviewed" ("市审", "Reviewed by the city"),
        Locked = 4 "locked" ("锁定", "Locked"),
    }
}

declare_kind! {
    /// A month's figures.
    MonthLock = 25 "month_lock" ("月度锁定", "month lock"), titled by MONTH, known by [MONTH] {
        MONTH month = 1: Months, ("月份", "month"), required, once;
        STATE state = 2: Pick<MonthState>, ("状态", "state"), required, by_action;
        LOCKED_ON locked_on = 3: Date, ("锁定日期", "locked on"), by_action;
        LOCKED_BY locked_by = 4: Signed, ("锁定人", "locked by"), by_action;
        REASON reason = 5: LongText, ("原因", "reason"), by_action;
    }
    moved by STATE {
        REVIEW_COUNTIES = 1 "review_counties" ("县审完成", "Counties reviewed"):
            [MonthState::Open] => MonthState::CountyReviewed, by [Office];
        REVIEW_CITY = 2 "review_city" ("市审完成", "City reviewed"):
            [MonthState::CountyReviewed] => MonthState::CityReviewed, by [Office];
        LOCK = 3 "lock" ("锁定", "Lock"):
            [MonthState::CityReviewed] => MonthState::Locked, by [Office],
            dates [LOCKED_ON], signs [LOCKED_BY];
        BACK = 4 "back" ("退回", "Back"):
            [MonthState::CountyReviewed, MonthState::CityReviewed] => MonthState::Open, by [Office],
            requires [REASON];
    }
}
