//! How a deadline is said.

use crate::schema::{Day, Due, Sentence, Week};

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
        Due::Weekly { from } => Sentence::new(
            format!(
                "每周日 24 时前(首次 {})",
                zh_day(Week::of(*from).last_day())
            ),
            format!(
                "by the end of Sunday every week, first {}",
                Week::of(*from).last_day()
            ),
        ),
        Due::MonthAfter { day, from } => Sentence::new(
            format!(
                "次月 {day} 日前(自 {} 年 {} 月的情况起)",
                from.year(),
                from.number()
            ),
            format!("by day {day} of the following month, for every month from {from}"),
        ),
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
        Due::Weekly { .. } => Sentence::new("每周", "weekly"),
        Due::MonthAfter { day, .. } => {
            Sentence::new(format!("次月{day}日"), format!("day {day} of next month"))
        }
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

    #[test]
    fn b08_the_report_of_a_month_in_words() {
        let rule = Due::MonthAfter {
            day: 1,
            from: Month::parse("2020-06").unwrap(),
        };
        assert_eq!(sentence(&rule).zh, "次月 1 日前(自 2020 年 6 月的情况起)");
        assert_eq!(
            sentence(&rule).en,
            "by day 1 of the following month, for every month from 2020-06"
        );
        assert_eq!(short(&rule).zh, "次月1日");
    }

    #[test]
    fn b12_every_week_in_words() {
        let rule = Due::Weekly {
            from: Day::parse("2020-06-15").unwrap(),
        };
        assert_eq!(sentence(&rule).zh, "每周日 24 时前(首次 2020年6月21日)");
        assert_eq!(
            sentence(&rule).en,
            "by the end of Sunday every week, first 2020-06-21"
        );
        assert_eq!(short(&rule).en, "weekly");
    }
}
