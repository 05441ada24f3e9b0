//! Which actions a record offers, and how a wanted state can be reached.

use std::collections::VecDeque;

use super::{Actor, policy};
use crate::schema::{ActionSpec, ChoiceNo, KindSpec, Record, Sentence, Value};

/// An action as a button shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The action.
    pub action: &'static ActionSpec,
    /// Why it cannot be taken now; `None` when it can.
    pub refusal: Option<Sentence>,
}

/// The state the record is in, when its kind has a state machine.
pub fn state_of(spec: &KindSpec, record: &Record) -> Option<ChoiceNo> {
    match record.value(spec.state?)? {
        Value::Choice(no) => Some(*no),
        _ => None,
    }
}

/// Every action of the record's kind, those that can be taken first.
pub fn offers(spec: &'static KindSpec, record: &Record, actor: &Actor) -> Vec<Offer> {
    let Some(now) = state_of(spec, record) else {
        return Vec::new();
    };
    let mut offers: Vec<Offer> = spec
        .actions
        .iter()
        .map(|action| Offer {
            action,
            refusal: refusal(spec, now, action, actor),
        })
        .collect();
    offers.sort_by_key(|offer| offer.refusal.is_some());
    offers
}

/// The action that brings the record to the state `to` in one step; if there is none, why.
pub fn action_to(
    spec: &'static KindSpec,
    record: &Record,
    to: ChoiceNo,
    actor: &Actor,
) -> Result<&'static ActionSpec, Sentence> {
    policy::may_write(actor)?;
    let now = state_of(spec, record).unwrap_or(to);
    let direct = |action: &&ActionSpec| action.to == to && action.from.contains(&now);
    match spec.actions.iter().find(direct) {
        Some(action) => policy::may_act(actor, action.who).map(|()| action),
        None => Err(no_direct_way(spec, now, to)),
    }
}

fn refusal(
    spec: &'static KindSpec,
    now: ChoiceNo,
    action: &'static ActionSpec,
    actor: &Actor,
) -> Option<Sentence> {
    if !action.from.contains(&now) {
        return Some(not_from_here(spec, now, action));
    }
    policy::may_act(actor, action.who).err()
}

fn name(spec: &KindSpec, state: ChoiceNo) -> Sentence {
    let option = spec
        .state_machine()
        .and_then(|(_, states)| states.option(state));
    option.map_or_else(
        || Sentence::new(format!("#{state}"), format!("#{state}")),
        |option| option.label.into(),
    )
}

fn not_from_here(spec: &KindSpec, now: ChoiceNo, action: &ActionSpec) -> Sentence {
    let states: Vec<Sentence> = action.from.iter().map(|from| name(spec, *from)).collect();
    let zh: Vec<String> = states
        .iter()
        .map(|state| format!("「{}」", state.zh))
        .collect();
    let en: Vec<String> = states
        .iter()
        .map(|state| format!("“{}”", state.en))
        .collect();
    let now = name(spec, now);
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

fn no_direct_way(spec: &'static KindSpec, now: ChoiceNo, to: ChoiceNo) -> Sentence {
    let (now_name, to_name) = (name(spec, now), name(spec, to));
    match first_step(spec, now, to) {
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
    from: ChoiceNo,
    to: ChoiceNo,
) -> Option<&'static ActionSpec> {
    let mut seen = vec![from];
    let mut queue: VecDeque<(ChoiceNo, Option<&'static ActionSpec>)> =
        VecDeque::from([(from, None)]);
    while let Some((state, first)) = queue.pop_front() {
        for action in spec.actions.iter().filter(|a| a.from.contains(&state)) {
            let first = first.unwrap_or(action);
            if action.to == to {
                return Some(first);
            }
            if !seen.contains(&action.to) {
                seen.push(action.to);
                queue.push_back((action.to, Some(first)));
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
        Actor {
            id: RecordId(uuid::Uuid::nil()),
            name: "办公室".into(),
            role,
        }
    }

    fn task(state: TaskState) -> Record {
        let mut record = Record::new(RecordId(uuid::Uuid::nil()), Task::ID, Seq(1));
        let value = Some(Value::Choice(state.no()));
        record.put(Task::STATE, Slot { value, seq: Seq(1) });
        record
    }

    fn to(from: TaskState, to: TaskState) -> Result<&'static str, String> {
        let office = actor(Role::Office);
        action_to(Task::SPEC, &task(from), to.no(), &office)
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
            Task::SPEC,
            &task(TaskState::NotStarted),
            &actor(Role::Reader),
        );
        assert!(offers.iter().all(|offer| offer.refusal.is_some()));
        assert_eq!(offers.len(), Task::SPEC.actions.len());
    }
}
