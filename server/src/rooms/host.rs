//! The machine's clocks and timers.

use std::time::{Duration, Instant};

use room::{Host, Wait};
use shared::schema::Timestamp;

use crate::clock;

/// This machine.
#[derive(Debug)]
pub(super) struct Machine;

impl Host for Machine {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn instant(&self) -> Instant {
        // tokio's clock, which its timers go by.
        tokio::time::Instant::now().into_std()
    }

    fn sleep(&self, time: Duration) -> Wait {
        Box::pin(tokio::time::sleep(time))
    }
}
