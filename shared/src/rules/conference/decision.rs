//! Decisions: what it takes to issue and to close one, the signatures of other units, and how many
//! were kept in time (DOMAIN B13, §7.2 7, §8).

use super::shows;
use super::timeliness::{Timeliness, of_decision};
use crate::model::{CountersignState, Countersignature, Decision, DecisionState};
use crate::rules::effects::{create, set};
use crate::rules::figures::Ratio;
use crate::rules::{Attempt, Basis, Refusal, Role};
use crate::schema::{Choices, FieldNo, Kind, Record, RecordId, Value, View, coordinates, counted};
use crate::state::{Effect, State};

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(decision) = attempt.of::<Decision>() {
        binds(attempt, decision)?;
        stands_as_issued(attempt, decision)?;
        by_responsible_unit(attempt, decision)?;
        if attempt.enters(Decision::STATE, DecisionState::Issued) {
            countersigned(attempt, decision)?;
        }
        return closed_with_evidence(attempt, decision);
    }
    if let Some(signature) = attempt.of::<Countersignature>() {
        return while_circulated(attempt, signature);
    }
    Ok(())
}

/// Once issued it has units and a deadline (DOMAIN §7.2, 7).
fn binds(attempt: &Attempt<'_>, decision: View<'_, Decision>) -> Result<(), Refusal> {
    if !is_issued(decision) {
        return Ok(());
    }
    if decision
        .units()
        .is_none_or(std::collections::BTreeSet::is_empty)
    {
        return Err(attempt.refuse(
            Decision::UNITS,
            "已印发的议定事项须有责任单位",
            "an issued decision has a responsible unit",
        ));
    }
    if decision.deadline().is_none() {
        return Err(attempt.refuse(
            Decision::DEADLINE,
            "已印发的议定事项须有期限",
            "an issued decision has a deadline",
        ));
    }
    Ok(())
}

/// What was circulated or issued is not rewritten; a deadline moves with a reason only.
fn stands_as_issued(attempt: &Attempt<'_>, decision: View<'_, Decision>) -> Result<(), Refusal> {
    let before = attempt.before.and_then(Record::view::<Decision>);
    let Some(before) = before.filter(|before| before.state() != Some(DecisionState::Drafted))
    else {
        return Ok(());
    };
    let rewritten = [Decision::TEXT, Decision::KIND]
        .into_iter()
        .find(|no| attempt.changes(*no));
    if let Some(field) = rewritten {
        return Err(attempt.refuse(
            field,
            "送会签或印发后的内容不能再改,会签中可先撤回",
            "once circulated or issued it stands as it is; withdraw it first while it is circulated",
        ));
    }
    // The reason is written by the action alone, and taken back together with the deadline. An issue
    // that is taken back takes the deadline it came with along.
    let extends = attempt.action.map(|action| action.no) == Some(Decision::EXTEND);
    let has_reason = extends || attempt.changes(Decision::REASON);
    let stays_issued = is_issued(before) && is_issued(decision);
    if stays_issued && attempt.changes(Decision::DEADLINE) && !has_reason {
        return Err(attempt.refuse(
            Decision::DEADLINE,
            "印发后的期限须经「调整期限」并说明原因",
            "after issue the deadline moves by “Move the deadline”, with a reason",
        ));
    }
    Ok(())
}

/// Those who countersign, and the place of the project, see it; the responsible units carry it out.
fn by_responsible_unit(attempt: &Attempt<'_>, decision: View<'_, Decision>) -> Result<(), Refusal> {
    let actor = attempt.context.actor;
    let is_responsible = actor
        .unit
        .is_some_and(|unit| decision.units().is_some_and(|units| units.contains(&unit)));
    if actor.role != Role::Unit || attempt.action.is_none() || is_responsible {
        return Ok(());
    }
    Err(attempt.refuse(
        Decision::UNITS,
        "只有责任单位可以办理",
        "only a responsible unit carries it out",
    ))
}

fn countersigned(attempt: &Attempt<'_>, decision: View<'_, Decision>) -> Result<(), Refusal> {
    let missing = missing_signatures(attempt.state, decision).len();
    if missing == 0 {
        return Ok(());
    }
    Err(attempt.refuse(
        Decision::COUNTERSIGNERS,
        format!("还有 {missing} 家单位未会签同意,不能印发"),
        format!(
            "{} still to countersign; it cannot be issued",
            counted(missing, "unit")
        ),
    ))
}

fn closed_with_evidence(
    attempt: &Attempt<'_>,
    decision: View<'_, Decision>,
) -> Result<(), Refusal> {
    let proof = [Decision::EVIDENCE, Decision::FILES];
    if decision.state() != Some(DecisionState::Closed) || shows(decision.record, &proof) {
        return Ok(());
    }
    Err(attempt.refuse(
        Decision::EVIDENCE,
        "已办结的议定事项须保留依据",
        "a closed decision keeps its evidence",
    ))
}

