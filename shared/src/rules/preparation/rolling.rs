//! Three-year rolling plans (DOMAIN T02): the “four can” before they are pushed, and whether they
//! add up.

use super::Warning;
use crate::model::{FourCan, MonthCorrection, Project, ProjectMonth, RollingPlan};
use crate::rules::figures::{Ratio, money};
use crate::rules::project::figures::is_reported;
use crate::rules::{Attempt, Refusal};
use crate::schema::{Choices, RecordId, Sentence, View};
use crate::state::State;

/// How many of the four things the project can be, of four.
pub fn four_can(project: View<'_, Project>) -> Ratio {
    let count = |options: usize| i64::try_from(options).unwrap_or(i64::MAX);
    let all = FourCan::ALL.len();
    Ratio::new(count(all - lacking(project).len()), count(all))
}

fn lacking(project: View<'_, Project>) -> Vec<FourCan> {
    let can = project.four_can().unwrap_or_default();
    let lacks = |option: &FourCan| !can.contains(option);
    FourCan::ALL.iter().copied().filter(lacks).collect()
}

/// Whether the project can be pushed into the national library; if not, why.
pub fn pushable(project: View<'_, Project>) -> Result<(), Sentence> {
    let lacking = lacking(project);
    if lacking.is_empty() {
        return Ok(());
    }
    let (zh, en): (Vec<String>, Vec<&str>) = lacking
        .iter()
        .map(|option| (format!("「{}」", option.label().zh), option.label().en))
        .unzip();
    let Ratio {
        numerator,
        denominator,
    } = four_can(project);
    let reason = project.four_can_reason().filter(|text| !text.is_empty());
    let reason = reason.map_or(String::new(), |text| format!(":{text}"));
    Err(Sentence::new(
        format!(
            "四可 {numerator}/{denominator},缺{}{reason},不能推送",
            zh.join("")
        ),
        format!(
            "{numerator}/{denominator} of the four, not “{}”{reason}: cannot be pushed",
            en.join("”, “")
        ),
    ))
}

pub(super) fn check(attempt: &Attempt<'_>, plan: View<'_, RollingPlan>) -> Result<(), Refusal> {
    if attempt.action.map(|action| action.no) != Some(RollingPlan::PUSH) {
        return Ok(());
    }
    let record = plan.project().and_then(|id| attempt.state.get(id));
    let Some(project) = record.and_then(|record| record.view::<Project>()) else {
        return Ok(());
    };
    pushable(project).map_err(|reason| attempt.refuse(RollingPlan::STATE, reason.zh, reason.en))
}

/// What was still to be invested when the plan begins: the total without what was reported for
/// the years before.
pub fn remaining(state: &State, project: View<'_, Project>, first_year: i64) -> i64 {
    let id = project.record.id;
    let is_earlier = |month: crate::schema::Month| i64::from(month.year()) < first_year;
    let reported = state
        .referring::<ProjectMonth>(id, ProjectMonth::PROJECT)
        .filter_map(|record| record.view::<ProjectMonth>())
        .filter(|month| is_reported(*month) && month.month().is_some_and(is_earlier))
        .filter_map(View::<ProjectMonth>::invested);
    let corrected = state
        .referring::<MonthCorrection>(id, MonthCorrection::PROJECT)
        .filter_map(|record| record.view::<MonthCorrection>())
        .filter(|correction| correction.month().is_some_and(is_earlier))
        .filter_map(View::<MonthCorrection>::change);
    let invested = reported.chain(corrected).fold(0, i64::saturating_add);
    project
        .total_investment()
        .unwrap_or(0)
        .saturating_sub(invested)
}

/// The three years do not add up to what is still to be invested.
pub fn warning(state: &State, plan: View<'_, RollingPlan>) -> Option<Warning> {
    let project = state.get(plan.project()?)?.view::<Project>()?;
    let planned = [plan.first(), plan.second(), plan.third()]
        .into_iter()
        .flatten()
        .fold(0, i64::saturating_add);
    let remaining = remaining(state, project, plan.first_year()?);
    if planned == remaining {
        return None;
    }
    let (planned, remaining) = (money::sentence(planned), money::sentence(remaining));
    Some(Warning::new(
        RollingPlan::FIRST,
        format!(
            "三年合计 {},剩余投资 {},两者应相等",
            planned.zh, remaining.zh
        ),
        format!(
            "the three years come to {}, {} are still to be invested: they should be equal",
            planned.en, remaining.en
        ),
    ))
}

/// The rolling plans of the project.
pub fn of_project(state: &State, project: RecordId) -> impl Iterator<Item = View<'_, RollingPlan>> {
    state
        .referring::<RollingPlan>(project, RollingPlan::PROJECT)
        .filter_map(|record| record.view::<RollingPlan>())
}
