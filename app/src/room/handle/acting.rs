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
    /// Does something: keeps it, shows it and sends it. What is refused here goes no further; the
    /// reason is returned. What changes nothing is neither kept nor numbered: false.
    pub(crate) fn act(self, kind: KindId, id: RecordId, verb: Verb) -> Result<bool, Refusal> {
        self.act_from(Seq(u64::MAX), kind, id, verb, |_| {})
    }

    /// The same for an author who saw the room as it was at `base`, when a form was opened; `then`
    /// is told the number when the command is on the screen.
    pub(crate) fn act_from(
        self,
        base: Seq,
        kind: KindId,
        id: RecordId,
        verb: Verb,
        then: impl FnOnce(CommandNumber) + 'static,
    ) -> Result<bool, Refusal> {
        let Some(command) = self.check(base, kind, id, verb)? else {
            return Ok(false);
        };
        self.queue(command, move |room, number| {
            let done = Done { kind, id, number };
            room.core.update_value(|core| core.undo.did(done));
            room.show_undo();
            then(number);
        });
        Ok(true)
    }

    /// Does something, and says in a toast why when it is refused: whether it was done.
    pub(crate) fn act_or_say(
        self,
        kind: KindId,
        id: RecordId,
        verb: Verb,
        then: impl FnOnce(CommandNumber) + 'static,
    ) -> bool {
        match self.act_from(Seq(u64::MAX), kind, id, verb, then) {
            Ok(done) => done,
            Err(refusal) => {
                self.ui.toast(ToastKind::Reject, refusal.reason, None);
                false
            }
        }
    }

    /// Takes back the last thing done on this page.
    pub(crate) fn undo(self) {
        self.afterwards(|room| {
            if let Some(done) = room.core.with_value(|core| core.undo.last_done()) {
                room.undo_one(done);
            }
        });
    }

    /// Takes back one thing done on this page.
    pub(crate) fn undo_command(self, id: RecordId, number: CommandNumber) {
        self.afterwards(move |room| {
            if let Some(kind) = room.read(|state| state.get(id).map(|record| record.kind)) {
                room.undo_one(Done { kind, id, number });
            }
        });
    }

    /// Does again what was taken back last.
    pub(crate) fn redo(self) {
        self.afterwards(|room| {
            let Some(done) = room.core.with_value(|core| core.undo.last_undone()) else {
                return;
            };
            room.take_back(done, "已重做", "Done again", |core, number, by| {
                core.undo.did_again(number, by);
            });
        });
    }

    fn undo_one(self, done: Done) {
        self.take_back(done, "已撤销", "Undone", |core, number, by| {
            core.undo.took_back(number, by);
        });
    }

    fn take_back(
        self,
        done: Done,
        zh: &'static str,
        en: &'static str,
        keep: fn(&mut Core, CommandNumber, Done),
    ) {
        let verb = Verb::Undo {
            number: done.number,
        };
        match self.check(Seq(u64::MAX), done.kind, done.id, verb) {
            Ok(None) => self.core.update_value(|core| core.undo.forget(done.number)),
            Ok(Some(command)) => self.queue(command, move |room, number| {
                let by = Done { number, ..done };
                room.core.update_value(|core| keep(core, done.number, by));
                room.ui.toast(ToastKind::Done, Sentence::new(zh, en), None);
                room.show_undo();
            }),
            Err(refusal) => {
                self.core.update_value(|core| core.undo.forget(done.number));
                self.ui.toast(ToastKind::Reject, refusal.reason, None);
            }
        }
        self.show_undo();
    }

    /// Decides on a command here; nothing when it would change nothing.
    fn check(
        self,
        base: Seq,
        kind: KindId,
        id: RecordId,
        verb: Verb,
    ) -> Result<Option<Command>, Refusal> {
        let command = Command {
            kind,
            id,
            base,
            verb,
        };
        self.core
            .with_value(|core| core.replica.check(command, core.now()))
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
