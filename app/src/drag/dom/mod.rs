//! The drag bound to a browser: listens on the board's root, measures it when a card is lifted, and carries out what
//! the state machine asks for. Decides nothing itself.
//!
//! - `listeners`: what the browser says, as events of the machine.
//! - `measure`: the document, as a layout of rectangles. Read once for each drag.
//! - `controller`: the machine and what it works on; `effects`: what it asks for, carried out.
//! - `overlay`: the clone under the hand and the mark of its landing place.
//! - `marks`: the attributes that let the style sheet light and dim the board.
//! - `scroll`: the boxes that scroll.
//! - `swipe`: keeps a sideways swipe from leaving the page.
//! - `hooks`: what the board's owner tells and is told.

mod controller;
mod effects;
mod hooks;
mod listeners;
mod marks;
mod measure;
mod overlay;
mod scroll;
mod swipe;

use std::rc::Rc;

use web_sys::HtmlElement;

pub use hooks::{CardId, Hooks, Hover, Landing, LaneRule, Legality, Place};

use controller::Controller;
use listeners::Listener;

/// Dragging is possible while this lives. Dropping it takes back every listener, attribute and node, and calls no
/// hook: whoever drops it is going away.
#[must_use = "dropping the guard ends drag and drop"]
pub struct Guard {
    controller: Rc<Controller>,
    _listeners: Vec<Listener>,
}

/// Makes the cards of a board draggable. `root` holds every cell of the board and outlives the guard.
pub fn attach(root: &HtmlElement, hooks: impl Hooks + 'static) -> Guard {
    let controller = Controller::new(root.clone(), Box::new(hooks));
    let listeners = listeners::install(root, &controller);
    Guard {
        controller,
        _listeners: listeners,
    }
}

impl Guard {
    /// Whether cards are lifted. Changes from elsewhere wait until [`Hooks::on_end`].
    pub fn is_dragging(&self) -> bool {
        self.controller.is_dragging()
    }

    /// Measures the board again during a drag, after it put other rows on the screen. The window's own resizing is
    /// noticed without it.
    pub fn refresh(&self) {
        self.controller.refresh();
    }

    /// Sends whatever is lifted home, for instance because the record was withdrawn from this person's sight.
    pub fn cancel(&self) {
        self.controller.cancel();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.controller.abandon();
    }
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guard")
            .field("is_dragging", &self.is_dragging())
            .finish_non_exhaustive()
    }
}
