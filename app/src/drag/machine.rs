//! The drag as a state machine: idle → pressed → dragging → idle, the same for mouse, pen, finger and keyboard.
//!
//! It decides and never acts. Each event gives back the effects to carry out, so the browser's part has no decisions
//! and the decisions have tests.

use super::announce::{Announcement, Spot};
use super::dragging::Drag;
use super::event::{Effect, Event, Hand, PointerId, PointerKind};
use super::geometry::Point;
use super::keyboard::Key;
use super::layout::{Layout, Slot};

/// How far a mouse or pen moves before a click becomes a drag, in CSS pixels.
pub const START_DISTANCE: f64 = 4.0;
/// How long a finger rests before the card is lifted.
pub const LONG_PRESS_MS: u32 = 250;
/// How far a resting finger may tremble, in CSS pixels; further, it scrolls.
pub const PRESS_TOLERANCE: f64 = 8.0;

/// What is lifted, and the board it is lifted from.
#[derive(Debug, Clone, PartialEq)]
pub struct Pickup<Id> {
    /// The cards that move together.
    pub cards: Vec<Id>,
    /// The board, measured now.
    pub layout: Layout<Id>,
}

/// The board, asked once for each drag, when a press turns out to be one: a click must not cost a measurement.
pub trait Surface<Id> {
    /// What a card takes along; nothing when it may not be moved at all.
    fn pick_up(&mut self, card: Id) -> Option<Pickup<Id>>;
}

/// The state of the one drag a board can have.
#[derive(Debug)]
pub struct Machine<Id> {
    state: State<Id>,
}

#[derive(Debug)]
enum State<Id> {
    Idle,
    Pressed(Press<Id>),
    Dragging(Box<Drag<Id>>),
}

/// A pointer is down on a card and it is not known yet what it wants.
#[derive(Debug, Clone, Copy)]
struct Press<Id> {
    pointer: PointerId,
    kind: PointerKind,
    at: Point,
    since_ms: f64,
    card: Id,
}

impl<Id> Default for Machine<Id> {
    fn default() -> Self {
        Self { state: State::Idle }
    }
}

impl<Id: Copy + Eq> Machine<Id> {
    /// Whether cards are lifted. Changes from elsewhere wait while they are.
    pub fn is_dragging(&self) -> bool {
        matches!(self.state, State::Dragging(_))
    }

    /// Whether nothing is going on.
    pub fn is_idle(&self) -> bool {
        matches!(self.state, State::Idle)
    }

    /// What is pressing a card or holding one.
    pub fn hand(&self) -> Option<Hand> {
        match &self.state {
            State::Idle => None,
            State::Pressed(press) => Some(Hand::Pointer(press.pointer, press.kind)),
            State::Dragging(drag) => Some(drag.hand()),
        }
    }

    /// How far the content was scrolled since the board was measured.
    pub fn scrolled(&self) -> Point {
        match &self.state {
            State::Dragging(drag) => drag.scrolled(),
            _ => Point::default(),
        }
    }

    /// Takes an event in and gives back what to do, in order.
    pub fn handle(&mut self, event: Event<Id>, surface: &mut impl Surface<Id>) -> Vec<Effect<Id>> {
        let mut effects = Vec::new();
        self.state = match std::mem::replace(&mut self.state, State::Idle) {
            State::Idle => idle(event, surface, &mut effects),
            State::Pressed(press) => press.on(event, surface, &mut effects),
            State::Dragging(drag) => drag
                .on(event, &mut effects)
                .map_or(State::Idle, State::Dragging),
        };
        effects
    }

    /// Goes on with a board measured afresh, after the window was resized or rows came into being by scrolling.
    pub fn relayout(&mut self, layout: Layout<Id>) -> Vec<Effect<Id>> {
        let mut effects = Vec::new();
        self.state = match std::mem::replace(&mut self.state, State::Idle) {
            State::Dragging(drag) => drag
                .relayout(layout, &mut effects)
                .map_or(State::Idle, State::Dragging),
            other => other,
        };
        effects
    }
}

fn idle<Id: Copy + Eq>(
    event: Event<Id>,
    surface: &mut impl Surface<Id>,
    out: &mut Vec<Effect<Id>>,
) -> State<Id> {
    match event {
        Event::PointerDown {
            pointer,
            kind,
            at,
            now_ms,
            card,
        } => {
            if kind == PointerKind::Touch {
                out.push(Effect::StartTimer(LONG_PRESS_MS));
            }
            State::Pressed(Press {
                pointer,
                kind,
                at,
                since_ms: now_ms,
                card,
            })
        }
        Event::Key {
            key: Key::Space,
            card: Some(card),
        } => lift(card, Grip::Keyboard, surface, out),
        _ => State::Idle,
    }
}

