//! Working days (DOMAIN §9.13). The rest days of 2020 are those of the State Council's notice of
//! 2019-11-21; in other years every Saturday and Sunday rests until that year's notice is entered.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::schema::Day;

/// Month and day.
type Date = (i8, i8);

/// First and last of the days off in 2020, each within one month.
const OFF_2020: &[(Date, Date)] = &[
    ((1, 1), (1, 1)),
    ((1, 24), (1, 30)),
    ((4, 4), (4, 6)),
    ((5, 1), (5, 5)),
    ((6, 25), (6, 27)),
    ((10, 1), (10, 8)),
];

/// Weekend days of 2020 that are worked.
const WORKED_2020: &[Date] = &[(1, 19), (2, 1), (4, 26), (5, 9), (6, 28), (9, 27), (10, 10)];

/// Which days are worked. At the ends of the calendar the search for a working day stops at the
/// last day there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The days that are not what their weekday says: `true` for Saturdays and Sundays worked,
    /// `false` for days off from Monday to Friday.
    exceptions: BTreeMap<Day, bool>,
}

impl Calendar {
    /// The calendar without any records.
    pub fn built_in() -> Self {
        Self::with([])
    }

    /// The built-in calendar changed by `exceptions`: a day and whether it is worked. Of two for
    /// one day the later counts.
    pub fn with(exceptions: impl IntoIterator<Item = (Day, bool)>) -> Self {
        let mut calendar = Self {
            exceptions: BTreeMap::new(),
        };
        for (day, is_worked) in exceptions_2020().chain(exceptions) {
            if is_worked == is_weekday(day) {
                calendar.exceptions.remove(&day);
            } else {
                calendar.exceptions.insert(day, is_worked);
            }
        }
        calendar
    }

    /// Whether people work on this day.
    pub fn is_working_day(&self, day: Day) -> bool {
        let exception = self.exceptions.get(&day).copied();
        exception.unwrap_or_else(|| is_weekday(day))
    }

    /// The day that lies `count` working days before `day`, which itself does not count.
    pub fn working_days_before(&self, day: Day, count: u32) -> Day {
        self.walk(day, count, -1)
    }

    /// The last day of a limit of `count` working days accepted on `day`: the day after acceptance
    /// is day 1.
    pub fn working_days_after(&self, day: Day, count: u32) -> Day {
        self.walk(day, count, 1)
    }

    /// How many working days lie after `first` up to `last`, which counts: the day after
    /// acceptance is day 1. None when `last` is not after `first`.
    pub fn working_days_between(&self, first: Day, last: Day) -> u32 {
        if last <= first {
            return 0;
        }
        let days = last.days_since(first);
        let rest = (1..=days % 7).filter(|n| is_weekday(first.plus(*n)));
        let mut worked = days / 7 * 5 + rest.map(|_| 1).sum::<i32>();
        let range = (Bound::Excluded(first), Bound::Included(last));
        for (_, is_worked) in self.exceptions.range(range) {
            worked += if *is_worked { 1 } else { -1 };
        }
        // Never negative: only days from Monday to Friday are taken off, each once.
        worked.unsigned_abs()
    }

    /// The last working day before `day`.
    pub fn previous_working_day(&self, day: Day) -> Day {
        self.working_days_before(day, 1)
    }

    /// The day itself when it is worked, else the next that is: a due day that is moved when it
    /// falls on a rest day (顺延, DOMAIN §12, 7).
    pub fn next_working_day_from(&self, day: Day) -> Day {
        if self.is_working_day(day) {
            return day;
        }
        self.working_days_after(day, 1)
    }

    fn walk(&self, day: Day, count: u32, step: i32) -> Day {
        let mut left = count;
        let mut at = day;
        while left > 0 {
            let next = at.plus(step);
            if next == at {
                // The calendar ends here.
                break;
            }
            at = next;
            if self.is_working_day(at) {
                left -= 1;
            }
        }
        at
    }
}

fn is_weekday(day: Day) -> bool {
    day.weekday() <= 5
}

