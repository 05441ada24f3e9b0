//! Attributes on the board's nodes while a drag is on, for the style sheet to light, dim and explain. Set in the
//! document and not through signals: no component renders for a drag.

use web_sys::{Element, HtmlElement};

use super::hooks::Legality;
use super::measure::Measured;
use crate::drag::event::{Hand, PointerKind};
use crate::drag::layout::Cell;

/// What was set, so that it can be taken back. Dropping it takes everything back.
pub(super) struct Marks {
    root: HtmlElement,
    cells: Vec<(Cell, Element)>,
    sources: Vec<HtmlElement>,
    over: Option<Element>,
}

impl Marks {
    pub(super) fn set(root: &HtmlElement, measured: &Measured, by: Hand) -> Self {
        set(root, "data-dragging", hand_name(by));
        for node in &measured.cells {
            let (word, reason) = match &node.legality {
                Legality::Legal => ("legal", ""),
                Legality::Illegal(reason) => ("illegal", &**reason),
            };
            set(&node.element, "data-drop", word);
            explain(&node.element, reason);
        }
        let sources: Vec<_> = measured
            .sources
            .iter()
            .map(|source| source.element.clone())
            .collect();
        for source in &sources {
            set(source, "data-drag", "source");
        }
        let cells = measured
            .cells
            .iter()
            .map(|node| (node.cell, node.element.clone()))
            .collect();
        Self {
            root: root.clone(),
            cells,
            sources,
            over: None,
        }
    }

    /// Marks the cell under the hand.
    pub(super) fn over(&mut self, cell: Option<Cell>) {
        let now = cell.and_then(|cell| self.cells.iter().find(|(other, _)| *other == cell));
        let now = now.map(|(_, element)| element.clone());
        if now == self.over {
            return;
        }
        if let Some(before) = std::mem::replace(&mut self.over, now) {
            unset(&before, "data-over");
        }
        if let Some(now) = &self.over {
            set(now, "data-over", "");
        }
    }

    /// The cell that is marked as under the hand.
    pub(super) fn cell_under_hand(&self) -> Option<Cell> {
        let over = self.over.as_ref()?;
        self.cells
            .iter()
            .find(|(_, element)| element == over)
            .map(|(cell, _)| *cell)
    }

    /// Takes the board's marks back but leaves the originals dimmed until the clone is home.
    pub(super) fn clear_board(&mut self) {
        self.over(None);
        unset(&self.root, "data-dragging");
        for (_, element) in self.cells.drain(..) {
            unset(&element, "data-drop");
            explain(&element, "");
        }
    }
}

impl Drop for Marks {
    fn drop(&mut self) {
        self.clear_board();
        for source in &self.sources {
            unset(source, "data-drag");
        }
    }
}

fn hand_name(by: Hand) -> &'static str {
    match by {
        Hand::Keyboard => "keyboard",
        Hand::Pointer(_, PointerKind::Mouse) => "mouse",
        Hand::Pointer(_, PointerKind::Pen) => "pen",
        Hand::Pointer(_, PointerKind::Touch) => "touch",
    }
}

/// Writes into the cell's own empty paragraph; a cell without one cannot explain itself here.
fn explain(cell: &Element, reason: &str) {
    if let Ok(Some(paragraph)) = cell.query_selector(".drop-reason") {
        paragraph.set_text_content(Some(reason));
    }
}

/// The names are constants and valid, the only thing setting an attribute can fail on.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    let _valid = element.set_attribute(name, value);
}

fn unset(element: &Element, name: &str) {
    let _valid = element.remove_attribute(name);
}
