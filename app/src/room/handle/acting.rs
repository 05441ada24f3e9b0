//! What can be done: commands, taking back, doing again.

use leptos::prelude::*;
use shared::model::TaskState;
use shared::rules::{Command, Refusal, Verb};
use shared::schema::{CommandNumber, KindId, RecordId, Sentence, Seq};

use super::Room;
use crate::room::core::Core;
use crate::room::undo::Done;
use crate::ui::ToastKind;

impl Room {
    /// Does something: shows it at once and sends it. What is refused here is not sent; the reason
    /// is returned. What changes nothing is neither sent nor numbered.
    pub(crate) fn act(
        self,
        kind: KindId,
        id: RecordId,
        verb: Verb,
    ) -> Result<Option<CommandNumber>, Refusal> {
        self.act_from(Seq(u64::MAX), kind, id, verb)
    }

    /// The same for an author who saw the room as it was at `base`, when a form was opened.
    pub(crate) fn act_from(
        self,
        base: Seq,
        kind: KindId,
        id: RecordId,
        verb: Verb,
    ) -> Result<Option<CommandNumber>, Refusal> {
        let number = self.issue(base, kind, id, verb)?;
        if let Some(number) = number {
            let done = Done { kind, id, number };
            self.core.update_value(|core| core.undo.did(done));
            self.show_undo();
        }
        Ok(number)
    }

    /// Does something, and says in a toast why when it is refused.
    pub(crate) fn act_or_say(
        self,
        kind: KindId,
        id: RecordId,
        verb: Verb,
    ) -> Option<CommandNumber> {
        match self.act(kind, id, verb) {
            Ok(number) => number,
            Err(refusal) => {
                self.ui.toast(ToastKind::Reject, refusal.reason, None);
                None
            }
        }
    }

    /// Takes back the last thing done on this page.
    pub(crate) fn undo(self) {
        if let Some(done) = self.core.with_value(|core| core.undo.last_done()) {
            self.undo_one(done);
        }
    }

    /// Takes back one thing done on this page.
    pub(crate) fn undo_command(self, id: RecordId, number: CommandNumber) {
        if let Some(kind) = self.read(|state| state.get(id).map(|record| record.kind)) {
            self.undo_one(Done { kind, id, number });
        }
    }

    /// Does again what was taken back last.
    pub(crate) fn redo(self) {
        let Some(done) = self.core.with_value(|core| core.undo.last_undone()) else {
            return;
        };
        self.take_back(done, "已重做", "Done again", |core, number, by| {
            core.undo.did_again(number, by);
        });
    }

    fn undo_one(self, done: Done) {
        self.take_back(done, "已撤销", "Undone", |core, number, by| {
            core.undo.took_back(number, by);
        });
    }

    fn take_back(self, done: Done, zh: &str, en: &str, keep: fn(&mut Core, CommandNumber, Done)) {
        let verb = Verb::Undo {
            number: done.number,
        };
        match self.issue(Seq(u64::MAX), done.kind, done.id, verb) {
            Ok(None) => self.core.update_value(|core| core.undo.forget(done.number)),
            Ok(Some(number)) => {
                let by = Done { number, ..done };
                self.core.update_value(|core| keep(core, done.number, by));
                self.ui.toast(ToastKind::Done, Sentence::new(zh, en), None);
            }
            Err(refusal) => {
                self.core.update_value(|core| core.undo.forget(done.number));
                self.ui.toast(ToastKind::Reject, refusal.reason, None);
            }
        }
        self.show_undo();
    }

    fn issue(
        self,
        base: Seq,
        kind: KindId,
        id: RecordId,
        verb: Verb,
    ) -> Result<Option<CommandNumber>, Refusal> {
        let command = Command {
            kind,
            id,
            base,
            verb,
        };
        let issued = self.core.try_update_value(|core| {
            let now = core.now();
            let Some(command) = core.replica.check(command, now)? else {
                return Ok(None);
            };
            let number = core.replica.next();
            let changed = core.replica.enqueue(number, command, now);
            Ok(Some((number, changed)))
        });
        let Some((number, changed)) = issued.unwrap_or(Ok(None))? else {
            return Ok(None);
        };
        self.show(changed);
        self.wake();
        Ok(Some(number))
    }

    pub(super) fn show_undo(self) {
        let (undo, redo) = self.core.with_value(|core| {
            let stack = &core.undo;
            (stack.last_done().is_some(), stack.last_undone().is_some())
        });
        self.can_undo.try_set(undo);
        self.can_redo.try_set(redo);
    }
}

/// A sentence such as 「任务 23 已移到 推进中」.
pub(crate) fn moved(no: i64, to: TaskState) -> Sentence {
    use shared::schema::Choices;

    let label = to.label();
    Sentence::new(
        format!("任务 {no} 已移到「{}」", label.zh),
        format!("Task {no} moved to “{}”", label.en),
    )
}
