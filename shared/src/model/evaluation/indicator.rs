//! Indicators of an evaluation scheme.

use super::EvaluationScheme;
use crate::schema::{Int, LongText, Pick, Ref, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// Which figures are better.
    Direction {
        More = 1 "more" ("越大越好", "more is better"),
        Less = 2 "less" ("越小越好", "less is better"),
    }
}

declare_choice! {
    /// Where an indicator's figures come from.
    IndicatorSource {
        /// Computed; nobody enters it.
        Ledger = 1 "ledger" ("台账取数", "from the ledger"),
        Entered = 2 "entered" ("填报", "entered"),
    }
}

declare_choice! {
    /// The figures the ledger gives for a place and a quarter.
    LedgerFigure {
        Investment = 1 "investment" ("本季度完成投资(元)", "investment of the quarter (yuan)"),
        /// From January to the end of the quarter; its target is the annual plan.
        YearInvestment = 2 "year_investment" ("年初以来完成投资(元)", "investment of the year to date (yuan)"),
        Starts = 3 "starts" ("本季度新开工项目(个)", "projects started in the quarter"),
        StartedTotal = 4 "started_total" ("本季度新开工项目总投资(元)", "total investment of projects started in the quarter (yuan)"),
    }
}

declare_choice! {
    /// How figures become points.
    Method {
        /// The part of the target that is reached, all of the weight at most.
        Completion = 1 "completion" ("完成比例", "part of the target"),
        /// From 60 % of the weight for the worst place to all of it for the best.
        Merit = 2 "merit" ("功效系数", "between worst and best"),
        /// All of the weight for the first place, one part in as many as there are places less for
        /// each further one.
        Place = 3 "place" ("名次", "by place"),
    }
}

declare_kind! {
    /// One indicator of a scheme, with its weight.
    Indicator = 71 "indicator" ("评价指标", "indicator"), titled by NAME,
        written by [Office, Evaluation] {
        NAME name = 1: Text, ("名称", "name"), required;
        WEIGHT weight = 2: Int, ("权重", "weight"), measured("分", "points"), required;
        SCHEME scheme = 3: Ref<EvaluationScheme>, ("评价方案", "scheme"), required, once;
        /// 招商引资, 项目投资 … : indicators that stand together.
        GROUP group = 4: Text, ("指标类别", "group of indicators");
        DIRECTION direction = 5: Pick<Direction>, ("方向", "direction"), required;
        SOURCE source = 6: Pick<IndicatorSource>, ("数据来源", "source"), required;
        /// Which figure, when it comes from the ledger.
        FIGURE figure = 7: Pick<LedgerFigure>, ("台账数据", "figure of the ledger");
        METHOD method = 8: Pick<Method>, ("计分方法", "method"), required;
        MEASURE measure = 9: Text, ("计量单位", "counted in");
        /// The most points that may be added for one place; none while it is empty.
        BONUS_CAP bonus_cap = 10: Int, ("加分上限", "bonus up to"), measured("分", "points");
        /// The most points that may be taken off for one place; none while it is empty.
        DEDUCTION_CAP deduction_cap = 11: Int, ("扣分上限", "deduction up to"), measured("分", "points");
        RULE rule = 12: LongText, ("评分细则", "scoring rule");
        NO no = 13: Int, ("序号", "number");
    }
}
