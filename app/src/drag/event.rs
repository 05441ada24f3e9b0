//! What the state machine is told, and what it asks for.

use super::announce::{Announcement, Spot};
use super::autoscroll::Velocity;
use super::gap::Gap;
use super::geometry::Point;
use super::keyboard::Key;
use super::layout::Slot;

/// The browser's number for a mouse, pen or finger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PointerId(pub i32);

/// What kind of pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    /// Lifts after a few pixels.
    Mouse,
    /// As a mouse.
    Pen,
    /// Lifts after a long press; a finger that moves earlier scrolls.
    Touch,
}

/// What holds the cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// A mouse, pen or finger.
    Pointer(PointerId, PointerKind),
    /// The keyboard.
    Keyboard,
}

/// Something happened. Points are in client coordinates, times in milliseconds of one clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event<Id> {
    /// A primary button or finger went down on a card.
    PointerDown {
        /// Which pointer.
        pointer: PointerId,
        /// What kind.
        kind: PointerKind,
        /// Where.
        at: Point,
        /// When.
        now_ms: f64,
        /// On which card.
        card: Id,
    },
    /// A pointer moved.
    PointerMove {
        /// Which pointer.
        pointer: PointerId,
        /// Where to.
        at: Point,
    },
    /// A pointer was let go.
    PointerUp {
        /// Which pointer.
        pointer: PointerId,
        /// Where.
        at: Point,
    },
    /// The browser took the pointer away, for instance to scroll.
    PointerCancel {
        /// Which pointer.
        pointer: PointerId,
    },
    /// Something else captured the pointer.
    LostCapture {
        /// Which pointer.
        pointer: PointerId,
    },
    /// Another finger or button joined in, anywhere.
    SecondPointer,
    /// The window lost the person's attention.
    Blur,
    /// The timer asked for by [`Effect::StartTimer`] is up.
    Timer {
        /// When.
        now_ms: f64,
    },
    /// A key went down.
    Key {
        /// Which.
        key: Key,
        /// The card that has the focus, if one has.
        card: Option<Id>,
    },
    /// The content was scrolled by this much: positive when it went up or left.
    Scroll {
        /// The change of the scroll offset.
        by: Point,
    },
    /// The browser is about to paint.
    Frame {
        /// When.
        now_ms: f64,
    },
}

/// Where the cards would land now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// The slot.
    pub slot: Slot,
    /// Whether they may be dropped there.
    pub legal: bool,
    /// The mark to draw.
    pub gap: Gap,
}

/// Something to be done at the edge.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect<Id> {
    /// Send [`Event::Timer`] after so many milliseconds. There is one timer; starting it again replaces it.
    StartTimer(u32),
    /// Do not.
    CancelTimer,
    /// Bind the pointer to the board, so that it is heard outside too.
    Capture(PointerId),
    /// Unbind it.
    Release(PointerId),
    /// A drag begins. Followed, sooner or later, by exactly one [`Effect::Drop`] or [`Effect::FlyHome`].
    Lift {
        /// The cards, the one under the hand first.
        cards: Vec<Id>,
        /// Where the pointer took hold; the card's corner for the keyboard.
        at: Point,
        /// What holds them.
        by: Hand,
    },
    /// Move the lifted card by this much from where it was lifted. At most one for each frame.
    Follow {
        /// In client coordinates.
        translation: Point,
    },
    /// The target changed; `None` is nowhere.
    Target(Option<Target>),
    /// Scroll at this speed until told otherwise.
    AutoScroll(Velocity),
    /// The drag ends here: move the cards. Only ever a legal slot that is not their own.
    Drop {
        /// The cards, the one under the hand first.
        cards: Vec<Id>,
        /// Where to.
        slot: Slot,
        /// The card that will precede them.
        after: Option<Id>,
        /// The card that will follow them.
        before: Option<Id>,
    },
    /// The drag ends without a change.
    FlyHome,
    /// A short buzz, where the device can: a long press has lifted the card.
    Haptic,
    /// Say this in the live region.
    Announce(Announcement<Spot>),
    /// The click that follows the end of this drag is no click.
    SuppressClick,
}
