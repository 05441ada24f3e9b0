//! How much one connection may send.
//!
//! Whoever sends more is not told off: nothing more is read from it for a while, and TCP makes it
//! wait.

use std::time::{Duration, Instant};

use crate::limits::{COMMANDS_AT_ONCE, COMMANDS_PER_SECOND};

/// Commands that may still be sent (a token bucket).
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    left: f64,
    at: Instant,
}

impl Allowance {
    /// A full one.
    pub(super) fn new(now: Instant) -> Self {
        Self {
            left: COMMANDS_AT_ONCE,
            at: now,
        }
    }

    /// Takes commands off. What was read already is carried out, so it may go below nothing.
    pub(super) fn spend(&mut self, commands: usize, now: Instant) {
        let since = now.saturating_duration_since(self.at).as_secs_f64();
        let refilled = (self.left + since * COMMANDS_PER_SECOND).min(COMMANDS_AT_ONCE);
        // A push has at most a thousand commands.
        let commands = u32::try_from(commands).map_or(f64::INFINITY, f64::from);
        self.left = refilled - commands.max(1.0);
        self.at = now;
    }

    /// From when on more may be read.
    pub(super) fn ready_at(&self) -> Instant {
        let wait = (-self.left / COMMANDS_PER_SECOND).max(0.0);
        self.at + Duration::try_from_secs_f64(wait).unwrap_or(Duration::from_mins(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_free_and_what_follows_waits() {
        let start = Instant::now();
        let mut allowance = Allowance::new(start);
        for _ in 0..10 {
            allowance.spend(1_000, start);
            assert_eq!(allowance.ready_at(), start);
        }
        allowance.spend(200, start);
        assert_eq!(allowance.ready_at(), start + Duration::from_secs(1));
        // A second later the debt is paid, and no more.
        let later = start + Duration::from_secs(1);
        allowance.spend(200, later);
        assert_eq!(allowance.ready_at(), later + Duration::from_secs(1));
    }

    #[test]
    fn rest_refills_it_up_to_the_burst() {
        let start = Instant::now();
        let mut allowance = Allowance::new(start);
        let later = start + Duration::from_hours(1);
        for _ in 0..10 {
            allowance.spend(1_000, later);
        }
        allowance.spend(100, later);
        assert!(allowance.ready_at() > later);
    }
}
