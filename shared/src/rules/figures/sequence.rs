//! The time sequence 时序进度: how far something should be by a day (DOMAIN 9.1, 9.4).

use super::Ratio;
use crate::schema::{Day, Month};

/// Months passed of the year at the end of `month`: 7/12 at the end of July.
pub fn of_year(month: Month) -> Ratio {
    Ratio::new(i64::from(month.number()), 12)
}

/// The same for what is planned to start in the month `start`, without a plan of its own: 2/7 at
/// the end of July when it starts in June. What started in an earlier year has the whole year; a
/// month before the start expects nothing.
pub fn from_start(start: Month, month: Month) -> Ratio {
    let first = start.max(month.year_start());
    let expected = i64::from(month.months_since(first) + 1).max(0);
    let given = i64::from(first.year_end().months_since(first) + 1);
    Ratio::new(expected, given)
}

/// What its own monthly plan expects by a month: the plan of the months so far, of the annual plan.
pub fn of_plan(planned_so_far: i64, annual_plan: i64) -> Ratio {
    Ratio::new(planned_so_far, annual_plan)
}

/// Days passed, of the days given, of something long: 206/387. Nothing before the first day,
/// everything after the last.
pub fn of_days(first: Day, last: Day, today: Day) -> Ratio {
    let given = last.days_since(first).max(0);
    let passed = today.days_since(first).clamp(0, given);
    Ratio::new(i64::from(passed), i64::from(given))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::figures::money;
    use crate::rules::figures::points::{Limits, Points};
    use crate::rules::light::Colour;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn lag(expected: Ratio, actual: Ratio) -> (String, Colour) {
        let lag = Points::behind(expected, actual).unwrap();
        (lag.to_string(), lag.light(Limits::default()))
    }

    #[test]
    fn l91_months_passed() {
        for (text, percent) in [
            ("2020-01", "8.3%"),
            ("2020-06", "50.0%"),
            ("2020-07", "58.3%"),
            ("2020-10", "83.3%"),
            ("2020-12", "100.0%"),
        ] {
            assert_eq!(of_year(month(text)).percent(1).unwrap(), percent, "{text}");
        }
    }

    #[test]
    fn l91_published_figures() {
        let ahead = |text, basis_points| {
            let actual = Ratio::new(basis_points, 10_000);
            Points::behind(actual, of_year(month(text))).unwrap()
        };
        assert_eq!(ahead("2020-10", 9_770).to_string(), "14.4");
        assert_eq!(ahead("2020-03", 3_090).to_string(), "5.9");
        assert_eq!(ahead("2020-07", 8_860).to_string(), "30.3");
    }

    #[test]
    fn l91_the_published_figure_of_july_counts_days() {
        let days = of_days(day("2018-12-31"), day("2019-12-31"), day("2019-07-31"));
        assert_eq!(days.to_string(), "212/365 = 58.1%");
        let ahead = Points::behind(Ratio::new(8_860, 10_000), days).unwrap();
        assert_eq!(ahead.to_string(), "30.5");
    }

    #[test]
    fn l91_planned_to_start_in_june() {
        let expected = |text| from_start(month("2020-06"), month(text));
        assert_eq!(expected("2020-07"), Ratio::new(2, 7));
        assert_eq!(expected("2020-07").percent(1).unwrap(), "28.6%");
        assert_eq!(expected("2020-12").percent(1).unwrap(), "100.0%");
        assert_eq!(expected("2020-05").percent(1).unwrap(), "0.0%");
        assert_eq!(expected("2019-12").percent(1).unwrap(), "0.0%");
        assert_eq!(expected("2021-07"), of_year(month("2021-07")));
    }

    #[test]
    fn l91_own_plan() {
        let plan = [0, 0, 1_000, 2_000, 3_000, 4_000];
        let expected = of_plan(plan.iter().sum(), 20_000);
        assert_eq!(expected.percent(1).unwrap(), "50.0%");
        assert_eq!(of_plan(0, 0).percent(1), None);
    }

    #[test]
    fn t32_three_lags_at_the_end_of_july() {
        let after = |invested| {
            let [invested, plan] = [invested, "30000"].map(|text| money::parse_wan(text).unwrap());
            lag(of_year(month("2020-07")), Ratio::new(invested, plan))
        };
        assert_eq!(after("15000"), ("8.3".into(), Colour::Green));
        assert_eq!(after("12000"), ("18.3".into(), Colour::Yellow));
        assert_eq!(after("8000"), ("31.7".into(), Colour::Red));
    }

    #[test]
    fn l94_long_task_by_days() {
        let expected = |today| of_days(day("2020-06-08"), day("2021-06-30"), day(today));
        let year_end = expected("2020-12-31");
        assert_eq!(year_end.to_string(), "206/387 = 53.2%");
        let reported = |percent| lag(year_end, Ratio::new(percent, 100));
        assert_eq!(reported(45), ("8.2".into(), Colour::Green));
        assert_eq!(reported(30), ("23.2".into(), Colour::Yellow));
        assert_eq!(reported(20), ("33.2".into(), Colour::Red));
        assert_eq!(expected("2020-06-01"), Ratio::new(0, 387));
        assert_eq!(expected("2021-07-01"), Ratio::new(387, 387));
    }
}
