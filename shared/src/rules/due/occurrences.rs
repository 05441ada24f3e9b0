//! The single times something is owed: which period, by which day.

use std::iter::successors;

use super::month_after;
use crate::schema::{Day, Due, Month, Period, Quarter, Week};

/// The periods of one rule whose due day lies from `from` to `to`, both included, in order.
///
/// Never more than the days asked for: a rule has at most one due day a day.
pub fn occurrences(rule: &Due, from: Day, to: Day) -> Vec<(Period, Day)> {
    numbered(rule, 1, from, to)
}

/// The periods of all rules whose due day lies from `from` to `to`, both included, in the order of
/// the due days, and of the rules where these are equal.
///
/// Steps are counted in the order of the schedule, from 1; those beyond the 255th have no period.
pub fn of_schedule(schedule: &[Due], from: Day, to: Day) -> Vec<(Period, Day)> {
    let mut steps = 0;
    let mut all = Vec::new();
    for rule in schedule {
        if matches!(rule, Due::Step { .. }) {
            steps += 1;
        }
        all.extend(numbered(rule, steps, from, to));
    }
    all.sort_by_key(|(_, due)| *due);
    all
}

fn numbered(rule: &Due, step: usize, from: Day, to: Day) -> Vec<(Period, Day)> {
    let once = |period, on: Day| (from <= on && on <= to).then_some((period, on));
    match rule {
        Due::Once { on } => once(Period::Once, *on).into_iter().collect(),
        Due::Step { on, .. } => u8::try_from(step)
            .ok()
            .and_then(|step| once(Period::Step(step), *on))
            .into_iter()
            .collect(),
        Due::Monthly { day, from: first } => {
            let months = months((*first).max(from.month()), to.month());
            within(
                months.map(|month| (Period::Month(month), month.day(*day))),
                from,
                to,
            )
        }
        Due::EveryMonth => {
            let months = months(from.month(), to.month());
            within(
                months.map(|month| (Period::Month(month), month.last_day())),
                from,
                to,
            )
        }
        Due::MonthAfter { day, from: first } => {
            let before = from.month().previous().unwrap_or(from.month());
            let dues = months((*first).max(before), to.month()).filter_map(|month| {
                month_after(month, *day).map(|due| (Period::Month(month), due))
            });
            within(dues, from, to)
        }
        Due::Weekly { from: first } => {
            let weeks = successors(Some(Week::of((*first).max(from))), |week| week.next());
            within(
                weeks.map(|week| (Period::Week(week), week.last_day())),
                from,
                to,
            )
        }
        Due::QuarterEnd { from: first } => quarter_ends((*first).max(from), to),
        Due::Periodic => quarter_ends(from, to),
        Due::External | Due::Event | Due::Continuous | Due::Undated => Vec::new(),
    }
}

fn months(first: Month, last: Month) -> impl Iterator<Item = Month> {
    successors(Some(first), |month| month.next()).take_while(move |month| *month <= last)
}

fn quarter_ends(from: Day, to: Day) -> Vec<(Period, Day)> {
    let quarters = successors(Some(Quarter::of(from)), |quarter| quarter.next());
    within(
        quarters.map(|quarter| (Period::Quarter(quarter), quarter.last_day())),
        from,
        to,
    )
}

