//! The records that meet an obligation by being made or handed in: what is written down once is not
//! asked for a second time.

use super::{Met, give_back, hand_in, pass};
use crate::model::{
    Activity, ActivityKind, Briefing, BriefingState, FilingState, FilingTopic, LocalDispatch,
    LocalFiling, ObligationForm, PreFund,
};
use crate::rules::Attempt;
use crate::schema::{Choices, Day, FieldNo, Kind, Period, RecordId};
use crate::state::Effect;

/// The tasks by which units file how pre-construction money is raised and used (DOMAIN T21, T22).
const PRE_FUND: &[i64] = &[21, 22];

/// The task of the reserve of coal (DOMAIN T40).
const COAL: &[i64] = &[40];

/// The task of the totals of emissions (DOMAIN T42).
const EMISSION: &[i64] = &[42];

pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    match attempt.after.kind {
        LocalDispatch::ID => dispatched(attempt),
        Activity::ID => signed(attempt),
        Briefing::ID => briefed(attempt),
        PreFund::ID => fund_filed(attempt),
        LocalFiling::ID => plan_filed(attempt),
        _ => None,
    }
    .unwrap_or_default()
}

/// The weekly dispatch of a place (DOMAIN B12).
fn dispatched(attempt: &Attempt<'_>) -> Option<Vec<Effect>> {
    let dispatch = attempt.of::<LocalDispatch>().filter(|_| attempt.is_new())?;
    let met = Met {
        form: ObligationForm::Dispatch,
        tasks: &[],
        unit: dispatch.unit()?,
        period: dispatch.week()?,
    };
    let chair = dispatch.chair().unwrap_or("–");
    let evidence = format!("县级周调度 {},{chair}主持", met.period);
    Some(hand_in(attempt, met, &evidence))
}

/// The monthly group signing (DOMAIN T46).
fn signed(attempt: &Attempt<'_>) -> Option<Vec<Effect>> {
    let activity = attempt.of::<Activity>().filter(|_| attempt.is_new())?;
    if activity.kind()? != ActivityKind::GroupSigning {
        return None;
    }
    let met = held(
        ObligationForm::Signing,
        activity.unit()?,
        activity.held_on()?,
    );
    let evidence = format!("集中签约活动「{}」", activity.title().unwrap_or("–"));
    Some(hand_in(attempt, met, &evidence))
}

/// The monthly activity with its briefing (DOMAIN T29). A group signing is asked for apart.
fn briefed(attempt: &Attempt<'_>) -> Option<Vec<Effect>> {
    let briefing = attempt.of::<Briefing>()?;
    let activity = attempt.state.get(briefing.activity()?)?;
    let activity = activity.view::<Activity>()?;
    if activity.kind()? == ActivityKind::GroupSigning {
        return None;
    }
    let met = held(
        ObligationForm::Activity,
        activity.unit()?,
        activity.held_on()?,
    );
    if attempt.enters(Briefing::STATE, BriefingState::Submitted) {
        let evidence = format!("活动「{}」的简报", activity.title().unwrap_or("–"));
        return Some(hand_in(attempt, met, &evidence));
    }
    let is_returned = attempt.changes(Briefing::STATE) && !attempt.is_new();
    is_returned.then(|| give_back(attempt, met, briefing.reason().unwrap_or_default()))
}

fn held(form: ObligationForm, unit: RecordId, on: Day) -> Met {
    Met {
        form,
        tasks: &[],
        unit,
        period: Period::Month(on.month()),
    }
}

/// The plan for pre-construction money (DOMAIN T21, T22).
fn fund_filed(attempt: &Attempt<'_>) -> Option<Vec<Effect>> {
    let fund = attempt.of::<PreFund>()?;
    let met = filed(ObligationForm::Filing, PRE_FUND, fund.unit()?);
    let evidence = "前期工作经费筹集和使用方案";
    through(attempt, PreFund::STATE, met, evidence, fund.reason())
}

/// The plans for coal and emissions (DOMAIN T40, T42). That for attracting investment is owed by
/// no day of the notice.
fn plan_filed(attempt: &Attempt<'_>) -> Option<Vec<Effect>> {
    let filing = attempt.of::<LocalFiling>()?;
    let (form, tasks) = match filing.topic()? {
        FilingTopic::CoalMechanism => (ObligationForm::Setup, COAL),
        FilingTopic::EmissionPlan => (ObligationForm::Filing, EMISSION),
        FilingTopic::AttractionPlan => return None,
    };
    let met = filed(form, tasks, filing.unit()?);
    let evidence = filing.topic()?.label().zh;
    through(attempt, LocalFiling::STATE, met, evidence, filing.reason())
}

fn filed(form: ObligationForm, tasks: &'static [i64], unit: RecordId) -> Met {
    Met {
        form,
        tasks,
        unit,
        period: Period::Once,
    }
}

/// The states of a filing: filed, registered by the office, given back.
fn through(
    attempt: &Attempt<'_>,
    state: FieldNo,
    met: Met,
    evidence: &str,
    reason: Option<&str>,
) -> Option<Vec<Effect>> {
    let enters = |to| attempt.enters(state, to);
    if enters(FilingState::Filed) {
        return Some(hand_in(attempt, met, &format!("已报备:{evidence}")));
    }
    if enters(FilingState::Registered) {
        return Some(pass(attempt, met));
    }
    let is_returned = enters(FilingState::Draft) && !attempt.is_new();
    is_returned.then(|| give_back(attempt, met, reason.unwrap_or_default()))
}
