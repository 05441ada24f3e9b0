//! Shares and rates, always shown with what they are made of (DOMAIN 9.9).

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Fraction, NONE};

/// So much of so much: `51/60 = 85.0%`. Compared unrounded.
///
/// Equal means the same two numbers; [`value`](Self::value) compares what they come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    /// How much there is.
    pub numerator: i64,
    /// Of how much; 0 when there is nothing to be a share of.
    pub denominator: i64,
}

impl Ratio {
    /// `numerator` of `denominator`.
    pub const fn new(numerator: i64, denominator: i64) -> Self {
        Self {
            numerator,
            denominator,
        }
    }

    /// By how much of `before` the figure has changed to `now` (环比).
    pub fn change(before: i64, now: i64) -> Self {
        Self::new(now.saturating_sub(before), before)
    }

    /// The exact number; `None` when the denominator is 0.
    pub fn value(self) -> Option<Fraction> {
        Fraction::new(self.numerator, self.denominator)
    }

    /// Whether it is at least so many ten-thousandths (10 % = 1000). A share of nothing reaches
    /// nothing.
    pub fn at_least(self, basis_points: i64) -> bool {
        // `None` is below every number.
        self.value() >= Fraction::new(basis_points, 10_000)
    }

    /// Whether it is below so many ten-thousandths. A share of nothing is not below anything.
    pub fn below(self, basis_points: i64) -> bool {
        self.denominator != 0 && !self.at_least(basis_points)
    }

    /// In per cent, rounded half-up: `85.0%`; `None` when the denominator is 0.
    pub fn percent(self, decimals: u8) -> Option<String> {
        self.value().map(|value| value.shown(100, decimals) + "%")
    }

    /// In per cent with one decimal, or «–» when the denominator is 0.
    pub fn percent_or_none(self) -> String {
        self.percent(1).unwrap_or_else(|| NONE.to_owned())
    }

    /// As a plain number, rounded half-up: `1.10`; `None` when the denominator is 0.
    pub fn decimal(self, decimals: u8) -> Option<String> {
        self.value().map(|value| value.rounded(decimals))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = self.percent_or_none();
        write!(f, "{}/{} = {percent}", self.numerator, self.denominator)
    }
}

impl Serialize for Ratio {
    /// `{"numerator": 51, "denominator": 60, "percent": "85.0%"}`, `percent` null when there is
    /// none.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Ratio", 3)?;
        object.serialize_field("numerator", &self.numerator)?;
        object.serialize_field("denominator", &self.denominator)?;
        object.serialize_field("percent", &self.percent(1))?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::figures::money;

    fn shown(numerator: i64, denominator: i64) -> String {
        Ratio::new(numerator, denominator).to_string()
    }

    #[test]
    fn the_json_form_has_numbers_and_words() {
        let json = |ratio: Ratio| serde_json::to_string(&ratio).unwrap();
        assert_eq!(
            json(Ratio::new(51, 60)),
            r#"{"numerator":51,"denominator":60,"percent":"85.0%"}"#
        );
        assert_eq!(
            json(Ratio::new(0, 0)),
            r#"{"numerator":0,"denominator":0,"percent":null}"#
        );
    }

    #[test]
    fn b10_nine_of_twelve_projects_dispatched() {
        let week = Ratio::new(9, 12);
        assert_eq!(week.percent(0).unwrap(), "75%");
    }

    #[test]
    fn b26_forty_items_thirty_one_done() {
        assert_eq!(shown(31, 40), "31/40 = 77.5%");
    }

    #[test]
    fn t01_cover_ratio_reaches_one() {
        let cover = |income| {
            let [income, owed] = [income, "60000"].map(|text| money::parse_wan(text).unwrap());
            Ratio::new(income, owed)
        };
        let enough = cover("66000");
        assert_eq!(enough.decimal(2).unwrap(), "1.10");
        assert!(enough.at_least(10_000));
        let too_little = cover("59000");
        assert_eq!(too_little.decimal(2).unwrap(), "0.98");
        assert!(too_little.below(10_000));
    }

