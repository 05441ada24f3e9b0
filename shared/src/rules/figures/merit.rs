//! 功效系数: the score of an indicator, from 60 at the worst unit to 100 at the best (DOMAIN B19).

use super::Fraction;

/// The points of the worst, in hundredths of the weight.
const FLOOR: i128 = 60;
/// The points of the best.
const FULL: i128 = 100;

/// The worst and the best figure of an indicator among the units. Where less is better, the best is
/// the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Gets 60 % of the weight.
    pub worst: i64,
    /// Gets all of it.
    pub best: i64,
}

impl Scale {
    /// The points of `value` when the indicator weighs `weight`, exact. A value beyond the ends
    /// counts as the end; where all are equal, all get the whole weight.
    pub fn points(self, value: i64, weight: u32) -> Fraction {
        let [worst, best, value] = [self.worst, self.best, value].map(i128::from);
        let value = value.clamp(worst.min(best), worst.max(best));
        let (reached, range) = match best - worst {
            0 => (1, 1),
            range => (value - worst, range),
        };
        // At most 32 + 65 + 7 bits.
        let points = i128::from(weight) * (FLOOR * range + (FULL - FLOOR) * reached);
        Fraction::reduced(points, FULL * range).unwrap_or(Fraction::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rules::figures::money::YI;

    const INVESTMENT: Scale = Scale {
        worst: 4 * YI,
        best: 24 * YI,
    };

    #[test]
    fn b19_investment_of_weight_thirty() {
        let points = |yi: i64| INVESTMENT.points(yi * YI, 30).rounded(1);
        assert_eq!(points(24), "30.0");
        assert_eq!(points(4), "18.0");
        assert_eq!(points(14), "24.0");
    }

    #[test]
    fn b19_where_less_is_better() {
        let days = Scale { worst: 20, best: 4 };
        assert_eq!(days.points(4, 10).rounded(1), "10.0");
        assert_eq!(days.points(20, 10).rounded(1), "6.0");
        assert_eq!(days.points(12, 10).rounded(1), "8.0");
    }

    #[test]
    fn b19_equal_figures_get_the_whole_weight() {
        let scale = Scale { worst: 7, best: 7 };
        assert_eq!(scale.points(7, 30).rounded(1), "30.0");
    }

    #[test]
    fn b19_values_beyond_the_ends_count_as_the_ends() {
        assert_eq!(INVESTMENT.points(0, 30).rounded(1), "18.0");
        assert_eq!(INVESTMENT.points(i64::MAX, 30).rounded(1), "30.0");
        let widest = Scale {
            worst: i64::MIN,
            best: i64::MAX,
        };
        assert_eq!(widest.points(i64::MAX, u32::MAX).rounded(0), "4294967295");
    }

    proptest! {
        #[test]
        fn a_better_figure_never_scores_less(worst: i64, best: i64, a: i64, b: i64) {
            let scale = Scale { worst, best };
            let (more, less) = if (a >= b) == (best >= worst) { (a, b) } else { (b, a) };
            prop_assert!(scale.points(more, 30) >= scale.points(less, 30));
        }
    }
}
