//! A few figures for many times.

/// What a series of times comes to, in the unit of the series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figures {
    pub(super) first: f64,
    pub(super) median: f64,
    pub(super) p95: f64,
    pub(super) worst: f64,
}

impl Figures {
    /// Of times in the order in which they were taken; `None` when there are none.
    pub(super) fn of(times: &[f64]) -> Option<Self> {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        Some(Self {
            first: *times.first()?,
            median: percentile(&sorted, 50)?,
            p95: percentile(&sorted, 95)?,
            worst: *sorted.last()?,
        })
    }
}

/// The least time that is not exceeded by `percent` of them: always one that was taken.
fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_times_that_were_taken() {
        let mut times: Vec<f64> = (1..=20).map(f64::from).collect();
        times.rotate_left(6);
        let figures = Figures {
            first: 7.0,
            median: 10.0,
            p95: 19.0,
            worst: 20.0,
        };
        assert_eq!(Figures::of(&times), Some(figures));
    }

    #[test]
    fn one_time_is_every_figure_and_none_is_none() {
        let one = Figures {
            first: 3.0,
            median: 3.0,
            p95: 3.0,
            worst: 3.0,
        };
        assert_eq!(Figures::of(&[3.0]), Some(one));
        assert_eq!(Figures::of(&[]), None);
    }
}
