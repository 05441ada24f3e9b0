//! Every number the server is tuned by, in one place.

use std::time::Duration;

/// The most commands in one push, and the largest message and request body, in bytes.
pub(crate) const PUSH_LIMIT: usize = 1_000;
pub(crate) const MESSAGE_LIMIT: usize = 1024 * 1024;

/// Up to here a message that is too large is still read to its end, so that its sender gets to
/// read why the connection is closed. Anything beyond is not waited for.
pub(crate) const MESSAGE_HARD_LIMIT: usize = 4 * MESSAGE_LIMIT;

/// axum's own default costs 136 kB for each connection and four times the processor time.
pub(crate) const SOCKET_BUFFER: usize = 4 * 1024;

/// How many requests may wait for a room; whoever brings more waits with them.
pub(crate) const ROOM_QUEUE: usize = 1_024;

/// A group commit takes what waits until it holds this many commands. The last push may exceed it.
pub(crate) const GROUP_LIMIT: usize = 1_000;

/// How many entries of a room's log are kept in memory.
pub(crate) const TAIL_ENTRIES: usize = 4_096;

/// How many entries one delta brings at most, unless a single commit was larger.
pub(crate) const DELTA_ENTRIES: usize = 1_000;

/// How far behind a client may be to be brought up to date by deltas. Beyond, a snapshot is less.
pub(crate) const RESUME_LIMIT: u64 = 50_000;

/// How many devices a room's task remembers before it forgets them and asks the store again.
pub(crate) const DEVICES_REMEMBERED: usize = 10_000;

/// How long a new connection has to say `Hello`.
pub(crate) const HELLO_WITHIN: Duration = Duration::from_secs(10);

/// A silent client is pinged after this long …
pub(crate) const PING_AFTER: Duration = Duration::from_secs(20);

/// … and taken for gone after this long.
pub(crate) const SILENCE_LIMIT: Duration = Duration::from_mins(1);

/// How long a client may take to accept one message.
pub(crate) const SEND_WITHIN: Duration = Duration::from_secs(30);

/// How long a closed connection is listened to, so that its client gets to read why.
pub(crate) const FAREWELL: Duration = Duration::from_secs(1);

/// How many pushes of one connection may wait for their results before no more is read from it.
pub(crate) const PUSHES_WAITING: usize = 64;

/// Commands a second that one connection may send for long …
pub(crate) const COMMANDS_PER_SECOND: f64 = 200.0;

/// … and how many at once: the whole queue of a tablet that was away for weeks (DESIGN §9).
pub(crate) const COMMANDS_AT_ONCE: f64 = 10_000.0;

/// Changes of the number of connections are gathered for this long before anyone hears of them.
pub(crate) const PRESENT_EVERY: Duration = Duration::from_millis(200);

/// How long results are kept for devices that ask again.
pub(crate) const RESULTS_KEPT: Duration = Duration::from_hours(90 * 24);

/// How often what has expired is thrown away.
pub(crate) const TIDY_EVERY: Duration = Duration::from_hours(6);

/// How long a sign-in link, a session and a token are good for.
pub(crate) const LINK_LASTS: Duration = Duration::from_hours(24);
pub(crate) const SESSION_LASTS: Duration = Duration::from_hours(30 * 24);
pub(crate) const TOKEN_LASTS: Duration = Duration::from_hours(365 * 24);

/// How long a stop may take.
pub(crate) const STOP_WITHIN: Duration = Duration::from_secs(5);

/// Entries of the log in one answer: when nobody says how many, and at most.
pub(crate) const LOG_PAGE: u32 = 100;
pub(crate) const LOG_PAGE_LIMIT: u32 = 1_000;

/// The account whose sign-in link every start prints.
pub(crate) const OFFICE_ACCOUNT: &str = "领导小组办公室";
