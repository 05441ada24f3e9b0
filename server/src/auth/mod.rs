//! Who is asking.
//!
//! A person has a session in a cookie, a program a bearer token; both are random secrets of which
//! only the hash is stored. A session is opened with a one-time link. [`Viewer`] is the way in for
//! handlers: without one of the two there is none.

mod link;
mod origin;
mod secret;
mod viewer;

pub(crate) use link::{enter_url, new_link, redeem};
pub(crate) use origin::check_origin;
pub(crate) use secret::{Secret, SecretHash};
pub(crate) use viewer::{SESSION_COOKIE, Viewer};
