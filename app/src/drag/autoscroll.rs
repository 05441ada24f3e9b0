//! How fast the board scrolls while a card is held near its edge.

use super::geometry::{Point, Rect};

/// How near to an edge scrolling begins, in CSS pixels. As far beyond the edge it goes on at full speed, because a
/// hand that wants more board overshoots.
pub(super) const ZONE: f64 = 56.0;
/// At the edge, in CSS pixels per second.
const FULL_SPEED: f64 = 1400.0;
/// A card lifted beside an edge must not make the board leap away: speed grows from nothing over this time.
const RAMP_MS: f64 = 300.0;

/// Scrolling speed in CSS pixels per second; positive is to the right and down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Velocity {
    /// Sideways.
    pub vx: f64,
    /// Up and down.
    pub vy: f64,
}

impl Velocity {
    /// Standing still.
    pub const ZERO: Self = Self { vx: 0.0, vy: 0.0 };
}

/// Remembers since when the pointer has been at an edge, and what was last asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AutoScroll {
    since: Option<f64>,
    last: Velocity,
}

impl AutoScroll {
    /// The speed to scroll at from now on, if it changed.
    pub(super) fn step(&mut self, pointer: Point, viewport: Rect, now_ms: f64) -> Option<Velocity> {
        let wanted = velocity(pointer, viewport);
        if wanted == Velocity::ZERO {
            self.since = None;
            return self.change(Velocity::ZERO);
        }
        let since = *self.since.get_or_insert(now_ms);
        // The first step has to ask for something, or no further frame would come to ask for more.
        let share = ((now_ms - since) / RAMP_MS).clamp(0.05, 1.0);
        self.change(Velocity {
            vx: wanted.vx * share,
            vy: wanted.vy * share,
        })
    }

    /// Stand still, if it did not already.
    pub(super) fn stop(&mut self) -> Option<Velocity> {
        self.since = None;
        self.change(Velocity::ZERO)
    }

    fn change(&mut self, to: Velocity) -> Option<Velocity> {
        let changed = to != self.last;
        self.last = to;
        changed.then_some(to)
    }
}

/// Full speed for a pointer held here: by the distance to the nearest edge of each axis.
pub(super) fn velocity(pointer: Point, viewport: Rect) -> Velocity {
    let beyond = viewport.distance(pointer);
    if beyond > ZONE {
        return Velocity::ZERO;
    }
    Velocity {
        vx: along(pointer.x, viewport.x, viewport.right()),
        vy: along(pointer.y, viewport.y, viewport.bottom()),
    }
}

/// One axis. The square makes the outer half of the zone gentle and the rim fast.
fn along(at: f64, start: f64, end: f64) -> f64 {
    // On a very small board the zones of both edges must not meet.
    let zone = ZONE.min((end - start) / 3.0);
    if zone <= 0.0 {
        return 0.0;
    }
    let depth_start = ((start + zone - at) / zone).clamp(0.0, 1.0);
    let depth_end = ((at - (end - zone)) / zone).clamp(0.0, 1.0);
    (depth_end * depth_end - depth_start * depth_start) * FULL_SPEED
}
