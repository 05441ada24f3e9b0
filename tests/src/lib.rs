//! What the stories across crates are told with: a server of their own, and its clients.
//!
//! Every [`Server`] is the real program in a temporary folder on a free port. Nothing here sleeps:
//! one waits for what must happen, and [`PATIENCE`] says when it is too late.

mod client;
mod commands;
mod live;
mod server;

use std::time::Duration;

use anyhow::{Context as _, Result};

pub use client::{Answer, Client};
pub use commands::{create_person, everything, rename, task_ids};
pub use live::Live;
pub use server::{ROOM, Server, guatu};
pub use tempfile::TempDir as Folder;

/// How long anything may take. Far more than it does, so that a slow machine fails no test.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Waits, but not for ever.
pub async fn in_time<T>(what: &str, wait: impl Future<Output = T>) -> Result<T> {
    tokio::time::timeout(PATIENCE, wait)
        .await
        .with_context(|| format!("waited in vain for {what}"))
}
