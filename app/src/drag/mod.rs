//! Drag and drop: one engine for mouse, pen, finger and keyboard.
//!
//! Lives here: the geometry of a board at the moment a card is lifted, the state machine that turns what the hand
//! does into what should happen, and the binding of both to the browser. May not live here: what a card or a column
//! means, what a drop does, and any word a person reads; those come in through [`Hooks`].
//!
//! ```text
//!             listeners            machine              effects
//! browser ──▶ dom/listeners ─Event─▶ Machine ─Effect─▶ dom/controller ──▶ overlay, marks, scroll, hooks
//!                                     ▲
//!                        dom/measure ─┘ Layout, once for each drag
//! ```
//!
//! The pure half (everything outside `dom`) knows no browser: an [`Event`] goes into [`Machine::handle`], a list of
//! [`Effect`]s comes out. Its promises, which `tests/properties.rs` holds it to:
//!
//! 1. Every [`Effect::Lift`] is followed by exactly one of [`Effect::Drop`] and [`Effect::FlyHome`] before the next.
//! 2. [`Effect::Follow`] comes at most once for each [`Event::Frame`], and nowhere else.
//! 3. [`Effect::Target`] comes only when the target changed, and ends with nothing.
//! 4. [`Effect::Drop`] names only legal slots that are not the cards' own.
//! 5. When the machine is idle no timer runs, nothing scrolls and no pointer is captured.
//!
//! The browser half, [`attach`], moves one clone in a layer of its own and sets attributes on the board's nodes. It
//! never inserts, removes or reorders them, because they belong to the reactive system.
//!
//! What it expects of the document:
//!
//! - `[data-cell]` with `data-column` and, on a board with lanes, `data-lane`; an empty `.drop-reason` inside.
//! - In it the cards, `[data-record="<id>"]`, in reading order; `tabindex="0"` for the keyboard; neither `<a>` nor
//!   `<button>` themselves. Buttons, links, fields and `[data-no-drag]` inside a card do not start a drag.
//! - `[data-scroll]` on what scrolls (`data-scroll="x"` or `"y"` if it does only one), the root or around or in it.
//!
//! What it sets for the style sheet while a drag is on: `data-dragging="mouse|pen|touch|keyboard"` on the root,
//! `data-drag="source"` on the originals, `data-drop="legal|illegal"` on cells, `data-over` on the one under the
//! hand, and the text of `.drop-reason` in cells that refuse. In the body a `.drag-layer` with
//! `.drag-card[data-count]` (the clone; `data-leaving` on its way out) and
//! `.drop-gap[data-shape="line|place"][data-drop]`.
//!
//! **None of these may change the layout of the board**, because its rectangles are cached when the card is lifted:
//! `.drop-reason` is positioned absolutely, marks are colours, outlines, shadows and opacity. Rules for a card must
//! not depend on where it stands, or the clone in the body looks different. `transform` and `transition` of the
//! clone are the engine's; tilt and grow it with `rotate` and `scale`.

mod announce;
mod autoscroll;
mod dom;
mod dragging;
mod event;
mod gap;
mod geometry;
mod keyboard;
mod layout;
mod machine;
#[cfg(test)]
mod tests;

pub use announce::{Announcement, Spot};
pub use autoscroll::Velocity;
pub use dom::{CardId, Guard, Hooks, Hover, Landing, LaneRule, Legality, Place, attach};
pub use event::{Effect, Event, Hand, PointerId, PointerKind, Target};
pub use gap::{Gap, GapShape};
pub use geometry::{Point, Rect};
pub use keyboard::Key;
pub use layout::{CardBox, Cell, CellBox, ColumnIx, LaneIx, LaneTravel, Layout, Slot};
pub use machine::{LONG_PRESS_MS, Machine, PRESS_TOLERANCE, Pickup, START_DISTANCE, Surface};
