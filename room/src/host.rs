//! What a room needs of the machine it runs on: clocks and timers.
//!
//! A server hands in its own; a simulation hands in one whose time it moves.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant};

use shared::schema::Timestamp;

/// Something that ends.
pub type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Clocks and timers.
pub trait Host: Send + Sync {
    /// The time of day, as far as the machine knows it.
    fn now(&self) -> Timestamp;

    /// The clock that never goes back.
    fn instant(&self) -> Instant;

    /// Ends after this long.
    fn sleep(&self, time: Duration) -> Wait;
}
