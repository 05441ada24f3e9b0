//! What comes from the server, and what is shown of it.

use std::collections::HashMap;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::protocol::{Outcome, ServerMessage, Snapshot};
use shared::replica::{Changed, Known, Overwritten};
use shared::schema::{CommandNumber, RecordId, Sentence, Seq, Timestamp};

use uuid::Uuid;

use super::Room;
use crate::room::keeper::Role;
use crate::store::{Advance, Queued, Rejected, Step};
use crate::tabs::Word;
use crate::ui::{Offer, ToastKind, clock};
use crate::view::overwritten_sentence;

/// How long a card that someone else changed stands out; the style sheet's `--flash`.
const FLASH_MS: u32 = 1_600;

impl Room {
    /// Starts afresh and keeps what waits; false when that cannot be yet. `known` is what the server
    /// has of this device.
    pub(crate) async fn restart(self, snapshot: Snapshot, known: Option<Known>) -> bool {
        let fetched = snapshot.clone();
        let (before, _) = self.place();
        let changed = self.core.try_update_value(|core| {
            let now = core.now();
            core.replica.restart(snapshot, known, now)
        });
        let Some(Some(changed)) = changed else {
            return false;
        };
        self.show(changed);
        if fetched.epoch != before {
            self.renumber(fetched.epoch).await;
        }
        self.keep_snapshot(fetched);
        self.tell(&Word::Anew);
        true
    }

    /// A backup was put back: the queue counts on from what the server had of it then.
    async fn renumber(self, epoch: Uuid) {
        let at = Timestamp(clock());
        let queue = self.core.try_update_value(|core| {
            let waiting = core.waiting().into_iter();
            // The commands keep their order, so their times do.
            let times: Vec<Timestamp> = core.keeper.times.values().copied().collect();
            let queue = waiting.zip(times.into_iter().chain(std::iter::repeat(at)));
            let queue: Vec<Queued> = queue
                .map(|((number, command), at)| Queued {
                    number,
                    at,
                    command,
                })
                .collect();
            let keeper = &mut core.keeper;
            keeper.times = queue
                .iter()
                .map(|queued| (queued.number, queued.at))
                .collect();
            keeper.queueing.unkept = Vec::new();
            keeper.over.clear();
            keeper.keeping.step = Step::default();
            (queue, core.replica.next())
        });
        let (Some((queue, next)), Some((store, seat))) = (queue, self.kept_at()) else {
            return;
        };
        let counting = (self.device(), next, epoch);
        if let Err(error) = store.renumber(&seat, counting, &queue).await {
            leptos::logging::warn!("not kept: {}", error.0);
            self.core
                .update_value(|core| core.keeper.queueing.unkept = queue);
        }
    }

    /// Takes in what the server says; false when it does not fit and the line must start anew.
    pub(crate) fn take(self, message: ServerMessage) -> bool {
        let held = self.core.try_update_value(|core| {
            let is_change = matches!(message, ServerMessage::Delta(_) | ServerMessage::Result(_));
            match &mut core.held {
                Some(held) if is_change => {
                    held.push(message);
                    None
                }
                _ => Some(message),
            }
        });
        match held {
            Some(Some(message)) => self.take_now(message),
            _ => true,
        }
    }

    /// Passes on to the tabs that follow what the server has sent.
    pub(crate) fn pass_on(self, frame: Vec<u8>) {
        if self
            .core
            .with_value(|core| core.keeper.role == Role::LeadsOthers)
        {
            self.tell(&Word::Frame(frame));
        }
    }

    /// What comes from elsewhere waits: someone holds cards in the hand.
    pub(crate) fn hold(self) {
        self.core.update_value(|core| {
            core.held.get_or_insert_default();
        });
    }

    /// The hand is empty: what waited may come.
    pub(crate) fn release(self) {
        let held = self.core.try_update_value(|core| core.held.take());
        for message in held.flatten().unwrap_or_default() {
            if !self.take_now(message) {
                self.catch_up();
            }
        }
    }

    /// Something is missing: the connection asks for it when it looks next; a tab that follows
    /// reads it from the store.
    fn catch_up(self) {
        if self.core.with_value(|core| core.keeper.role.leads()) {
            self.wake();
        } else {
            self.reread_soon();
        }
    }