fn while_circulated(
    attempt: &Attempt<'_>,
    signature: View<'_, Countersignature>,
) -> Result<(), Refusal> {
    let decision = signature
        .decision()
        .and_then(|id| attempt.state.get(id)?.view::<Decision>());
    let is_circulated =
        decision.is_some_and(|decision| decision.state() == Some(DecisionState::Countersigning));
    if attempt.action.is_none() || is_circulated {
        return Ok(());
    }
    Err(attempt.refuse(
        Countersignature::STATE,
        "议定事项不在会签中",
        "the decision is not being countersigned",
    ))
}

/// Whether it binds: issued, and whatever comes after.
pub fn is_issued(decision: View<'_, Decision>) -> bool {
    decision
        .state()
        .is_some_and(|state| state >= DecisionState::Issued)
}

/// The units asked to countersign that have not agreed.
pub fn missing_signatures(state: &State, decision: View<'_, Decision>) -> Vec<RecordId> {
    let has_signed = |unit: &RecordId| {
        let record = state.get(signature_id(decision.record.id, *unit)?)?;
        let signature = record.view::<Countersignature>()?;
        let agrees = signature.state() == Some(CountersignState::Signed);
        (agrees && record.archived.is_none()).then_some(())
    };
    let units = decision.countersigners().into_iter().flatten().copied();
    units.filter(|unit| has_signed(unit).is_none()).collect()
}

fn signature_id(decision: RecordId, unit: RecordId) -> Option<RecordId> {
    let (decision, unit) = (Value::Ref(decision), Value::Ref(unit));
    coordinates::id_of(Countersignature::SPEC, |no| match no {
        Countersignature::DECISION => Some(&decision),
        Countersignature::UNIT => Some(&unit),
        _ => None,
    })
}

/// A decision that is circulated asks each unit to sign; one that was withdrawn and comes again
/// asks anew, for the text may be another.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let Some(decision) = attempt.of::<Decision>() else {
        return Vec::new();
    };
    let enters = attempt.enters(Decision::STATE, DecisionState::Countersigning);
    let is_circulated = decision.state() == Some(DecisionState::Countersigning);
    let asks_more = is_circulated && attempt.changes(Decision::COUNTERSIGNERS);
    if !(enters || asks_more) {
        return Vec::new();
    }
    let units = decision.countersigners().into_iter().flatten().copied();
    units
        .flat_map(|unit| asked_to_sign(attempt.state, decision.record.id, unit, enters))
        .collect()
}

fn asked_to_sign(state: &State, decision: RecordId, unit: RecordId, anew: bool) -> Vec<Effect> {
    let Some(id) = signature_id(decision, unit) else {
        return Vec::new();
    };
    let given = vec![
        (Countersignature::DECISION, Value::Ref(decision)),
        (Countersignature::UNIT, Value::Ref(unit)),
    ];
    let mut effects = create::<Countersignature>(state, id, given);
    if let Some(record) = state.get(id)
        && anew
    {
        let asked = Value::Choice(CountersignState::Asked.no());
        let mut wanted = vec![(Countersignature::STATE, Some(asked))];
        wanted.extend(SIGNATURE.iter().map(|no| (*no, None)));
        effects.extend(set(record, wanted));
    }
    effects
}

/// What a signature consists of.
const SIGNATURE: &[FieldNo] = &[
    Countersignature::REMARK,
    Countersignature::SIGNED_ON,
    Countersignature::SIGNED_BY,
];

/// How many of the decisions that were due, or are done, were done in time (DOMAIN 9.12): done
/// when the unit asked for closure and it was verified.
pub fn in_time_rate<'a>(
    decisions: impl IntoIterator<Item = View<'a, Decision>>,
    basis: &Basis,
) -> Ratio {
    let (mut in_time, mut all) = (0, 0);
    for decision in decisions {
        match of_decision(decision, basis) {
            Timeliness::Closed { late: 0 } => in_time += 1,
            Timeliness::Closed { .. }
            | Timeliness::Overdue { .. }
            | Timeliness::InReview { late: 1.. } => {}
            _ => continue,
        }
        all += 1;
    }
    Ratio::new(in_time, all)
}

/// How many of the issued decisions are closed.
pub fn closure_rate<'a>(decisions: impl IntoIterator<Item = View<'a, Decision>>) -> Ratio {
    let (mut closed, mut all) = (0, 0);
    for decision in decisions
        .into_iter()
        .filter(|decision| is_issued(*decision))
    {
        all += 1;
        closed += i64::from(decision.state() == Some(DecisionState::Closed));
    }
    Ratio::new(closed, all)
}
