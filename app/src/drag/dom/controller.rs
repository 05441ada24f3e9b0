//! Holds the state machine and everything it works on: puts events through it, keeps the frames coming, and cleans up.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlElement;

use super::hooks::Hooks;
use super::listeners::Listener;
use super::marks::Marks;
use super::measure::{CardKey, Measured, Names, measure};
use super::overlay::{Departure, Overlay};
use super::scroll::Scrollers;
use super::swipe::Swipe;
use crate::drag::autoscroll::Velocity;
use crate::drag::event::{Effect, Event, Hand};
use crate::drag::geometry::Point;
use crate::drag::machine::{Machine, Pickup, Surface};

/// A frame that took longer, because the tab slept, must not throw the board a screen away.
const LONGEST_FRAME_MS: f64 = 50.0;

/// The state machine and everything it works on. No cell is borrowed while a hook runs, so hooks may call back.
pub(super) struct Controller {
    pub(super) root: HtmlElement,
    pub(super) hooks: Box<dyn Hooks>,
    pub(super) me: Weak<Self>,
    pub(super) machine: RefCell<Machine<CardKey>>,
    pub(super) names: RefCell<Names>,
    pub(super) measured: RefCell<Option<Measured>>,
    pub(super) marks: RefCell<Option<Marks>>,
    pub(super) overlay: RefCell<Option<Overlay>>,
    pub(super) departing: RefCell<Option<Departure>>,
    pub(super) scrollers: RefCell<Scrollers>,
    /// How far the content was scrolled since it was measured; the machine forgets when it comes to rest.
    pub(super) scrolled: Cell<Point>,
    pub(super) velocity: Cell<Velocity>,
    pub(super) press_timer: RefCell<Option<Timeout>>,
    frame: Closure<dyn FnMut(f64)>,
    frame_asked: Cell<Option<i32>>,
    last_frame_ms: Cell<Option<f64>>,
    /// The next click belongs to the drag that just ended.
    pub(super) swallow_click: Cell<bool>,
    /// Hears the finger even when its card leaves the document.
    pub(super) touch_guard: RefCell<Option<Listener>>,
    /// The finger on the board, whether or not it drags.
    pub(super) swipe: RefCell<Option<Swipe>>,
    /// Events that came while others were being carried out.
    waiting: RefCell<VecDeque<Event<CardKey>>>,
    is_busy: Cell<bool>,
}

impl Controller {
    pub(super) fn new(root: HtmlElement, hooks: Box<dyn Hooks>) -> Rc<Self> {
        Rc::new_cyclic(|me: &Weak<Self>| {
            let for_frame = me.clone();
            let frame = Closure::new(move |now_ms| {
                if let Some(controller) = for_frame.upgrade() {
                    controller.on_frame(now_ms);
                }
            });
            Self {
                root,
                hooks,
                me: me.clone(),
                machine: RefCell::default(),
                names: RefCell::default(),
                measured: RefCell::default(),
                marks: RefCell::default(),
                overlay: RefCell::default(),
                departing: RefCell::default(),
                scrollers: RefCell::default(),
                scrolled: Cell::default(),
                velocity: Cell::default(),
                press_timer: RefCell::default(),
                frame,
                frame_asked: Cell::default(),
                last_frame_ms: Cell::default(),
                swallow_click: Cell::default(),
                touch_guard: RefCell::default(),
                swipe: RefCell::default(),
                waiting: RefCell::default(),
                is_busy: Cell::default(),
            }
        })
    }

    /// While the machine is at work it is borrowed; that is only when a drag is just beginning.
    pub(super) fn is_dragging(&self) -> bool {
        self.machine
            .try_borrow()
            .is_ok_and(|machine| machine.is_dragging())
    }

    pub(super) fn hand(&self) -> Option<Hand> {
        self.machine.try_borrow().ok()?.hand()
    }

    pub(super) fn key(&self, card: &str) -> CardKey {
        self.names.borrow_mut().key(card)
    }

