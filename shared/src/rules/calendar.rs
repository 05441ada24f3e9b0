//! Working days. The rest days of 2020 are those of the State Council's notice of 2019-11-21; in
//! other years every Saturday and Sunday rests until that year's notice is entered.

use crate::schema::Day;

/// Month and day.
type Date = (i8, i8);

/// First and last of the days off in 2020.
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

/// Whether people work on this day.
pub fn is_working_day(day: Day) -> bool {
    let weekday = day.weekday() <= 5;
    if day.year() != 2020 {
        return weekday;
    }
    let date = (day.month_number(), day.day_of_month());
    if WORKED_2020.contains(&date) {
        return true;
    }
    let off = OFF_2020
        .iter()
        .any(|(first, last)| *first <= date && date <= *last);
    weekday && !off
}

/// The day that lies `count` working days before `day`, which itself does not count.
pub fn working_days_before(day: Day, count: u32) -> Day {
    let mut left = count;
    let mut at = day;
    while left > 0 {
        at = at.plus(-1);
        if is_working_day(at) {
            left -= 1;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn b07_three_working_days_before_12_june_is_the_9th() {
        assert_eq!(working_days_before(day("2020-06-12"), 3), day("2020-06-09"));
    }

    #[test]
    fn b08_reminder_for_1_october_goes_out_on_28_september() {
        assert_eq!(working_days_before(day("2020-10-01"), 3), day("2020-09-28"));
    }

    #[test]
    fn b31_reminder_for_saturday_15_august_goes_out_on_wednesday() {
        assert_eq!(working_days_before(day("2020-08-15"), 3), day("2020-08-12"));
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
            assert!(!is_working_day(day(off)), "{off}");
        }
        for worked in ["2020-06-28", "2020-09-27", "2020-10-10", "2020-06-24"] {
            assert!(is_working_day(day(worked)), "{worked}");
        }
    }
}
