//! Rewards for the first places (DOMAIN B20).

use super::Evaluation;
use crate::declare_kind;
use crate::model::{PreFund, Unit};
use crate::schema::{Date, Int, LongText, Money, Periods, Ref, Text};

declare_kind! {
    /// Pre-construction money for a place that stands in front. Proposed when the quarter is
    /// published; how much is entered by people and never computed.
    Reward = 75 "reward" ("评价奖励", "reward"), titled by UNIT,
        known by [QUARTER, UNIT], owned by [UNIT], written by [Office, Evaluation] {
        QUARTER quarter = 1: Periods, ("季度", "quarter"), required, once;
        UNIT unit = 2: Ref<Unit>, ("县市区", "place"), required, once;
        EVALUATION evaluation = 3: Ref<Evaluation>, ("季度评价", "evaluation"), required, once;
        RANK rank = 4: Int, ("名次", "rank"), required, once;
        AMOUNT amount = 5: Money, ("奖励金额", "amount");
        DOCUMENT_NO document_no = 6: Text, ("文号", "document number");
        /// The day on which it entered the place's pre-construction fund (DOMAIN T21).
        PAID_ON paid_on = 7: Date, ("拨付日期", "paid on");
        USE usage = 8: LongText, ("用途", "use");
        /// The fund of the place and the year of the payment, in whose balance it counts.
        FUND fund = 9: Ref<PreFund>, ("入账经费", "fund it entered"), by_action;
    }
}
