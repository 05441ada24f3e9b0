//! Points of an evaluation, to the ten-thousandth.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use serde::{Serialize, Serializer};

use crate::rules::figures::Fraction;
use crate::schema::{Decimal, Value};

/// How many digits after the point are kept.
const SCALE: u8 = 4;
/// Ten-thousandths in one.
const UNITS: i64 = 10_000;

/// So many points: kept in ten-thousandths, so that the sum of what is published is the sum that
/// is published, and equal sums share a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Marks(i64);

impl Marks {
    /// Whole points.
    pub fn whole(points: i64) -> Self {
        Self(points.saturating_mul(UNITS))
    }

    /// The nearest to the exact number, halves away from zero.
    pub fn nearest(points: Fraction) -> Self {
        let text = points.rounded(SCALE);
        Decimal::parse(&text)
            .and_then(Self::exactly)
            .unwrap_or_default()
    }

    /// The decimal number; `None` when it needs more digits than are kept.
    pub fn exactly(decimal: Decimal) -> Option<Self> {
        ten_thousandths(decimal).map(Self)
    }

    /// As a record keeps it.
    pub fn value(self) -> Value {
        Value::Decimal(Decimal {
            units: self.0,
            scale: SCALE,
        })
    }

    /// Rounded half-up to be shown.
    pub fn rounded(self, decimals: u8) -> String {
        // The number of units in one is not 0.
        Fraction::new(self.0, UNITS)
            .unwrap_or(Fraction::ZERO)
            .rounded(decimals)
    }
}

/// The decimal number in ten-thousandths; `None` when it needs more digits or is too large.
pub fn ten_thousandths(decimal: Decimal) -> Option<i64> {
    let power = |digits: u8| 10_i64.checked_pow(u32::from(digits));
    if let Some(missing) = SCALE.checked_sub(decimal.scale) {
        return decimal.units.checked_mul(power(missing)?);
    }
    let excess = power(decimal.scale - SCALE)?;
    (decimal.units % excess == 0).then_some(decimal.units / excess)
}

/// So many ten-thousandths, with no more digits than it needs.
pub fn in_ones(ten_thousandths: i64) -> Decimal {
    let (mut units, mut scale) = (ten_thousandths, SCALE);
    while scale > 0 && units % 10 == 0 {
        (units, scale) = (units / 10, scale - 1);
    }
    Decimal { units, scale }
}

impl Add for Marks {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Marks {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Marks {
    fn sum<I: Iterator<Item = Self>>(marks: I) -> Self {
        marks.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Marks {
    /// With two decimals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rounded(2))
    }
}

impl Serialize for Marks {
    /// As shown: `"24.00"`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn marks_are_read_exactly_or_not_at_all() {
        let half = Marks::exactly(decimal("0.5")).unwrap();
        assert_eq!(half + half, Marks::whole(1));
        assert_eq!(
            Marks::exactly(decimal("0.500000")),
            Marks::exactly(decimal("0.5"))
        );
        assert_eq!(Marks::exactly(decimal("0.00001")), None);
        assert_eq!(ten_thousandths(decimal("9223372036854775807")), None);
    }

    #[test]
    fn three_thirds_are_shown_as_they_add_up() {
        let third = Marks::nearest(Fraction::new(10, 3).unwrap());
        let sum: Marks = [third; 3].into_iter().sum();
        assert_eq!(sum.rounded(4), "9.9999");
        assert_eq!(sum.to_string(), "10.00");
    }
}
