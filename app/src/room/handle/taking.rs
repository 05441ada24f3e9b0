//! What comes from the server, and what is shown of it.

use std::collections::HashMap;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::protocol::{Outcome, ServerMessage, Snapshot};
use shared::replica::Changed;
use shared::rules::{Command, Edit, Verb};
use shared::schema::{RecordId, Sentence, Seq, Value};

use super::{Rejected, Room};
use crate::net::new_device;
use crate::ui::ToastKind;

/// How long a card that someone else changed stands out; the style sheet's `--flash`.
const FLASH_MS: u32 = 1_600;

impl Room {
    /// Starts afresh and keeps what waits.
    pub(crate) fn restart(self, snapshot: Snapshot) {
        let anew = new_device();
        let changed = self.core.try_update_value(|core| {
            let now = core.now();
            core.replica.restart(snapshot, anew, now)
        });
        self.show(changed.unwrap_or_default());
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
                // The connection asks for what is missing when it looks next.
                self.wake();
            }
        }
    }

    fn take_now(self, message: ServerMessage) -> bool {
        match message {
            ServerMessage::Delta(delta) => {
                let device = self.device();
                let taken = self.core.try_update_value(|core| {
                    let now = core.now();
                    core.replica.advance(&delta, now)
                });
                let Some(Ok(changed)) = taken else {
                    return false;
                };
                let others = delta.entries.iter().filter(|entry| entry.device != device);
                let touched = others.flat_map(|entry| {
                    let ids = entry.effects.iter().map(|effect| effect.id);
                    ids.map(|id| (id, entry.seq))
                });
                self.flash(touched.collect());
                self.show(changed);
            }
            ServerMessage::Result(verdict) => {
                let changed = self.core.try_update_value(|core| {
                    if matches!(verdict.outcome, Outcome::Rejected(_)) {
                        core.undo.forget(verdict.number);
                    }
                    let now = core.now();
                    core.replica.settle(&[verdict], now)
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
        let pending = self.core.with_value(|core| core.replica.pending());
        if self.pending.try_get_untracked() != Some(pending) {
            self.pending.try_set(pending);
        }
        for rejected in changed.rejected {
            let reason = &rejected.refusal.reason;
            let text = Sentence::new(
                format!("服务器退回:{}", reason.zh),
                format!("Rejected: {}", reason.en),
            );
            self.ui.toast(ToastKind::Reject, text, None);
            self.rejected.try_update(|list| {
                list.push(Rejected {
                    number: rejected.number,
                    id: rejected.command.id,
                    written: written(&rejected.command),
                    refusal: rejected.refusal,
                });
            });
            self.show_undo();
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

/// The text a command carries.
fn written(command: &Command) -> String {
    let edits = match &command.verb {
        Verb::Set { edits } | Verb::Act { edits, .. } => edits.as_slice(),
        _ => &[],
    };
    let texts = edits.iter().filter_map(|(_, edit)| match edit {
        Edit::Put(Value::Text(text)) | Edit::Append(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}
