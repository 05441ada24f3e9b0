//! Reads the board from the document: one pass, before anything is written, so the browser lays out at most once.

use std::collections::HashMap;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList};

use super::hooks::{CardId, Hooks, Hover, Landing, LaneRule, Legality, Place};
use super::scroll::Scrollers;
use crate::drag::announce::Spot;
use crate::drag::geometry::Rect;
use crate::drag::layout::{CardBox, Cell, CellBox, ColumnIx, LaneIx, LaneTravel, Layout, Slot};

/// A card's number within this attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CardKey(usize);

/// Names that became numbers, because the state machine copies and compares them all the time.
#[derive(Debug, Default)]
pub(super) struct Names {
    numbers: HashMap<Rc<str>, usize>,
    names: Vec<Rc<str>>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let name: Rc<str> = name.into();
        self.names.push(name.clone());
        self.numbers.insert(name, self.names.len() - 1);
        self.names.len() - 1
    }

    fn name(&self, number: usize) -> Rc<str> {
        self.names.get(number).cloned().unwrap_or_default()
    }

    pub(super) fn key(&mut self, card: &str) -> CardKey {
        CardKey(self.number(card))
    }

    pub(super) fn card(&self, key: CardKey) -> CardId {
        self.name(key.0)
    }

    pub(super) fn cards(&self, keys: &[CardKey]) -> Vec<CardId> {
        keys.iter().map(|key| self.card(*key)).collect()
    }
}

/// A cell's node and whether the dragged cards may come here.
pub(super) struct CellNode {
    pub(super) cell: Cell,
    pub(super) element: Element,
    pub(super) legality: Legality,
}

/// A dragged card's node.
pub(super) struct Source {
    pub(super) key: CardKey,
    pub(super) element: HtmlElement,
    pub(super) rect: Rect,
}

/// The board, as rectangles and as nodes.
pub(super) struct Measured {
    pub(super) layout: Layout<CardKey>,
    pub(super) cells: Vec<CellNode>,
    pub(super) sources: Vec<Source>,
    pub(super) dragged: Vec<CardKey>,
    columns: Names,
    lanes: Names,
}

/// Measures the board for a drag of these cards, the one under the hand first.
pub(super) fn measure(
    root: &HtmlElement,
    scrollers: &Scrollers,
    hooks: &dyn Hooks,
    cards: &[CardId],
    names: &mut Names,
) -> Measured {
    let dragged: Vec<CardKey> = cards.iter().map(|card| names.key(card)).collect();
    let (mut columns, mut lanes) = (Names::default(), Names::default());
    let (mut boxes, mut nodes, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for element in elements(root.query_selector_all("[data-cell]").ok()) {
        let column = columns.number(&element.get_attribute("data-column").unwrap_or_default());
        let lane = lanes.number(&element.get_attribute("data-lane").unwrap_or_default());
        let cell = Cell {
            column: ColumnIx(column),
            lane: LaneIx(lane),
        };
        let mut inside = Vec::new();
        for card in elements(element.query_selector_all("[data-record]").ok()) {
            let id = names.key(&card.get_attribute("data-record").unwrap_or_default());
            let rect = client_rect(&card);
            inside.push(CardBox { id, rect });
            if dragged.contains(&id)
                && let Ok(element) = card.dyn_into::<HtmlElement>()
            {
                sources.push(Source {
                    key: id,
                    element,
                    rect,
                });
            }
        }
        boxes.push(CellBox {
            cell,
            rect: client_rect(&element),
            legal: false,
            cards: inside,
        });
        nodes.push(CellNode {
            cell,
            element,
            legality: Legality::Legal,
        });
    }
    sources.sort_by_key(|source| dragged.iter().position(|key| *key == source.key));

    let rule = hooks.lanes(cards);
    let by_column: Vec<Legality> = columns
        .names
        .iter()
        .map(|column| hooks.legality(cards, column))
        .collect();
    let primary = dragged.first().copied();
    let home_lane = boxes
        .iter()
        .find(|cell| cell.cards.iter().any(|card| Some(card.id) == primary))
        .map(|cell| cell.cell.lane);
    for (cell, node) in boxes.iter_mut().zip(&mut nodes) {
        node.legality = match &rule {
            LaneRule::Fixed(reason) if Some(cell.cell.lane) != home_lane => {
                Legality::Illegal(reason.clone())
            }
            _ => by_column
                .get(cell.cell.column.0)
                .cloned()
                .unwrap_or(Legality::Legal),
        };
        cell.legal = node.legality == Legality::Legal;
    }

    let board = boxes
        .iter()
        .fold(client_rect(root), |board, cell| board.union(&cell.rect));
    let travel = if rule == LaneRule::Free {
        LaneTravel::Free
    } else {
        LaneTravel::Fixed
    };
    let layout = Layout {
        viewport: scrollers.viewport(root),
        board,
        lanes: travel,
        cells: boxes,
    };
    Measured {
        layout,
        cells: nodes,
        sources,
        dragged,
        columns,
        lanes,
    }
}

impl Measured {
    fn legality(&self, cell: Cell) -> Legality {
        let node = self.cells.iter().find(|node| node.cell == cell);
        node.map_or(Legality::Legal, |node| node.legality.clone())
    }

    /// A slot in the document's names.
    pub(super) fn landing(&self, slot: Slot, names: &Names) -> Landing {
        let (after, before) = self.layout.neighbours(slot, &self.dragged);
        Landing {
            column: self.columns.name(slot.cell.column.0),
            lane: self.lanes.name(slot.cell.lane.0),
            index: slot.index,
            after: after.map(|key| names.card(key)),
            before: before.map(|key| names.card(key)),
        }
    }

    /// A target in the document's names.
    pub(super) fn hover(&self, slot: Slot, legal: bool, names: &Names) -> Hover {
        let legality = if legal {
            Legality::Legal
        } else {
            self.legality(slot.cell)
        };
        Hover {
            landing: self.landing(slot, names),
            legality,
        }
    }

    /// A slot as the live region names it.
    pub(super) fn place(&self, spot: Spot) -> Place {
        let Slot { cell, index } = spot.slot;
        let refusal = match self.legality(cell) {
            Legality::Illegal(reason) if !self.layout.is_home(spot.slot, &self.dragged) => {
                Some(reason)
            }
            _ => None,
        };
        Place {
            column: self.columns.name(cell.column.0),
            lane: self.lanes.name(cell.lane.0),
            position: index + 1,
            positions: spot.positions,
            refusal,
        }
    }
}

/// Where an element is on the screen.
pub(super) fn client_rect(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect::new(rect.x(), rect.y(), rect.width(), rect.height())
}

/// The elements of a list. The selectors here are constants, so a query never fails.
fn elements(list: Option<NodeList>) -> impl Iterator<Item = Element> {
    list.into_iter()
        .flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at)?.dyn_into().ok()))
}
