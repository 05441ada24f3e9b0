//! The decision on a command: either the effects it has, or why it is refused.

use std::collections::BTreeSet;

use super::check::{self, NOTE_LIMIT, NOTES_LIMIT};
use super::{Command, Context, Edit, Edits, Position, Refusal, RefusalCode, Verb, policy};
use crate::model::Room;
use crate::schema::{
    ActionNo, ActionSpec, ChoiceNo, CommandNumber, Day, FieldNo, FieldSpec, KindSpec, Merge, Note,
    OrderKey, Record, RecordId, Sentence, Seq, Value, ValueType, Write,
};
use crate::state::{Change, Effect, FieldChange, State};

/// The most fields one command may name; no kind has nearly as many.
const FIELDS_LIMIT: usize = 200;

/// Decides on a command. No effects means that everything is already as it is wanted.
pub fn decide(
    state: &State,
    context: &Context<'_>,
    command: &Command,
) -> Result<Vec<Effect>, Refusal> {
    let spec = check::kind_spec(command.kind)?;
    policy::may_write(context.actor)
        .map_err(|reason| Refusal::new(RefusalCode::Forbidden, spec.id, reason))?;
    if let Verb::Create { fields } = &command.verb {
        return create(state, spec, command, fields);
    }
    let decision = Decision {
        state,
        context,
        command,
        spec,
        record: existing(state, spec, command)?,
    };
    let opens_archive = matches!(command.verb, Verb::Restore | Verb::Undo { .. });
    if decision.record.archived.is_some() && !opens_archive {
        return Err(decision.refuse(
            RefusalCode::Archived,
            Sentence::new(
                "这条记录已归档,请先恢复再修改",
                "this record is archived: restore it and apply the change again",
            ),
        ));
    }
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
pub fn war_day(state: &State, now: crate::schema::Timestamp) -> Option<Day> {
    let set = state
        .all::<Room>()
        .find_map(|record| record.view::<Room>()?.war_day());
    set.or_else(|| now.day())
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

fn create(
    state: &State,
    spec: &'static KindSpec,
    command: &Command,
    given: &[(FieldNo, Value)],
) -> Result<Vec<Effect>, Refusal> {
    if state.get(command.id).is_some() {
        return Err(Refusal::new(
            RefusalCode::Exists,
            spec.id,
            Sentence::new(
                format!("记录 {} 已经存在", command.id),
                format!("there is already a record {}", command.id),
            ),
        ));
    }
    if given.len() > FIELDS_LIMIT {
        return Err(too_many_fields(spec));
    }
    let mut values: Vec<(FieldNo, Value)> = Vec::with_capacity(given.len() + 2);
    for (no, value) in given {
        let field = check::field_spec(spec, *no)?;
        if field.write == Write::ByAction || field.ty == ValueType::Notes {
            return Err(not_at_creation(spec, field));
        }
        check::value(state, spec, field, value)?;
        if field.required && is_blank(value) {
            return Err(required(spec, field));
        }
        values.retain(|(earlier, _)| earlier != no);
        let value = match value {
            Value::Order(key) => Value::Order(free_place(state, spec, *no, key, command.id)),
            value => value.clone(),
        };
        values.push((*no, value));
    }
    for field in spec.fields {
        if values.iter().any(|(no, _)| *no == field.no) {
            continue;
        }
        match initial(state, spec, field) {
            Some(value) => values.push((field.no, value)),
            None if field.required => return Err(required(spec, field)),
            None => {}
        }
    }
    values.sort_by_key(|(no, _)| *no);
    Ok(vec![Effect {
        kind: command.kind,
        id: command.id,
        change: Change::Create(values),
    }])
}

/// What a field holds in a new record when its author says nothing: the first state, the last
/// place.
fn initial(state: &State, spec: &KindSpec, field: &FieldSpec) -> Option<Value> {
    match field.ty {
        ValueType::Choice(choice) if spec.state == Some(field.no) => choice
            .options
            .first()
            .map(|option| Value::Choice(option.no)),
        ValueType::Order => {
            let last = state.last_place(spec.id, field.no);
            OrderKey::between(last, None).map(Value::Order)
        }
        _ => None,
    }
}

/// The place `key`, or the nearest free one after it when another record has taken it: two records
/// in one place could never have a third put between them.
fn free_place(
    state: &State,
    spec: &KindSpec,
    field: FieldNo,
    key: &OrderKey,
    id: RecordId,
) -> OrderKey {
    if !state.is_place_taken(spec.id, field, key, id) {
        return key.clone();
    }
    let next = state.place_after(spec.id, field, key);
    OrderKey::between(Some(key), next).unwrap_or_else(|| key.clone())
}

/// A new record starts at its first state: what actions and people add comes later.
fn not_at_creation(spec: &KindSpec, field: &FieldSpec) -> Refusal {
    Refusal::new(
        RefusalCode::NotWritable,
        spec.id,
        Sentence::new(
            format!("「{}」不能在建立时填写", field.label.zh),
            format!("`{}` cannot be given when the record is made", field.key),
        ),
    )
    .at(field.no)
}

fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.trim().is_empty())
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

    fn set(&self, edits: &Edits) -> Result<Vec<Effect>, Refusal> {
        self.each_once(edits)?;
        let mut effects = Vec::new();
        let mut changes = Vec::with_capacity(edits.len());
        for (no, edit) in edits {
            let field = check::field_spec(self.spec, *no)?;
            check::writable(self.spec, field)?;
            if let Edit::Append(text) = edit {
                effects.push(self.effect(self.append(field, text)?));
                continue;
            }
            let value = self.edited(field, edit)?;
            changes.extend(self.write(field, value)?);
        }
        if !changes.is_empty() {
            effects.push(self.effect(Change::Set(changes)));
        }
        Ok(effects)
    }

    /// A field that is named twice would have two values at once.
    fn each_once(&self, edits: &Edits) -> Result<(), Refusal> {
        if edits.len() > FIELDS_LIMIT {
            return Err(too_many_fields(self.spec));
        }
        let mut named = BTreeSet::new();
        match edits.iter().find(|(no, _)| !named.insert(*no)) {
            None => Ok(()),
            Some((no, _)) => {
                let field = check::field_spec(self.spec, *no)?;
                Err(self.not_so(field, "出现了两次", "is named twice"))
            }
        }
    }

    /// What the field holds after the edit.
    fn edited(&self, field: &FieldSpec, edit: &Edit) -> Result<Option<Value>, Refusal> {
        let value = match edit {
            Edit::Clear if field.required => return Err(required(self.spec, field)),
            Edit::Clear => return Ok(None),
            Edit::Put(Value::Notes(_)) => {
                return Err(self.not_so(field, "只能追加", "only grows at its end"));
            }
            Edit::Put(value) => value.clone(),
            Edit::Append(_) => {
                return Err(self.not_so(field, "不是备注,不能追加", "does not hold notes"));
            }
            Edit::Merge { add, remove } => {
                check::value(self.state, self.spec, field, add)?;
                self.merged(field, add, remove)?
            }
        };
        check::value(self.state, self.spec, field, &value)?;
        if field.required && is_blank(&value) {
            return Err(required(self.spec, field));
        }
        Ok(Some(value))
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

    fn append(&self, field: &FieldSpec, text: &str) -> Result<Change, Refusal> {
        if field.ty != ValueType::Notes {
            return Err(self.not_so(field, "不是备注,不能追加", "does not hold notes"));
        }
        let text = text.trim();
        if text.is_empty() {
            return Err(required(self.spec, field));
        }
        let length = text.chars().count();
        if length > NOTE_LIMIT {
            return Err(check::too_large(self.spec, field, length, NOTE_LIMIT));
        }
        let slot = self.record.slot(field.no);
        if let Some(Value::Notes(notes)) = slot.and_then(|slot| slot.value.as_ref())
            && notes.len() >= NOTES_LIMIT
        {
            let count = notes.len() + 1;
            return Err(check::too_large(self.spec, field, count, NOTES_LIMIT));
        }
        Ok(Change::Append {
            field: field.no,
            note: Note {
                by: self.context.actor.name.clone(),
                at: self.context.now,
                text: text.to_owned(),
            },
            replaced_seq: slot.map(|slot| slot.seq),
        })
    }

    fn merged(&self, field: &FieldSpec, add: &Value, remove: &Value) -> Result<Value, Refusal> {
        let now = self.record.value(field.no);
        let merged = match (add, remove, now) {
            (Value::Refs(add), Value::Refs(remove), now) => {
                let now = match now {
                    Some(Value::Refs(now)) => now.clone(),
                    _ => BTreeSet::default(),
                };
                Value::Refs(
                    now.union(add)
                        .filter(|id| !remove.contains(id))
                        .copied()
                        .collect(),
                )
            }
            (Value::Choices(add), Value::Choices(remove), now) => {
                let now = match now {
                    Some(Value::Choices(now)) => now.clone(),
                    _ => BTreeSet::default(),
                };
                let kept = now.union(add).filter(|no| !remove.contains(no)).copied();
                Value::Choices(kept.collect())
            }
            (Value::Texts(add), Value::Texts(remove), now) => {
                let now = match now {
                    Some(Value::Texts(now)) => now.clone(),
                    _ => BTreeSet::default(),
                };
                let kept = now
                    .union(add)
                    .filter(|text| !remove.contains(*text))
                    .cloned();
                Value::Texts(kept.collect())
            }
            _ => return Err(self.not_so(field, "不是集合,不能增减", "is not a set")),
        };
        Ok(merged)
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

    fn place(&self, no: FieldNo, at: Position) -> Result<Option<FieldChange>, Refusal> {
        let field = check::field_spec(self.spec, no)?;
        if field.ty != ValueType::Order {
            return Err(self.not_so(field, "不是排序", "is not an order"));
        }
        let key = self.key_between(no, at);
        match key {
            Some(key) => self.write(field, Some(Value::Order(key))),
            None => Ok(None),
        }
    }

    /// A key of its own between the neighbours as they stand now. Neighbours that have gone, or
    /// have moved apart, still say as much as they can: directly after the first, else directly
    /// before the second, else the end.
    fn key_between(&self, field: FieldNo, at: Position) -> Option<OrderKey> {
        let kind = self.spec.id;
        let key_of = |id| match self.state.get(id)?.value(field)? {
            Value::Order(key) if id != self.command.id => Some(key),
            _ => None,
        };
        let after = at.after.and_then(key_of);
        let before = at.before.and_then(key_of);
        let (lower, upper) = match (after, before) {
            (Some(after), _) => (Some(after), self.state.place_after(kind, field, after)),
            (None, Some(before)) => (self.state.place_before(kind, field, before), Some(before)),
            (None, None) => (self.state.last_place(kind, field), None),
        };
        // Already standing there: the place is kept and no key is spent.
        let own = match self.record.value(field) {
            Some(Value::Order(key)) => Some(key),
            _ => None,
        };
        if own.is_some() && (own == lower || own == upper) {
            return None;
        }
        OrderKey::between(lower, upper)
    }

    fn act(
        &self,
        no: ActionNo,
        edits: &Edits,
        place: Option<(FieldNo, Position)>,
    ) -> Result<Vec<FieldChange>, Refusal> {
        let action = self.action(no)?;
        policy::may_act(self.context.actor, action.who)
            .map_err(|reason| self.refuse(RefusalCode::Forbidden, reason))?;
        self.each_once(edits)?;
        if action.requires.is_empty() && self.is_in(action.to) {
            // Someone else was quicker with the same wish.
            return match place {
                Some((field, at)) => Ok(self.place(field, at)?.into_iter().collect()),
                None => Ok(Vec::new()),
            };
        }
        let mut changes = self.transition(action)?;
        for (field, edit) in edits {
            if !action.requires.contains(field) {
                let spec = check::field_spec(self.spec, *field)?;
                return Err(self.not_so(spec, "与这个动作无关", "does not belong to this action"));
            }
            let spec = check::field_spec(self.spec, *field)?;
            let value = self.edited(spec, edit)?;
            changes.extend(self.write(spec, value)?);
        }
        for no in action.requires {
            let spec = check::field_spec(self.spec, *no)?;
            let given = edits.iter().find(|(field, _)| field == no);
            match given {
                Some((_, Edit::Put(Value::Text(text)))) if !text.trim().is_empty() => {}
                Some((_, Edit::Put(value))) if !matches!(value, Value::Text(_)) => {}
                _ => return Err(required(self.spec, spec)),
            }
        }
        let day = war_day(self.state, self.context.now);
        for no in action.dates {
            let spec = check::field_spec(self.spec, *no)?;
            changes.extend(self.write(spec, day.map(Value::Day))?);
        }
        for no in action.clears {
            let spec = check::field_spec(self.spec, *no)?;
            changes.extend(self.write(spec, None)?);
        }
        if let Some((field, at)) = place {
            changes.extend(self.place(field, at)?);
        }
        Ok(changes)
    }

    fn is_in(&self, state: ChoiceNo) -> bool {
        let field = self.spec.state;
        field.and_then(|field| self.record.value(field)) == Some(&Value::Choice(state))
    }

    fn action(&self, no: ActionNo) -> Result<&'static ActionSpec, Refusal> {
        self.spec.action(no).ok_or_else(|| {
            self.refuse(
                RefusalCode::UnknownAction,
                Sentence::new(
                    format!("「{}」没有编号为 {no} 的动作", self.spec.label.zh),
                    format!(
                        "kind `{}` has no action with the number {no}",
                        self.spec.key
                    ),
                ),
            )
        })
    }

    fn transition(&self, action: &ActionSpec) -> Result<Vec<FieldChange>, Refusal> {
        let Some((state_field, states)) = self.spec.state_machine() else {
            return Ok(Vec::new());
        };
        let field = check::field_spec(self.spec, state_field)?;
        let now = self.record.value(state_field);
        // A crossing change is a conflict, also when the new state would not allow the action:
        // the author must hear of the change, not of a rule that was kept.
        let change = self.write(field, Some(Value::Choice(action.to)))?;
        let from = match now {
            Some(Value::Choice(no)) => *no,
            _ => return Ok(change.into_iter().collect()),
        };
        if action.from.contains(&from) {
            return Ok(change.into_iter().collect());
        }
        let name = states
            .option(from)
            .map_or(Sentence::new("?", "?"), |o| o.label.into());
        Err(self
            .refuse(
                RefusalCode::NotAllowedNow,
                Sentence::new(
                    format!("「{}」状态下不能「{}」", name.zh, action.label.zh),
                    format!("“{}” does not lead from “{}”", action.label.en, name.en),
                ),
            )
            .at(state_field)
            .holding(now.cloned()))
    }

    /// Takes back what an own command did to this record, as long as nobody has changed since what
    /// it changed.
    fn undo(&self, number: CommandNumber) -> Result<Vec<Effect>, Refusal> {
        let nothing = || {
            let reason = Sentence::new("没有可以撤销的操作", "there is nothing to undo");
            self.refuse(RefusalCode::NothingToUndo, reason)
        };
        let (seq, effects) = self.context.own.effects_of(number).ok_or_else(nothing)?;
        let mine = effects.iter().filter(|effect| effect.id == self.command.id);
        let back: Vec<Effect> = mine
            .map(|effect| Ok(self.effect(self.back(seq, &effect.change)?)))
            .collect::<Result<_, Refusal>>()?;
        if back.is_empty() {
            return Err(nothing());
        }
        Ok(back)
    }

    /// The change that takes back the one made at `seq`.
    fn back(&self, seq: Seq, change: &Change) -> Result<Change, Refusal> {
        let archived = self.record.archived;
        let untouched = match change {
            Change::Create(_) => self.record.changed == seq,
            Change::Restore => archived.is_none() && self.record.changed == seq,
            Change::Archive => archived == Some(seq),
            Change::Set(changes) => {
                let is_mine = |change: &FieldChange| self.wrote(change.field, seq);
                archived.is_none() && changes.iter().all(is_mine)
            }
            Change::Append { field, .. } => archived.is_none() && self.wrote(*field, seq),
        };
        if !untouched {
            return Err(self.refuse(
                RefusalCode::NothingToUndo,
                Sentence::new(
                    "此后已有新的修改,不能撤销",
                    "it was changed since, so it cannot be undone",
                ),
            ));
        }
        Ok(match change {
            Change::Create(_) | Change::Restore => Change::Archive,
            Change::Archive => Change::Restore,
            Change::Set(changes) => Change::Set(
                changes
                    .iter()
                    .map(|change| self.reverse(seq, change))
                    .collect(),
            ),
            Change::Append { field, .. } => Change::Set(vec![self.without_last(*field, seq)]),
        })
    }

    fn wrote(&self, field: FieldNo, seq: Seq) -> bool {
        self.record.slot(field).is_some_and(|slot| slot.seq == seq)
    }

    fn reverse(&self, seq: Seq, change: &FieldChange) -> FieldChange {
        let value = match &change.replaced {
            Some(Value::Order(key)) => {
                let id = self.command.id;
                let key = free_place(self.state, self.spec, change.field, key, id);
                Some(Value::Order(key))
            }
            replaced => replaced.clone(),
        };
        FieldChange {
            field: change.field,
            value,
            replaced: change.value.clone(),
            replaced_seq: Some(seq),
            unseen: false,
        }
    }

    fn without_last(&self, field: FieldNo, seq: Seq) -> FieldChange {
        let replaced = self.record.value(field).cloned();
        let value = match &replaced {
            Some(Value::Notes(notes)) => notes.split_last().map(|(_, rest)| rest.to_vec()),
            _ => None,
        };
        FieldChange {
            field,
            value: value.filter(|rest| !rest.is_empty()).map(Value::Notes),
            replaced,
            replaced_seq: Some(seq),
            unseen: false,
        }
    }
}
