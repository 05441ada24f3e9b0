//! What the tabs of a room tell each other.

use std::pin::pin;

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::protocol::{ServerMessage, from_postcard};
use shared::schema::Seq;

use super::{Line, Room};
use crate::room::keeper::Role;
use crate::tabs::{Lead, Word, lead, take_over};

/// How often a tab that follows asks whether the leader is still there.
const ASK_MS: u32 = 5_000;
/// A leader that has not answered by then is not.
const ANSWER_MS: u32 = 3_000;

impl Room {
    /// Waits until this tab leads; `None` when there is nothing to share with other tabs.
    pub(crate) async fn lead(self) -> Option<Lead> {
        let (_, seat) = self.kept_at()?;
        let name = seat.name();
        let (given, silent) = (pin!(lead(&name)), pin!(self.leader_is_silent()));
        match select(given, silent).await {
            Either::Left((lead, _)) => lead,
            Either::Right(_) => take_over(&name).await,
        }
    }

    /// Waits until the leader answers no more while the person looks at this tab: a tablet stops
    /// tabs in the background, and what is stopped gives nothing on.
    async fn leader_is_silent(self) {
        loop {
            TimeoutFuture::new(ASK_MS).await;
            if document().hidden() {
                continue;
            }
            let heard = self.words_heard();
            self.tell(&Word::Here);
            TimeoutFuture::new(ANSWER_MS).await;
            if self.words_heard() == heard && !document().hidden() {
                return;
            }
        }
    }

    fn words_heard(self) -> u64 {
        self.core
            .try_with_value(|core| core.keeper.hearing.words)
            .unwrap_or_default()
    }

    /// Tells the other tabs.
    pub(super) fn tell(self, word: &Word) {
        self.core.with_value(|core| {
            if let Some(channel) = &core.keeper.channel {
                channel.say(word);
            }
        });
    }

    /// Tells those that follow how the line is.
    pub(super) fn tell_line(self) {
        let word = self.core.try_with_value(|core| {
            let keeper = &core.keeper;
            (keeper.role == Role::LeadsOthers).then_some(core.clock_behind)
        });
        if let (Some(Some(behind)), Some(line)) = (word, self.line.try_get_untracked()) {
            self.tell(&Word::Line(line, behind));
        }
    }

    /// Takes in what another tab says.
    pub(super) fn hear(self, word: Word) {
        let leads = self.core.try_update_value(|core| {
            core.keeper.hearing.words += u64::from(word.is_from_the_leader());
            core.keeper.role.leads()
        });
        match (word, leads) {
            (_, None) => {}
            (Word::Here, Some(true)) => {
                self.core
                    .update_value(|core| core.keeper.role = Role::LeadsOthers);
                self.tell_line();
                if let Some(devices) = self.devices.try_get_untracked() {
                    self.tell(&Word::Devices(devices));
                }
            }
            (Word::Leads, Some(false)) => {
                // Whoever leads has kept the room, or will.
                self.core
                    .update_value(|core| core.keeper.keeping.snapshot = None);
                self.tell(&Word::Here);
            }
            (Word::Queued(device, queued), _) => {
                if device == self.device() {
                    self.show_queued(queued);
                    self.wake_here();
                } else {
                    self.reread_soon();
                }
            }
            (Word::Frame(frame), Some(false)) => self.follow_frame(&frame),
            (Word::Line(line, behind), Some(false)) => self.follow_line(line, behind),
            (Word::Devices(devices), Some(false)) => {
                self.devices.try_set(devices);
            }
            (Word::Anew, Some(false)) => {
                self.core
                    .update_value(|core| core.keeper.hearing.to = Seq::ZERO);
                self.reread_soon();
            }
            (Word::Tray, _) => spawn_local(self.read_tray()),
            (Word::Wake, Some(true)) => self.wake_here(),
            _ => {}
        }
    }

    /// Wakes the connection, when it is in this tab.
    fn wake_here(self) {
        self.core.with_value(|core| {
            if core.keeper.role.leads() {
                let _heard = core.wake.unbounded_send(());
            }
        });
    }

    fn follow_frame(self, frame: &[u8]) {
        // What this version cannot read is read from the store, where the leader has kept it.
        let Ok(message) = from_postcard::<ServerMessage>(frame) else {
            self.reread_soon();
            return;
        };
        if let ServerMessage::Delta(delta) = &message {
            let to = delta.to;
            self.core
                .update_value(|core| core.keeper.hearing.to = core.keeper.hearing.to.max(to));
        }
        if !self.take(message) {
            self.reread_soon();
        }
    }

    fn follow_line(self, line: Line, behind: i64) {
        self.core.update_value(|core| core.clock_behind = behind);
        if self.line.try_get_untracked() != Some(line) {
            self.line.try_set(line);
        }
    }
}
