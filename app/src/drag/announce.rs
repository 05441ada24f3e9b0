//! What a person who cannot see the board has to be told. The words are the app's, in its language.

use super::layout::Slot;

/// A slot and how many positions its cell has, as the state machine knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Where.
    pub slot: Slot,
    /// Positions in the cell, this one included.
    pub positions: usize,
}

/// One thing to say in the live region. `P` is how a place is named: a [`Spot`] inside the machine, names of column
/// and lane outside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement<P> {
    /// Cards were lifted.
    PickedUp {
        /// Where they come from.
        from: P,
        /// How many.
        cards: usize,
    },
    /// The keyboard moved them to a place where they may be dropped.
    MovedTo {
        /// The place.
        to: P,
    },
    /// The keyboard can go no further this way; they are still here.
    AtEdge {
        /// The place.
        at: P,
    },
    /// They may not be dropped here. The keyboard still holds them; a pointer has let them go and they fly home.
    Illegal {
        /// The place.
        at: P,
    },
    /// They were dropped and stay.
    Dropped {
        /// The place.
        at: P,
    },
    /// They are back where they came from.
    Cancelled,
}

impl<P> Announcement<P> {
    /// The same thing with the place named differently.
    pub fn map<Q>(self, name: impl FnOnce(P) -> Q) -> Announcement<Q> {
        match self {
            Self::PickedUp { from, cards } => Announcement::PickedUp {
                from: name(from),
                cards,
            },
            Self::MovedTo { to } => Announcement::MovedTo { to: name(to) },
            Self::AtEdge { at } => Announcement::AtEdge { at: name(at) },
            Self::Illegal { at } => Announcement::Illegal { at: name(at) },
            Self::Dropped { at } => Announcement::Dropped { at: name(at) },
            Self::Cancelled => Announcement::Cancelled,
        }
    }
}
