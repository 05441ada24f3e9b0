//! What came to nothing, and what becomes of it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::replica::Overwritten;
use shared::rules::{Command, Refusal};

use super::Room;
use crate::store::{Rejected, Tray};
use crate::tabs::Word;

impl Room {
    /// Does a rejected command again, on the records as they are now.
    pub(crate) fn retry(self, rejected: &Rejected) -> Result<(), Refusal> {
        let command = rejected.command.clone();
        self.act(command.kind, command.id, command.verb)?;
        self.discard(rejected);
        Ok(())
    }

    /// Gives a field the value back that someone had replaced without having seen it.
    pub(crate) fn give_back(self, overwritten: &Overwritten) {
        let Command { kind, id, verb, .. } = overwritten.restore();
        if self.act_or_say(kind, id, verb, |_| {}) {
            self.let_be(overwritten);
        }
    }

    /// The person leaves an overwritten value as it is.
    pub(crate) fn let_be(self, overwritten: &Overwritten) {
        self.overwritten
            .try_update(|list| list.retain(|other| other != overwritten));
        let one = overwritten.clone();
        spawn_local(async move {
            let Some((store, seat)) = self.kept_at() else {
                return;
            };
            match store.let_be(&seat, &one).await {
                Ok(()) => self.tell(&Word::Tray),
                Err(error) => leptos::logging::warn!("not kept: {}", error.0),
            }
        });
    }

    /// The person has dealt with it.
    pub(crate) fn discard(self, rejected: &Rejected) {
        let key = (rejected.device, rejected.number);
        self.tray
            .try_update(|tray| tray.retain(|other| (other.device, other.number) != key));
        self.change_tray(Vec::new(), vec![rejected.clone()]);
    }

    /// The person has looked into the tray.
    pub(crate) fn see_tray(self) {
        let unseen = |tray: &Vec<Rejected>| {
            let unseen = tray.iter().filter(|rejected| !rejected.seen);
            unseen.cloned().collect::<Vec<_>>()
        };
        let mut seen = self.tray.with_untracked(unseen);
        if seen.is_empty() {
            return;
        }
        for rejected in &mut seen {
            rejected.seen = true;
        }
        self.tray.try_update(|tray| {
            for rejected in tray {
                rejected.seen = true;
            }
        });
        self.change_tray(seen, Vec::new());
    }

    fn change_tray(self, put: Vec<Rejected>, gone: Vec<Rejected>) {
        spawn_local(async move {
            let Some((store, seat)) = self.kept_at() else {
                return;
            };
            match store.change_tray(&seat, &put, &gone).await {
                Ok(()) => self.tell(&Word::Tray),
                // It comes back at the next start, which is better than gone.
                Err(error) => leptos::logging::warn!("not kept: {}", error.0),
            }
        });
    }

    /// Another tab has changed the tray.
    pub(super) async fn read_tray(self) {
        let Some((store, seat)) = self.kept_at() else {
            return;
        };
        if let Ok(tray) = store.tray(&seat).await {
            self.show_tray(tray);
        }
    }

    pub(super) fn show_tray(self, tray: Tray) {
        self.tray.try_set(tray.rejected);
        self.overwritten.try_set(tray.overwritten);
    }
}
