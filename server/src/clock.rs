//! The server's clock.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use shared::schema::Timestamp;

/// Now. A clock set before 1970 counts as 1970.
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(millis(since))
}

/// The moment this long after `at`.
pub(crate) fn after(at: Timestamp, time: Duration) -> Timestamp {
    Timestamp(at.0.saturating_add(millis(time)))
}

/// The moment this long before `at`.
pub(crate) fn before(at: Timestamp, time: Duration) -> Timestamp {
    Timestamp(at.0.saturating_sub(millis(time)))
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}
