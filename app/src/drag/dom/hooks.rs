//! What the board's owner tells the drag, and is told by it.

use std::rc::Rc;

use crate::drag::announce::Announcement;

/// The value of a card's `data-record`.
pub type CardId = Rc<str>;

/// Whether cards may be dropped on a column or lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Legality {
    /// They may.
    Legal,
    /// They may not, and this sentence says why.
    Illegal(Rc<str>),
}

/// Whether a card may change its lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LaneRule {
    /// It may.
    Free,
    /// Lanes only group; this sentence says why the others are closed.
    Fixed(Rc<str>),
}

/// A place between the cards of a cell, in the document's names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landing {
    /// `data-column`.
    pub column: Rc<str>,
    /// `data-lane`, empty on a board without lanes.
    pub lane: Rc<str>,
    /// How many cards come before, the dragged ones not counted. In a windowed list only those in the document count,
    /// so trust the neighbours more.
    pub index: usize,
    /// The card just before this place: the dragged come after it.
    pub after: Option<CardId>,
    /// The card just behind this place: the dragged come before it.
    pub before: Option<CardId>,
}

/// Where the cards would land, and whether they may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The place.
    pub landing: Landing,
    /// Legal, or why not.
    pub legality: Legality,
}

/// A place as the live region names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// `data-column`.
    pub column: Rc<str>,
    /// `data-lane`, empty on a board without lanes.
    pub lane: Rc<str>,
    /// From 1.
    pub position: usize,
    /// How many positions the cell has.
    pub positions: usize,
    /// Why nothing may be dropped here, if so.
    pub refusal: Option<Rc<str>>,
}

/// The board's owner. Its methods run inside the browser's event: they may set signals (with `try_*`, because a
/// component may be gone) but must not dispatch events or `.click()`.
pub trait Hooks {
    /// Which cards move with this one, itself among them; none when it may not be moved.
    fn cards(&self, card: &CardId) -> Vec<CardId> {
        vec![card.clone()]
    }

    /// Whether these cards may come to the column with this `data-column`. Asked once for each column when a drag
    /// begins. Staying in place is never refused, whatever the answer for the cards' own column.
    fn legality(&self, cards: &[CardId], column: &str) -> Legality;

    /// Whether these cards may change their lane. Asked once when a drag begins.
    fn lanes(&self, cards: &[CardId]) -> LaneRule;

    /// A drag begins: changes from elsewhere should wait.
    fn on_lift(&self, _cards: &[CardId]) {}

    /// The place under the hand changed.
    fn on_target(&self, _target: Option<Hover>) {}

    /// Move the cards there, the one under the hand first. Show it at once: the clone is taken away in the next
    /// frames.
    fn on_drop(&self, cards: Vec<CardId>, landing: Landing);

    /// The drag is over, with or without a drop: what waited may come.
    fn on_end(&self, _cards: &[CardId]) {}

    /// Say this in the live region.
    fn announce(&self, word: Announcement<Place>);
}
