//! Differences of two shares, in percentage points (DOMAIN 9.2).

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Fraction, Ratio};
use crate::rules::light::Colour;
use crate::schema::Sentence;

/// An exact difference of two shares: compared unrounded, shown in percentage points with one
/// decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(Fraction);

impl Points {
    /// How far `actual` lies behind `expected`, negative when ahead; `None` when one of them is a
    /// share of nothing.
    pub fn behind(expected: Ratio, actual: Ratio) -> Option<Self> {
        let (e, a) = (expected.value()?, actual.value()?);
        // In lowest terms numerators and denominators are not both 2^63, so the sum fits.
        let over = e.numerator() * a.denominator() - a.numerator() * e.denominator();
        Fraction::reduced(over, e.denominator() * a.denominator()).map(Self)
    }

    /// So many percentage points.
    pub fn whole(points: i64) -> Self {
        Self::tenths(points.saturating_mul(10))
    }

    /// So many tenths of a percentage point.
    pub fn tenths(tenths: i64) -> Self {
        // A thousand is not 0.
        Self(Fraction::new(tenths, 1_000).unwrap_or(Fraction::ZERO))
    }

    /// The light of something this far behind.
    pub fn light(self, limits: Limits) -> Colour {
        if self > limits.red_above {
            Colour::Red
        } else if self >= limits.yellow_from {
            Colour::Yellow
        } else {
            Colour::Green
        }
    }

    /// How far behind or ahead, in words.
    pub fn sentence(self) -> Sentence {
        let text = self.to_string();
        match text.strip_prefix('-') {
            Some(ahead) => Sentence::new(
                format!("超前 {ahead} 个百分点"),
                format!("{ahead} points ahead"),
            ),
            None => Sentence::new(
                format!("滞后 {text} 个百分点"),
                format!("{text} points behind"),
            ),
        }
    }
}

/// How far behind is how bad; a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Yellow from here on, this included.
    pub yellow_from: Points,
    /// Red beyond this, which itself is yellow.
    pub red_above: Points,
}

impl Default for Limits {
    /// 10 and 30 points.
    fn default() -> Self {
        Self {
            yellow_from: Points::whole(10),
            red_above: Points::whole(30),
        }
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.shown(100, 1))
    }
}

impl Serialize for Points {
    /// As shown: `"8.3"`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(expected: (i64, i64), actual: (i64, i64)) -> Points {
        let ratio = |(numerator, denominator)| Ratio::new(numerator, denominator);
        Points::behind(ratio(expected), ratio(actual)).unwrap()
    }

    fn colour(points: Points) -> Colour {
        points.light(Limits::default())
    }

    #[test]
    fn l92_boundaries() {
        let lag = |actual| behind((500, 1_000), (actual, 1_000));
        for (actual, shown, expected) in [
            (401, "9.9", Colour::Green),
            (400, "10.0", Colour::Yellow),
            (200, "30.0", Colour::Yellow),
            (199, "30.1", Colour::Red),
        ] {
            assert_eq!(lag(actual).to_string(), shown);
            assert_eq!(colour(lag(actual)), expected, "{shown}");
        }
    }

    #[test]
    fn l92_the_lag_is_compared_unrounded() {
        let nearly_ten = behind((1, 2), (40_001, 100_000));
        assert_eq!(nearly_ten.to_string(), "10.0");
        assert_eq!(colour(nearly_ten), Colour::Green);
        let just_beyond_thirty = behind((1, 2), (19_999, 100_000));
        assert_eq!(just_beyond_thirty.to_string(), "30.0");
        assert_eq!(colour(just_beyond_thirty), Colour::Red);
    }

    #[test]
    fn l92_ahead_is_green() {
        let ahead = behind((7, 12), (90, 100));
        assert_eq!(colour(ahead), Colour::Green);
        assert_eq!(ahead.sentence().zh, "超前 31.7 个百分点");
        let lag = behind((7, 12), (50, 100));
        assert_eq!(lag.sentence().en, "8.3 points behind");
    }

    #[test]
    fn a_share_of_nothing_is_neither_behind_nor_ahead() {
        assert_eq!(Points::behind(Ratio::new(7, 12), Ratio::new(0, 0)), None);
    }

    #[test]
    fn the_largest_shares_have_a_difference() {
        let (max, min) = (i64::MAX, i64::MIN);
        let widest = behind((min, -1), (min, 1));
        assert_eq!(widest.to_string(), "1844674407370955161600.0");
        assert_eq!(behind((min, max), (max, min)).to_string(), "0.0");
        assert_eq!(behind((min, max), (1, min)).to_string(), "-100.0");
        assert_eq!(behind((max, min), (min, min)).to_string(), "-200.0");
    }
}
