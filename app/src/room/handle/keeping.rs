//! What the server says goes into the browser's store, by the tab that leads; and what a tab starts
//! from, or goes back to when it is out of step, comes out of it.

use std::collections::BTreeMap;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::protocol::{Snapshot, Welcome};
use shared::replica::{Changed, Kept, Replica};
use shared::rules::Actor;
use shared::schema::CommandNumber;

use super::Room;
use crate::room::keeper::Role;
use crate::store::{Keeps, Loaded, Queued, Seat, Step, Store};
use crate::tabs::Word;
use crate::ui::clock;

/// A tab that is out of step gives the leader this long to write what it has said.
const SETTLE_MS: u32 = 150;

impl Room {
    /// Where the room is kept in this browser.
    pub(super) fn kept_at(self) -> Option<(Store, Seat)> {
        self.core
            .try_with_value(|core| core.keeper.at.clone())
            .flatten()
    }

    /// Keeps a step, when this tab leads. Steps that come while another one is being kept are kept
    /// together.
    pub(super) fn keep(self, step: Step) {
        let begin = self.core.try_update_value(|core| {
            let keeper = &mut core.keeper;
            if keeper.at.is_none() || !keeper.role.leads() {
                return false;
            }
            let keeping = &mut keeper.keeping;
            keeping.step.then(step);
            let is_kept = keeping.step.is_empty() && keeping.snapshot.is_none();
            !is_kept && !std::mem::replace(&mut keeping.is_busy, true)
        });
        if begin == Some(true) {
            spawn_local(self.keep_all());
        }
    }

    async fn keep_all(self) {
        while let Some((store, seat)) = self.kept_at() {
            let taken = self.core.try_update_value(|core| {
                let snapshot = core.keeper.keeping.snapshot.take();
                let step = std::mem::take(&mut core.keeper.keeping.step);
                (snapshot, step)
            });
            let Some((snapshot, step)) = taken else {
                return;
            };
            if snapshot.is_none() && step.is_empty() {
                break;
            }
            let keeps = Keeps {
                seat,
                device: self.device(),
                actor: self.actor(),
                own: self.core.with_value(|core| core.replica.own().collect()),
            };
            let kept = async {
                if let Some(snapshot) = &snapshot {
                    store.keep_all(&keeps, snapshot).await?;
                }
                if step.is_empty() {
                    return Ok(());
                }
                store.keep(&keeps, &step).await
            };
            if let Err(error) = kept.await {
                leptos::logging::warn!("not kept: {}", error.0);
                // It is tried again with the next step, the next own command, the next tick: records
                // and cursor go together, so what is in the store stays whole until then.
                self.core.update_value(|core| {
                    let next = std::mem::replace(&mut core.keeper.keeping.step, step);
                    core.keeper.keeping.step.then(next);
                    if core.keeper.keeping.snapshot.is_none() {
                        core.keeper.keeping.snapshot = snapshot;
                    }
                });
                break;
            }
        }
        self.core
            .update_value(|core| core.keeper.keeping.is_busy = false);
    }

    /// Keeps a whole room in the place of what was kept of it.
    pub(super) fn keep_snapshot(self, snapshot: Snapshot) {
        self.core.update_value(|core| {
            // What was to be kept of the records before is in it.
            let step = &mut core.keeper.keeping.step;
            (step.advance, step.records) = (None, BTreeMap::new());
            core.keeper.keeping.snapshot = Some(snapshot);
        });
        let begin = self.core.try_update_value(|core| {
            let keeper = &mut core.keeper;
            keeper.at.is_some()
                && keeper.role.leads()
                && !std::mem::replace(&mut keeper.keeping.is_busy, true)
        });
        if begin == Some(true) {
            spawn_local(self.keep_all());
        }
    }

    /// Takes in what the server says of its clock and of this device.
    pub(crate) fn welcome(self, welcome: &Welcome) {
        let raised = self.core.try_update_value(|core| {
            core.clock_behind = welcome.now.0 - clock();
            let before = core.replica.next();
            core.replica.welcome(welcome.last_number, &welcome.actor);
            (before != core.replica.next()).then(|| core.replica.next())
        });
        // This browser has lost what it had kept: its numbers must not mean something else.
        if let (Some(Some(least)), Some((store, seat))) = (raised, self.kept_at()) {
            spawn_local(async move {
                if let Err(error) = store.raise_next(&seat, self.device(), least).await {
                    leptos::logging::warn!("not kept: {}", error.0);
                }
            });
        }
    }

