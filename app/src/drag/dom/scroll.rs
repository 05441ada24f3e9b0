//! The boxes that scroll the board: one for each axis, often the same.

use std::cell::Cell;

use web_sys::{Element, HtmlElement};

use super::measure::client_rect;
use crate::drag::autoscroll::Velocity;
use crate::drag::geometry::{Point, Rect};

/// How much room the keyboard leaves around what it reveals, in CSS pixels.
const REVEAL_MARGIN: f64 = 32.0;

/// What scrolls the board, and how far it is scrolled.
#[derive(Debug, Default)]
pub(super) struct Scrollers {
    x: Option<Element>,
    y: Option<Element>,
    /// The offset at the last look.
    seen: Cell<Point>,
    /// The part of a pixel that the browser rounded away, else slow scrolling would stand still.
    rest: Cell<Point>,
}

impl Scrollers {
    /// Looks for `[data-scroll]` on the root, around it, then in it; without one the page scrolls.
    pub(super) fn of(root: &HtmlElement) -> Self {
        let scrollers = Self {
            x: find(root, "x"),
            y: find(root, "y"),
            ..Self::default()
        };
        scrollers.seen.set(scrollers.offset());
        scrollers
    }

    /// What of the board is seen.
    pub(super) fn viewport(&self, root: &HtmlElement) -> Rect {
        let page = document_element(root);
        let size = |pixels: i32| f64::from(pixels);
        let window = page.as_ref().map_or_else(
            || client_rect(root),
            |page| {
                Rect::new(
                    0.0,
                    0.0,
                    size(page.client_width()),
                    size(page.client_height()),
                )
            },
        );
        let boxes = [&self.x, &self.y]
            .into_iter()
            .flatten()
            .filter(|scroller| Some(*scroller) != page.as_ref());
        boxes.fold(window, |seen, scroller| {
            seen.intersection(&client_rect(scroller))
        })
    }

    fn offset(&self) -> Point {
        Point::new(
            self.x
                .as_ref()
                .map_or(0.0, |scroller| f64::from(scroller.scroll_left())),
            self.y
                .as_ref()
                .map_or(0.0, |scroller| f64::from(scroller.scroll_top())),
        )
    }

    /// How far it was scrolled since the last look, by whomever.
    pub(super) fn change(&self) -> Point {
        let now = self.offset();
        now - self.seen.replace(now)
    }

    /// Scrolls for as long as a frame took.
    pub(super) fn advance(&self, velocity: Velocity, seconds: f64) {
        self.scroll_by(Point::new(velocity.vx * seconds, velocity.vy * seconds) + self.rest.get());
    }

    /// Whether a finger that moves this way sideways finds nothing more to scroll.
    pub(super) fn is_at_end(&self, finger_x: f64) -> bool {
        self.x.as_ref().is_some_and(|scroller| {
            let rest = scroller.scroll_width() - scroller.client_width() - scroller.scroll_left();
            // A pixel may be lost to rounding.
            if finger_x > 0.0 {
                scroller.scroll_left() <= 0
            } else {
                rest <= 1
            }
        })
    }

    /// Scrolls just far enough to show a rectangle, given in client coordinates.
    pub(super) fn reveal(&self, rect: Rect, viewport: Rect) {
        let along = |start: f64, end: f64, from: f64, to: f64| {
            let (from, to) = (from + REVEAL_MARGIN, to - REVEAL_MARGIN);
            if start < from || end - start > to - from {
                (start - from).min(0.0)
            } else {
                (end - to).max(0.0)
            }
        };
        self.scroll_by(Point::new(
            along(rect.x, rect.right(), viewport.x, viewport.right()),
            along(rect.y, rect.bottom(), viewport.y, viewport.bottom()),
        ));
    }

    fn scroll_by(&self, by: Point) {
        let whole = Point::new(by.x.trunc(), by.y.trunc());
        self.rest.set(by - whole);
        // Distances of a frame or of a screen, far inside the range.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole pixels of one screen"
        )]
        let (x, y) = (whole.x as i32, whole.y as i32);
        if let Some(scroller) = self.x.as_ref().filter(|_| x != 0) {
            scroller.set_scroll_left(scroller.scroll_left() + x);
        }
        if let Some(scroller) = self.y.as_ref().filter(|_| y != 0) {
            scroller.set_scroll_top(scroller.scroll_top() + y);
        }
    }
}

fn find(root: &HtmlElement, axis: &str) -> Option<Element> {
    let selector = format!("[data-scroll='{axis}'], [data-scroll='']");
    let around = root.closest(&selector).ok().flatten();
    around
        .or_else(|| root.query_selector(&selector).ok().flatten())
        .or_else(|| document_element(root))
}

fn document_element(root: &HtmlElement) -> Option<Element> {
    root.owner_document()?.document_element()
}