impl<Id: Copy + Eq> Press<Id> {
    fn on(
        self,
        event: Event<Id>,
        surface: &mut impl Surface<Id>,
        out: &mut Vec<Effect<Id>>,
    ) -> State<Id> {
        match event {
            Event::PointerMove { pointer, at } if pointer == self.pointer => {
                self.moved(at, surface, out)
            }
            Event::Timer { now_ms } if self.kind == PointerKind::Touch => {
                self.rested(now_ms, surface, out)
            }
            // The same pointer going down again means its release was never heard.
            Event::PointerDown { pointer, .. } if pointer == self.pointer => {
                self.forget(out);
                idle(event, surface, out)
            }
            Event::PointerUp { pointer, .. }
            | Event::PointerCancel { pointer }
            | Event::LostCapture { pointer } => {
                if pointer == self.pointer {
                    self.forget(out)
                } else {
                    State::Pressed(self)
                }
            }
            Event::PointerDown { .. }
            | Event::SecondPointer
            | Event::Blur
            | Event::Key {
                key: Key::Escape, ..
            } => self.forget(out),
            _ => State::Pressed(self),
        }
    }

    fn moved(
        self,
        at: Point,
        surface: &mut impl Surface<Id>,
        out: &mut Vec<Effect<Id>>,
    ) -> State<Id> {
        let distance = self.at.distance(at);
        match self.kind {
            PointerKind::Touch if distance > PRESS_TOLERANCE => self.forget(out),
            PointerKind::Mouse | PointerKind::Pen if distance >= START_DISTANCE => {
                lift(self.card, self.grip(at), surface, out)
            }
            _ => State::Pressed(self),
        }
    }

    fn rested(
        self,
        now_ms: f64,
        surface: &mut impl Surface<Id>,
        out: &mut Vec<Effect<Id>>,
    ) -> State<Id> {
        let early = f64::from(LONG_PRESS_MS) - (now_ms - self.since_ms);
        if early > 0.0 {
            // Timers of browsers are coarse on purpose. The wait is at most the press itself, so it fits.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to 1..=250"
            )]
            let rest = early.ceil().clamp(1.0, f64::from(LONG_PRESS_MS)) as u32;
            out.push(Effect::StartTimer(rest));
            return State::Pressed(self);
        }
        lift(self.card, self.grip(self.at), surface, out)
    }

    fn grip(self, now_at: Point) -> Grip {
        Grip::Pointer {
            pointer: self.pointer,
            kind: self.kind,
            taken: self.at,
            now_at,
        }
    }

    /// It was a click, a scroll, or nothing.
    fn forget(self, out: &mut Vec<Effect<Id>>) -> State<Id> {
        if self.kind == PointerKind::Touch {
            out.push(Effect::CancelTimer);
        }
        State::Idle
    }
}

/// How the card was taken hold of.
#[derive(Debug, Clone, Copy)]
enum Grip {
    Pointer {
        pointer: PointerId,
        kind: PointerKind,
        taken: Point,
        now_at: Point,
    },
    Keyboard,
}

/// Measures the board and begins the drag. A card that may not be moved, or that the board does not show, stays.
fn lift<Id: Copy + Eq>(
    card: Id,
    grip: Grip,
    surface: &mut impl Surface<Id>,
    out: &mut Vec<Effect<Id>>,
) -> State<Id> {
    let Some(Pickup { mut cards, layout }) = surface.pick_up(card) else {
        return State::Idle;
    };
    cards.retain(|other| *other != card);
    cards.insert(0, card);
    let Some(home) = layout.home(card, &cards) else {
        return State::Idle;
    };
    let corner = layout
        .card(card)
        .map_or_else(Point::default, |rect| rect.origin());
    let (by, taken, now_at) = match grip {
        Grip::Pointer {
            pointer,
            kind,
            taken,
            now_at,
        } => (Hand::Pointer(pointer, kind), taken, now_at),
        Grip::Keyboard => (Hand::Keyboard, corner, corner),
    };
    if let Hand::Pointer(pointer, _) = by {
        out.push(Effect::Capture(pointer));
    }
    out.push(Effect::Lift {
        cards: cards.clone(),
        at: taken,
        by,
    });
    if matches!(by, Hand::Pointer(_, PointerKind::Touch)) {
        out.push(Effect::Haptic);
    }
    let from = spot(&layout, home, &cards);
    out.push(Effect::Announce(Announcement::PickedUp {
        from,
        cards: cards.len(),
    }));
    State::Dragging(Box::new(Drag::begin(
        by, cards, layout, home, taken, now_at, out,
    )))
}

/// A slot with the number of positions around it.
pub(super) fn spot<Id: Copy + Eq>(layout: &Layout<Id>, slot: Slot, dragged: &[Id]) -> Spot {
    let positions = layout.cell(slot.cell).map_or(0, |cell| cell.count(dragged)) + 1;
    Spot { slot, positions }
}
