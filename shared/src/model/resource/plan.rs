//! Government investment: what is planned for a project and what is in the budget (DOMAIN T43).

use crate::model::Project;
use crate::schema::{Int, LongText, Money, Pick, Ref};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// Whose budget it is.
    BudgetLevel {
        City = 1 "city" ("市级", "city"),
        County = 2 "county" ("县级", "county"),
    }
}

declare_kind! {
    /// A project in a year's plan of government investment.
    InvestmentPlan = 115 "investment_plan" ("政府投资计划", "investment plan"), titled by PROJECT,
        known by [PROJECT, YEAR, LEVEL], owned by [PROJECT], written by [Office, Unit] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        YEAR year = 2: Int, ("年度", "year"), required, once;
        LEVEL level = 3: Pick<BudgetLevel>, ("级次", "level"), required, once;
        PLANNED planned = 4: Money, ("年度计划", "planned"), required;
        IN_BUDGET in_budget = 5: Money, ("列入预算", "in the budget");
        REMARK remark = 6: LongText, ("说明", "remark");
    }
}