fn exceptions_2020() -> impl Iterator<Item = (Day, bool)> {
    let day = |(month, day): Date| Day::new(2020, month, day);
    let off = OFF_2020.iter().flat_map(|((month, first), (_, last))| {
        let month = *month;
        (*first..=*last).map(move |day| (month, day))
    });
    let off = off.filter_map(move |date| Some((day(date)?, false)));
    let worked = WORKED_2020
        .iter()
        .filter_map(move |date| Some((day(*date)?, true)));
    off.chain(worked)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn b07_three_working_days_before_12_june_is_the_9th() {
        assert_eq!(
            Calendar::built_in().working_days_before(day("2020-06-12"), 3),
            day("2020-06-09")
        );
    }

    #[test]
    fn b08_reminder_for_1_october_goes_out_on_28_september() {
        assert_eq!(
            Calendar::built_in().working_days_before(day("2020-10-01"), 3),
            day("2020-09-28")
        );
    }

    #[test]
    fn b31_reminder_for_saturday_15_august_goes_out_on_wednesday() {
        assert_eq!(
            Calendar::built_in().working_days_before(day("2020-08-15"), 3),
            day("2020-08-12")
        );
    }

    #[test]
    fn calendar_rest_days_of_2020() {
        for off in [
            "2020-06-25",
            "2020-06-26",
            "2020-06-27",
            "2020-10-01",
            "2020-10-08",
        ] {
            assert!(!Calendar::built_in().is_working_day(day(off)), "{off}");
        }
        for worked in ["2020-06-28", "2020-09-27", "2020-10-10", "2020-06-24"] {
            assert!(Calendar::built_in().is_working_day(day(worked)), "{worked}");
        }
    }

    #[test]
    fn t14_five_working_days_from_24_june_end_on_2_july() {
        let calendar = Calendar::built_in();
        let due = calendar.working_days_after(day("2020-06-24"), 5);
        assert_eq!(due, day("2020-07-02"));
    }

    #[test]
    fn t14_three_steps_at_once_are_done_on_29_july_one_after_the_other_on_21_august() {
        let calendar = Calendar::built_in();
        let due = |limit| calendar.working_days_after(day("2020-07-01"), limit);
        assert_eq!(
            [10, 7, 20].map(due),
            ["2020-07-15", "2020-07-10", "2020-07-29"].map(day)
        );
        assert_eq!(due(10 + 7 + 20), day("2020-08-21"));
    }

    #[test]
    fn l913_the_day_after_acceptance_is_day_1() {
        let calendar = Calendar::built_in();
        let friday = day("2020-06-12");
        assert_eq!(calendar.working_days_after(friday, 1), day("2020-06-15"));
        assert_eq!(calendar.working_days_after(friday, 0), friday);
        let between = |last| calendar.working_days_between(friday, day(last));
        assert_eq!(between("2020-06-14"), 0);
        assert_eq!(between("2020-06-15"), 1);
        assert_eq!(between("2020-06-30"), 11, "25 and 26 off, 28 worked");
        assert_eq!(between("2020-06-01"), 0);
    }

    #[test]
    fn a_due_day_on_a_rest_day_moves_to_the_next_working_day() {
        let calendar = Calendar::built_in();
        let moved = |text| calendar.next_working_day_from(day(text));
        assert_eq!(moved("2020-08-15"), day("2020-08-17"));
        assert_eq!(moved("2020-10-01"), day("2020-10-09"));
        assert_eq!(moved("2020-06-12"), day("2020-06-12"));
        let before = calendar.previous_working_day(day("2020-08-15"));
        assert_eq!(before, day("2020-08-14"));
    }

    #[test]
    fn a_record_makes_a_day_a_rest_day_or_a_working_day() {
        let calendar = Calendar::with([
            (day("2021-02-11"), false),
            (day("2021-02-07"), true),
            (day("2020-06-28"), false),
            (day("2020-10-01"), true),
        ]);
        assert!(!calendar.is_working_day(day("2021-02-11")), "Thursday");
        assert!(calendar.is_working_day(day("2021-02-07")), "Sunday");
        assert!(!calendar.is_working_day(day("2020-06-28")));
        assert!(calendar.is_working_day(day("2020-10-01")));
        assert!(!calendar.is_working_day(day("2020-10-02")), "as built in");
        assert!(Calendar::built_in().is_working_day(day("2021-02-11")));
    }

    #[test]
    fn the_search_stops_at_the_ends_of_the_calendar() {
        let calendar = Calendar::with([(day("9999-12-31"), false)]);
        let [first, last] = ["0000-01-01", "9999-12-31"].map(day);
        assert_eq!(calendar.previous_working_day(first), first);
        assert_eq!(calendar.working_days_before(day("0000-01-05"), 9), first);
        assert_eq!(calendar.next_working_day_from(last), last);
        assert_eq!(calendar.working_days_after(last, u32::MAX), last);
    }

    fn any_calendar() -> impl Strategy<Value = Calendar> {
        proptest::collection::vec((0..800, any::<bool>()), 0..40).prop_map(|days| {
            let start = day("2019-12-01");
            Calendar::with(
                days.into_iter()
                    .map(|(n, is_worked)| (start.plus(n), is_worked)),
            )
        })
    }

    proptest! {
        #[test]
        fn a_limit_ends_after_as_many_working_days(
            calendar in any_calendar(), start in 0..700, count in 0..60_u32,
        ) {
            let accepted = day("2019-12-01").plus(start);
            let due = calendar.working_days_after(accepted, count);
            prop_assert_eq!(calendar.working_days_between(accepted, due), count);
            prop_assert!(count == 0 || calendar.is_working_day(due));
            if calendar.is_working_day(accepted) {
                prop_assert_eq!(calendar.working_days_before(due, count), accepted);
            }
        }

        #[test]
        fn working_days_between_are_counted_one_by_one(
            calendar in any_calendar(), start in 0..700, length in -20..200,
        ) {
            let first = day("2019-12-01").plus(start);
            let one_by_one = (1..=length).filter(|n| calendar.is_working_day(first.plus(*n)));
            prop_assert_eq!(
                usize::try_from(calendar.working_days_between(first, first.plus(length))).unwrap(),
                one_by_one.count()
            );
        }
    }
}
