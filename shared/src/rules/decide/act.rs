//! Actions of a state machine.

use super::{Decision, check, required, war_day};
use crate::rules::proof::{PROOF_LENGTH, is_proof};
use crate::rules::{Edit, Edits, Position, Refusal, RefusalCode, policy};
use crate::schema::{ActionNo, ActionSpec, FieldNo, Sentence, Signature, Value};
use crate::state::FieldChange;

impl Decision<'_> {
    pub(super) fn act(
        &self,
        no: ActionNo,
        edits: &Edits,
        place: Option<(FieldNo, Position)>,
    ) -> Result<Vec<FieldChange>, Refusal> {
        let action = self.action(no)?;
        self.each_once(edits)?;
        if action.asks().next().is_none() && self.is_there(action) {
            // Someone else was quicker with the same wish.
            return match place {
                Some((field, at)) => Ok(self.place(field, at)?.into_iter().collect()),
                None => Ok(Vec::new()),
            };
        }
        policy::may_act(self.state, self.context.actor, action, self.record)
            .map_err(|reason| self.refuse(RefusalCode::Forbidden, reason))?;
        let mut changes = self.transition(action)?;
        for (field, edit) in edits {
            let spec = check::field_spec(self.spec, *field)?;
            if !action.accepts(*field) {
                return Err(self.not_so(spec, "与这个动作无关", "does not belong to this action"));
            }
            let value = self.edited(spec, edit)?;
            changes.extend(self.write(spec, value)?);
        }
        self.is_complete(action, edits)?;
        for no in action.dates {
            let day = Some(Value::Day(war_day(self.state, self.context.now)));
            changes.extend(self.write(check::field_spec(self.spec, *no)?, day)?);
        }
        for no in action.signs {
            let signature = Some(Value::Signature(self.signature()));
            changes.extend(self.write(check::field_spec(self.spec, *no)?, signature)?);
        }
        for no in action.clears {
            changes.extend(self.write(check::field_spec(self.spec, *no)?, None)?);
        }
        if let Some((field, at)) = place {
            changes.extend(self.place(field, at)?);
        }
        Ok(changes)
    }

    fn signature(&self) -> Signature {
        Signature {
            account: self.context.actor.id,
            by: self.context.actor.name.clone(),
            at: self.context.now,
        }
    }

    /// Whether everything the action asks for is there.
    fn is_complete(&self, action: &ActionSpec, edits: &Edits) -> Result<(), Refusal> {
        for no in action.requires {
            if given(edits, *no).is_none_or(super::is_blank) {
                return Err(required(self.spec, check::field_spec(self.spec, *no)?));
            }
        }
        for no in action.holds {
            let value = given(edits, *no).or_else(|| self.record.value(*no));
            if value.is_none_or(super::is_blank) {
                return Err(required(self.spec, check::field_spec(self.spec, *no)?));
            }
        }
        let proves = |no: &FieldNo| given(edits, *no).is_some_and(is_proof);
        if action.proof.is_empty() || action.proof.iter().any(proves) {
            return Ok(());
        }
        let field = check::field_spec(self.spec, action.proof[0])?;
        Err(self
            .refuse(
                RefusalCode::Required,
                Sentence::new(
                    format!(
                        "「{}」须有依据:附上文件,或在「{}」中写明至少 {PROOF_LENGTH} 个字",
                        action.label.zh, field.label.zh
                    ),
                    format!(
                        "“{}” needs evidence: a file, or `{}` of at least {PROOF_LENGTH} characters",
                        action.label.en, field.key
                    ),
                ),
            )
            .at(field.no))
    }

    fn is_there(&self, action: &ActionSpec) -> bool {
        let now = self.record.value(action.field);
        action.to.is_some_and(|to| now == Some(&Value::Choice(to)))
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
        let Some(states) = self.spec.states_of(action.field) else {
            return Ok(Vec::new());
        };
        let field = check::field_spec(self.spec, action.field)?;
        let now = self.record.value(action.field);
        // A crossing change is a conflict, also when the new state would not allow the action:
        // the author must hear of the change, not of a rule that was kept.
        let change = match action.to {
            Some(to) => self.write(field, Some(Value::Choice(to)))?,
            None => None,
        };
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
            .at(action.field)
            .holding(now.cloned()))
    }
}

/// What the edits put into the field.
fn given(edits: &Edits, no: FieldNo) -> Option<&Value> {
    edits.iter().find_map(|(field, edit)| match edit {
        Edit::Put(value) if *field == no => Some(value),
        Edit::Merge { add, .. } if *field == no => Some(add),
        _ => None,
    })
}