    #[test]
    fn t13_nine_of_fifteen_applicable() {
        let (all, not_needed, finished) = (17, 2, 9);
        assert_eq!(shown(finished, all - not_needed), "9/15 = 60.0%");
    }

    #[test]
    fn t16_five_of_nine_ticked() {
        assert_eq!(shown(5, 9), "5/9 = 55.6%");
    }

    #[test]
    fn t23_fifteen_of_eighteen_started() {
        assert_eq!(shown(15, 18), "15/18 = 83.3%");
    }

    #[test]
    fn t24_fifty_one_of_sixty_started() {
        assert_eq!(shown(51, 60), "51/60 = 85.0%");
    }

    #[test]
    fn t31_twenty_nine_of_forty_converted() {
        assert_eq!(shown(29, 40), "29/40 = 72.5%");
    }

    #[test]
    fn t33_output_reached() {
        let reached = |actual| {
            let [actual, designed] = [actual, "60000"].map(|text| money::parse_wan(text).unwrap());
            Ratio::new(actual, designed)
        };
        assert_eq!(reached("42000").percent(1).unwrap(), "70.0%");
        assert!(reached("42000").below(10_000), "达产不足");
        assert_eq!(reached("0").percent(1).unwrap(), "0.0%", "未达产");
        assert!(reached("60000").at_least(10_000));
    }

    #[test]
    fn t36_standard_land_is_compared_unrounded() {
        let tenths_of_mu = Ratio::new;
        let met = tenths_of_mu(1_200, 12_000);
        assert_eq!(met.percent(1).unwrap(), "10.0%");
        assert!(met.at_least(1_000));
        let missed = tenths_of_mu(1_180, 12_000);
        assert_eq!(missed.percent(1).unwrap(), "9.8%");
        assert!(missed.below(1_000));
        let nearly = tenths_of_mu(399, 8_000);
        assert_eq!(nearly.percent(1).unwrap(), "5.0%");
        assert_eq!(nearly.percent(4).unwrap(), "4.9875%");
        assert!(nearly.below(500), "shown as 5.0%, and yet not met");
    }

    #[test]
    fn t36_no_new_land_is_no_share() {
        let none = Ratio::new(0, 0);
        assert_eq!(none.percent_or_none(), "–");
        assert_eq!(none.to_string(), "0/0 = –");
        assert!(!none.at_least(0) && !none.below(500));
    }

    #[test]
    fn t42_replacement_ratio() {
        let replaced = |tonnes| Ratio::new(tonnes, 10);
        assert_eq!(replaced(15).decimal(1).unwrap(), "1.5");
        assert!(replaced(10).at_least(10_000));
        assert!(!replaced(10).at_least(10_001), "equal: asks for a reason");
        assert!(replaced(9).below(10_000), "refused");
    }

    #[test]
    fn t43_budget_against_plan() {
        let [budget, plan] = ["42000", "50000"].map(|text| money::parse_wan(text).unwrap());
        assert_eq!(Ratio::new(budget, plan).percent(1).unwrap(), "84.0%");
        assert_eq!(money::yi(plan - budget), "0.80");
    }

    #[test]
    fn t53_thirty_five_of_thirty_eight_in_time() {
        assert_eq!(shown(35, 38), "35/38 = 92.1%");
    }

    #[test]
    fn t53_sixty_four_of_eighty_closed() {
        assert_eq!(shown(64, 80), "64/80 = 80.0%");
    }

    #[test]
    fn l96_shares_shown_with_one_decimal_need_not_add_up() {
        let shares: Vec<_> = [1, 1, 1]
            .iter()
            .map(|n| Ratio::new(*n, 3).percent(1).unwrap())
            .collect();
        assert_eq!(shares, ["33.3%"; 3]);
    }

    #[test]
    fn l96_change_against_a_month_without_investment() {
        assert_eq!(Ratio::change(20, 23).percent(1).unwrap(), "15.0%");
        assert_eq!(Ratio::change(20, 17).percent(1).unwrap(), "-15.0%");
        assert_eq!(Ratio::change(0, 17).percent_or_none(), "–");
    }
}
