//! Exact numbers.

use std::cmp::Ordering;

/// An exact number, compared and rounded without ever overflowing.
///
/// Kept in lowest terms with a denominator above zero, so equal numbers are equal values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };

    /// `numerator / denominator`; `None` when the denominator is 0.
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        Self::reduced(i128::from(numerator), i128::from(denominator))
    }

    /// The numerators and denominators made here are products and sums of a few 64-bit numbers,
    /// never the one number of 128 bits that has no negative.
    pub(super) fn reduced(numerator: i128, denominator: i128) -> Option<Self> {
        let sign = if denominator < 0 { -1 } else { 1 };
        let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok().filter(|d| *d != 0)?;
        (denominator != 0).then(|| Self {
            numerator: numerator / divisor * sign,
            denominator: denominator / divisor * sign,
        })
    }

    pub(super) fn numerator(self) -> i128 {
        self.numerator
    }

    pub(super) fn denominator(self) -> i128 {
        self.denominator
    }

    /// The number as text with `decimals` digits after the point, rounded half-up (its size: −0.05
    /// becomes −0.1).
    pub fn rounded(self, decimals: u8) -> String {
        self.shown(1, decimals)
    }

    /// `factor` times the number, rounded like [`rounded`](Self::rounded).
    pub(super) fn shown(self, factor: u8, decimals: u8) -> String {
        let (whole, digits) = self.digits(factor, decimals);
        let is_zero = whole == 0 && digits.iter().all(|digit| *digit == 0);
        let sign = if self.numerator < 0 && !is_zero {
            "-"
        } else {
            ""
        };
        let mut text = format!("{sign}{whole}");
        if !digits.is_empty() {
            text.push('.');
            text.extend(digits.iter().map(|digit| char::from(b'0' + digit)));
        }
        text
    }

    /// The size of `factor` times the number: whole part and digits after the point, by long
    /// division, so that nothing needs more than 128 bits.
    fn digits(self, factor: u8, decimals: u8) -> (u128, Vec<u8>) {
        let (size, unit) = (
            self.numerator.unsigned_abs(),
            self.denominator.unsigned_abs(),
        );
        let (carried, mut rest) = times(size % unit, factor, unit);
        let mut whole = (size / unit)
            .saturating_mul(u128::from(factor))
            .saturating_add(u128::from(carried));
        let mut digits = Vec::with_capacity(usize::from(decimals));
        for _ in 0..decimals {
            let (digit, next) = times(rest, 10, unit);
            digits.push(digit);
            rest = next;
        }
        if rest >= unit - rest {
            round_up(&mut whole, &mut digits);
        }
        (whole, digits)
    }
}

/// `rest * factor` divided by `unit`: the quotient, below `factor`, and what is left. `rest` is
/// below `unit`, `unit` below half of what 128 bits hold.
fn times(rest: u128, factor: u8, unit: u128) -> (u8, u128) {
    let (mut quotient, mut left) = (0, 0);
    for _ in 0..factor {
        left += rest;
        if left >= unit {
            left -= unit;
            quotient += 1;
        }
    }
    (quotient, left)
}

fn round_up(whole: &mut u128, digits: &mut [u8]) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    *whole = whole.saturating_add(1);
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Ord for Fraction {
    /// Compares whole parts, then the reciprocals of what is left, as Euclid did: cross products
    /// of differences would need more than 128 bits.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b) = (self.numerator, self.denominator);
        let (mut c, mut d) = (other.numerator, other.denominator);
        loop {
            let whole = a.div_euclid(b).cmp(&c.div_euclid(d));
            let (left, right) = (a.rem_euclid(b), c.rem_euclid(d));
            if whole.is_ne() {
                return whole;
            }
            if left == 0 || right == 0 {
                return left.cmp(&right);
            }
            // left/b < right/d exactly when d/right < b/left.
            (a, b, c, d) = (d, right, b, left);
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fraction(numerator: i64, denominator: i64) -> Fraction {
        Fraction::new(numerator, denominator).unwrap()
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(fraction(1, 20).rounded(1), "0.1");
        assert_eq!(fraction(-1, 20).rounded(1), "-0.1");
        assert_eq!(fraction(-1, 21).rounded(1), "0.0");
        assert_eq!(fraction(-1, -2).rounded(0), "1");
        assert_eq!(fraction(1999, 1000).rounded(2), "2.00");
        assert_eq!(fraction(999, 1000).rounded(1), "1.0");
    }

    #[test]
    fn the_largest_numbers_are_compared_and_shown() {
        let most = fraction(i64::MIN, -1);
        assert_eq!(most.rounded(1), "9223372036854775808.0");
        assert!(fraction(i64::MIN, 1) < most);
        assert!(fraction(i64::MAX, i64::MAX - 1) > fraction(i64::MAX - 1, i64::MAX - 1));
        assert_eq!(Fraction::new(i64::MIN, 0), None);
        assert_eq!(Fraction::new(0, 0), None);
    }

    proptest! {
        #[test]
        fn fractions_are_ordered_like_their_cross_products(
            a: i64, b in 1..i64::MAX, c: i64, d in 1..i64::MAX, is_near: bool,
        ) {
            let (c, d) = if is_near { (a.saturating_add(1), b) } else { (c, d) };
            let crossed = (i128::from(a) * i128::from(d)).cmp(&(i128::from(c) * i128::from(b)));
            prop_assert_eq!(fraction(a, b).cmp(&fraction(c, d)), crossed);
        }

        #[test]
        fn a_rounded_number_is_half_a_unit_off_at_most(a: i32, b in 1..1_000_000_i64) {
            let text = fraction(i64::from(a), b).rounded(2);
            let hundredths: i128 = text.replace('.', "").parse().unwrap();
            let off = (hundredths * i128::from(b) - i128::from(a) * 100).abs();
            prop_assert!(off * 2 <= i128::from(b));
        }
    }
}
