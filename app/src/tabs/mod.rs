//! Several tabs of one account in one room are one device with one queue. One of them leads: it
//! alone holds the line to the server and writes what the server says to the browser's store. The
//! others follow: they hear from the leader what came, and tell it what they queued.
//!
//! - `lock`: who leads, by a Web Lock that the browser takes from a tab that is closed or dies
//! - `channel`: the way from each tab to all others
//! - `word`: what is said on it
//!
//! Nothing rests on a word being heard. A tab that misses one finds that it is out of step and
//! reads the store again; a leader looks into the kept queue for what nobody told it.

mod channel;
mod lock;
mod word;

pub(crate) use channel::Channel;
pub(crate) use lock::{Lead, can_lock, lead, take_over};
pub(crate) use word::Word;
