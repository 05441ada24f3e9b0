//! The effects the state machine asks for, one by one.

use gloo_timers::callback::Timeout;

use super::controller::Controller;
use super::marks::Marks;
use super::measure::CardKey;
use super::overlay::Overlay;
use crate::drag::event::{Effect, Event, Hand, Target};

impl Controller {
    pub(super) fn carry_out(&self, effects: Vec<Effect<CardKey>>) {
        if self.is_dragging() {
            self.scrolled.set(self.machine.borrow().scrolled());
        }
        let mut ended = None;
        for effect in effects {
            match effect {
                Effect::StartTimer(ms) => self.start_timer(ms),
                Effect::CancelTimer => drop(self.press_timer.take()),
                // Fails when the pointer is already gone; its end is then on the way as an event of its own.
                Effect::Capture(pointer) => drop(self.root.set_pointer_capture(pointer.0)),
                Effect::Release(pointer) => self.release(pointer.0),
                Effect::Lift { cards, by, .. } => self.lift(&cards, by),
                Effect::Follow { translation } => {
                    if let Some(overlay) = &*self.overlay.borrow() {
                        overlay.follow(translation);
                    }
                }
                Effect::Target(target) => self.aim(target),
                Effect::AutoScroll(velocity) => self.velocity.set(velocity),
                Effect::Drop { cards, slot, .. } => {
                    self.settle();
                    let ids = self.names.borrow().cards(&cards);
                    let landing = self
                        .measured
                        .borrow()
                        .as_ref()
                        .map(|board| board.landing(slot, &self.names.borrow()));
                    if let Some(landing) = landing {
                        self.hooks.on_drop(ids.clone(), landing);
                    }
                    ended = Some(ids);
                }
                Effect::FlyHome => {
                    self.fly_home();
                    let board = self.measured.borrow();
                    ended = board
                        .as_ref()
                        .map(|board| self.names.borrow().cards(&board.dragged));
                }
                Effect::Haptic => buzz(),
                Effect::Announce(word) => {
                    let board = self.measured.borrow();
                    let word = board
                        .as_ref()
                        .map(|board| word.map(|spot| board.place(spot)));
                    drop(board);
                    if let Some(word) = word {
                        self.hooks.announce(word);
                    }
                }
                Effect::SuppressClick => self.swallow_click.set(true),
            }
        }
        if let Some(cards) = ended {
            self.measured.take();
            self.hooks.on_end(&cards);
        }
    }

    fn start_timer(&self, ms: u32) {
        let me = self.me.clone();
        self.press_timer.replace(Some(Timeout::new(ms, move || {
            if let Some(controller) = me.upgrade() {
                controller.feed(Event::Timer { now_ms: now_ms() });
            }
        })));
    }

    pub(super) fn release(&self, pointer: i32) {
        if self.root.has_pointer_capture(pointer) {
            // Fails only for a pointer that is not there, which was just asked.
            let _held = self.root.release_pointer_capture(pointer);
        }
    }

    fn lift(&self, cards: &[CardKey], by: Hand) {
        // A clone still on its way from the drag before would leave its marks on this one.
        self.departing.take();
        if let Some(board) = &*self.measured.borrow() {
            let overlay = board
                .sources
                .first()
                .and_then(|source| Overlay::lift(source, cards.len(), by));
            self.overlay.replace(overlay);
            self.marks.replace(Some(Marks::set(&self.root, board, by)));
        }
        let ids = self.names.borrow().cards(cards);
        self.hooks.on_lift(&ids);
    }

    fn aim(&self, target: Option<Target>) {
        if let Some(marks) = &mut *self.marks.borrow_mut() {
            marks.over(target.map(|target| target.slot.cell));
        }
        if let Some(overlay) = &mut *self.overlay.borrow_mut() {
            overlay.aim(target, self.scrolled.get());
        }
        if self.hand() == Some(Hand::Keyboard) {
            self.reveal();
        }
        let hover = target.and_then(|target| {
            let board = self.measured.borrow();
            board
                .as_ref()
                .map(|board| board.hover(target.slot, target.legal, &self.names.borrow()))
        });
        self.hooks.on_target(hover);
    }

    /// Scrolls to where the keyboard went, as the eye would follow a hand.
    fn reveal(&self) {
        let mark = self
            .overlay
            .borrow()
            .as_ref()
            .and_then(|overlay| overlay.mark_rect(self.scrolled.get()));
        let viewport = self
            .measured
            .borrow()
            .as_ref()
            .map(|board| board.layout.viewport);
        if let (Some(mark), Some(viewport)) = (mark, viewport) {
            self.scrollers.borrow().reveal(mark, viewport);
            self.look_at_scroll();
        }
    }

    fn settle(&self) {
        self.marks.take();
        let overlay = self.overlay.take();
        let departure =
            overlay.and_then(|overlay| overlay.settle(self.scrolled.get(), self.when_departed()));
        self.departing.replace(departure);
    }

    fn fly_home(&self) {
        let (overlay, marks) = (self.overlay.take(), self.marks.take());
        let home = self
            .measured
            .borrow()
            .as_ref()
            .and_then(|board| Some(board.sources.first()?.rect.origin()));
        if let (Some(overlay), Some(mut marks), Some(home)) = (overlay, marks, home) {
            marks.clear_board();
            let departure =
                overlay.fly_home(home - self.scrolled.get(), marks, self.when_departed());
            self.departing.replace(departure);
        }
    }

    fn when_departed(&self) -> impl FnOnce() + use<> {
        let me = self.me.clone();
        move || {
            if let Some(controller) = me.upgrade() {
                controller.departing.take();
            }
        }
    }
}

/// The clock of the browser's events.
fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// A short buzz where the device has a motor; Safari has not even the function.
fn buzz() {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else {
        return;
    };
    if js_sys::Reflect::has(&navigator, &"vibrate".into()).unwrap_or(false) {
        navigator.vibrate_with_duration(10);
    }
}
