//! The evaluation of a quarter (DOMAIN B19, §8).

use super::EvaluationScheme;
use crate::model::Unit;
use crate::schema::{Date, LongText, Order, Periods, Pick, Ref, Refs, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far the evaluation of a quarter is.
    EvaluationState {
        Collecting = 1 "collecting" ("采集", "Collecting"),
        Trial = 2 "trial" ("试算", "Trial"),
        Noticed = 3 "noticed" ("公示异议", "Open to objections"),
        Approved = 4 "approved" ("审定", "Approved"),
        Published = 5 "published" ("公布", "Published"),
        /// Rewards are paid and penalties carried out.
        Settled = 6 "settled" ("兑现", "Settled"),
    }
}

declare_kind! {
    /// A quarter's evaluation. From its publication on it never changes.
    Evaluation = 72 "evaluation" ("季度评价", "evaluation"), titled by QUARTER,
        known by [QUARTER], written by [Office, Evaluation] {
        QUARTER quarter = 1: Periods, ("季度", "quarter"), required, once;
        /// The version in force on the first day of the quarter.
        SCHEME scheme = 2: Ref<EvaluationScheme>, ("评价方案", "scheme"), required, once;
        /// The 14 places.
        UNITS units = 3: Refs<Unit>, ("评价对象", "places"), required;
        STATE state = 4: Pick<EvaluationState>, ("状态", "state"), required, by_action;
        CALCULATED_BY calculated_by = 5: Signed, ("试算人", "calculated by"), by_action;
        /// The day from which the objection period counts.
        NOTICED_ON noticed_on = 6: Date, ("公示日期", "open to objections since"), by_action;
        APPROVED_ON approved_on = 7: Date, ("审定日期", "approved on"), by_action;
        APPROVED_BY approved_by = 8: Signed, ("审定人", "approved by"), by_action;
        PUBLISHED_ON published_on = 9: Date, ("公布日期", "published on"), by_action;
        PUBLISHED_BY published_by = 10: Signed, ("公布人", "published by"), by_action;
        SETTLED_ON settled_on = 11: Date, ("兑现日期", "settled on"), by_action;
        REASON reason = 12: LongText, ("退回原因", "why returned"), by_action;
        ORDER order = 13: Order, ("排序", "order"), required;
    }
    moved by STATE {
        /// Everything is there: the points are computed.
        TRY = 1 "try" ("试算", "Calculate"):
            [EvaluationState::Collecting] => EvaluationState::Trial, by [Office, Evaluation],
            signs [CALCULATED_BY];
        TRY_AGAIN = 2 "try_again" ("重新试算", "Calculate again"):
            [EvaluationState::Trial, EvaluationState::Noticed], by [Office, Evaluation],
            signs [CALCULATED_BY];
        COLLECT_AGAIN = 3 "collect_again" ("退回采集", "Collect again"):
            [EvaluationState::Trial, EvaluationState::Noticed] => EvaluationState::Collecting,
            by [Office, Evaluation], requires [REASON], clears [NOTICED_ON];
        NOTIFY = 4 "notify" ("公示", "Open to objections"):
            [EvaluationState::Trial] => EvaluationState::Noticed, by [Office, Evaluation],
            dates [NOTICED_ON], signs [CALCULATED_BY];
        APPROVE = 5 "approve" ("审定", "Approve"):
            [EvaluationState::Noticed] => EvaluationState::Approved, by [Office, Evaluation],
            dates [APPROVED_ON], signs [APPROVED_BY];
        REOPEN = 6 "reopen" ("退回公示", "Back to objections"):
            [EvaluationState::Approved] => EvaluationState::Noticed, by [Office, Evaluation],
            requires [REASON], clears [APPROVED_ON, APPROVED_BY];
        /// By someone else than who approved it: two sign for the figures.
        PUBLISH = 7 "publish" ("公布", "Publish"):
            [EvaluationState::Approved] => EvaluationState::Published, by [Office, Evaluation],
            dates [PUBLISHED_ON], signs [PUBLISHED_BY], other than [APPROVED_BY];
        SETTLE = 8 "settle" ("兑现", "Settle"):
            [EvaluationState::Published] => EvaluationState::Settled, by [Office, Evaluation],
            dates [SETTLED_ON];
    }
}
