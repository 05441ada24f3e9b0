//! The grammar of deadlines (DOMAIN §3): when something is owed, as the notice says it.

use serde::{Deserialize, Serialize};

use super::{Day, Month};

/// One rule of a deadline; a task can have several.
///
/// In the binary form a rule is known by its position here: new rules are added at the end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// By the end of one day.
    Once {
        /// The last day.
        on: Day,
    },
    /// Every month by the end of one day of it.
    Monthly {
        /// The day of the month, 1 to 31; a shorter month ends on its last day.
        day: i8,
        /// The first month in which it is owed.
        from: Month,
    },
    /// Every month, no day given.
    EveryMonth,
    /// By the last day of every quarter.
    QuarterEnd {
        /// The first quarter end at which it is owed.
        from: Day,
    },
    /// One of several steps, each with a target and a day.
    Step {
        /// The last day of the step.
        on: Day,
        /// What must be reached, in the words of the notice.
        target: String,
    },
    /// From time to time, period not given (定期); read as every quarter (DOMAIN §12, 41).
    Periodic,
    /// The date is set by someone else and not known here until it is entered.
    External,
    /// Whenever a named event takes place.
    Event,
    /// Goes on without an end (持续推进); covered by the monthly report.
    Continuous,
    /// Something to be made, with no date at all.
    Undated,
    /// Every week by Sunday 24:00.
    Weekly {
        /// A day of the first week in which it is owed.
        from: Day,
    },
    /// For every month by the end of one day of the following month (DOMAIN B08).
    MonthAfter {
        /// The day of the following month, 1 to 31; a shorter month ends on its last day.
        day: i8,
        /// The first month for which it is owed.
        from: Month,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_keep_their_place_in_the_stored_form() {
        let day = Day::parse("2020-06-15").unwrap();
        let month = Month::parse("2020-06").unwrap();
        for (rule, tag, json) in [
            (Due::Once { on: day }, 0, r#"{"once":{"on":"2020-06-15"}}"#),
            (Due::Undated, 9, r#""undated""#),
            (
                Due::Weekly { from: day },
                10,
                r#"{"weekly":{"from":"2020-06-15"}}"#,
            ),
            (
                Due::MonthAfter {
                    day: 1,
                    from: month,
                },
                11,
                r#"{"month_after":{"day":1,"from":"2020-06"}}"#,
            ),
        ] {
            let bytes = postcard::to_allocvec(&rule).unwrap();
            assert_eq!(bytes[0], tag, "{rule:?}");
            assert_eq!(postcard::from_bytes::<Due>(&bytes).unwrap(), rule);
            assert_eq!(serde_json::to_string(&rule).unwrap(), json);
        }
    }
}
