//! What of the room is on its way into the browser's store.

use std::collections::{BTreeMap, BTreeSet};

use shared::protocol::Snapshot;
use shared::rules::Command;
use shared::schema::{CommandNumber, Seq, Timestamp};

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

/// Whether this tab leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Another one does, or nobody does yet.
    #[default]
    Follows,
    /// It does, and no other tab is there.
    LeadsAlone,
    /// It does, and others follow.
    LeadsOthers,
}

impl Role {
    pub(super) fn leads(self) -> bool {
        self != Self::Follows
    }
}

/// What is on its way into the store, and what could not be kept there.
#[derive(Default)]
pub(super) struct Keeper {
    /// Where it is kept; nowhere when the browser has no store.
    pub(super) at: Option<(Store, Seat)>,
    /// The way to the other tabs.
    pub(super) channel: Option<Channel>,
    pub(super) role: Role,
    pub(super) hearing: Hearing,
    pub(super) queueing: Queueing,
    pub(super) keeping: Keeping,
    /// When the waiting commands were made.
    pub(super) times: BTreeMap<CommandNumber, Timestamp>,
    /// Commands that nothing more comes of: rejected ones, and those whose change is here.
    pub(super) over: BTreeSet<CommandNumber>,
}

/// What a tab that follows has heard.
#[derive(Default)]
pub(super) struct Hearing {
    /// How many words the leader has said.
    pub(super) words: u64,
    /// How far it has told.
    pub(super) to: Seq,
    /// Something was missed: the store is to be read again.
    pub(super) is_behind: bool,
}

/// Own commands on their way to the screen.
#[derive(Default)]
pub(super) struct Queueing {
    pub(super) wishes: Vec<Wish>,
    /// Some are being kept now.
    pub(super) is_busy: bool,
    /// What is to be done when those are kept.
    pub(super) afterwards: Vec<Box<dyn FnOnce(Room)>>,
    /// Commands that are shown, and sent, but could not be kept.
    pub(super) unkept: Vec<Queued>,
    /// The commands that were made on this page.
    pub(super) own: BTreeSet<CommandNumber>,
    /// Whether the browser was asked not to throw the store away.
    pub(super) has_asked: bool,
}

/// What the server has said, on its way into the store.
#[derive(Default)]
pub(super) struct Keeping {
    pub(super) step: Step,
    /// A whole room that is not kept yet.
    pub(super) snapshot: Option<Snapshot>,
    /// Some is being kept now.
    pub(super) is_busy: bool,
}
