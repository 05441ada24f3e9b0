//! Every number the server is tuned by, in one place.

use std::time::Duration;

use room::limits::MESSAGE_LIMIT;

/// Up to here a message that is too large is still read to its end, so that its sender gets to
/// read why the connection is closed. Anything beyond is not waited for.
pub(crate) const MESSAGE_HARD_LIMIT: usize = 4 * MESSAGE_LIMIT;

/// axum's own default costs 136 kB for each connection and four times the processor time.
pub(crate) const SOCKET_BUFFER: usize = 4 * 1024;

/// How long a client may take to accept one message.
pub(crate) const SEND_WITHIN: Duration = Duration::from_secs(30);

/// How long a closed connection is listened to, so that its client gets to read why.
pub(crate) const FAREWELL: Duration = Duration::from_secs(1);

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
