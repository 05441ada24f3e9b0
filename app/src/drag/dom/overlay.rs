//! What floats above the board: a clone of the card under the hand, and the mark of the place it would land on.
//!
//! Both stand in a layer of their own in the body and are moved by `transform` only, so a frame of a drag lays out
//! and paints nothing of the board.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use super::marks::{Marks, set};
use super::measure::Source;
use crate::drag::event::{Hand, Target};
use crate::drag::gap::{Gap, GapShape};
use crate::drag::geometry::{Point, Rect};

/// How long the way home takes, as `--motion-slow` of the style sheet.
const HOME_MS: u32 = 200;
/// How long settling into the gap takes, as `--motion-fast`.
const SETTLE_MS: u32 = 120;

/// The floating nodes of one drag. Dropping it removes them.
pub(super) struct Overlay {
    layer: HtmlElement,
    card: HtmlElement,
    mark: HtmlElement,
    /// Where the card was on the screen when it was lifted.
    origin: Rect,
    by: Hand,
    gap: Option<Gap>,
}

impl Overlay {
    /// Clones the card into a new layer. Nothing when the document is being torn down.
    pub(super) fn lift(source: &Source, cards: usize, by: Hand) -> Option<Self> {
        let document = source.element.owner_document()?;
        let layer = div(&document, "drag-layer")?;
        set(&layer, "aria-hidden", "true");
        style(
            &layer,
            &[
                ("position", "fixed"),
                ("inset", "0"),
                ("pointer-events", "none"),
                ("z-index", "1000"),
            ],
        );

        let mark = div(&document, "drop-gap")?;
        style(
            &mark,
            &[
                ("position", "absolute"),
                ("left", "0"),
                ("top", "0"),
                ("display", "none"),
            ],
        );

        let card = source
            .element
            .clone_node_with_deep(true)
            .ok()?
            .dyn_into::<HtmlElement>()
            .ok()?;
        make_anonymous(&card);
        let _valid = card.class_list().add_1("drag-card");
        set(&card, "data-count", &cards.to_string());
        let origin = source.rect;
        style(
            &card,
            &[
                ("position", "absolute"),
                ("box-sizing", "border-box"),
                ("margin", "0"),
                ("left", &pixels(origin.x)),
                ("top", &pixels(origin.y)),
                ("width", &pixels(origin.width)),
                ("height", &pixels(origin.height)),
                ("will-change", "transform"),
            ],
        );
        if by == Hand::Keyboard && !is_motion_reduced() {
            style(&card, &[("transition", &transition(SETTLE_MS))]);
        }
        layer.append_child(&mark).ok()?;
        layer.append_child(&card).ok()?;
        document.body()?.append_child(&layer).ok()?;
        Some(Self {
            layer,
            card,
            mark,
            origin,
            by,
            gap: None,
        })
    }

    /// Moves the clone from where it was lifted.
    pub(super) fn follow(&self, translation: Point) {
        move_to(&self.card, translation);
    }

    /// Shows where the cards would land.
    pub(super) fn aim(&mut self, target: Option<Target>, scrolled: Point) {
        self.gap = target.map(|target| target.gap);
        let Some(target) = target else {
            return style(&self.mark, &[("display", "none")]);
        };
        let shape = match target.gap.shape {
            GapShape::Line => "line",
            GapShape::Place => "place",
        };
        set(&self.mark, "data-shape", shape);
        set(
            &self.mark,
            "data-drop",
            if target.legal { "legal" } else { "illegal" },
        );
        let rect = target.gap.rect;
        style(
            &self.mark,
            &[
                ("display", "block"),
                ("width", &pixels(rect.width)),
                ("height", &pixels(rect.height)),
            ],
        );
        self.scrolled(scrolled);
    }

    /// Keeps the mark at its place of the content. What the keyboard holds stands there too.
    pub(super) fn scrolled(&self, scrolled: Point) {
        if let Some(gap) = self.gap {
            move_to(&self.mark, gap.rect.origin() - scrolled);
            if self.by == Hand::Keyboard {
                move_to(
                    &self.card,
                    gap.rect.origin() - scrolled - self.origin.origin(),
                );
            }
        }
    }

