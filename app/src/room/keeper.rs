//! What of the room is on its way into the browser's store.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use shared::rules::Command;
use shared::schema::{CommandNumber, Record, Seq, Timestamp};
use uuid::Uuid;

use super::Room;
use crate::store::{Queued, Seat, Step, Store};
use crate::tabs::Channel;

/// What to do when a command has its number and is shown.
pub(super) type Then = Box<dyn FnOnce(Room, CommandNumber)>;

/// What the person wants, before it is kept.
pub(super) struct Wish {
    pub(super) at: Timestamp,
    pub(super) command: Command,
    pub(super) then: Then,
}

/// What is on its way into the store, and what could not be kept there.
#[derive(Default)]
pub(super) struct Keeper {
    /// Where it is kept; nowhere when the browser has no store.
    pub(super) at: Option<(Store, Seat)>,
    /// The way to the other tabs.
    pub(super) channel: Option<Channel>,
    /// Whether this tab leads, and whether others follow.
    pub(super) leads: bool,
    pub(super) is_followed: bool,
    /// Wishes that wait to be kept, and whether some are being kept now.
    pub(super) wishes: Vec<Wish>,
    pub(super) is_queueing: bool,
    /// What is to be done when those are kept.
    pub(super) afterwards: Vec<Box<dyn FnOnce(Room)>>,
    /// Commands that are shown, and sent, but could not be kept.
    pub(super) unkept: Vec<Queued>,
    /// What the server has said and is not kept yet, and whether some is being kept now.
    pub(super) step: Step,
    pub(super) is_keeping: bool,
    /// A whole room that is not kept yet.
    pub(super) snapshot: Option<((Uuid, Seq), Vec<Arc<Record>>)>,
    /// The store is to be read again.
    pub(super) is_stale: bool,
    /// When the waiting commands were made.
    pub(super) times: BTreeMap<CommandNumber, Timestamp>,
    /// How many words the leader has said.
    pub(super) words_heard: u64,
    /// How far the leader has told.
    pub(super) heard: Seq,
    /// Commands that nothing more comes of: rejected ones, and those whose change is here.
    pub(super) over: BTreeSet<CommandNumber>,
    /// The commands that were made on this page.
    pub(super) own: BTreeSet<CommandNumber>,
    /// Whether the browser was asked not to throw the store away.
    pub(super) has_asked: bool,
}
