//! What goes over the wire.

mod fetch;
mod ids;
mod live;
mod socket;

pub(crate) use fetch::{FetchError, history, me, rooms, snapshot};
pub(crate) use ids::{new_device, random_fraction};
pub(crate) use live::attend;
