//! What the browser says, as events of the state machine.
//!
//! Everything that begins a drag is heard on the board's root. The window is listened to for what ends one: another
//! finger anywhere, Escape wherever the focus is, the loss of the person's attention.

use std::rc::{Rc, Weak};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    AddEventListenerOptions, Element, EventTarget, HtmlElement, KeyboardEvent, PointerEvent,
    UiEvent,
};

use super::controller::Controller;
use super::swipe;
use crate::drag::event::{Event, Hand, PointerId, PointerKind};
use crate::drag::geometry::Point;
use crate::drag::keyboard::Key;

/// Parts of a card that have a use of their own.
const INTERACTIVE: &str =
    "a, button, input, select, textarea, summary, [contenteditable], [data-no-drag]";

/// How a listener hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// After what is inside.
    Bubble,
    /// Before what is inside.
    Capture,
}

/// One listener. Dropping it stops listening.
pub(super) struct Listener {
    target: EventTarget,
    kind: &'static str,
    how: How,
    closure: Closure<dyn FnMut(web_sys::Event)>,
}

impl Listener {
    fn new<E: JsCast + 'static>(
        target: &EventTarget,
        kind: &'static str,
        how: How,
        controller: &Rc<Controller>,
        handler: fn(&Rc<Controller>, &E),
    ) -> Self {
        let weak: Weak<Controller> = Rc::downgrade(controller);
        let closure = Closure::new(move |event: web_sys::Event| {
            // Scripts may dispatch any event under any name; one of another type is not ours.
            if let (Some(controller), Some(event)) = (weak.upgrade(), event.dyn_ref::<E>()) {
                handler(&controller, event);
            }
        });
        let options = AddEventListenerOptions::new();
        options.set_capture(how == How::Capture);
        // Browsers take `touchmove` for passive unless told, and a passive one cannot keep the board from scrolling.
        options.set_passive(false);
        let function = closure.as_ref().unchecked_ref();
        // Adding a listener to an existing target cannot fail.
        let _added = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind, function, &options,
        );
        Self {
            target: target.clone(),
            kind,
            how,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let capture = self.how == How::Capture;
        let _removed = self
            .target
            .remove_event_listener_with_callback_and_bool(self.kind, function, capture);
    }
}

/// Listens to everything a drag needs.
pub(super) fn install(root: &HtmlElement, controller: &Rc<Controller>) -> Vec<Listener> {
    let mut listeners = vec![
        Listener::new(root, "pointerdown", How::Bubble, controller, pointer_down),
        Listener::new(root, "pointermove", How::Bubble, controller, pointer_move),
        Listener::new(root, "pointerup", How::Bubble, controller, pointer_up),
        Listener::new(
            root,
            "pointercancel",
            How::Bubble,
            controller,
            pointer_cancel,
        ),
        Listener::new(
            root,
            "lostpointercapture",
            How::Bubble,
            controller,
            lost_capture,
        ),
        Listener::new(root, "touchmove", How::Bubble, controller, touch_move),
        Listener::new(root, "touchstart", How::Bubble, controller, touch_start),
        Listener::new(root, "contextmenu", How::Bubble, controller, context_menu),
        Listener::new(root, "pointerdown", How::Bubble, controller, swipe::begin),
        Listener::new(root, "pointermove", How::Bubble, controller, swipe::follow),
        Listener::new(root, "touchmove", How::Bubble, controller, swipe::keep_page),
        Listener::new(root, "selectstart", How::Bubble, controller, native_gesture),
        Listener::new(root, "dragstart", How::Bubble, controller, native_gesture),
    ];
    if let Some(window) = web_sys::window() {
        listeners.extend([
            Listener::new(
                &window,
                "pointerdown",
                How::Capture,
                controller,
                any_pointer_down,
            ),
            Listener::new(&window, "click", How::Capture, controller, click),
            Listener::new(&window, "keydown", How::Capture, controller, key_down),
            Listener::new(&window, "scroll", How::Capture, controller, scroll),
            Listener::new(&window, "resize", How::Bubble, controller, resize),
            Listener::new(&window, "blur", How::Bubble, controller, blur),
        ]);
    }
    listeners
}

