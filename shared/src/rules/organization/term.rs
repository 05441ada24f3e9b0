//! Stretches of days in which something holds.

use crate::schema::Day;

/// From a day until another, which no longer belongs to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The first day; `None` when there is no beginning.
    pub from: Option<Day>,
    /// The first day that no longer belongs to it; `None` when there is no end.
    pub to: Option<Day>,
}

impl Term {
    /// Without beginning or end.
    pub const ALWAYS: Self = Self {
        from: None,
        to: None,
    };

    /// From `from` until `to`.
    pub const fn new(from: Option<Day>, to: Option<Day>) -> Self {
        Self { from, to }
    }

    /// Whether the day belongs to it.
    pub fn contains(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }

    /// What belongs to both.
    pub fn meet(self, other: Self) -> Self {
        Self {
            // No beginning is before every day.
            from: self.from.max(other.from),
            to: match (self.to, other.to) {
                (Some(one), Some(two)) => Some(one.min(two)),
                (one, two) => one.or(two),
            },
        }
    }

    /// Whether no day belongs to it.
    pub fn is_empty(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to <= from)
    }

    /// Whether some day belongs to both.
    pub fn overlaps(self, other: Self) -> bool {
        !self.is_empty() && !other.is_empty() && !self.meet(other).is_empty()
    }
}
