//! What of a schedule was missed by a day, and what comes next.

use super::month_after;
use crate::schema::{Day, Due, Quarter, Week};

/// What of a schedule has passed by some day, and what is ahead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// The earliest day, before the day asked about, by which something had to be done once.
    pub passed: Option<Day>,
    /// The nearest day, not before the day asked about, by which something is owed.
    pub next: Option<Day>,
}

/// What of the schedule has passed by `today`, and what is ahead.
pub fn outlook(schedule: &[Due], today: Day) -> Outlook {
    let mut outlook = Outlook::default();
    for rule in schedule {
        match rule {
            Due::Once { on } | Due::Step { on, .. } if *on < today => {
                outlook.passed = Some(earlier(outlook.passed, *on));
            }
            _ => {
                if let Some(next) = next_date(rule, today) {
                    outlook.next = Some(earlier(outlook.next, next));
                }
            }
        }
    }
    outlook
}

/// The last day of the schedule by which something had to be done once: whoever is done by then
/// is in time.
pub fn final_day(schedule: &[Due]) -> Option<Day> {
    let days = schedule.iter().filter_map(|rule| match rule {
        Due::Once { on } | Due::Step { on, .. } => Some(*on),
        _ => None,
    });
    days.max()
}

fn earlier(known: Option<Day>, day: Day) -> Day {
    known.map_or(day, |known| known.min(day))
}

fn next_date(rule: &Due, today: Day) -> Option<Day> {
    match rule {
        Due::Once { on } | Due::Step { on, .. } => (*on >= today).then_some(*on),
        Due::Monthly { day, from } => {
            let month = today.month().max(*from);
            let due = month.day(*day);
            if due >= today {
                Some(due)
            } else {
                month.next().map(|month| month.day(*day))
            }
        }
        Due::MonthAfter { day, from } => {
            let before = today.month().previous().unwrap_or(today.month());
            let months = std::iter::successors(Some(before.max(*from)), |month| month.next());
            // Of two months following each other one is still ahead.
            let mut dues = months.take(2).filter_map(|month| month_after(month, *day));
            dues.find(|due| *due >= today)
        }
        Due::Weekly { from } => Some(Week::of(today.max(*from)).last_day()),
        Due::QuarterEnd { from } => Some(Quarter::of(today.max(*from)).last_day()),
        Due::Periodic => Some(Quarter::of(today).last_day()),
        Due::EveryMonth | Due::External | Due::Event | Due::Continuous | Due::Undated => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Month;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn t03_first_batch_then_the_5th_of_every_month() {
        let schedule = [
            Due::Once {
                on: day("2020-06-15"),
            },
            Due::Monthly {
                day: 5,
                from: Month::parse("2020-07").unwrap(),
            },
        ];
        let june = outlook(&schedule, day("2020-06-10"));
        assert_eq!((june.passed, june.next), (None, Some(day("2020-06-15"))));
        let july = outlook(&schedule, day("2020-07-01"));
        assert_eq!(july.passed, Some(day("2020-06-15")));
        assert_eq!(july.next, Some(day("2020-07-05")));
        assert_eq!(
            outlook(&schedule, day("2020-07-06")).next,
            Some(day("2020-08-05"))
        );
    }

    #[test]
    fn t53_quarter_ends() {
        let schedule = [Due::QuarterEnd {
            from: day("2020-06-30"),
        }];
        let next = |today| outlook(&schedule, day(today)).next.unwrap();
        assert_eq!(next("2020-06-08"), day("2020-06-30"));
        assert_eq!(next("2020-06-30"), day("2020-06-30"));
        assert_eq!(next("2020-07-01"), day("2020-09-30"));
        assert_eq!(next("2020-12-31"), day("2020-12-31"));
    }

    #[test]
    fn t36_two_steps() {
        let step = |on: &str| Due::Step {
            on: day(on),
            target: String::new(),
        };
        let schedule = [step("2020-12-31"), step("2021-12-31")];
        let between = outlook(&schedule, day("2021-01-01"));
        assert_eq!(between.passed, Some(day("2020-12-31")));
        assert_eq!(between.next, Some(day("2021-12-31")));
        assert_eq!(final_day(&schedule), Some(day("2021-12-31")));
    }

    #[test]
    fn the_end_of_the_calendar_is_a_day_like_any_other() {
        let schedule = [
            Due::Monthly {
                day: 5,
                from: Month::parse("2020-07").unwrap(),
            },
            Due::Periodic,
        ];
        for today in ["0000-01-01", "9999-12-31"] {
            outlook(&schedule, day(today));
        }
        assert_eq!(outlook(&schedule[..1], day("9999-12-31")).next, None);
    }
}
