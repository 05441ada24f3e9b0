//! The monthly bulletin (DOMAIN B15, §8).

use super::RankingSnapshot;
use crate::model::{Post, Unit};
use crate::schema::{Date, Int, LongText, Months, Notes, Order, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far a bulletin is.
    BulletinState {
        Draft = 1 "draft" ("草稿", "Draft"),
        Review = 2 "review" ("审核", "In review"),
        Signed = 3 "signed" ("签发", "Signed"),
        Issued = 4 "issued" ("印发", "Issued"),
    }
}

declare_kind! {
    /// The bulletin of a month: text made from locked figures and edited by people. Issued, it
    /// never changes; what was wrong is said in a remark beside it and in the next one.
    Bulletin = 79 "bulletin" ("通报", "bulletin"), titled by TITLE,
        known by [MONTH], written by [Office] {
        MONTH month = 1: Months, ("月份", "month"), required, once;
        TITLE title = 2: Text, ("标题", "title"), required;
        /// Such as 宜重投办文〔2020〕3号.
        NUMBER number = 3: Text, ("文号", "number");
        STATE state = 4: Pick<BulletinState>, ("状态", "state"), required, by_action;
        SNAPSHOT snapshot = 5: Ref<RankingSnapshot>, ("排名快照", "ranking");

        OVERVIEW overview = 10: LongText, ("总体情况", "the city");
        PLACES places = 11: LongText, ("各地情况", "by place");
        SECTORS sectors = 12: LongText, ("分领域情况", "by sector");
        STARTS starts = 13: LongText, ("开工竣工情况", "starts and completions");
        RANKING ranking = 14: LongText, ("排名情况", "ranking");
        /// Tasks 23 and 24.
        HUNDRED_DAYS hundred_days = 15: LongText, ("百日攻坚项目开工情况", "starts of the hundred days");
        /// Task 30.
        NEW_STARTS new_starts = 16: LongText, ("亿元以上新开工情况", "new starts of 100 million and more");
        /// Tasks 31–34, one bulletin with four sections.
        LIFE_CYCLE life_cycle = 17: LongText, ("四督四促情况", "supervision of the life cycle");
        PROBLEMS problems = 18: LongText, ("存在问题", "problems");
        PRAISE praise = 19: LongText, ("表扬和落后", "praised and lagging");
        /// What was corrected since the bulletin before (DOMAIN B15, B17).
        CORRECTIONS corrections = 20: LongText, ("更正说明", "corrections");

        CITY_LEADERS city_leaders = 30: Refs<Post>, ("市委、市政府主要领导", "principal city leaders");
        LEADERS_IN_CHARGE leaders_in_charge = 31: Refs<Post>, ("分管领导", "leaders in charge");
        LOCAL_HEADS local_heads = 32: Refs<Unit>, ("县市区主要负责人", "heads of places");
        MEMBER_HEADS member_heads = 33: Refs<Unit>, ("成员单位主要负责人", "heads of member units");
        PRINT_RUN print_run = 34: Int, ("印数", "printed"), measured("份", "copies");

        SUBMITTED_BY submitted_by = 40: Signed, ("送审人", "submitted by"), by_action;
        SIGNED_ON signed_on = 41: Date, ("签发日期", "signed on"), by_action;
        SIGNED_BY signed_by = 42: Signed, ("签发人", "signed by"), by_action;
        ISSUED_ON issued_on = 43: Date, ("印发日期", "issued on"), by_action;
        ISSUED_BY issued_by = 44: Signed, ("印发人", "issued by"), by_action;
        REASON reason = 45: LongText, ("退回原因", "why returned"), by_action;
        /// Remarks on what turned out to be wrong; they may be added after the issue.
        REMARKS remarks = 46: Notes, ("更正备注", "remarks of correction");
        ORDER order = 47: Order, ("排序", "order"), required;
    }
    moved by STATE {
        SUBMIT = 1 "submit" ("送审", "Submit"):
            [BulletinState::Draft] => BulletinState::Review, by [Office],
            holds [OVERVIEW], signs [SUBMITTED_BY], clears [REASON];
        RETURN = 2 "return" ("退回", "Return"):
            [BulletinState::Review, BulletinState::Signed] => BulletinState::Draft,
            by [Office, Leader], requires [REASON], clears [SUBMITTED_BY, SIGNED_ON, SIGNED_BY];
        SIGN = 3 "sign" ("签发", "Sign"):
            [BulletinState::Review] => BulletinState::Signed, by [Office, Leader],
            dates [SIGNED_ON], signs [SIGNED_BY], other than [SUBMITTED_BY];
        ISSUE = 4 "issue" ("印发", "Issue"):
            [BulletinState::Signed] => BulletinState::Issued, by [Office],
            holds [NUMBER], takes [PRINT_RUN], dates [ISSUED_ON], signs [ISSUED_BY];
    }
}
