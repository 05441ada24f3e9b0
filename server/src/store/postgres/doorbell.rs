//! The doorbell: a server that has written rings it, the others look into the log.
//!
//! It only says that there is something, never what; who misses it (a lost connection, a full
//! queue) hears of it at the next slow look at the heads of all rooms.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use room::StoreError;
use shared::schema::Seq;
use sqlx::postgres::{PgListener, PgNotification, PgPool};
use tokio::sync::{Notify, watch};
use tokio::task::AbortHandle;
use tokio::time::{interval, sleep};

use super::PostgresStore;
use crate::store::rows::Fields as _;

/// The channel all servers of a database listen to.
const CHANNEL: &str = "guatu";

/// How often the heads are looked at, heard or not heard.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How long after a failure to listen again.
const AGAIN_AFTER: Duration = Duration::from_secs(1);

/// What a room is told through.
type Heads = Arc<Mutex<HashMap<String, watch::Sender<Seq>>>>;

/// What the others are to be told: for each room the newest head.
type Rung = Arc<(Mutex<BTreeMap<String, Seq>>, Notify)>;

/// The doorbell of one server.
#[derive(Debug)]
pub(super) struct Doorbell {
    heads: Heads,
    rung: Rung,
    tasks: [AbortHandle; 3],
}

impl Doorbell {
    fn new(pool: &PgPool) -> Self {
        let heads = Heads::default();
        let rung = Rung::default();
        let tasks = [
            tokio::spawn(listen(pool.clone(), Arc::clone(&heads))).abort_handle(),
            tokio::spawn(look(pool.clone(), Arc::clone(&heads))).abort_handle(),
            tokio::spawn(ring(pool.clone(), Arc::clone(&rung))).abort_handle(),
        ];
        Self { heads, rung, tasks }
    }

    /// Neither hears nor rings any more.
    pub(super) fn stop(&self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

impl Drop for Doorbell {
    fn drop(&mut self) {
        self.stop();
    }
}

impl PostgresStore {
    /// Tells of everything other servers write to the room.
    pub(super) fn hear(&self, room: &str) -> watch::Receiver<Seq> {
        let doorbell = self.doorbell.get_or_init(|| Doorbell::new(&self.read));
        let mut heads = locked(&doorbell.heads);
        let room = heads.entry(room.to_owned());
        room.or_insert_with(|| watch::channel(Seq::ZERO).0)
            .subscribe()
    }

    /// Tells the others where the room is now. Does not wait for it.
    pub(super) fn ring(&self, room: &str, head: Seq) {
        if let Some(doorbell) = self.doorbell.get() {
            let (heads, bell) = doorbell.rung.as_ref();
            locked(heads).insert(room.to_owned(), head);
            bell.notify_one();
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells a room where it is said to be. Also what it was told before: it may not have got there.
fn tell(heads: &Heads, room: &str, head: Seq) {
    if let Some(room) = locked(heads).get(room) {
        room.send_replace(head);
    }
}

/// Rings for whatever was written since the last time: one message for many groups.
async fn ring(pool: PgPool, rung: Rung) {
    let (heads, bell) = rung.as_ref();
    loop {
        bell.notified().await;
        let heads = std::mem::take(&mut *locked(heads));
        let messages: Vec<_> = heads
            .iter()
            .map(|(room, head)| format!("{room}:{head}"))
            .collect();
        let notify = sqlx::query("SELECT pg_notify($1, message) FROM unnest($2::text[]) message")
            .bind(CHANNEL)
            .bind(messages)
            .execute(&pool);
        if let Err(error) = notify.await {
            tracing::debug!(%error, "nobody was told, they will look");
        }
    }
}

/// Looks at the heads of all rooms from time to time.
async fn look(pool: PgPool, heads: Heads) {
    let mut times = interval(LOOK_EVERY);
    loop {
        times.tick().await;
        if let Err(error) = look_now(&pool, &heads).await {
            tracing::debug!(%error, "the heads of the rooms could not be looked at");
        }
    }
}

async fn look_now(pool: &PgPool, heads: &Heads) -> Result<(), StoreError> {
    let rows = sqlx::query("SELECT key, head FROM room")
        .fetch_all(pool)
        .await?;
    for row in rows {
        tell(heads, row.text("key")?, row.seq("head")?);
    }
    Ok(())
}

/// Listens for as long as it is not stopped.
async fn listen(pool: PgPool, heads: Heads) {
    loop {
        if let Err(error) = listen_until_failure(&pool, &heads).await {
            tracing::warn!(%error, "the doorbell is not heard for now");
        }
        sleep(AGAIN_AFTER).await;
    }
}

async fn listen_until_failure(pool: &PgPool, heads: &Heads) -> Result<(), StoreError> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    loop {
        // What was written before anyone listened, or while nobody did.
        look_now(pool, heads).await?;
        while let Some(notification) = listener.try_recv().await? {
            if let Some((room, head)) = read(&notification) {
                tell(heads, room, head);
            }
        }
    }
}

fn read(notification: &PgNotification) -> Option<(&str, Seq)> {
    // From the right: a room's key may hold a colon.
    let (room, head) = notification.payload().rsplit_once(':')?;
    Some((room, Seq(head.parse().ok()?)))
}
