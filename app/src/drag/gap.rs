//! The mark that shows where a card would land, worked out from the cached rectangles.
//!
//! It is drawn above the board, never inserted between its cards: the list belongs to the reactive system, and a
//! foreign node in it would cost a reflow on every change of target.

use super::geometry::Rect;
use super::layout::{CellBox, Layout, Slot, same_row};

/// How thick the line between two cards is.
const THICKNESS: f64 = 3.0;
/// How far the line stays from a card that has no neighbour on that side.
const MARGIN: f64 = 4.0;
/// How far the place in an empty cell stays from the cell's edge.
const INSET: f64 = 8.0;

/// What the mark looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapShape {
    /// A line between two cards.
    Line,
    /// The outline of a card: an empty cell, or the place the card came from.
    Place,
}

/// Where a card would land.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// In content coordinates.
    pub rect: Rect,
    /// Line or outline.
    pub shape: GapShape,
}

impl<Id: Copy + Eq> Layout<Id> {
    /// The mark for a slot of this layout.
    pub fn gap(&self, slot: Slot, dragged: &[Id]) -> Gap {
        let Some(cell) = self.cell(slot.cell) else {
            return Gap {
                rect: Rect::default(),
                shape: GapShape::Place,
            };
        };
        let primary = dragged.first().and_then(|id| self.card(*id));
        if self.is_home(slot, dragged)
            && let Some(rect) = primary
        {
            return Gap {
                rect,
                shape: GapShape::Place,
            };
        }
        match line(cell, slot.index, dragged) {
            Some(rect) => Gap {
                rect,
                shape: GapShape::Line,
            },
            None => Gap {
                rect: empty_place(cell, primary),
                shape: GapShape::Place,
            },
        }
    }
}

/// A card's outline in a cell that has none.
fn empty_place(cell: &CellBox<impl Sized>, primary: Option<Rect>) -> Rect {
    let room = Rect::from_edges(
        cell.rect.x + INSET,
        cell.rect.y + INSET,
        cell.rect.right() - INSET,
        cell.rect.bottom() - INSET,
    );
    let size = primary.unwrap_or(room);
    Rect::new(
        room.x,
        room.y,
        size.width.min(room.width),
        size.height.min(room.height),
    )
}

/// The line before the card that follows, or else after the card that precedes; nothing in a cell without cards that
/// stay.
fn line<Id: Copy + Eq>(cell: &CellBox<Id>, index: usize, dragged: &[Id]) -> Option<Rect> {
    let wraps = cell.wraps();
    let staying: Vec<usize> = (0..cell.cards.len())
        .filter(|&at| !dragged.contains(&cell.cards[at].id))
        .collect();
    let rect = |at: usize| cell.cards.get(at).map(|card| card.rect);
    if let Some(&next) = staying.get(index) {
        // The neighbour on the screen, which may be a card being dragged: its original still stands there.
        let before = next.checked_sub(1).and_then(rect);
        return rect(next).map(|next| line_between(before, Some(next), wraps, next));
    }
    let last = *staying.last()?;
    rect(last).map(|card| line_between(Some(card), rect(last + 1), wraps, card))
}

/// The line between two cards that follow each other, as long as `along`.
fn line_between(before: Option<Rect>, next: Option<Rect>, wraps: bool, along: Rect) -> Rect {
    let half = THICKNESS / 2.0;
    if wraps {
        let x = match (before, next) {
            (Some(before), Some(next)) if same_row(&before, &next) => {
                f64::midpoint(before.right(), next.x)
            }
            (_, Some(next)) if next == along => next.x - MARGIN,
            _ => along.right() + MARGIN,
        };
        Rect::new(x - half, along.y, THICKNESS, along.height)
    } else {
        let y = match (before, next) {
            (Some(before), Some(next)) => f64::midpoint(before.bottom(), next.y),
            (None, Some(next)) => next.y - MARGIN,
            _ => along.bottom() + MARGIN,
        };
        Rect::new(along.x, y - half, along.width, THICKNESS)
    }
}
