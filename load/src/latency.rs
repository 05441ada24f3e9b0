//! How long things took.

use std::time::Duration;

/// Measured times, in microseconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Latencies(Vec<u32>);

impl Latencies {
    /// Adds one.
    pub(crate) fn add(&mut self, took: Duration) {
        self.0
            .push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
    }

    /// Adds all of others.
    pub(crate) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// What so many of a thousand stay under, in milliseconds. Sorts.
    pub(crate) fn per_mille(&mut self, share: usize) -> f64 {
        self.0.sort_unstable();
        let at = self.0.len() * share / 1_000;
        let value = self.0.get(at.min(self.0.len().saturating_sub(1)));
        value.map_or(f64::NAN, |micros| f64::from(*micros) / 1_000.0)
    }
}
