//! The decision on a command: either the effects it has, or why it is refused.
//!
//! - `create`: a new record. `edit`: changes of fields. `order`: places in an order made by hand.
//! - `act`: actions of a state machine. `undo`: taking back an own command.

mod act;
mod create;
mod edit;
mod order;
mod undo;

use super::{Attempt, Command, Context, Refusal, RefusalCode, Verb, check, checks, policy};
use crate::model::Room;
use crate::schema::{Day, FieldSpec, KindSpec, Merge, Record, Sentence, Seq, Timestamp, Value};
use crate::state::{Change, Effect, FieldChange, State};

/// The most fields one command may name; no kind has nearly as many.
const FIELDS_LIMIT: usize = 200;

/// Decides on a command. No effects means that everything is already as it is wanted.
///
/// The command's own effects come first, then what follows from them in other records.
pub fn decide(
    state: &State,
    context: &Context<'_>,
    command: &Command,
) -> Result<Vec<Effect>, Refusal> {
    let spec = check::kind_spec(command.kind)?;
    let mut effects = wanted(state, context, spec, command)?;
    let day = war_day(state, context.now);
    let action = match &command.verb {
        Verb::Act { action, .. } => spec.action(*action),
        _ => None,
    };
    let mut consequences = Vec::new();
    for effect in &effects {
        let Some(after) = state.after(command.base, effect) else {
            continue;
        };
        let before = state.get(effect.id).map(AsRef::as_ref);
        let attempt = Attempt {
            state,
            context,
            day,
            before,
            after: &after,
            action,
        };
        checks::check(&attempt)?;
        // Taking back brings its own consequences along, and is for whoever did it.
        if !matches!(command.verb, Verb::Undo { .. }) {
            allowed(&attempt, spec)?;
            consequences.extend(checks::consequences(&attempt));
        }
    }
    effects.extend(consequences);
    Ok(effects)
}

/// Whether the actor may leave the record like this: made by the right party, and not given away
/// by a change of the fields that say whose it is.
fn allowed(attempt: &Attempt<'_>, spec: &KindSpec) -> Result<(), Refusal> {
    if attempt.action.is_some() {
        return Ok(());
    }
    policy::may_write(attempt.state, attempt.context.actor, spec, attempt.after)
        .map_err(|reason| Refusal::new(RefusalCode::Forbidden, spec.id, reason))
}

/// The effects the command asks for.
fn wanted(
    state: &State,
    context: &Context<'_>,
    spec: &'static KindSpec,
    command: &Command,
) -> Result<Vec<Effect>, Refusal> {
    if let Verb::Create { fields } = &command.verb {
        return create::create(state, context, spec, command, fields);
    }
    let decision = Decision {
        state,
        context,
        command,
        spec,
        record: existing(state, spec, command)?,
    };
    decision.may()?;
    let change = match &command.verb {
        Verb::Set { edits } => return decision.set(edits),
        Verb::Place { field, at } => decision.place(*field, *at)?.into_iter().collect(),
        Verb::Act {
            action,
            edits,
            place,
        } => decision.act(*action, edits, *place)?,
        Verb::Archive => return Ok(vec![decision.effect(Change::Archive)]),
        Verb::Restore if decision.record.archived.is_none() => return Ok(Vec::new()),
        Verb::Restore => return Ok(vec![decision.effect(Change::Restore)]),
        Verb::Undo { number } => return decision.undo(*number),
        Verb::Create { .. } => Vec::new(),
    };
    if change.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![decision.effect(Change::Set(change))])
}

/// The day for which lights and deadlines are computed and which actions write down: the room's,
/// when one is set, or today's.
pub fn war_day(state: &State, now: Timestamp) -> Day {
    let set = state
        .all::<Room>()
        .find_map(|record| record.view::<Room>()?.war_day());
    set.or_else(|| now.day()).unwrap_or(Day::FIRST)
}