    fn take_now(self, message: ServerMessage) -> bool {
        match message {
            ServerMessage::Delta(delta) => {
                let device = self.device();
                let (epoch, from) = self.place();
                let taken = self.core.try_update_value(|core| {
                    let now = core.now();
                    core.replica.advance(&delta, now)
                });
                let Some(Ok(changed)) = taken else {
                    return false;
                };
                let own = delta.entries.iter().filter(|entry| entry.device == device);
                self.core.update_value(|core| {
                    core.keeper.over.extend(own.map(|entry| entry.number));
                });
                let others = delta.entries.iter().filter(|entry| entry.device != device);
                let touched = others.flat_map(|entry| {
                    let ids = entry.effects.iter().map(|effect| effect.id);
                    ids.map(|id| (id, entry.seq))
                });
                self.flash(touched.collect());
                let step = Step {
                    advance: Some(Advance {
                        epoch,
                        from,
                        to: self.place().1,
                    }),
                    records: changed
                        .confirmed
                        .iter()
                        .map(|record| (record.id, record.clone()))
                        .collect(),
                    ..Step::default()
                };
                self.keep(step);
                self.show(changed);
            }
            ServerMessage::Result(verdict) => {
                let changed = self.core.try_update_value(|core| {
                    if matches!(verdict.outcome, Outcome::Rejected(_)) {
                        core.undo.forget(verdict.number);
                    }
                    if !matches!(verdict.outcome, Outcome::Applied { .. }) {
                        core.keeper.over.insert(verdict.number);
                    }
                    let now = core.now();
                    core.replica.settle(std::slice::from_ref(&verdict), now)
                });
                self.show(changed.unwrap_or_default());
            }
            ServerMessage::Present { devices } => {
                self.devices.try_set(devices);
            }
            ServerMessage::Welcome(_) | ServerMessage::Problem(_) | ServerMessage::Pong => {}
        }
        true
    }

    /// Brings the signals up to what the replica holds.
    pub(super) fn show(self, changed: Changed) {
        // First what is computed, then who is told: the cards look at both.
        let (is_lit, stale) = self.core.with_value(|core| {
            let is_lit = core.refresh(changed.records.iter().copied());
            (is_lit, core.stale(changed.records.iter().copied()))
        });
        for (signal, record) in stale {
            signal.set(record);
        }
        if !changed.records.is_empty() {
            self.revision.try_update(|revision| *revision += 1);
        }
        if is_lit {
            self.lit.try_update(|lit| *lit += 1);
        }
        self.settle(changed.done, changed.rejected);
        self.note_overwritten(changed.overwritten);
        let (pending, oldest) = self
            .core
            .with_value(|core| (core.replica.pending(), core.oldest()));
        if self.pending.try_get_untracked() != Some(pending) {
            self.pending.try_set(pending);
        }
        if self.oldest.try_get_untracked() != Some(oldest) {
            self.oldest.try_set(oldest);
        }
    }

    /// What is settled leaves the queue; what came to nothing goes into the tray.
    fn settle(self, done: Vec<CommandNumber>, rejected: Vec<shared::replica::Rejected>) {
        if done.is_empty() && rejected.is_empty() {
            return;
        }
        let device = self.device();
        let at = Timestamp(clock());
        let rejected: Vec<Rejected> = rejected
            .into_iter()
            .map(|rejected| Rejected {
                device,
                number: rejected.number,
                at,
                command: rejected.command,
                refusal: rejected.refusal,
                after: rejected.after,
                seen: false,
            })
            .collect();
        self.core.update_value(|core| {
            let keeper = &mut core.keeper;
            for number in &done {
                keeper.times.remove(number);
            }
            keeper
                .queueing
                .unkept
                .retain(|queued| !done.contains(&queued.number));
        });
        if !rejected.is_empty() {
            for one in &rejected {
                self.say_rejected(one);
            }
            self.tray
                .try_update(|tray| tray.extend(rejected.iter().cloned()));
            self.show_undo();
        }
        self.keep(Step {
            done,
            rejected,
            ..Step::default()
        });
    }

    /// Values were replaced by someone who had not seen them: the person is told, and can have
    /// them back.
    fn note_overwritten(self, overwritten: Vec<Overwritten>) {
        if overwritten.is_empty() {
            return;
        }
        let is_looked_at = !document().hidden();
        for one in overwritten.iter().filter(|_| is_looked_at) {
            let text = self.read(|state| overwritten_sentence(state, one));
            self.ui.offer(text, Offer::Restore(one.clone()));
        }
        self.overwritten
            .try_update(|list| list.extend(overwritten.iter().cloned()));
        self.keep(Step {
            overwritten,
            ..Step::default()
        });
    }

    /// Says it where the person did it.
    fn say_rejected(self, rejected: &Rejected) {
        let is_own = self
            .core
            .with_value(|core| core.keeper.queueing.own.contains(&rejected.number));
        if is_own {
            let reason = &rejected.refusal.reason;
            let text = Sentence::new(
                format!("服务器退回:{}", reason.zh),
                format!("Rejected: {}", reason.en),
            );
            self.ui.toast(ToastKind::Reject, text, None);
        }
    }

    fn flash(self, touched: HashMap<RecordId, Seq>) {
        if touched.is_empty() {
            return;
        }
        self.flashing
            .try_update(|flashing| flashing.extend(touched.iter().map(|(id, seq)| (*id, *seq))));
        let flashing = self.flashing;
        spawn_local(async move {
            TimeoutFuture::new(FLASH_MS).await;
            flashing.try_update(|flashing| {
                // A later change of the same record goes on flashing.
                flashing.retain(|id, seq| touched.get(id) != Some(seq));
            });
        });
    }
}
