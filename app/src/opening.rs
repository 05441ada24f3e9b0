//! Opening a room: from what this browser keeps of it, from the server, or from both.
//!
//! | the server says who is signed in | kept here | what is shown                                  |
//! |----------------------------------|-----------|------------------------------------------------|
//! | yes                              | yes       | what is kept; the line brings what is missing  |
//! | yes                              | no        | the room as it is fetched                      |
//! | no answer                        | yes       | what is kept for who was signed in last        |
//! | no answer                        | no        | that the room cannot be opened; tried again    |
//! | nobody                           |           | how to sign in                                 |

use std::pin::pin;

use futures_util::future::{Either, join, select};
use gloo_timers::future::TimeoutFuture;
use shared::protocol::Snapshot;
use shared::replica::{Kept, Replica};
use shared::rules::Actor;
use shared::schema::Timestamp;

use crate::net::{FetchError, me, new_device, snapshot};
use crate::room::{Start, Times, Unkept, resume};
use crate::store::{Loaded, Seat, Store, StoreError, Tray};
use crate::tabs::can_lock;
use crate::ui::clock;

/// A server that has not said by then who is signed in does not answer: what is kept is shown.
const PATIENCE_MS: u32 = 2_000;

/// What a page starts from.
pub(crate) async fn open(key: &str) -> Result<Start, FetchError> {
    let store = Store::default();
    let (said, last) = join(who_is_signed_in(), store.last_account()).await;
    let usable = match &last {
        Ok(_) if can_lock() => true,
        Ok(_) => false,
        Err(error) => {
            leptos::logging::warn!("nothing is kept in this browser: {}", error.0);
            false
        }
    };
    let actor = match (said, last) {
        (Ok(actor), _) => actor,
        (Err(FetchError::Failed(_)), Ok(Some(last))) => last,
        (Err(error), _) => {
            if error == FetchError::SignedOut && usable {
                note(&store, None).await;
            }
            return Err(error);
        }
    };
    if !usable {
        return fetched(key, actor).await;
    }
    note(&store, Some(&actor)).await;
    let seat = Seat {
        account: actor.id,
        room: key.to_owned(),
    };
    match store.load(&seat, new_device()).await {
        Ok(loaded) => kept(key, actor, store, seat, loaded).await,
        Err(error) => {
            leptos::logging::warn!("nothing is kept in this browser: {}", error.0);
            fetched(key, actor).await
        }
    }
}

/// The rooms that were looked at last, when the server cannot say which there are.
pub(crate) async fn last_room() -> Option<String> {
    Store::default().last_room().await.ok().flatten()
}

async fn who_is_signed_in() -> Result<Actor, FetchError> {
    let late = TimeoutFuture::new(PATIENCE_MS);
    match select(pin!(me()), late).await {
        Either::Left((said, _)) => said,
        Either::Right(_) => Err(FetchError::Failed("no answer in time".to_owned())),
    }
}

async fn note(store: &Store, actor: Option<&Actor>) {
    let noted: Result<(), StoreError> = store.note_account(actor).await;
    if let Err(error) = noted {
        leptos::logging::warn!("not noted: {}", error.0);
    }
}

/// As it is on the server, and kept nowhere.
async fn fetched(key: &str, actor: Actor) -> Result<Start, FetchError> {
    let snapshot = snapshot(key).await?;
    Ok(Start {
        key: key.to_owned(),
        replica: Replica::new(new_device(), actor, snapshot),
        store: Err(Unkept::NoStore),
        snapshot: None,
        times: Times::new(),
        tray: Tray::default(),
    })
}

/// As it is kept; as it is on the server where nothing readable is kept.
async fn kept(
    key: &str,
    actor: Actor,
    store: Store,
    seat: Seat,
    mut loaded: Loaded,
) -> Result<Start, FetchError> {
    let now = Timestamp(clock());
    let tray = std::mem::take(&mut loaded.tray);
    let is_good = loaded.copy.as_ref().is_some_and(|copy| !copy.is_old);
    let start = |replica, times, snapshot| Start {
        key: key.to_owned(),
        replica,
        store: Ok((store.clone(), seat.clone())),
        snapshot,
        times,
        tray: tray.clone(),
    };
    if !is_good {
        match snapshot(key).await {
            Ok(snapshot) => {
                let is_same = loaded.epoch.is_none_or(|epoch| epoch == snapshot.epoch);
                let (replica, times) = with_snapshot(loaded, actor, snapshot.clone(), now);
                return Ok(start(replica, times, is_same.then_some(snapshot)));
            }
            // Records of another version of the app are better than none.
            Err(FetchError::Failed(_)) if loaded.copy.is_some() => {}
            Err(error) => return Err(error),
        }
    }
    let (replica, times) = resume(loaded, actor, Vec::new(), now)
        .ok_or_else(|| FetchError::Failed("nothing is kept".to_owned()))?;
    Ok(start(replica, times, None))
}

/// The records as they were fetched, with the queue as it is kept. When the queue counts in another
/// epoch the copy says that it is of that one: the server then tells it to start afresh, and what it
/// had of the queue.
fn with_snapshot(
    loaded: Loaded,
    actor: Actor,
    snapshot: Snapshot,
    now: Timestamp,
) -> (Replica, Times) {
    let mut times = Times::new();
    let queue = loaded.queue.into_iter().map(|queued| {
        times.insert(queued.number, queued.at);
        (queued.number, queued.command)
    });
    let kept = Kept {
        device: loaded.device,
        actor,
        epoch: loaded.epoch.unwrap_or(snapshot.epoch),
        cursor: snapshot.seq,
        records: snapshot.records,
        queue: queue.collect(),
        next: loaded.next,
        own: Vec::new(),
    };
    (Replica::resume(kept, now), times)
}
