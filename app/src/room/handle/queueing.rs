//! From a wish to a command on the screen: it is numbered and kept in the browser's store first.
//!
//! Wishes that come while others are being kept are kept together, in the next step. When the store
//! fails, the person's work goes on: the command is shown and sent all the same, and the pill says
//! that it is not kept on this device.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::replica::Changed;
use shared::rules::Command;
use shared::schema::CommandNumber;

use super::{Room, Unkept};
use crate::room::keeper::Wish;
use crate::store::{Queued, Step, StoreError, ask_to_persist, is_full};
use crate::tabs::Word;
use crate::ui::clock;

impl Room {
    /// Keeps a command that was found good, then shows it, then sends it; `then` is told its number.
    pub(super) fn queue(self, command: Command, then: impl FnOnce(Room, CommandNumber) + 'static) {
        let wish = Wish {
            at: shared::schema::Timestamp(clock()),
            command,
            then: Box::new(then),
        };
        let begin = self.core.try_update_value(|core| {
            core.keeper.queueing.wishes.push(wish);
            !std::mem::replace(&mut core.keeper.queueing.is_busy, true)
        });
        if begin != Some(true) {
            return;
        }
        if self.core.with_value(|core| core.keeper.at.is_none()) {
            loop {
                let wishes = self.take_wishes();
                if wishes.is_empty() {
                    break;
                }
                let (queued, then) = self.number(wishes);
                self.enter(queued, then);
            }
            self.rest();
        } else {
            spawn_local(self.queue_all());
        }
    }

    /// Does something when all wishes so far are on the screen.
    pub(super) fn afterwards(self, what: impl FnOnce(Room) + 'static) {
        if self.core.with_value(|core| core.keeper.queueing.is_busy) {
            self.core
                .update_value(|core| core.keeper.queueing.afterwards.push(Box::new(what)));
        } else {
            what(self);
        }
    }

    async fn queue_all(self) {
        loop {
            let wishes = self.take_wishes();
            if wishes.is_empty() {
                break;
            }
            self.queue_some(wishes).await;
            let afterwards = self
                .core
                .try_update_value(|core| std::mem::take(&mut core.keeper.queueing.afterwards));
            for what in afterwards.unwrap_or_default() {
                what(self);
            }
        }
        self.rest();
    }

    async fn queue_some(self, wishes: Vec<Wish>) {
        let Some((store, seat)) = self.kept_at() else {
            return;
        };
        let looked = self.core.try_with_value(|core| {
            let replica = &core.replica;
            (
                (replica.device(), replica.epoch()),
                core.keeper.queueing.unkept.clone(),
                replica.next(),
            )
        });
        let Some((counts, unkept, known)) = looked else {
            return;
        };
        let commands: Vec<_> = wishes
            .iter()
            .map(|wish| (wish.at, wish.command.clone()))
            .collect();
        let kept = store.enqueue(&seat, counts, &unkept, known, commands).await;
        match kept {
            Ok((queued, true)) => {
                self.core
                    .update_value(|core| core.keeper.queueing.unkept.clear());
                self.set_unkept(None);
                self.keep(Step::default());
                let then = wishes.into_iter().map(|wish| wish.then).collect();
                self.enter(queued, then);
                self.ask_once();
            }
            Ok((queued, false)) => {
                // Meanwhile another tab has gone into another epoch: they are numbered there.
                self.reread().await;
                for (wish, queued) in wishes.into_iter().zip(queued) {
                    self.note_own(queued.number);
                    (wish.then)(self, queued.number);
                }
            }
            Err(error) => {
                let (queued, then) = self.number(wishes);
                self.core.update_value(|core| {
                    core.keeper.queueing.unkept.extend(queued.iter().cloned());
                });
                self.enter(queued, then);
                self.complain(&error).await;
            }
        }
    }

    fn take_wishes(self) -> Vec<Wish> {
        self.core
            .try_update_value(|core| std::mem::take(&mut core.keeper.queueing.wishes))
            .unwrap_or_default()
    }

    fn rest(self) {
        self.core
            .update_value(|core| core.keeper.queueing.is_busy = false);
    }

    /// Numbers wishes without the store.
    fn number(self, wishes: Vec<Wish>) -> (Vec<Queued>, Vec<crate::room::keeper::Then>) {
        let mut number = self.core.with_value(|core| core.replica.next());
        let numbered = wishes.into_iter().map(|wish| {
            let queued = Queued {
                number,
                at: wish.at,
                command: wish.command,
            };
            number = number.next();
            (queued, wish.then)
        });
        numbered.unzip()
    }

    /// Shows own commands that have their numbers, and tells whoever must know.
    fn enter(self, queued: Vec<Queued>, then: Vec<crate::room::keeper::Then>) {
        let numbers: Vec<CommandNumber> = queued.iter().map(|queued| queued.number).collect();
        for number in &numbers {
            self.note_own(*number);
        }
        let word = Word::Queued(self.device(), queued.clone());
        self.show_queued(queued);
        for (then, number) in then.into_iter().zip(numbers) {
            then(self, number);
        }
        self.tell(&word);
        self.wake();
    }

    /// Shows commands that are in the queue.
    pub(super) fn show_queued(self, queued: Vec<Queued>) {
        let shown = self.core.try_update_value(|core| {
            let now = core.now();
            let mut changed = Changed::default();
            for Queued {
                number,
                at,
                command,
            } in queued
            {
                // Another tab may tell of a command after the leader has told what became of it.
                if core.keeper.over.contains(&number) {
                    continue;
                }
                core.keeper.times.insert(number, at);
                join(&mut changed, core.replica.enqueue(number, command, now));
            }
            changed
        });
        self.show(shown.unwrap_or_default());
    }

    fn note_own(self, number: CommandNumber) {
        self.core.update_value(|core| {
            core.keeper.queueing.own.insert(number);
        });
    }

    /// The store has failed: what does that mean for the person?
    async fn complain(self, error: &StoreError) {
        leptos::logging::warn!("not kept: {}", error.0);
        let why = if is_full().await {
            Unkept::Full
        } else {
            Unkept::Failed
        };
        self.set_unkept(Some(why));
    }

    pub(super) fn set_unkept(self, why: Option<Unkept>) {
        if self.unkept.try_get_untracked() != Some(why) {
            self.unkept.try_set(why);
        }
        // The plain script around the app says something else when it cannot go on.
        let kept = if why.is_none() { "true" } else { "false" };
        crate::ui::set_root("data-kept", kept);
    }

    /// After the first command that is kept: it should stay.
    fn ask_once(self) {
        let first = self
            .core
            .try_update_value(|core| !std::mem::replace(&mut core.keeper.queueing.has_asked, true));
        if first == Some(true) {
            spawn_local(ask_to_persist());
        }
    }
}

/// One change and then another one.
pub(super) fn join(changed: &mut Changed, next: Changed) {
    changed.records.extend(next.records);
    changed.rejected.extend(next.rejected);
    changed.confirmed.extend(next.confirmed);
    changed.done.extend(next.done);
    changed.overwritten.extend(next.overwritten);
}