/// Those due from `from` to `to`; `dues` are in order and may begin a little before.
fn within(dues: impl Iterator<Item = (Period, Day)>, from: Day, to: Day) -> Vec<(Period, Day)> {
    dues.skip_while(|(_, due)| *due < from)
        .take_while(|(_, due)| *due <= to)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn shown(periods: &[(Period, Day)]) -> Vec<String> {
        periods
            .iter()
            .map(|(period, due)| format!("{period} {due}"))
            .collect()
    }

    fn in_2020(rule: &Due) -> Vec<String> {
        shown(&occurrences(rule, day("2020-06-08"), day("2020-12-31")))
    }

    #[test]
    fn b08_the_report_of_june_is_due_on_1_july() {
        let rule = Due::MonthAfter {
            day: 1,
            from: month("2020-06"),
        };
        let all = shown(&occurrences(&rule, day("2020-06-01"), day("2021-01-01")));
        assert_eq!(all.len(), 7, "June to December, 44 units: 308 reports");
        assert_eq!(all[0], "2020-06 2020-07-01");
        assert_eq!(all[3], "2020-09 2020-10-01", "a holiday does not move it");
        assert_eq!(all[6], "2020-12 2021-01-01");
    }

    #[test]
    fn b12_every_week_by_sunday() {
        let rule = Due::Weekly {
            from: day("2020-06-15"),
        };
        let june = occurrences(&rule, day("2020-06-01"), day("2020-06-30"));
        assert_eq!(shown(&june), ["2020-W25 2020-06-21", "2020-W26 2020-06-28"]);
    }

    #[test]
    fn t03_first_batch_then_the_5th_of_every_month() {
        let schedule = [
            Due::Monthly {
                day: 5,
                from: month("2020-07"),
            },
            Due::Once {
                on: day("2020-06-15"),
            },
        ];
        let all = of_schedule(&schedule, day("2020-06-15"), day("2020-09-05"));
        assert_eq!(
            shown(&all),
            [
                "once 2020-06-15",
                "2020-07 2020-07-05",
                "2020-08 2020-08-05",
                "2020-09 2020-09-05"
            ]
        );
    }

    #[test]
    fn t29_every_month_by_its_last_day() {
        let all = in_2020(&Due::EveryMonth);
        assert_eq!(all.len(), 7);
        assert_eq!(all[0], "2020-06 2020-06-30");
        assert_eq!(all[6], "2020-12 2020-12-31");
    }

    #[test]
    fn t36_steps_are_counted_in_their_schedule() {
        let step = |on: &str| Due::Step {
            on: day(on),
            target: String::new(),
        };
        let schedule = [step("2020-12-31"), Due::Continuous, step("2021-12-31")];
        let all = of_schedule(&schedule, day("2020-01-01"), day("2022-01-01"));
        assert_eq!(shown(&all), ["step-1 2020-12-31", "step-2 2021-12-31"]);
        let second = of_schedule(&schedule, day("2021-01-01"), day("2022-01-01"));
        assert_eq!(shown(&second), ["step-2 2021-12-31"]);
    }

    #[test]
    fn t53_quarter_ends() {
        let rule = Due::QuarterEnd {
            from: day("2020-06-30"),
        };
        let all = [
            "2020Q2 2020-06-30",
            "2020Q3 2020-09-30",
            "2020Q4 2020-12-31",
        ];
        assert_eq!(in_2020(&rule), all);
        assert_eq!(in_2020(&Due::Periodic), all);
        let later = Due::QuarterEnd {
            from: day("2020-09-30"),
        };
        assert_eq!(in_2020(&later), all[1..]);
    }

    #[test]
    fn what_has_no_date_has_no_occurrence() {
        for rule in [Due::External, Due::Event, Due::Continuous, Due::Undated] {
            assert_eq!(in_2020(&rule), [""; 0], "{rule:?}");
        }
    }

    fn any_rule() -> impl Strategy<Value = Due> {
        (0..8, any_day(), 1..=31_i8).prop_map(|(kind, from, day)| match kind {
            0 => Due::Once { on: from },
            1 => Due::Monthly {
                day,
                from: from.month(),
            },
            2 => Due::EveryMonth,
            3 => Due::QuarterEnd { from },
            4 => Due::Step {
                on: from,
                target: String::new(),
            },
            5 => Due::Periodic,
            6 => Due::Weekly { from },
            _ => Due::MonthAfter {
                day,
                from: from.month(),
            },
        })
    }

    /// Days of three years, among them the first and the last of the calendar.
    fn any_day() -> impl Strategy<Value = Day> {
        (0..3_usize, 0..366).prop_map(|(year, days)| match year {
            0 => day("0000-01-01").plus(days),
            1 => day("2020-01-01").plus(days),
            _ => day("9999-12-31").plus(-days),
        })
    }

    proptest! {
        #[test]
        fn occurrences_lie_in_order_between_the_days_asked_for(
            rule in any_rule(), from in any_day(), length in -10..800,
        ) {
            let to = from.plus(length);
            let all = occurrences(&rule, from, to);
            prop_assert!(all.iter().all(|(_, due)| from <= *due && *due <= to));
            prop_assert!(all.is_sorted_by(|a, b| a.1 < b.1 && a.0 < b.0));
            prop_assert!(all.len() <= usize::try_from(length + 1).unwrap_or(0));
        }

        #[test]
        fn what_is_asked_for_in_two_halves_is_the_same(
            rule in any_rule(), from in any_day(), first in 0..400, second in 1..400,
        ) {
            let (middle, to) = (from.plus(first), from.plus(first + second));
            prop_assume!(middle < to);
            let mut halves = occurrences(&rule, from, middle);
            halves.extend(occurrences(&rule, middle.plus(1), to));
            prop_assert_eq!(halves, occurrences(&rule, from, to));
        }

        #[test]
        fn the_outlook_shows_the_next_occurrence(rule in any_rule(), today in any_day()) {
            // A task that is owed every month with no day given stays without a date (DOMAIN §9.4).
            prop_assume!(rule != Due::EveryMonth);
            let next = occurrences(&rule, today, today.plus(900)).first().map(|(_, due)| *due);
            let outlook = super::super::outlook(&[rule], today).next;
            let near = outlook.filter(|due| due.days_since(today) <= 900);
            prop_assert_eq!(near, next);
        }
    }
}
