//! Places among units (DOMAIN 9.6, B22).

use std::cmp::{Ordering, Reverse};
use std::fmt;

use serde::{Serialize, Serializer};

use crate::schema::Sentence;

/// The place of each key, the largest first, equal keys sharing a place: 1-2-2-4. Keys that are
/// `None` share the place after all others. For "smallest first" rank [`Reverse`].
pub fn ranks<K: Ord>(keys: &[Option<K>]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    // `None` is the smallest.
    order.sort_by(|a, b| keys.get(*b).cmp(&keys.get(*a)));
    let mut ranks = vec![0; keys.len()];
    let (mut rank, mut before) = (0, None);
    for (place, at) in (1..).zip(order) {
        if before.is_none_or(|before| keys.get(before) != keys.get(at)) {
            rank = place;
        }
        before = Some(at);
        if let Some(slot) = ranks.get_mut(at) {
            *slot = rank;
        }
    }
    ranks
}

/// The total rank: the smallest sum of the ranks in several columns first. One row for each unit.
pub fn by_sum_of_ranks<R: AsRef<[u32]>>(rows: &[R]) -> Vec<u32> {
    let sum = |row: &R| row.as_ref().iter().map(|rank| u64::from(*rank)).sum();
    let sums: Vec<Option<Reverse<u64>>> = rows.iter().map(|row| Some(Reverse(sum(row)))).collect();
    ranks(&sums)
}

/// How a place has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// So many places better.
    Up(u32),
    /// The same place.
    Same,
    /// So many places worse.
    Down(u32),
}

impl Trend {
    /// The change from an earlier rank to a later one.
    pub fn between(earlier: u32, later: u32) -> Self {
        match later.cmp(&earlier) {
            Ordering::Less => Self::Up(earlier - later),
            Ordering::Equal => Self::Same,
            Ordering::Greater => Self::Down(later - earlier),
        }
    }

    /// The change in words.
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Up(places) => Sentence::new(format!("上升 {places} 位"), format!("up {places}")),
            Self::Same => Sentence::new("持平", "unchanged"),
            Self::Down(places) => {
                Sentence::new(format!("下降 {places} 位"), format!("down {places}"))
            }
        }
    }
}

impl fmt::Display for Trend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Up(places) => write!(f, "▲{places}"),
            Self::Same => f.write_str("="),
            Self::Down(places) => write!(f, "▼{places}"),
        }
    }
}

impl Serialize for Trend {
    /// As shown: `"▲3"`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rules::figures::Ratio;

    #[test]
    fn l96_equal_figures_share_a_place() {
        assert_eq!(ranks(&[30, 20, 20, 10].map(Some)), [1, 2, 2, 4]);
        assert_eq!(ranks(&[10, 20, 30, 20].map(Some)), [4, 2, 1, 2]);
        assert_eq!(ranks::<u8>(&[]), [0; 0]);
    }

    #[test]
    fn l96_shares_are_ranked_unrounded_and_equal_ones_alike() {
        let shares = [(1, 3), (333, 1_000), (2, 6)].map(|(n, of)| Ratio::new(n, of).value());
        assert_eq!(ranks(&shares), [1, 3, 1]);
    }

    #[test]
    fn l96_a_month_before_without_investment_ranks_last() {
        let changes = [(0, 500), (20, 10), (20, 30), (0, 0)];
        let keys = changes.map(|(before, now)| Ratio::change(before, now).value());
        assert_eq!(ranks(&keys), [3, 2, 1, 3]);
    }

    #[test]
    fn t28_total_rank_is_the_smallest_sum() {
        let rows = [[1, 2, 4], [2, 1, 4], [3, 3, 1], [4, 4, 3]];
        assert_eq!(by_sum_of_ranks(&rows), [1, 1, 1, 4]);
        let rows = [[4, 4, 3], [1, 2, 2], [2, 1, 1], [3, 3, 4]];
        assert_eq!(by_sum_of_ranks(&rows), [4, 2, 1, 3]);
    }

    #[test]
    fn b22_from_rank_nine_to_six() {
        let trend = Trend::between(9, 6);
        assert_eq!(trend.to_string(), "▲3");
        assert_eq!(trend.sentence().zh, "上升 3 位");
        assert_eq!(Trend::between(6, 9).to_string(), "▼3");
        assert_eq!(Trend::between(6, 6), Trend::Same);
    }

    proptest! {
        #[test]
        fn a_rank_is_one_more_than_those_before(
            keys in proptest::collection::vec(proptest::option::of(0..6), 0..20),
        ) {
            for (key, rank) in keys.iter().zip(ranks(&keys)) {
                let before = keys.iter().filter(|other| *other > key).count();
                prop_assert_eq!(usize::try_from(rank).unwrap(), before + 1);
            }
        }

        #[test]
        fn the_order_of_the_units_does_not_matter(
            (keys, mixed) in proptest::collection::vec(proptest::option::of(0..6), 0..20)
                .prop_map(|keys| keys.into_iter().enumerate().collect::<Vec<_>>())
                .prop_flat_map(|keys| (Just(keys.clone()), Just(keys).prop_shuffle())),
        ) {
            let only = |pairs: &[(usize, Option<i32>)]| -> Vec<_> {
                pairs.iter().map(|(_, key)| *key).collect()
            };
            let straight = ranks(&only(&keys));
            for ((unit, _), rank) in mixed.iter().zip(ranks(&only(&mixed))) {
                prop_assert_eq!(rank, straight[*unit]);
            }
        }
    }
}
