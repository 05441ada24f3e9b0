//! Scores: one place, one indicator, one quarter (DOMAIN B19).

use super::{Evaluation, Indicator};
use crate::declare_kind;
use crate::model::Unit;
use crate::schema::{Decimals, Int, LongText, Ref};

declare_kind! {
    /// A cell of the score sheet.
    Score = 73 "score" ("评价得分", "score"), titled by UNIT,
        known by [EVALUATION, UNIT, INDICATOR], owned by [UNIT], written by [Office, Evaluation] {
        EVALUATION evaluation = 1: Ref<Evaluation>, ("季度评价", "evaluation"), required, once;
        UNIT unit = 2: Ref<Unit>, ("县市区", "place"), required, once;
        INDICATOR indicator = 3: Ref<Indicator>, ("评价指标", "indicator"), required, once;
        /// The figure as it is entered. One that stands against the ledger needs its reason.
        ENTERED entered = 4: Int, ("填报值", "entered"), signed;
        /// What is to be reached, where points follow from the part of a target.
        TARGET target = 5: Int, ("目标值", "target");
        BONUS bonus = 6: Decimals, ("加分", "bonus"), measured("分", "points");
        DEDUCTION deduction = 7: Decimals, ("扣分", "deduction"), measured("分", "points");
        REASON reason = 8: LongText, ("说明", "reason");
        /// The figure the points were computed from.
        VALUE value = 9: Int, ("计分值", "figure"), by_action, signed;
        /// The target the points were computed from.
        GOAL goal = 10: Int, ("计分目标", "target used"), by_action;
        /// To the ten-thousandth of a point; what is published.
        POINTS points = 11: Decimals, ("得分", "points"), by_action, measured("分", "points");
    }
}
