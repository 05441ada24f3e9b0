//! How something comes under supervision, and the guards of its way (DOMAIN B25, B27, B28).

use uuid::Uuid;

use super::slip;
use crate::model::{
    Contract, Decision, DecisionKind, DecisionState, LookBack, Supervision, SupervisionSource,
    SupervisionState,
};
use crate::rules::conference::shows;
use crate::rules::due::zh_day;
use crate::rules::effects::create;
use crate::rules::resource::name_of;
use crate::rules::{Attempt, Refusal};
use crate::schema::{Choices, Day, Record, RecordId, Value, View};
use crate::state::Effect;

/// The space in which the ids of items made from decisions are unique.
const SPACE: Uuid = Uuid::from_u128(0x8c1d_54b2_6f0e_4a97_b3e8_7375_7065_7201);

/// The id of the supervision item of a decision: one, whoever asks for it.
pub fn of_decision(decision: RecordId) -> RecordId {
    RecordId::from_coordinates(SPACE, &format!("decision/{decision}"))
}

/// The id of the supervision item of a breach of contract: one, whoever asks for it.
pub fn of_breach(case: RecordId) -> RecordId {
    RecordId::from_coordinates(SPACE, &format!("look_back/{case}"))
}

/// What the supervision of a decision counts as.
pub const fn source_of(kind: DecisionKind) -> SupervisionSource {
    match kind {
        DecisionKind::LeadingGroup => SupervisionSource::LeadingGroup,
        DecisionKind::Dispatch => SupervisionSource::Dispatch,
        DecisionKind::JointConference => SupervisionSource::JointConference,
        DecisionKind::Instruction => SupervisionSource::Other,
    }
}

/// A decision of the leading group comes under supervision when it is issued; another one, and a
/// breach of contract, when somebody asks for it (DOMAIN B25, T54).
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    if let Some(case) = attempt.of::<LookBack>() {
        let is_asked = attempt.action.map(|action| action.no) == Some(LookBack::SUPERVISE);
        let asked = is_asked.then(|| of_case(attempt, case));
        return asked.flatten().unwrap_or_default();
    }
    let Some(decision) = attempt.of::<Decision>() else {
        return Vec::new();
    };
    let is_issued = attempt.enters(Decision::STATE, DecisionState::Issued);
    let by_itself = is_issued && decision.kind() == Some(DecisionKind::LeadingGroup);
    let on_request = attempt
        .action
        .is_some_and(|action| action.no == Decision::SUPERVISE);
    if !by_itself && !on_request {
        return Vec::new();
    }
    supervised(attempt, decision).unwrap_or_default()
}

fn supervised(attempt: &Attempt<'_>, decision: View<'_, Decision>) -> Option<Vec<Effect>> {
    let source = source_of(decision.kind()?);
    let mut given = vec![
        (
            Supervision::MATTER,
            Value::Text(decision.text()?.to_owned()),
        ),
        (Supervision::SOURCE, Value::Choice(source.no())),
        (Supervision::DECISION, Value::Ref(decision.record.id)),
        (Supervision::UNITS, Value::Refs(decision.units()?.clone())),
    ];
    let project = decision.project().map(Value::Ref);
    given.extend(project.map(|project| (Supervision::PROJECT, project)));
    let problem = decision.problem().map(Value::Ref);
    given.extend(problem.map(|problem| (Supervision::PROBLEM, problem)));
    let deadline = decision.deadline().map(Value::Day);
    given.extend(deadline.map(|deadline| (Supervision::DEADLINE, deadline)));
    let id = of_decision(decision.record.id);
    Some(create::<Supervision>(attempt.state, id, given))
}

fn of_case(attempt: &Attempt<'_>, case: View<'_, LookBack>) -> Option<Vec<Effect>> {
    let contract = case.contract()?;
    let (name, breach) = (
        name_of(attempt.state, contract),
        case.breach()?.option().label,
    );
    let matter = format!("合同「{name}」{}:{}", breach.zh, case.explanation()?);
    let mut given = vec![
        (Supervision::MATTER, Value::Text(matter)),
        (
            Supervision::SOURCE,
            Value::Choice(SupervisionSource::Other.no()),
        ),
        (Supervision::LOOK_BACK, Value::Ref(case.record.id)),
        (Supervision::UNITS, Value::Refs([case.unit()?].into())),
    ];
    let contract = attempt.state.get(contract)?.view::<Contract>()?;
    let project = contract.project().map(Value::Ref);
    given.extend(project.map(|project| (Supervision::PROJECT, project)));
    let deadline = case.deadline().map(Value::Day);
    given.extend(deadline.map(|deadline| (Supervision::DEADLINE, deadline)));
    let id = of_breach(case.record.id);
    Some(create::<Supervision>(attempt.state, id, given))
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(item) = attempt.of::<Supervision>() else {
        return Ok(());
    };
    match attempt.action.map(|action| action.no) {
        Some(Supervision::RAISE) => slip::may_raise(attempt, item)?,
        Some(Supervision::PROPOSE_INTERVIEW) => slip::may_propose_interview(attempt)?,
        Some(Supervision::ASK_EXTENSION) => in_time_to_ask(attempt, item)?,
        Some(Supervision::GRANT_EXTENSION) => asked_for(attempt, item)?,
        _ => {}
    }
    let proof = [Supervision::EVIDENCE, Supervision::FILES];
    if item.state() == Some(SupervisionState::Closed) && !shows(item.record, &proof) {
        return Err(attempt.refuse(
            Supervision::EVIDENCE,
            "已办结的督办事项须保留依据",
            "a closed supervision item keeps its evidence",
        ));
    }
    Ok(())
}

/// The deadline in force: the one set, or the one it was extended to.
pub fn deadline(item: View<'_, Supervision>) -> Option<Day> {
    item.extended_until().or_else(|| item.deadline())
}

/// More time is asked for before the deadline has passed, not after (DOMAIN B27).
fn in_time_to_ask(attempt: &Attempt<'_>, item: View<'_, Supervision>) -> Result<(), Refusal> {
    let Some(due) = deadline(item) else {
        return Ok(());
    };
    if attempt.day > due {
        return Err(attempt.refuse(
            Supervision::EXTENSION_UNTIL,
            format!("已超过期限({}),不能申请延期", zh_day(due)),
            format!("the deadline, {due}, has passed; it is too late to ask for an extension"),
        ));
    }
    later(attempt, item.extension_until(), due)
}

fn asked_for(attempt: &Attempt<'_>, item: View<'_, Supervision>) -> Result<(), Refusal> {
    if attempt.was(Supervision::EXTENSION_ASKED_ON).is_none() {
        return Err(attempt.refuse(
            Supervision::EXTENSION_ASKED_ON,
            "没有待批的延期申请",
            "nobody has asked for an extension",
        ));
    }
    let before = attempt.before.and_then(Record::view::<Supervision>);
    match before.and_then(deadline) {
        Some(due) => later(attempt, item.extended_until(), due),
        None => Ok(()),
    }
}

fn later(attempt: &Attempt<'_>, until: Option<Day>, due: Day) -> Result<(), Refusal> {
    if until.is_some_and(|until| until > due) {
        return Ok(());
    }
    Err(attempt.refuse(
        Supervision::EXTENSION_UNTIL,
        format!("延期须晚于现期限 {due}"),
        format!("an extension ends after the present deadline, {due}"),
    ))
}
