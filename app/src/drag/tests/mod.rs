//! The pure half, tested without a browser: questions to the layout, stories of a hand, and any sequence of events.

mod keyboard_stories;
mod layouts;
mod pointer_stories;
mod properties;

use super::geometry::{Point, Rect};
use super::layout::{CardBox, Cell, CellBox, ColumnIx, LaneIx, LaneTravel, Layout, Slot};
use super::machine::{Machine, Pickup, Surface};
use super::{Effect, Event};

/// Cards of the test boards are numbered `lane * 100 + column * 10 + position`.
type Id = usize;

/// A board of equal cells.
#[derive(Debug, Clone)]
struct Board {
    columns: usize,
    /// How many cards stand in each cell.
    cards: usize,
    lanes: usize,
    per_row: usize,
    illegal: Vec<(usize, usize)>,
    travel: LaneTravel,
    /// What moves along with the card under the hand.
    selection: Vec<Id>,
}

const CELL_W: f64 = 200.0;
const CELL_H: f64 = 400.0;
const GUTTER: f64 = 20.0;
const CARD_H: f64 = 60.0;

impl Default for Board {
    fn default() -> Self {
        Self {
            columns: 3,
            cards: 3,
            lanes: 1,
            per_row: 1,
            illegal: Vec::new(),
            travel: LaneTravel::Fixed,
            selection: Vec::new(),
        }
    }
}

fn f(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

fn slot(column: usize, lane: usize, index: usize) -> Slot {
    Slot {
        cell: cell(column, lane),
        index,
    }
}

fn cell(column: usize, lane: usize) -> Cell {
    Cell {
        column: ColumnIx(column),
        lane: LaneIx(lane),
    }
}

impl Board {
    fn layout(&self) -> Layout<Id> {
        let mut cells = Vec::new();
        for lane in 0..self.lanes {
            for column in 0..self.columns {
                cells.push(self.cell(column, lane));
            }
        }
        let width = f(self.columns) * (CELL_W + GUTTER) - GUTTER;
        let height = f(self.lanes) * (CELL_H + GUTTER) - GUTTER;
        let board = Rect::new(0.0, 0.0, width, height);
        Layout {
            viewport: board,
            board,
            lanes: self.travel,
            cells,
        }
    }

    fn cell(&self, column: usize, lane: usize) -> CellBox<Id> {
        let (x, y) = (f(column) * (CELL_W + GUTTER), f(lane) * (CELL_H + GUTTER));
        let pitch = CELL_W / f(self.per_row);
        let cards = (0..self.cards).map(|at| CardBox {
            id: lane * 100 + column * 10 + at,
            rect: Rect::new(
                x + f(at % self.per_row) * pitch + 5.0,
                y + 10.0 + f(at / self.per_row) * (CARD_H + 10.0),
                pitch - 10.0,
                CARD_H,
            ),
        });
        CellBox {
            cell: cell(column, lane),
            rect: Rect::new(x, y, CELL_W, CELL_H),
            legal: !self.illegal.contains(&(column, lane)),
            cards: cards.collect(),
        }
    }

    fn middle_of(&self, id: Id) -> Point {
        self.layout().card(id).unwrap().centre()
    }
}

impl Surface<Id> for Board {
    fn pick_up(&mut self, card: Id) -> Option<Pickup<Id>> {
        let cards = if self.selection.contains(&card) {
            self.selection.clone()
        } else {
            vec![card]
        };
        Some(Pickup {
            cards,
            layout: self.layout(),
        })
    }
}

/// Runs a machine over a board.
#[derive(Debug, Default)]
struct Hand {
    machine: Machine<Id>,
    board: Board,
}

impl Hand {
    fn on(board: Board) -> Self {
        Self {
            machine: Machine::default(),
            board,
        }
    }

    fn does(&mut self, event: Event<Id>) -> Vec<Effect<Id>> {
        self.machine.handle(event, &mut self.board)
    }
}
