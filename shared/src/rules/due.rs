//! What a deadline means on a given day: what was missed, what comes next, and how to say it.

use crate::schema::{Day, Due, Sentence};

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
        Due::QuarterEnd { from } => Some(quarter_end(today.max(*from))),
        Due::Periodic => Some(quarter_end(today)),
        Due::EveryMonth | Due::External | Due::Event | Due::Continuous | Due::Undated => None,
    }
}

fn quarter_end(day: Day) -> Day {
    let mut month = day.month();
    // December ends a quarter, so the end of the calendar is never crossed.
    while month.number() % 3 != 0
        && let Some(next) = month.next()
    {
        month = next;
    }
    month.last_day()
}

/// The rule as a sentence.
pub fn sentence(rule: &Due) -> Sentence {
    match rule {
        Due::Once { on } => Sentence::new(format!("{} 前", zh_day(*on)), format!("by {on}")),
        Due::Monthly { day, from } => Sentence::new(
            format!(
                "每月 {day} 日前(自 {} 年 {} 月起)",
                from.year(),
                from.number()
            ),
            format!("by day {day} of every month from {from}"),
        ),
        Due::EveryMonth => Sentence::new("每月(未定具体日期)", "every month, no day given"),
        Due::QuarterEnd { from } => Sentence::new(
            format!("每季度末(首次 {})", zh_day(*from)),
            format!("by the end of every quarter, first {from}"),
        ),
        Due::Step { on, target } => Sentence::new(
            format!("{} 前:{target}", zh_day(*on)),
            format!("by {on}: {target}"),
        ),
        Due::Periodic => Sentence::new("定期(按季度掌握)", "from time to time, read as quarterly"),
        Due::External => Sentence::new(
            "时间由国家和省定,待录入",
            "date set by province or state, to be entered",
        ),
        Due::Event => Sentence::new("按有关活动时间", "when the named events take place"),
        Due::Continuous => Sentence::new(
            "持续推进(随月报检查)",
            "continuous, covered by the monthly report",
        ),
        Due::Undated => Sentence::new("未定时限", "no date given"),
    }
}

/// The rule in the few characters a card has room for.
pub fn short(rule: &Due) -> Sentence {
    match rule {
        Due::Once { on } | Due::Step { on, .. } => Sentence::new(
            format!("{}月{}日", on.month_number(), on.day_of_month()),
            on.to_string(),
        ),
        Due::Monthly { day, .. } => {
            Sentence::new(format!("每月{day}日"), format!("monthly, day {day}"))
        }
        Due::EveryMonth => Sentence::new("每月", "monthly"),
        Due::QuarterEnd { .. } => Sentence::new("每季末", "quarter end"),
        Due::Periodic => Sentence::new("定期", "periodic"),
        Due::External => Sentence::new("按上级时间", "date from above"),
        Due::Event => Sentence::new("按活动时间", "with events"),
        Due::Continuous => Sentence::new("持续推进", "continuous"),
        Due::Undated => Sentence::new("未定时限", "no date"),
    }
}

/// A day as it is written in Chinese.
pub fn zh_day(day: Day) -> String {
    format!(
        "{}年{}月{}日",
        day.year(),
        day.month_number(),
        day.day_of_month()
    )
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
