//! The middle of the state machine: cards are lifted, and sooner or later come down again.

use super::announce::{Announcement, Spot};
use super::autoscroll::AutoScroll;
use super::event::{Effect, Event, Hand, PointerId, Target};
use super::geometry::Point;
use super::keyboard::{Cursor, Key};
use super::layout::{Layout, Slot};
use super::machine::spot;

/// Cards in the air.
#[derive(Debug)]
pub(super) struct Drag<Id> {
    by: Hand,
    cards: Vec<Id>,
    layout: Layout<Id>,
    /// Where the pointer took hold.
    taken: Point,
    /// Where it is now.
    pointer: Point,
    scrolled: Point,
    cursor: Cursor,
    target: Option<Target>,
    followed: Point,
    auto: AutoScroll,
}

/// A drag that goes on, or nothing when it ended.
type Next<Id> = Option<Box<Drag<Id>>>;

impl<Id: Copy + Eq> Drag<Id> {
    pub(super) fn begin(
        by: Hand,
        cards: Vec<Id>,
        layout: Layout<Id>,
        home: Slot,
        taken: Point,
        pointer: Point,
        out: &mut Vec<Effect<Id>>,
    ) -> Self {
        let mut drag = Self {
            by,
            cards,
            layout,
            taken,
            pointer,
            scrolled: Point::default(),
            cursor: Cursor::at(home),
            target: None,
            followed: Point::default(),
            auto: AutoScroll::default(),
        };
        drag.aim(out);
        drag
    }

    pub(super) fn hand(&self) -> Hand {
        self.by
    }

    pub(super) fn scrolled(&self) -> Point {
        self.scrolled
    }

    pub(super) fn on(mut self: Box<Self>, event: Event<Id>, out: &mut Vec<Effect<Id>>) -> Next<Id> {
        match event {
            Event::PointerMove { pointer, at } if self.is_held_by(pointer) => self.pointer = at,
            Event::PointerUp { pointer, at } if self.is_held_by(pointer) => {
                self.pointer = at;
                self.aim(out);
                return self.let_go(out);
            }
            Event::PointerCancel { pointer } | Event::LostCapture { pointer }
                if self.is_held_by(pointer) =>
            {
                return self.cancel(out);
            }
            Event::PointerDown { .. }
            | Event::SecondPointer
            | Event::Blur
            | Event::Key {
                key: Key::Escape, ..
            } => return self.cancel(out),
            Event::Key { key, .. } if self.by == Hand::Keyboard => return self.key(key, out),
            Event::Scroll { by } => self.scrolled = self.scrolled + by,
            Event::Frame { now_ms } => self.frame(now_ms, out),
            _ => {}
        }
        Some(self)
    }

    /// The board was measured afresh, so nothing is scrolled since. The keyboard's cell may be gone: then so is the
    /// place it was asked to keep, and the cards go home.
    pub(super) fn relayout(
        mut self: Box<Self>,
        layout: Layout<Id>,
        out: &mut Vec<Effect<Id>>,
    ) -> Next<Id> {
        self.layout = layout;
        self.scrolled = Point::default();
        if self.by == Hand::Keyboard {
            let slot = self.cursor.slot;
            let Some(cell) = self.layout.cell(slot.cell) else {
                return self.cancel(out);
            };
            self.cursor.slot.index = slot.index.min(cell.count(&self.cards));
        }
        self.aim(out);
        Some(self)
    }

    fn is_held_by(&self, pointer: PointerId) -> bool {
        matches!(self.by, Hand::Pointer(own, _) if own == pointer)
    }

    /// Everything that is done once for each picture, however many events came in between.
    fn frame(&mut self, now_ms: f64, out: &mut Vec<Effect<Id>>) {
        if self.by == Hand::Keyboard {
            return;
        }
        let translation = self.pointer - self.taken;
        if translation != self.followed {
            self.followed = translation;
            out.push(Effect::Follow { translation });
        }
        self.aim(out);
        let velocity = self.auto.step(self.pointer, self.layout.viewport, now_ms);
        out.extend(velocity.map(Effect::AutoScroll));
    }

    /// Finds the target anew and tells of it if it changed.
    fn aim(&mut self, out: &mut Vec<Effect<Id>>) {
        let slot = match self.by {
            Hand::Keyboard => Some(self.cursor.slot),
            Hand::Pointer(..) => self
                .layout
                .slot_at(self.pointer, self.scrolled, &self.cards),
        };
        let target = slot.map(|slot| Target {
            slot,
            // Staying where one is needs nobody's leave.
            legal: self.is_at_home(slot)
                || self.layout.cell(slot.cell).is_some_and(|cell| cell.legal),
            gap: self.layout.gap(slot, &self.cards),
        });
        if target != self.target {
            self.target = target;
            out.push(Effect::Target(target));
        }
    }

    fn key(mut self: Box<Self>, key: Key, out: &mut Vec<Effect<Id>>) -> Next<Id> {
        match key {
            Key::Space | Key::Enter => return self.let_go(out),
            Key::Escape | Key::Tab => return self.cancel(out),
            _ => {}
        }
        let step = self.cursor.step(&self.layout, &self.cards, key);
        if let Some(cursor) = step {
            self.cursor = cursor;
            self.aim(out);
        }
        let at = spot(&self.layout, self.cursor.slot, &self.cards);
        let legal = self.target.is_some_and(|target| target.legal);
        out.push(Effect::Announce(match step {
            None => Announcement::AtEdge { at },
            Some(_) if legal => Announcement::MovedTo { to: at },
            Some(_) => Announcement::Illegal { at },
        }));
        Some(self)
    }

    fn is_at_home(&self, slot: Slot) -> bool {
        self.layout.is_home(slot, &self.cards)
    }

    /// Drops where the target is. On an illegal slot a pointer has nothing left to hold and the cards fly home; the
    /// keyboard holds on, so that the person can go somewhere else after hearing why.
    fn let_go(self: Box<Self>, out: &mut Vec<Effect<Id>>) -> Next<Id> {
        let Some(Target { slot, legal, .. }) = self.target else {
            return self.cancel(out);
        };
        if self.is_at_home(slot) {
            return self.cancel(out);
        }
        let at = spot(&self.layout, slot, &self.cards);
        if legal {
            let (after, before) = self.layout.neighbours(slot, &self.cards);
            let landing = Effect::Drop {
                cards: self.cards.clone(),
                slot,
                after,
                before,
            };
            return self.end(landing, Announcement::Dropped { at }, out);
        }
        if self.by == Hand::Keyboard {
            out.push(Effect::Announce(Announcement::Illegal { at }));
            return Some(self);
        }
        self.end(Effect::FlyHome, Announcement::Illegal { at }, out)
    }

    fn cancel(self: Box<Self>, out: &mut Vec<Effect<Id>>) -> Next<Id> {
        self.end(Effect::FlyHome, Announcement::Cancelled, out)
    }

    /// The one way out: whatever was begun is ended, in the order the edge needs it.
    fn end(
        mut self: Box<Self>,
        ending: Effect<Id>,
        word: Announcement<Spot>,
        out: &mut Vec<Effect<Id>>,
    ) -> Next<Id> {
        out.push(ending);
        out.extend(self.auto.stop().map(Effect::AutoScroll));
        if self.target.is_some() {
            out.push(Effect::Target(None));
        }
        if let Hand::Pointer(pointer, _) = self.by {
            out.push(Effect::Release(pointer));
            out.push(Effect::SuppressClick);
        }
        out.push(Effect::Announce(word));
        None
    }
}
