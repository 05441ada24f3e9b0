//! The board as it stood when the card was lifted: rectangles in order, and the questions a drag asks of them.
//!
//! Everything here is arithmetic on cached rectangles, so a move costs no look at the document. Rectangles are in
//! content coordinates: client coordinates at the moment of measuring, so a point of the screen is found again after
//! scrolling by adding how far the content was scrolled since.

use super::geometry::{Point, Rect};

/// A column's number, from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnIx(pub usize);

/// A lane's number, from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaneIx(pub usize);

/// Where a column and a lane cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Which column.
    pub column: ColumnIx,
    /// Which lane.
    pub lane: LaneIx,
}

/// A place between the cards of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// The cell.
    pub cell: Cell,
    /// How many cards of the cell come before, the dragged ones not counted.
    pub index: usize,
}

/// A card and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CardBox<Id> {
    /// Whose card.
    pub id: Id,
    /// In content coordinates.
    pub rect: Rect,
}

/// A cell, its cards in reading order, and whether the dragged cards may come here.
#[derive(Debug, Clone, PartialEq)]
pub struct CellBox<Id> {
    /// Which cell.
    pub cell: Cell,
    /// In content coordinates.
    pub rect: Rect,
    /// Illegal cells are reported as targets too, so that they can say why not; nothing is ever dropped on them.
    pub legal: bool,
    /// In reading order, the dragged ones among them.
    pub cards: Vec<CardBox<Id>>,
}

/// Whether the keyboard walks from lane to lane. The pointer goes where it likes and is told by legality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaneTravel {
    /// Lanes only group: a card stays in its own.
    Fixed,
    /// Past the last card of a cell comes the next lane.
    Free,
}

/// The board, measured once.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout<Id> {
    /// What of the board is seen, in client coordinates: scrolling does not move it.
    pub viewport: Rect,
    /// The whole board, gutters included, in content coordinates.
    pub board: Rect,
    /// How the keyboard treats lanes.
    pub lanes: LaneTravel,
    /// Every cell.
    pub cells: Vec<CellBox<Id>>,
}

impl<Id: Copy + Eq> CellBox<Id> {
    /// The cards that stay, in order.
    pub fn staying(&self, dragged: &[Id]) -> impl Iterator<Item = &CardBox<Id>> {
        self.cards
            .iter()
            .filter(move |card| !dragged.contains(&card.id))
    }

    /// How many cards stay, which is also the last index of a slot here.
    pub fn count(&self, dragged: &[Id]) -> usize {
        self.staying(dragged).count()
    }

    /// Whether cards stand beside each other. A cell with too few cards to show it is judged by whether a second card
    /// would fit beside the widest.
    pub fn wraps(&self) -> bool {
        let beside = self
            .cards
            .windows(2)
            .any(|pair| same_row(&pair[0].rect, &pair[1].rect));
        let widest = self
            .cards
            .iter()
            .map(|card| card.rect.width)
            .fold(0.0, f64::max);
        beside || (widest > 0.0 && widest * 2.0 <= self.rect.width)
    }

    /// The index a card would get if it were let go at this point of the content.
    fn index_at(&self, point: Point, dragged: &[Id]) -> usize {
        if self.wraps() {
            self.index_in_rows(point, dragged)
        } else {
            self.staying(dragged)
                .take_while(|card| card.rect.centre().y < point.y)
                .count()
        }
    }

    /// Reading order: first the row under the point, then the first card whose middle is further right. The dragged
    /// cards are not counted but hold their row: their originals still stand there.
    fn index_in_rows(&self, point: Point, dragged: &[Id]) -> usize {
        let staying = |card: &&CardBox<Id>| !dragged.contains(&card.id);
        let mut before = 0;
        let mut rows = self
            .cards
            .chunk_by(|card, next| same_row(&card.rect, &next.rect))
            .peekable();
        while let Some(row) = rows.next() {
            let bottom = row
                .iter()
                .map(|card| card.rect.bottom())
                .fold(f64::NEG_INFINITY, f64::max);
            // The gutter between two rows belongs half to each; below the last row everything is the last row.
            let next = rows.peek().and_then(|next| next.first());
            let limit = next.map(|first| f64::midpoint(bottom, first.rect.y));
            if limit.is_none_or(|limit| point.y <= limit) {
                let left = |card: &&CardBox<Id>| card.rect.centre().x < point.x;
                return before + row.iter().filter(staying).take_while(left).count();
            }
            before += row.iter().filter(staying).count();
        }
        before
    }
}

/// Whether `next` stands to the right of `rect` in the same row.
pub(super) fn same_row(rect: &Rect, next: &Rect) -> bool {
    let middle = next.centre().y;
    next.x > rect.x && (rect.y..=rect.bottom()).contains(&middle)
}

impl<Id: Copy + Eq> Layout<Id> {
    /// The box of a cell.
    pub fn cell(&self, cell: Cell) -> Option<&CellBox<Id>> {
        self.cells.iter().find(|candidate| candidate.cell == cell)
    }

    /// A card's rectangle, in content coordinates.
    pub fn card(&self, id: Id) -> Option<Rect> {
        self.cells
            .iter()
            .flat_map(|cell| &cell.cards)
            .find(|card| card.id == id)
            .map(|card| card.rect)
    }

    /// The slot a card was taken from.
    pub fn home(&self, card: Id, dragged: &[Id]) -> Option<Slot> {
        self.cells.iter().find_map(|cell| {
            let position = cell
                .cards
                .iter()
                .position(|candidate| candidate.id == card)?;
            let index = cell.cards[..position]
                .iter()
                .filter(|other| !dragged.contains(&other.id))
                .count();
            Some(Slot {
                cell: cell.cell,
                index,
            })
        })
    }

    /// Whether dropping here would leave everything as it was: the dragged cards already stand here, as one block.
    /// A stack gathered from several places is not at home anywhere.
    pub fn is_home(&self, slot: Slot, dragged: &[Id]) -> bool {
        let Some(cell) = self.cell(slot.cell) else {
            return false;
        };
        let block = cell.cards.iter().skip(slot.index).take(dragged.len());
        block.filter(|card| dragged.contains(&card.id)).count() == dragged.len()
    }

    /// The slot under a point of the screen: the cell that holds it, or the nearest one while it is in a gutter.
    /// Nothing outside the board.
    pub fn slot_at(&self, client: Point, scrolled: Point, dragged: &[Id]) -> Option<Slot> {
        let content = client + scrolled;
        if !self.viewport.contains(client) || !self.board.contains(content) {
            return None;
        }
        let cell = self.cells.iter().min_by(|left, right| {
            left.rect
                .distance(content)
                .total_cmp(&right.rect.distance(content))
        })?;
        Some(Slot {
            cell: cell.cell,
            index: cell.index_at(content, dragged),
        })
    }

    /// The cards a slot lies between: the one it comes after and the one it comes before.
    pub fn neighbours(&self, slot: Slot, dragged: &[Id]) -> (Option<Id>, Option<Id>) {
        let Some(cell) = self.cell(slot.cell) else {
            return (None, None);
        };
        let staying: Vec<Id> = cell.staying(dragged).map(|card| card.id).collect();
        let after = slot
            .index
            .checked_sub(1)
            .and_then(|index| staying.get(index));
        (after.copied(), staying.get(slot.index).copied())
    }
}
