//! Exact amounts: mu, tonnes, yuan.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use crate::rules::figures::Ratio;
use crate::schema::{Decimal, Value};

/// The digits after the point that are kept: as many as a [`Decimal`] can have.
const SCALE: u32 = 9;

/// An exact amount of anything that is counted in decimals, in billionths. A ledger of as many
/// amounts as there can be records stays far below what fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i128);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many whole ones.
    pub fn whole(number: i64) -> Self {
        Self(i128::from(number) * 10_i128.pow(SCALE))
    }

    /// The amount a field holds; `None` when it holds no number.
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Decimal(decimal) => Self::decimal(*decimal),
            Value::Money(number) | Value::Int(number) => Some(Self::whole(*number)),
            _ => None,
        }
    }

    /// The decimal as an amount; `None` when it has more digits than any that can be read.
    pub fn decimal(decimal: Decimal) -> Option<Self> {
        let missing = SCALE.checked_sub(u32::from(decimal.scale))?;
        Some(Self(i128::from(decimal.units) * 10_i128.pow(missing)))
    }

    /// What a field that may be empty comes to.
    pub fn or_zero(decimal: Option<Decimal>) -> Self {
        decimal.and_then(Self::decimal).unwrap_or(Self::ZERO)
    }

    /// The whole ones in it, the rest dropped; the nearest number there is when it is too large.
    pub fn floor(self) -> i64 {
        let whole = self.0.div_euclid(10_i128.pow(SCALE));
        i64::try_from(whole).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX })
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// What is missing to zero: never below zero itself.
    pub fn shortfall(self) -> Self {
        Self((-self.0).max(0))
    }

    /// So many times the amount.
    pub fn times(self, factor: i64) -> Self {
        Self(self.0.saturating_mul(i128::from(factor)))
    }

    /// Its share of `whole`, compared unrounded. A share too fine for two 64-bit numbers does not
    /// occur: amounts have nine digits after the point, and their common factors are taken out.
    pub fn share_of(self, whole: Self) -> Ratio {
        let factor = common_factor(self.0, whole.0).max(1);
        match (
            i64::try_from(self.0 / factor),
            i64::try_from(whole.0 / factor),
        ) {
            (Ok(numerator), Ok(denominator)) => Ratio::new(numerator, denominator),
            _ => Ratio::new(self.floor(), whole.floor()),
        }
    }

    /// The amount as text, in units of ten to the power of `shift`.
    pub(super) fn text_in(self, shift: u32) -> String {
        let scale = (SCALE + shift) as usize;
        let sign = if self.0 < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.0.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        match fraction.trim_end_matches('0') {
            "" => format!("{sign}{whole}"),
            fraction => format!("{sign}{whole}.{fraction}"),
        }
    }
}

fn common_factor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.saturating_abs(), b.saturating_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Amount {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::add)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text_in(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        Amount::decimal(Decimal::parse(text).unwrap()).unwrap()
    }

    #[test]
    fn amounts_are_exact_whatever_their_digits() {
        assert_eq!(amount("1500") - amount("1320"), Amount::whole(180));
        assert_eq!(amount("0.1") + amount("0.20"), amount("0.3"));
        assert_eq!(amount("39.90").to_string(), "39.9");
        assert_eq!((amount("1") - amount("1.05")).to_string(), "-0.05");
        assert_eq!(amount("15000").text_in(4), "1.5");
        assert_eq!(Amount::of(&Value::Flag(true)), None);
    }

    #[test]
    fn a_share_is_compared_unrounded() {
        let share = amount("39.9").share_of(amount("800"));
        assert_eq!(share.percent(4).as_deref(), Some("4.9875%"));
        assert!(share.below(500));
        assert!(amount("40").share_of(amount("800")).at_least(500));
        assert_eq!(Amount::ZERO.share_of(Amount::ZERO).percent(1), None);
    }
}