fn pointer_of(event: &PointerEvent) -> PointerId {
    PointerId(event.pointer_id())
}

fn kind_of(event: &PointerEvent) -> PointerKind {
    match event.pointer_type().as_str() {
        "touch" => PointerKind::Touch,
        "pen" => PointerKind::Pen,
        _ => PointerKind::Mouse,
    }
}

pub(super) fn point_of(event: &PointerEvent) -> Point {
    Point::new(f64::from(event.client_x()), f64::from(event.client_y()))
}

fn target_of(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The card an element belongs to, unless it has a use of its own there.
fn card_around(root: &HtmlElement, element: &Element) -> Option<Element> {
    let card = element
        .closest("[data-record]")
        .ok()
        .flatten()
        .filter(|card| root.contains(Some(card)))?;
    let interactive = element.closest(INTERACTIVE).ok().flatten();
    let is_own_use = interactive.is_some_and(|part| part != card && card.contains(Some(&part)));
    (!is_own_use).then_some(card)
}

fn pointer_down(controller: &Rc<Controller>, event: &PointerEvent) {
    if !event.is_primary() || event.button() != 0 || event.default_prevented() {
        return;
    }
    let card = target_of(event).and_then(|element| card_around(&controller.root, &element));
    let Some((card, id)) =
        card.and_then(|card| card.get_attribute("data-record").map(|id| (card, id)))
    else {
        return;
    };
    let kind = kind_of(event);
    if kind == PointerKind::Touch {
        // A finger's events go to the node it began on. Should a windowed list remove that node, they would pass the
        // root by and the browser would scroll, so they are heard on the card itself as well.
        let guard = Listener::new(&card, "touchmove", How::Bubble, controller, touch_move);
        controller.touch_guard.replace(Some(guard));
    }
    controller.feed(Event::PointerDown {
        pointer: pointer_of(event),
        kind,
        at: point_of(event),
        now_ms: event.time_stamp(),
        card: controller.key(&id),
    });
}

/// A second finger may come down beside the board.
fn any_pointer_down(controller: &Rc<Controller>, event: &PointerEvent) {
    controller.swallow_click.set(false);
    match controller.hand() {
        Some(Hand::Pointer(own, _)) if own == pointer_of(event) => {}
        Some(_) => controller.feed(Event::SecondPointer),
        None => {}
    }
}

fn pointer_move(controller: &Rc<Controller>, event: &PointerEvent) {
    let pointer = pointer_of(event);
    if event.buttons() == 0 && kind_of(event) != PointerKind::Touch {
        // It was let go where nobody heard it, for instance over a browser dialog.
        controller.feed(Event::PointerCancel { pointer });
    } else {
        controller.feed(Event::PointerMove {
            pointer,
            at: point_of(event),
        });
    }
}

fn pointer_up(controller: &Rc<Controller>, event: &PointerEvent) {
    controller.feed(Event::PointerUp {
        pointer: pointer_of(event),
        at: point_of(event),
    });
}

fn pointer_cancel(controller: &Rc<Controller>, event: &PointerEvent) {
    controller.feed(Event::PointerCancel {
        pointer: pointer_of(event),
    });
}

/// Taking the pointer over from the card makes the card lose it, and that loss bubbles up here: only the root's own
/// counts.
fn lost_capture(controller: &Rc<Controller>, event: &PointerEvent) {
    let root: &Element = &controller.root;
    if target_of(event).as_ref() == Some(root) {
        controller.feed(Event::LostCapture {
            pointer: pointer_of(event),
        });
    }
}

/// A finger that catches the board while it still rolls belongs to the scrolling: the browser will not let its moves
/// be kept from it, so a long press must not lift.
fn touch_start(controller: &Rc<Controller>, event: &web_sys::Event) {
    if let Some(Hand::Pointer(pointer, PointerKind::Touch)) = controller.hand()
        && !event.cancelable()
    {
        controller.feed(Event::PointerCancel { pointer });
    }
}

/// `touch-action` cannot change after the finger is down; this is how a lifted card keeps the board from scrolling.
fn touch_move(controller: &Rc<Controller>, event: &web_sys::Event) {
    if controller.is_dragging() && event.cancelable() {
        event.prevent_default();
    }
}

/// A long press must lift, not open a menu.
fn context_menu(controller: &Rc<Controller>, event: &web_sys::Event) {
    let by_touch = matches!(
        controller.hand(),
        Some(Hand::Pointer(_, PointerKind::Touch))
    );
    if by_touch || controller.is_dragging() {
        event.prevent_default();
    }
}

/// Selecting text and the browser's own drag would take the pointer away.
fn native_gesture(controller: &Rc<Controller>, event: &web_sys::Event) {
    if controller.hand().is_some() {
        event.prevent_default();
    }
}

/// Clicks from the keyboard and from scripts have no detail and are never the tail of a drag.
fn click(controller: &Rc<Controller>, event: &UiEvent) {
    if event.detail() != 0 && controller.swallow_click.take() {
        event.prevent_default();
        event.stop_immediate_propagation();
    }
}

fn scroll(controller: &Rc<Controller>, _: &web_sys::Event) {
    if controller.is_dragging() {
        controller.look_at_scroll();
    }
}

fn resize(controller: &Rc<Controller>, _: &web_sys::Event) {
    controller.refresh();
}

fn blur(controller: &Rc<Controller>, event: &web_sys::Event) {
    // Elements blur too; only the window's own loss counts, and that does not bubble from anywhere.
    if controller.hand().is_some()
        && event
            .target()
            .is_some_and(|target| target.is_instance_of::<web_sys::Window>())
    {
        controller.feed(Event::Blur);
    }
}

fn key_of(event: &KeyboardEvent) -> Option<Key> {
    Some(match event.key().as_str() {
        " " => Key::Space,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        _ => return None,
    })
}

fn key_down(controller: &Rc<Controller>, event: &KeyboardEvent) {
    let chord = event.ctrl_key() || event.alt_key() || event.meta_key();
    let Some(key) = key_of(event).filter(|key| *key == Key::Escape || !chord) else {
        return;
    };
    if event.is_composing() {
        return;
    }
    match controller.hand() {
        None => pick_up(controller, event, key),
        Some(Hand::Keyboard) => {
            // A key held down would pick up and drop again and again.
            if !(event.repeat() && matches!(key, Key::Space | Key::Enter)) {
                controller.feed(Event::Key { key, card: None });
            }
            if key != Key::Tab {
                keep(event);
            }
        }
        Some(Hand::Pointer(..)) if key == Key::Escape => {
            // Before the card is lifted Escape belongs to whatever is open.
            if controller.is_dragging() {
                keep(event);
            }
            controller.feed(Event::Key { key, card: None });
        }
        Some(Hand::Pointer(..)) => {}
    }
}

/// Only a card that has the focus itself: Space on a button inside it presses the button.
fn pick_up(controller: &Rc<Controller>, event: &KeyboardEvent, key: Key) {
    let focused = target_of(event).filter(|element| controller.root.contains(Some(element)));
    let Some(id) = focused.and_then(|element| element.get_attribute("data-record")) else {
        return;
    };
    if key != Key::Space || event.repeat() || event.shift_key() || event.default_prevented() {
        return;
    }
    controller.feed(Event::Key {
        key,
        card: Some(controller.key(&id)),
    });
    if controller.is_dragging() {
        keep(event);
    }
}

/// The key was for the drag: the page must not scroll by it, and nothing else may hear it.
fn keep(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}