    /// Puts an event through the machine. One that comes while another is carried out waits its turn.
    pub(super) fn feed(&self, event: Event<CardKey>) {
        self.waiting.borrow_mut().push_back(event);
        if self.is_busy.replace(true) {
            return;
        }
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some(event) = next else { break };
            let effects = self.machine.borrow_mut().handle(event, &mut Document(self));
            self.carry_out(effects);
            if matches!(event, Event::PointerMove { .. } | Event::Scroll { .. })
                && self.is_dragging()
            {
                self.ask_for_frame();
            }
        }
        self.is_busy.set(false);
    }

    /// Measures again and goes on.
    pub(super) fn refresh(&self) {
        if !self.is_dragging() || self.is_busy.get() {
            return;
        }
        let (Some(by), Some(dragged)) = (
            self.hand(),
            self.measured.borrow().as_ref().map(|m| m.dragged.clone()),
        ) else {
            return;
        };
        let cards = self.names.borrow().cards(&dragged);
        self.scrollers.borrow().change();
        let measured = measure(
            &self.root,
            &self.scrollers.borrow(),
            &*self.hooks,
            &cards,
            &mut self.names.borrow_mut(),
        );
        // Taken back first: the old marks would clear the new ones where both are on one node.
        let over = self.marks.take().and_then(|marks| marks.cell_under_hand());
        let mut marks = Marks::set(&self.root, &measured, by);
        marks.over(over);
        self.marks.replace(Some(marks));
        let layout = measured.layout.clone();
        self.scrolled.set(Point::default());
        self.measured.replace(Some(measured));
        let effects = self.machine.borrow_mut().relayout(layout);
        self.is_busy.set(true);
        self.carry_out(effects);
        self.is_busy.set(false);
        self.ask_for_frame();
    }

    pub(super) fn cancel(&self) {
        self.feed(Event::Blur);
    }

    /// Takes everything back without telling anyone.
    pub(super) fn abandon(&self) {
        // Borrowed only while a hook is asked what to pick up, and then no pointer is captured yet.
        if let Ok(mut machine) = self.machine.try_borrow_mut() {
            for effect in machine.handle(Event::Blur, &mut Document(self)) {
                if let Effect::Release(pointer) = effect {
                    self.release(pointer.0);
                }
            }
        }
        self.press_timer.take();
        self.touch_guard.take();
        self.departing.take();
        self.overlay.take();
        self.marks.take();
        self.measured.take();
        if let (Some(frame), Some(window)) = (self.frame_asked.take(), web_sys::window()) {
            // Fails only for a number the browser never gave.
            let _known = window.cancel_animation_frame(frame);
        }
    }

    /// Looks how far the board was scrolled, by wheel, finger or itself.
    pub(super) fn look_at_scroll(&self) {
        let by = self.scrollers.borrow().change();
        if by != Point::default() && self.is_dragging() {
            self.feed(Event::Scroll { by });
        }
    }

    fn ask_for_frame(&self) {
        if self.frame_asked.get().is_none()
            && let Some(window) = web_sys::window()
        {
            let asked = window.request_animation_frame(self.frame.as_ref().unchecked_ref());
            self.frame_asked.set(asked.ok());
        }
    }

    /// First scrolls, then lets the machine look, then writes: one layout, one transform.
    fn on_frame(&self, now_ms: f64) {
        self.frame_asked.set(None);
        if !self.is_dragging() {
            self.last_frame_ms.set(None);
            return;
        }
        let last = self.last_frame_ms.replace(Some(now_ms)).unwrap_or(now_ms);
        let velocity = self.velocity.get();
        if velocity != Velocity::ZERO {
            let seconds = (now_ms - last).clamp(0.0, LONGEST_FRAME_MS) / 1000.0;
            self.scrollers.borrow().advance(velocity, seconds);
            self.look_at_scroll();
        }
        self.feed(Event::Frame { now_ms });
        if let Some(overlay) = &*self.overlay.borrow() {
            overlay.scrolled(self.scrolled.get());
        }
        if self.velocity.get() == Velocity::ZERO {
            self.last_frame_ms.set(None);
        } else {
            self.ask_for_frame();
        }
    }
}

/// The document as the machine sees it: something to pick cards up from.
struct Document<'a>(&'a Controller);

impl Surface<CardKey> for Document<'_> {
    fn pick_up(&mut self, card: CardKey) -> Option<Pickup<CardKey>> {
        let Document(controller) = *self;
        let primary = controller.names.borrow().card(card);
        let mut cards = controller.hooks.cards(&primary);
        if cards.is_empty() {
            return None;
        }
        cards.retain(|other| *other != primary);
        cards.insert(0, primary);
        let scrollers = Scrollers::of(&controller.root);
        let measured = measure(
            &controller.root,
            &scrollers,
            &*controller.hooks,
            &cards,
            &mut controller.names.borrow_mut(),
        );
        let pickup = Pickup {
            cards: measured.dragged.clone(),
            layout: measured.layout.clone(),
        };
        controller.scrollers.replace(scrollers);
        controller.measured.replace(Some(measured));
        Some(pickup)
    }
}
