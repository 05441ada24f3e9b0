//! Nominations for the provincial list of key projects (DOMAIN T27).

use crate::model::{Attachment, Project};
use crate::schema::{Date, Int, LongText, Order, Pick, Ref, Refs, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far a nomination is: from the county by the city to the province.
    NominationState {
        Recommended = 1 "recommended" ("推荐", "Recommended"),
        CityReview = 2 "city_review" ("市审", "In city review"),
        Reported = 3 "reported" ("报省", "Reported to the province"),
        Selected = 4 "selected" ("入选", "Selected"),
        Rejected = 5 "rejected" ("落选", "Not selected"),
    }
}

declare_kind! {
    /// A project put forward for a year's provincial list.
    Nomination = 43 "nomination" ("省重点推荐", "nomination"), titled by PROJECT,
        known by [PROJECT, YEAR], owned by [PROJECT], written by [Office, Unit] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        YEAR year = 2: Int, ("年度", "year"), required, once;
        GROUND ground = 3: LongText, ("推荐理由", "why it is recommended");
        RECOMMENDED_ON recommended_on = 4: Date, ("推荐日期", "recommended on"), required;
        /// The province's deadline; empty until it is announced (待省定).
        DUE due = 5: Date, ("省定时限", "due by the province"), by_office;
        STATE state = 6: Pick<NominationState>, ("状态", "state"), required, by_action;
        REPORTED_ON reported_on = 7: Date, ("报省日期", "reported on"), by_action;
        REPORTED_BY reported_by = 8: Signed, ("报送人", "reported by"), by_action;
        DECIDED_ON decided_on = 9: Date, ("结果日期", "decided on"), by_action;
        EVIDENCE evidence = 10: LongText, ("依据", "evidence"), by_action;
        FILES files = 11: Refs<Attachment>, ("附件", "files");
        REASON reason = 12: LongText, ("原因", "reason"), by_action;
        ORDER order = 13: Order, ("排序", "order"), required;
    }
    moved by STATE {
        REVIEW = 1 "review" ("提交市审", "Put up for city review"):
            [NominationState::Recommended] => NominationState::CityReview, by [Office, Unit],
            clears [REASON];
        RETURN = 2 "return" ("退回", "Return"):
            [NominationState::CityReview] => NominationState::Recommended, by [Office],
            requires [REASON];
        REPORT = 3 "report" ("报省", "Report to the province"):
            [NominationState::CityReview] => NominationState::Reported, by [Office],
            dates [REPORTED_ON], signs [REPORTED_BY];
        /// It is a provincial key project from then on.
        SELECT = 4 "select" ("入选", "Selected"):
            [NominationState::Reported] => NominationState::Selected, by [Office],
            proof [EVIDENCE, FILES], dates [DECIDED_ON];
        REJECT = 5 "reject" ("落选", "Not selected"):
            [NominationState::CityReview, NominationState::Reported] => NominationState::Rejected,
            by [Office], requires [REASON], dates [DECIDED_ON];
    }
}
