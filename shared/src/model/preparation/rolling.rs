//! Three-year rolling plans (DOMAIN T02).

use crate::model::Project;
use crate::schema::{Date, Int, LongText, Money, Notes, Order, Pick, Ref, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far a plan is on its way into the national library.
    PushState {
        NotPushed = 1 "not_pushed" ("未推送", "Not pushed"),
        Pushed = 2 "pushed" ("已推送", "Pushed"),
        Returned = 3 "returned" ("退回", "Returned"),
        InLibrary = 4 "in_library" ("入库", "In the library"),
    }
}

declare_kind! {
    /// What is to be invested in a project in three years.
    RollingPlan = 157 "rolling_plan" ("三年滚动投资计划", "rolling plan"), titled by PROJECT,
        known by [PROJECT, FIRST_YEAR], owned by [PROJECT], written by [Office, Unit, Owner] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        FIRST_YEAR first_year = 2: Int, ("首年", "first year"), required, once;
        FIRST first = 3: Money, ("首年投资", "in the first year"), required;
        SECOND second = 4: Money, ("次年投资", "in the second year"), required;
        THIRD third = 5: Money, ("第三年投资", "in the third year"), required;
        STATE state = 6: Pick<PushState>, ("推送状态", "state"), required, by_action;
        PUSHED_ON pushed_on = 7: Date, ("推送日期", "pushed on"), by_action;
        PUSHED_BY pushed_by = 8: Signed, ("推送人", "pushed by"), by_action;
        IN_LIBRARY_ON in_library_on = 9: Date, ("入库日期", "in the library since"), by_action;
        REASON reason = 10: LongText, ("退回原因", "why returned"), by_action;
        ORDER order = 11: Order, ("排序", "order"), required;
        NOTES notes = 12: Notes, ("备注", "notes");
    }
    moved by STATE {
        PUSH = 1 "push" ("推送", "Push"):
            [PushState::NotPushed, PushState::Returned] => PushState::Pushed, by [Office, Unit],
            dates [PUSHED_ON], signs [PUSHED_BY], clears [REASON];
        RETURN = 2 "return" ("退回", "Return"):
            [PushState::Pushed] => PushState::Returned, by [Office], requires [REASON];
        TAKE_IN = 3 "take_in" ("入库", "Taken into the library"):
            [PushState::Pushed] => PushState::InLibrary, by [Office], dates [IN_LIBRARY_ON];
    }
}
