//! Every number a room and its connections are tuned by, in one place.

use std::time::Duration;

/// The most commands in one push.
pub const PUSH_LIMIT: usize = 1_000;

/// The largest message and request body, in bytes.
pub const MESSAGE_LIMIT: usize = 1024 * 1024;

/// How many requests may wait for a room; whoever brings more waits with them.
pub const ROOM_QUEUE: usize = 1_024;

/// A group commit takes what waits until it holds this many commands. The last push may exceed it.
pub const GROUP_LIMIT: usize = 1_000;

/// How many entries of a room's log are kept in memory.
pub const TAIL_ENTRIES: usize = 4_096;

/// How many entries one delta brings at most, unless a single commit was larger.
pub const DELTA_ENTRIES: usize = 1_000;

/// How far behind a client may be to be brought up to date by deltas. Beyond, a snapshot is less.
pub const RESUME_LIMIT: u64 = 50_000;

/// How many devices a room's task remembers before it forgets them and asks the store again.
pub const DEVICES_REMEMBERED: usize = 10_000;

/// How long a new connection has to say `Hello`.
pub const HELLO_WITHIN: Duration = Duration::from_secs(10);

/// A silent client is pinged after this long …
pub const PING_AFTER: Duration = Duration::from_secs(20);

/// … and taken for gone after this long.
pub const SILENCE_LIMIT: Duration = Duration::from_mins(1);

/// How many pushes of one connection may wait for their results before no more is read from it.
pub const PUSHES_WAITING: usize = 64;

/// Commands a second that one connection may send for long …
pub const COMMANDS_PER_SECOND: f64 = 200.0;

/// … and how many at once: the whole queue of a tablet that was away for weeks (DESIGN §9).
pub const COMMANDS_AT_ONCE: f64 = 10_000.0;

/// Changes of the number of connections are gathered for this long before anyone hears of them.
pub const PRESENT_EVERY: Duration = Duration::from_millis(200);
