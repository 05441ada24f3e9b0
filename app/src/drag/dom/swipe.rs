//! A sideways swipe that has nothing left to scroll must not throw the page away.
//!
//! Browsers take it for "back". `overscroll-behavior` is asked not to, but a Chromium of today went back all the
//! same, from a board with `contain` and a page with `none`; refusing the move itself holds.

use std::rc::Rc;

use web_sys::PointerEvent;

use super::controller::Controller;
use super::listeners::point_of;
use super::scroll::Scrollers;
use crate::drag::geometry::Point;

/// The way of the finger that is down on the board.
pub(super) struct Swipe {
    from: Point,
    now: Point,
    scrollers: Scrollers,
}

pub(super) fn begin(controller: &Rc<Controller>, event: &PointerEvent) {
    if event.is_primary() {
        let swipe = (event.pointer_type() == "touch").then(|| Swipe {
            from: point_of(event),
            now: point_of(event),
            scrollers: Scrollers::of(&controller.root),
        });
        controller.swipe.replace(swipe);
    }
}

/// Comes before the touch event of the same movement.
pub(super) fn follow(controller: &Rc<Controller>, event: &PointerEvent) {
    if let Some(swipe) = &mut *controller.swipe.borrow_mut()
        && event.is_primary()
    {
        swipe.now = point_of(event);
    }
}

pub(super) fn keep_page(controller: &Rc<Controller>, event: &web_sys::Event) {
    let would_go_back = controller.swipe.borrow().as_ref().is_some_and(|swipe| {
        let way = swipe.now - swipe.from;
        way.x.abs() > way.y.abs() && swipe.scrollers.is_at_end(way.x)
    });
    if would_go_back && event.cancelable() {
        event.prevent_default();
    }
}
