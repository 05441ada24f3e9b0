//! Government investment against the budget (DOMAIN T43).

use crate::model::InvestmentPlan;
use crate::rules::figures::{Ratio, money};
use crate::schema::{RecordId, Sentence, View};
use crate::state::State;

/// A project that is readied less than this asks too early; what calls may say otherwise.
pub const READINESS_LIMIT_PERCENT: i64 = 60;

/// What is planned and what the budget has of it, in yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BudgetGap {
    /// The year's plan.
    pub planned: i64,
    /// What is in the budget.
    pub in_budget: i64,
}

impl BudgetGap {
    /// Of one plan.
    pub fn of(plan: View<'_, InvestmentPlan>) -> Self {
        Self {
            planned: plan.planned().unwrap_or(0),
            in_budget: plan.in_budget().unwrap_or(0),
        }
    }

    /// What the budget does not cover: below zero when it has more than is planned.
    pub fn gap(self) -> i64 {
        self.planned.saturating_sub(self.in_budget)
    }

    /// In words: 「计划 5.00亿元,列入预算 4.20亿元,缺口 0.80亿元」.
    pub fn sentence(self) -> Sentence {
        let [planned, budget, gap] =
            [self.planned, self.in_budget, self.gap()].map(money::sentence);
        Sentence::new(
            format!("计划 {},列入预算 {},缺口 {}", planned.zh, budget.zh, gap.zh),
            format!(
                "{} planned, {} in the budget, {} missing",
                planned.en, budget.en, gap.en
            ),
        )
    }
}

/// The plans of a year together.
pub fn total(state: &State, year: i64) -> BudgetGap {
    let plans = state
        .all::<InvestmentPlan>()
        .filter_map(|record| record.view::<InvestmentPlan>())
        .filter(|plan| plan.year() == Some(year));
    plans
        .map(BudgetGap::of)
        .fold(BudgetGap::default(), |sum, gap| BudgetGap {
            planned: sum.planned.saturating_add(gap.planned),
            in_budget: sum.in_budget.saturating_add(gap.in_budget),
        })
}

/// Whether a project asks for money before it is ready: its readiness (DOMAIN §9.10) is below the
/// limit. A project of which no readiness is known is not marked.
pub fn is_unready(readiness: Option<Ratio>, limit_percent: i64) -> bool {
    readiness.is_some_and(|readiness| readiness.below(limit_percent * 100))
}

/// The plans of a year, those of unready projects last and marked: money goes to what is ready
/// first. `readiness` is that of a project.
pub fn by_readiness(
    state: &State,
    year: i64,
    readiness: impl Fn(RecordId) -> Option<Ratio>,
    limit_percent: i64,
) -> Vec<(RecordId, BudgetGap, bool)> {
    let mut rows: Vec<_> = state
        .all::<InvestmentPlan>()
        .filter_map(|record| record.view::<InvestmentPlan>())
        .filter(|plan| plan.year() == Some(year))
        .map(|plan| {
            let readiness = plan.project().and_then(&readiness);
            let gap = BudgetGap::of(plan);
            (plan.record.id, gap, is_unready(readiness, limit_percent))
        })
        .collect();
    rows.sort_by_key(|(id, gap, is_unready)| (*is_unready, std::cmp::Reverse(gap.planned), *id));
    rows
}
