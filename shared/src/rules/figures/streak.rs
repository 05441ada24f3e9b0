//! Being behind month after month, and when that leads to an interview 约谈 (DOMAIN 9.8, B21).

/// The rule for interviews; all of it settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How many units are ranked.
    pub units: u32,
    /// The last so many of them lag.
    pub places: u32,
    /// So many months on end make a candidate.
    pub length: u32,
    /// So many further months must pass before a unit that was interviewed is a candidate anew.
    pub quiet: u32,
    /// What a unit that did not report counts as.
    pub unreported: Unreported,
}

/// What a month without a report counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreported {
    /// As the last place: else silence would pay.
    Last,
    /// As a month that does not lag.
    NotLagging,
}

impl Default for Rule {
    /// The last 3 of 14 for 3 months, 3 months of quiet, no report as the last place.
    fn default() -> Self {
        Self {
            units: 14,
            places: 3,
            length: 3,
            quiet: 3,
            unreported: Unreported::Last,
        }
    }
}

impl Rule {
    /// Whether a month with this rank lags; `None` when the unit did not report.
    pub fn is_lagging(self, rank: Option<u32>) -> bool {
        match rank {
            Some(rank) => rank > self.units.saturating_sub(self.places),
            None => self.unreported == Unreported::Last,
        }
    }

    /// How many months on end, up to the last, were lagging.
    pub fn streak(self, ranks: &[Option<u32>]) -> usize {
        let lagging = |rank: &&Option<u32>| self.is_lagging(**rank);
        ranks.iter().rev().take_while(lagging).count()
    }

    /// Whether the unit is to be proposed for an interview when the last of these months is locked.
    ///
    /// `ranks` are those of consecutive locked months, oldest first. `months_since_interview` counts
    /// from the month whose locking led to the last interview that was held to the last of these
    /// months: 1 in the month after; `None` when there was no interview.
    pub fn is_candidate(self, ranks: &[Option<u32>], months_since_interview: Option<u32>) -> bool {
        let is_quiet = months_since_interview.is_some_and(|months| months < self.quiet);
        let needed = usize::try_from(self.length.max(1)).unwrap_or(usize::MAX);
        !is_quiet && self.streak(ranks) >= needed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule() -> Rule {
        Rule::default()
    }

    #[test]
    fn l98_the_last_three_of_fourteen_lag() {
        let lagging: Vec<_> = (1..=14)
            .filter(|rank| rule().is_lagging(Some(*rank)))
            .collect();
        assert_eq!(lagging, [12, 13, 14]);
    }

    #[test]
    fn b21_xingshan_is_a_candidate_when_august_is_locked() {
        let ranks = [12, 13, 12].map(Some);
        assert!(!rule().is_candidate(&ranks[..1], None), "June");
        assert!(!rule().is_candidate(&ranks[..2], None), "July");
        assert!(rule().is_candidate(&ranks, None), "August");
    }

    #[test]
    fn b21_zigui_was_not_behind_in_july() {
        let ranks = [14, 11, 14].map(Some);
        assert!(!rule().is_candidate(&ranks, None));
        assert_eq!(rule().streak(&ranks), 1);
    }

    #[test]
    fn b21_not_reporting_counts_as_last() {
        let dianjun = [Some(13), None, Some(14)];
        assert!(rule().is_candidate(&dianjun, None));
        let lenient = Rule {
            unreported: Unreported::NotLagging,
            ..rule()
        };
        assert!(!lenient.is_candidate(&dianjun, None));
    }

    #[test]
    fn b21_no_second_proposal_before_three_further_months() {
        let ranks = [12, 13, 12, 14, 14, 14].map(Some);
        let since = |months: u32| {
            let locked = 3 + usize::try_from(months).unwrap();
            rule().is_candidate(&ranks[..locked], Some(months))
        };
        assert!(!since(1), "September");
        assert!(!since(2), "October");
        assert!(since(3), "November");
    }

    #[test]
    fn b21_a_good_month_after_the_interview_begins_anew() {
        let ranks = [12, 13, 12, 14, 5, 14, 13].map(Some);
        assert!(!rule().is_candidate(&ranks, Some(4)));
    }
}
