//! Objections: one place, one indicator, in time (DOMAIN B19).

use super::quarter::{indicator_of, last_day_of_objections};
use crate::model::{Evaluation, EvaluationState, Indicator, Objection, ObjectionState};
use crate::rules::due::zh_day;
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::View;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(objection) = attempt.of::<Objection>() else {
        return Ok(());
    };
    let evaluation = objection
        .evaluation()
        .and_then(|id| attempt.state.get(id))
        .and_then(|record| record.view::<Evaluation>());
    let Some(evaluation) = evaluation else {
        return Ok(());
    };
    if attempt.is_new() {
        fits(attempt, objection, evaluation)?;
    }
    if attempt.enters(Objection::STATE, ObjectionState::Filed) {
        return is_in_time(attempt, evaluation);
    }
    let is_draft = objection.state() == Some(ObjectionState::Draft);
    let edits = attempt.action.is_none() && !attempt.is_new();
    if edits
        && !is_draft
        && [Objection::TEXT, Objection::FILES]
            .iter()
            .any(|no| attempt.changes(*no))
    {
        return Err(attempt.refuse(
            Objection::TEXT,
            "异议已提出,不能修改",
            "the objection is filed: it cannot be changed",
        ));
    }
    Ok(())
}

fn fits(
    attempt: &Attempt<'_>,
    objection: View<'_, Objection>,
    evaluation: View<'_, Evaluation>,
) -> Result<(), Refusal> {
    let units = evaluation.units();
    let unit = objection.unit();
    if !unit.is_some_and(|unit| units.is_some_and(|units| units.contains(&unit))) {
        return Err(attempt.refuse(
            Objection::UNIT,
            "该单位不是本季度的评价对象",
            "the place is not evaluated in this quarter",
        ));
    }
    let scheme =
        indicator_of(attempt.state, objection.indicator()).and_then(View::<Indicator>::scheme);
    if scheme.is_none() || scheme != evaluation.scheme() {
        return Err(attempt.refuse(
            Objection::INDICATOR,
            "该指标不在本季度的评价方案中",
            "the indicator is not in the scheme of this quarter",
        ));
    }
    Ok(())
}

/// Within the working days that count from the notice.
fn is_in_time(attempt: &Attempt<'_>, evaluation: View<'_, Evaluation>) -> Result<(), Refusal> {
    if evaluation.state() != Some(EvaluationState::Noticed) {
        return Err(attempt.refuse(
            Objection::STATE,
            "评价结果不在公示异议期",
            "the evaluation is not open to objections",
        ));
    }
    let basis = Basis::new(attempt.state, attempt.day);
    match last_day_of_objections(&basis, evaluation) {
        Some(last) if attempt.day > last => Err(attempt.refuse(
            Objection::FILED_ON,
            format!("异议期已于{}届满", zh_day(last)),
            format!("objections could be filed until {last}"),
        )),
        _ => Ok(()),
    }
}
