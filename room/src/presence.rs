//! How many connections a room has. State, not history: the latest number wins.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::{Notify, watch};

use crate::Host;
use crate::limits::PRESENT_EVERY;

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

/// What announces the number. To be run; it ends when nobody listens any more.
pub struct Counting {
    shared: Arc<Shared>,
    announce: watch::Sender<u32>,
    host: Arc<dyn Host>,
}

impl Counting {
    /// Runs until nobody listens any more.
    pub async fn run(self) {
        loop {
            tokio::select! {
                biased;
                () = self.announce.closed() => return,
                () = self.shared.changed.notified() => {}
            }
            self.host.sleep(PRESENT_EVERY).await;
            // Also when the number is the same again: whoever came since has not heard it.
            let connections = self.shared.connections.load(Ordering::Relaxed);
            self.announce.send_replace(connections);
        }
    }
}

impl Presence {
    /// Starts at nobody.
    pub(crate) fn new(host: Arc<dyn Host>) -> (Self, Counting) {
        let shared = Arc::new(Shared::default());
        let (announce, announced) = watch::channel(0);
        let counting = Counting {
            shared: Arc::clone(&shared),
            announce,
            host,
        };
        (Self { shared, announced }, counting)
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
