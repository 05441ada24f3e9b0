//! Where an arrow key leads. Left and right walk the columns of the lane, illegal ones too, so that a person who
//! cannot see them dimmed hears why; up and down walk the positions of the cell in reading order.

use super::layout::{Cell, CellBox, LaneTravel, Layout, Slot};

/// The keys that matter to a drag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Picks up, and drops.
    Space,
    /// Drops.
    Enter,
    /// Cancels.
    Escape,
    /// Leaves the card, so it cancels.
    Tab,
    /// Previous position.
    Up,
    /// Next position.
    Down,
    /// Previous column.
    Left,
    /// Next column.
    Right,
    /// First position of the cell.
    Home,
    /// Last position of the cell.
    End,
}

/// Where the keyboard holds the cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The slot now.
    pub(super) slot: Slot,
    /// The index last chosen: walking through an empty column must not lose it.
    pub(super) wanted: usize,
}

impl Cursor {
    pub(super) fn at(slot: Slot) -> Self {
        Self {
            slot,
            wanted: slot.index,
        }
    }

    /// Where a key leads; nothing when it leads nowhere.
    pub(super) fn step<Id: Copy + Eq>(
        self,
        layout: &Layout<Id>,
        dragged: &[Id],
        key: Key,
    ) -> Option<Self> {
        let Cell { column, lane } = self.slot.cell;
        let last = layout.cell(self.slot.cell)?.count(dragged);
        let index = self.slot.index;
        let within = |index| {
            Some(Self::at(Slot {
                cell: self.slot.cell,
                index,
            }))
        };
        match key {
            Key::Left => columns(layout, self)
                .filter(|c| c.cell.column < column)
                .last()
                .map(|c| self.enter(c, dragged)),
            Key::Right => columns(layout, self)
                .find(|c| c.cell.column > column)
                .map(|c| self.enter(c, dragged)),
            Key::Up if index > 0 => within(index - 1),
            Key::Down if index < last => within(index + 1),
            Key::Up if layout.lanes == LaneTravel::Free => {
                let above = lanes(layout, self).filter(|c| c.cell.lane < lane).last()?;
                Some(Self::at(Slot {
                    cell: above.cell,
                    index: above.count(dragged),
                }))
            }
            Key::Down if layout.lanes == LaneTravel::Free => {
                let below = lanes(layout, self).find(|c| c.cell.lane > lane)?;
                Some(Self::at(Slot {
                    cell: below.cell,
                    index: 0,
                }))
            }
            Key::Home if index > 0 => within(0),
            Key::End if index < last => within(last),
            _ => None,
        }
    }

    fn enter<Id: Copy + Eq>(self, cell: &CellBox<Id>, dragged: &[Id]) -> Self {
        let index = self.wanted.min(cell.count(dragged));
        Self {
            slot: Slot {
                cell: cell.cell,
                index,
            },
            wanted: self.wanted,
        }
    }
}

/// The cells of the cursor's lane, from the left.
fn columns<Id>(layout: &Layout<Id>, cursor: Cursor) -> impl Iterator<Item = &CellBox<Id>> {
    let mut cells: Vec<_> = layout
        .cells
        .iter()
        .filter(|c| c.cell.lane == cursor.slot.cell.lane)
        .collect();
    cells.sort_by_key(|c| c.cell.column);
    cells.into_iter()
}

/// The cells of the cursor's column, from the top.
fn lanes<Id>(layout: &Layout<Id>, cursor: Cursor) -> impl Iterator<Item = &CellBox<Id>> {
    let mut cells: Vec<_> = layout
        .cells
        .iter()
        .filter(|c| c.cell.column == cursor.slot.cell.column)
        .collect();
    cells.sort_by_key(|c| c.cell.lane);
    cells.into_iter()
}
