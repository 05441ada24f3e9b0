//! Actions of a state machine.

use super::{Decision, check, required, war_day};
use crate::rules::{Edit, Edits, Position, Refusal, RefusalCode, policy};
use crate::schema::{ActionNo, ActionSpec, ChoiceNo, FieldNo, Sentence, Value};
use crate::state::FieldChange;

impl Decision<'_> {
    pub(super) fn act(
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

    pub(super) fn is_in(&self, state: ChoiceNo) -> bool {
        let field = self.spec.state;
        field.and_then(|field| self.record.value(field)) == Some(&Value::Choice(state))
    }

    pub(super) fn action(&self, no: ActionNo) -> Result<&'static ActionSpec, Refusal> {
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

    pub(super) fn transition(&self, action: &ActionSpec) -> Result<Vec<FieldChange>, Refusal> {
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
}
