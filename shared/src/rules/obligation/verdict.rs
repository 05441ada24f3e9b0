//! The light of something owed (DOMAIN 9.4), as a small value that says itself on demand.

use crate::model::{Occurrence, OccurrenceState, Settings};
use crate::rules::Basis;
use crate::rules::calendar::Calendar;
use crate::rules::figures::points::Limits;
use crate::rules::figures::sequence::of_days;
use crate::rules::figures::{Points, Ratio};
use crate::rules::light::Colour;
use crate::schema::{Day, View};

/// Work given more days than a quarter has is long: its progress is measured on the way
/// (DOMAIN 9.4).
const LONG_DAYS: i32 = 92;

/// How it stands with something owed on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueVerdict {
    /// The last day has passed and nothing was handed in.
    Overdue {
        /// Days since.
        days: i32,
    },
    /// Handed in after the last day, not yet looked at.
    LateInReview {
        /// Days late.
        days: i32,
    },
    /// The last day is near.
    DueSoon {
        /// Days left; 0 on the day itself.
        left: i32,
    },
    /// Long work that is behind what the days passed ask for.
    Behind {
        /// By how much.
        by: Points,
        /// Yellow or red.
        colour: Colour,
    },
    /// Handed in in time, not yet looked at.
    InReview,
    /// There is time.
    InTime {
        /// Days left.
        left: i32,
    },
    /// No day is set.
    Undated,
    /// Passed.
    Done {
        /// Whether it was entered later, with its true day (补录).
        entered_later: bool,
    },
    /// Passed, but handed in after the last day.
    DoneLate {
        /// Days late.
        days: i32,
    },
    /// The office has exempted it.
    Exempt,
}

impl DueVerdict {
    /// The colour of the light.
    pub fn colour(self) -> Colour {
        match self {
            Self::Overdue { .. } => Colour::Red,
            Self::LateInReview { .. } | Self::DueSoon { .. } => Colour::Yellow,
            Self::Behind { colour, .. } => colour,
            Self::InReview | Self::InTime { .. } => Colour::Green,
            Self::Undated | Self::Exempt => Colour::Grey,
            Self::Done { .. } | Self::DoneLate { .. } => Colour::Blue,
        }
    }

    /// Whether something still has to happen.
    pub fn is_open(self) -> bool {
        !matches!(
            self,
            Self::Done { .. } | Self::DoneLate { .. } | Self::Exempt
        )
    }

    /// Whether the unit has to hand something in.
    pub fn is_wanted(self) -> bool {
        self.is_open() && !matches!(self, Self::InReview | Self::LateInReview { .. })
    }

    /// How bad it is: of several the greatest counts. What is open comes before what is done, and
    /// what is exempt says nothing.
    pub fn severity(self) -> (u8, i32) {
        match self {
            Self::Overdue { days } => (6, days),
            Self::Behind {
                colour: Colour::Red,
                ..
            } => (6, 0),
            Self::DueSoon { left } => (5, -left),
            Self::Behind { .. } => (5, -100),
            Self::LateInReview { .. } => (5, -200),
            Self::InReview => (4, i32::MIN),
            Self::InTime { left } => (4, -left),
            Self::Undated => (3, 0),
            Self::DoneLate { days } => (2, days),
            Self::Done { .. } => (1, 0),
            Self::Exempt => (0, 0),
        }
    }
}

/// The day and the room's measures, resolved once for thousands of verdicts.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'a> {
    day: Day,
    calendar: &'a Calendar,
    warning_days: u32,
    limits: Limits,
}

impl<'a> Measure<'a> {
    /// What holds in the room.
    pub fn new(basis: &'a Basis) -> Self {
        let settings = &basis.settings;
        Self {
            day: basis.day,
            calendar: &basis.calendar,
            warning_days: settings.count(Settings::WARNING_DAYS),
            limits: Limits {
                yellow_from: Points::whole(settings.int(Settings::YELLOW_POINTS)),
                red_above: Points::whole(settings.int(Settings::RED_POINTS)),
            },
        }
    }

    /// The day.
    pub(super) fn day(&self) -> Day {
        self.day
    }

    /// How it stands with something due on `due` for which `record` is what has been written down.
    /// `since` is the day long work is measured from; `None` for what comes again and again.
    pub fn judge(
        &self,
        due: Option<Day>,
        since: Option<Day>,
        record: Option<View<'_, Occurrence>>,
    ) -> DueVerdict {
        use OccurrenceState::{Exempt, Passed, Pending, Returned, Submitted};

        let Some(record) = record else {
            return self.open(due);
        };
        match record.state().unwrap_or(Pending) {
            Exempt => DueVerdict::Exempt,
            Passed => passed(record, due),
            Submitted => match days_late(record.submitted_on(), due) {
                Some(days) => DueVerdict::LateInReview { days },
                None => DueVerdict::InReview,
            },
            Pending | Returned => {
                let by_time = self.open(due);
                let by_progress = self.progress(due, since, record.progress());
                match by_progress {
                    Some(lag) if lag.severity() > by_time.severity() => lag,
                    _ => by_time,
                }
            }
        }
    }

    /// Nothing has been handed in.
    fn open(&self, due: Option<Day>) -> DueVerdict {
        let Some(due) = due else {
            return DueVerdict::Undated;
        };
        let left = due.days_since(self.day);
        if left < 0 {
            return DueVerdict::Overdue { days: -left };
        }
        let warned_from = self.calendar.working_days_before(due, self.warning_days);
        if self.day >= warned_from {
            return DueVerdict::DueSoon { left };
        }
        DueVerdict::InTime { left }
    }

    /// The light of long work by what its unit says of it; `None` while it is not behind.
    fn progress(
        &self,
        due: Option<Day>,
        since: Option<Day>,
        reported: Option<i64>,
    ) -> Option<DueVerdict> {
        let (due, since, reported) = (due?, since?, reported?);
        if due.days_since(since) <= LONG_DAYS {
            return None;
        }
        let by = lag(since, due, self.day, reported)?;
        match by.light(self.limits) {
            Colour::Green => None,
            colour => Some(DueVerdict::Behind { by, colour }),
        }
    }
}

/// How far `reported` per cent lie behind the share of days passed: 206 of 387 days are 53.2 %.
pub fn lag(since: Day, due: Day, today: Day, reported: i64) -> Option<Points> {
    Points::behind(of_days(since, due, today), Ratio::new(reported, 100))
}

fn passed(record: View<'_, Occurrence>, due: Option<Day>) -> DueVerdict {
    let done_on = record.done_on();
    match days_late(done_on.or(record.submitted_on()), due) {
        Some(days) => DueVerdict::DoneLate { days },
        None => DueVerdict::Done {
            entered_later: days_late(record.submitted_on(), due).is_some(),
        },
    }
}

/// By how many days it came too late; `None` when it was in time.
fn days_late(on: Option<Day>, due: Option<Day>) -> Option<i32> {
    let days = on?.days_since(due?);
    (days > 0).then_some(days)
}
