//! How many connections a room has. State, not history: the latest number wins.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::{Notify, watch};
use tokio::time::sleep;

use crate::config::PRESENT_EVERY;

/// Counts connections and tells everyone, gathered: a thousand tablets that come back at once are
/// a few announcements, not a million.
#[derive(Debug)]
pub(crate) struct Presence {
    shared: Arc<Shared>,
    announced: watch::Receiver<u32>,
}

#[derive(Debug, Default)]
struct Shared {
    connections: AtomicU32,
    changed: Notify,
}

/// A connection that counts for as long as this exists.
#[derive(Debug)]
pub(crate) struct Present(Arc<Shared>);

impl Presence {
    /// Starts counting. The task behind it ends when nobody listens any more.
    pub(super) fn start() -> Self {
        let shared = Arc::new(Shared::default());
        let (announce, announced) = watch::channel(0);
        let counting = Arc::clone(&shared);
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    () = counting.changed.notified() => {}
                    () = announce.closed() => return,
                }
                sleep(PRESENT_EVERY).await;
                // Also when the number is the same again: whoever came since has not heard it.
                announce.send_replace(counting.connections.load(Ordering::Relaxed));
            }
        });
        Self { shared, announced }
    }

    /// Counts one more connection.
    pub(crate) fn enter(&self) -> Present {
        self.shared.connections.fetch_add(1, Ordering::Relaxed);
        self.shared.changed.notify_one();
        Present(Arc::clone(&self.shared))
    }

    /// Tells of every change from now on.
    pub(crate) fn watch(&self) -> watch::Receiver<u32> {
        self.announced.clone()
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
        self.0.changed.notify_one();
    }
}