fn existing<'a>(
    state: &'a State,
    spec: &'static KindSpec,
    command: &Command,
) -> Result<&'a Record, Refusal> {
    match state.get(command.id) {
        Some(record) if record.kind == command.kind => Ok(record),
        _ => Err(Refusal::new(
            RefusalCode::NotFound,
            spec.id,
            Sentence::new(
                format!("没有这条{}:{}", spec.label.zh, command.id),
                format!("there is no {} {}", spec.key, command.id),
            ),
        )),
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim().is_empty(),
        Value::Refs(ids) => ids.is_empty(),
        Value::Choices(options) => options.is_empty(),
        Value::Texts(texts) => texts.is_empty(),
        _ => false,
    }
}

fn required(spec: &KindSpec, field: &FieldSpec) -> Refusal {
    Refusal::new(
        RefusalCode::Required,
        spec.id,
        Sentence::new(
            format!("请填写「{}」", field.label.zh),
            format!("`{}` must be given", field.key),
        ),
    )
    .at(field.no)
}

fn too_many_fields(spec: &KindSpec) -> Refusal {
    Refusal::new(
        RefusalCode::TooLarge,
        spec.id,
        Sentence::new(
            format!("一次最多修改 {FIELDS_LIMIT} 个字段"),
            format!("a command changes at most {FIELDS_LIMIT} fields"),
        ),
    )
}

/// A command on a record that is there.
struct Decision<'a> {
    state: &'a State,
    context: &'a Context<'a>,
    command: &'a Command,
    spec: &'static KindSpec,
    record: &'a Record,
}

impl Decision<'_> {
    /// Whether the actor may do this to the record at all.
    fn may(&self) -> Result<(), Refusal> {
        let opens_archive = matches!(self.command.verb, Verb::Restore | Verb::Undo { .. });
        // Actions name who may take them; taking back is for whoever did it.
        let by_record = !matches!(self.command.verb, Verb::Act { .. } | Verb::Undo { .. });
        if by_record {
            policy::may_write(self.state, self.context.actor, self.spec, self.record)
                .map_err(|reason| self.refuse(RefusalCode::Forbidden, reason))?;
        }
        if self.record.archived.is_some() && !opens_archive {
            return Err(self.refuse(
                RefusalCode::Archived,
                Sentence::new(
                    "这条记录已归档,请先恢复再修改",
                    "this record is archived: restore it and apply the change again",
                ),
            ));
        }
        Ok(())
    }

    fn effect(&self, change: Change) -> Effect {
        Effect {
            kind: self.command.kind,
            id: self.command.id,
            change,
        }
    }

    fn refuse(&self, code: RefusalCode, reason: Sentence) -> Refusal {
        Refusal::new(code, self.spec.id, reason)
    }

    /// Whether the author had seen the change at `seq`.
    fn seen(&self, seq: Seq) -> bool {
        seq <= self.command.base || self.context.own.is_own(seq)
    }

    fn not_so(&self, field: &FieldSpec, zh: &str, en: &str) -> Refusal {
        self.refuse(
            RefusalCode::NotWritable,
            Sentence::new(
                format!("「{}」{zh}", field.label.zh),
                format!("`{}` {en}", field.key),
            ),
        )
        .at(field.no)
    }

    /// The change of one field, unless it holds the value already. By the field's merge rule it
    /// is refused, or marked, when it would overwrite what its author has not seen.
    fn write(
        &self,
        field: &FieldSpec,
        value: Option<Value>,
    ) -> Result<Option<FieldChange>, Refusal> {
        let slot = self.record.slot(field.no);
        let replaced = slot.and_then(|slot| slot.value.clone());
        if replaced == value {
            return Ok(None);
        }
        let seen = slot.is_none_or(|slot| self.seen(slot.seq));
        if !seen && field.merge == Merge::Guarded {
            return Err(self
                .refuse(
                    RefusalCode::Conflict,
                    Sentence::new(
                        format!("「{}」在此期间已被他人修改,请看过新值再办", field.label.zh),
                        format!(
                            "`{}` was changed by someone else in the meantime",
                            field.key
                        ),
                    ),
                )
                .at(field.no)
                .holding(replaced));
        }
        let unseen = !seen && field.merge == Merge::Replace;
        Ok(Some(FieldChange {
            field: field.no,
            value,
            replaced,
            replaced_seq: slot.map(|slot| slot.seq),
            unseen,
        }))
    }
}
