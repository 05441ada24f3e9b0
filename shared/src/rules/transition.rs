//! Which actions a record offers, and how a wanted state can be reached.

use std::collections::VecDeque;

use super::{Actor, policy};
use crate::schema::{ActionSpec, ChoiceNo, FieldNo, KindSpec, Record, Sentence, Value};
use crate::state::State;

/// An action as a button shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The action.
    pub action: &'static ActionSpec,
    /// Why it cannot be taken now; `None` when it can.
    pub refusal: Option<Sentence>,
}

/// The state the record is in by the machine that moves `field`.
pub fn state_of(record: &Record, field: FieldNo) -> Option<ChoiceNo> {
    match record.value(field)? {
        Value::Choice(no) => Some(*no),
        _ => None,
    }
}

/// Every action of the record's kind, those that can be taken first.
pub fn offers(
    state: &State,
    spec: &'static KindSpec,
    record: &Record,
    actor: &Actor,
) -> Vec<Offer> {
    let mut offers: Vec<Offer> = spec
        .actions
        .iter()
        .map(|action| Offer {
            action,
            refusal: refusal(state, spec, record, action, actor),
        })
        .collect();
    offers.sort_by_key(|offer| offer.refusal.is_some());
    offers
}

/// The action that brings the record to the state `to` of `field` in one step; if there is none,
/// why.
pub fn action_to(
    state: &State,
    spec: &'static KindSpec,
    record: &Record,
    (field, to): (FieldNo, ChoiceNo),
    actor: &Actor,
) -> Result<&'static ActionSpec, Sentence> {
    let now = state_of(record, field).unwrap_or(to);
    let leads = |action: &&ActionSpec| {
        action.field == field && action.to == Some(to) && action.from.contains(&now)
    };
    match spec.actions.iter().find(leads) {
        Some(action) => policy::may_act(state, actor, action, record).map(|()| action),
        None => Err(no_direct_way(spec, field, now, to)),
    }
}

fn refusal(
    state: &State,
    spec: &'static KindSpec,
    record: &Record,
    action: &'static ActionSpec,
    actor: &Actor,
) -> Option<Sentence> {
    let now = state_of(record, action.field)?;
    if !action.from.contains(&now) {
        return Some(not_from_here(spec, now, action));
    }
    policy::may_act(state, actor, action, record).err()
}

fn name(spec: &KindSpec, field: FieldNo, state: ChoiceNo) -> Sentence {
    let option = spec
        .states_of(field)
        .and_then(|states| states.option(state));
    option.map_or_else(
        || Sentence::new(format!("#{state}"), format!("#{state}")),
        |option| option.label.into(),
    )
}

fn not_from_here(spec: &KindSpec, now: ChoiceNo, action: &ActionSpec) -> Sentence {
    let states: Vec<Sentence> = action
        .from
        .iter()
        .map(|from| name(spec, action.field, *from))
        .collect();
    let zh: Vec<String> = states
        .iter()
        .map(|state| format!("「{}」", state.zh))
        .collect();
    let en: Vec<String> = states
        .iter()
        .map(|state| format!("“{}”", state.en))
        .collect();
    let now = name(spec, action.field, now);
    Sentence::new(
        format!(
            "只有{}的可以{},现为「{}」",
            zh.join("、"),
            action.label.zh,
            now.zh
        ),
        format!("only from {}; now “{}”", en.join(" or "), now.en),
    )
}

fn no_direct_way(spec: &'static KindSpec, field: FieldNo, now: ChoiceNo, to: ChoiceNo) -> Sentence {
    let (now_name, to_name) = (name(spec, field, now), name(spec, field, to));
    match first_step(spec, field, now, to) {
        Some(step) => Sentence::new(
            format!(
                "「{}」不能直接到「{}」,须先{}",
                now_name.zh, to_name.zh, step.label.zh
            ),
            format!(
                "“{}” does not lead to “{}” directly: {} first",
                now_name.en,
                to_name.en,
                step.label.en.to_lowercase()
            ),
        ),
        None => Sentence::new(
            format!("「{}」不能回到「{}」,误操作请撤销", now_name.zh, to_name.zh),
            format!(
                "“{}” does not lead back to “{}”; a slip can be undone",
                now_name.en, to_name.en
            ),
        ),
    }
}

/// The first action on the shortest way from one state to another.
fn first_step(
    spec: &'static KindSpec,
    field: FieldNo,
    from: ChoiceNo,
    to: ChoiceNo,
) -> Option<&'static ActionSpec> {
    let mut seen = vec![from];
    let mut queue: VecDeque<(ChoiceNo, Option<&'static ActionSpec>)> =
        VecDeque::from([(from, None)]);
    while let Some((state, first)) = queue.pop_front() {
        let leaves = |action: &&ActionSpec| action.field == field && action.from.contains(&state);
        for action in spec.actions.iter().filter(leaves) {
            let first = first.unwrap_or(action);
            let Some(next) = action.to else {
                continue;
            };
            if next == to {
                return Some(first);
            }
            if !seen.contains(&next) {
                seen.push(next);
                queue.push_back((next, Some(first)));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Task, TaskState};
    use crate::rules::Role;
    use crate::schema::{Choices, Kind, RecordId, Seq, Slot};

    fn actor(role: Role) -> Actor {
        Actor::new(RecordId(uuid::Uuid::nil()), "办公室", role)
    }

    fn task(state: TaskState) -> Record {
        let mut record = Record::new(RecordId(uuid::Uuid::nil()), Task::ID, Seq(1));
        let value = Some(Value::Choice(state.no()));
        record.put(Task::STATE, Slot { value, seq: Seq(1) });
        record
    }

    fn to(from: TaskState, to: TaskState) -> Result<&'static str, String> {
        let office = actor(Role::Office);
        action_to(
            &State::default(),
            Task::SPEC,
            &task(from),
            (Task::STATE, to.no()),
            &office,
        )
        .map(|action| action.key)
        .map_err(|reason| reason.zh)
    }

    #[test]
    fn a_column_is_reached_by_its_action_or_says_what_comes_first() {
        use TaskState::{Closed, ClosureRequested, InProgress, NotStarted, Suspended};
        assert_eq!(to(NotStarted, InProgress), Ok("start"));
        assert_eq!(to(ClosureRequested, InProgress), Ok("return"));
        assert_eq!(to(Suspended, InProgress), Ok("resume"));
        assert_eq!(
            to(NotStarted, Closed),
            Err("「未启动」不能直接到「办结」,须先启动".into())
        );
        assert_eq!(
            to(InProgress, Closed),
            Err("「推进中」不能直接到「办结」,须先申请办结".into())
        );
        assert_eq!(
            to(InProgress, NotStarted),
            Err("「推进中」不能回到「未启动」,误操作请撤销".into())
        );
    }

    #[test]
    fn a_reader_is_told_that_reading_is_all() {
        let offers = offers(
            &State::default(),
            Task::SPEC,
            &task(TaskState::NotStarted),
            &actor(Role::Reader),
        );
        assert!(offers.iter().all(|offer| offer.refusal.is_some()));
        assert_eq!(offers.len(), Task::SPEC.actions.len());
    }
}