    /// Where the mark is on the screen.
    pub(super) fn mark_rect(&self, scrolled: Point) -> Option<Rect> {
        self.gap.map(|gap| gap.rect.shifted(-scrolled))
    }

    /// Lets the clone glide into the gap, where the real card already stands.
    pub(super) fn settle(
        self,
        scrolled: Point,
        then: impl FnOnce() + 'static,
    ) -> Option<Departure> {
        let to = self
            .gap
            .map_or(self.origin.origin(), |gap| gap.rect.origin());
        self.depart(to - scrolled, SETTLE_MS, None, then)
    }

    /// Lets the clone fly back to the original, which stays dimmed until it is there. `home` is where it is now.
    pub(super) fn fly_home(
        self,
        home: Point,
        marks: Marks,
        then: impl FnOnce() + 'static,
    ) -> Option<Departure> {
        self.depart(home, HOME_MS, Some(marks), then)
    }

    fn depart(
        self,
        to: Point,
        ms: u32,
        marks: Option<Marks>,
        then: impl FnOnce() + 'static,
    ) -> Option<Departure> {
        if is_motion_reduced() {
            return None;
        }
        style(&self.mark, &[("display", "none")]);
        style(&self.card, &[("transition", &transition(ms))]);
        set(&self.card, "data-leaving", "");
        move_to(&self.card, to - self.origin.origin());
        // A timer and not `transitionend`: that does not come when the tab is hidden or nothing had to move.
        Some(Departure {
            _overlay: self,
            _marks: marks,
            _timer: Timeout::new(ms + 20, then),
        })
    }
}

impl Drop for Overlay {
    fn drop(&mut self) {
        self.layer.remove();
    }
}

/// A clone on its last way. Dropping it ends the way at once.
pub(super) struct Departure {
    _overlay: Overlay,
    _marks: Option<Marks>,
    _timer: Timeout,
}

/// A copy must not be found in place of the original, neither by tests and scripts nor by the focus.
fn make_anonymous(card: &HtmlElement) {
    let hide = |element: &Element| {
        for name in ["id", "data-record", "data-drag", "tabindex", "name", "for"] {
            let _valid = element.remove_attribute(name);
        }
    };
    hide(card);
    if let Ok(inside) = card.query_selector_all("[id], [data-record], [tabindex], [name], [for]") {
        for at in 0..inside.length() {
            if let Some(element) = inside
                .get(at)
                .and_then(|node| node.dyn_into::<Element>().ok())
            {
                hide(&element);
            }
        }
    }
    set(card, "inert", "");
}

fn div(document: &Document, class: &str) -> Option<HtmlElement> {
    let element = document
        .create_element("div")
        .ok()?
        .dyn_into::<HtmlElement>()
        .ok()?;
    element.set_class_name(class);
    Some(element)
}

/// Through the object model, which the content security policy allows where a `style` attribute is forbidden. It
/// fails on read-only declarations only, and an element's own never is.
fn style(element: &HtmlElement, declarations: &[(&str, &str)]) {
    let style = element.style();
    for (name, value) in declarations {
        let _writable = style.set_property(name, value);
    }
}

fn move_to(element: &HtmlElement, by: Point) {
    style(
        element,
        &[(
            "transform",
            &format!("translate3d({}px, {}px, 0)", by.x, by.y),
        )],
    );
}

fn pixels(length: f64) -> String {
    format!("{length}px")
}

fn transition(ms: u32) -> String {
    format!("transform {ms}ms cubic-bezier(0.2, 0, 0, 1)")
}

/// Whether the person asked their system for stillness.
fn is_motion_reduced() -> bool {
    let query = web_sys::window().and_then(|window| {
        window
            .match_media("(prefers-reduced-motion: reduce)")
            .ok()?
    });
    query.is_some_and(|query| query.matches())
}