    /// Keeps what could not be kept before, and reads the queue for what nobody told: a tab may have
    /// been killed before it could.
    pub(crate) async fn look_for_queued(self) {
        self.keep(Step::default());
        let Some((store, seat)) = self.kept_at() else {
            return;
        };
        if let Ok(queue) = store.queue(&seat, self.device()).await {
            self.show_queued(queue);
        }
    }

    /// This tab leads from now on: goes back to what is kept, for what it has heard as a follower
    /// may not all be.
    pub(crate) async fn take_the_lead(self) {
        self.core.update_value(|core| {
            core.keeper.role = Role::LeadsAlone;
            // Whoever follows says so when it hears this.
        });
        self.tell(&Word::Leads);
        let Some((store, seat)) = self.kept_at() else {
            return;
        };
        let Ok(kept) = store.cursor(&seat).await else {
            return;
        };
        let place = self.place();
        let own = self
            .core
            .try_update_value(|core| core.keeper.keeping.snapshot.take());
        match own.flatten() {
            _ if kept == Some(place) => {}
            // Fetched when this page started; nobody has kept anything since.
            Some(snapshot) if (snapshot.epoch, snapshot.seq) == place => {
                self.keep_snapshot(snapshot);
            }
            _ => {
                self.reread().await;
            }
        }
        self.look_for_queued().await;
    }

    /// Another tab leads.
    pub(crate) fn follow(self) {
        self.core.update_value(|core| {
            core.keeper.role = Role::Follows;
            core.keeper.keeping.step = Step::default();
        });
        self.tell(&Word::Here);
    }

    /// Missed something: reads the store again, a moment later, once for all that was missed.
    pub(super) fn reread_soon(self) {
        let begin = self
            .core
            .try_update_value(|core| !std::mem::replace(&mut core.keeper.hearing.is_behind, true));
        if begin == Some(true) {
            spawn_local(async move {
                TimeoutFuture::new(SETTLE_MS).await;
                self.core
                    .update_value(|core| core.keeper.hearing.is_behind = false);
                self.reread().await;
            });
        }
    }

    /// Takes what is in the store in the place of what this page holds, except for what could not
    /// be kept there.
    pub(super) async fn reread(self) {
        let Some((store, seat)) = self.kept_at() else {
            return;
        };
        let Ok(mut loaded) = store.load(&seat, self.device()).await else {
            return;
        };
        self.show_tray(std::mem::take(&mut loaded.tray));
        let actor = self.actor();
        let changed = self.core.try_update_value(|core| {
            let mut unkept = Vec::new();
            let counts_in = loaded.copy.as_ref().map(|copy| copy.epoch);
            if loaded.device == core.replica.device() && counts_in == Some(core.replica.epoch()) {
                unkept.clone_from(&core.keeper.queueing.unkept);
                // The leader may not have written down yet what it has told.
                let over = &core.keeper.over;
                loaded.queue.retain(|queued| !over.contains(&queued.number));
            } else {
                core.keeper.over.clear();
            }
            let now = core.now();
            let (replica, times) = resume(loaded, actor, unkept, now)?;
            core.keeper.times = times;
            let mut changed = Changed::default();
            let ids = |replica: &Replica| {
                let records = replica.state().records();
                records.map(|record| record.id).collect::<Vec<_>>()
            };
            changed.records.extend(ids(&core.replica));
            core.replica = replica;
            changed.records.extend(ids(&core.replica));
            Some(changed)
        });
        if let Some(Some(changed)) = changed {
            self.show(changed);
        }
        let is_behind = self.core.try_with_value(|core| {
            let keeper = &core.keeper;
            !keeper.role.leads() && core.replica.cursor() < keeper.hearing.to
        });
        if is_behind == Some(true) {
            self.reread_soon();
        }
    }
}

/// When the waiting commands were made.
pub(crate) type Times = BTreeMap<CommandNumber, shared::schema::Timestamp>;

/// A replica from what was kept; `None` when no records were.
pub(crate) fn resume(
    loaded: Loaded,
    actor: Actor,
    unkept: Vec<Queued>,
    now: shared::schema::Timestamp,
) -> Option<(Replica, Times)> {
    let copy = loaded.copy?;
    let queue = loaded.queue.into_iter().chain(unkept);
    let mut times = Times::new();
    let queue = queue.map(|queued| {
        times.insert(queued.number, queued.at);
        (queued.number, queued.command)
    });
    let kept = Kept {
        device: loaded.device,
        actor,
        epoch: copy.epoch,
        cursor: copy.cursor,
        records: copy.records,
        queue: queue.collect(),
        next: loaded.next,
        own: copy.own,
    };
    Some((Replica::resume(kept, now), times))
}
