//! How an approval stands on a day, and its light (DOMAIN T14–T16, T52).

use super::clock::{self, Clock};
use super::validity::{is_before_start, valid_until, warned_from};
use crate::model::{ApprovalState, ApprovalStep, Settings};
use crate::rules::Basis;
use crate::rules::due::zh_day;
use crate::rules::light::{Colour, Light, days_overdue};
use crate::schema::{Day, Sentence, View, counted};
use crate::state::State;

/// How an approval stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepVerdict {
    /// Not begun.
    Open,
    /// Not needed.
    NotNeeded,
    /// Accepted, and no limit is known.
    Unlimited,
    /// Being worked on within its limit.
    Running {
        /// The last day.
        due: Day,
        /// How many working days there are.
        left: u32,
        /// Whether that is close.
        is_soon: bool,
    },
    /// The limit is over.
    Late {
        /// The last day.
        due: Day,
        /// How many days ago that was.
        days: i32,
    },
    /// Being corrected by the applicant; the clock stands still.
    Stopped {
        /// Since when.
        since: Day,
        /// For how many working days.
        days: u32,
        /// How many working days of the limit are left.
        left: Option<u32>,
    },
    /// Finished, or covered by a regional evaluation.
    Done {
        /// When.
        on: Day,
        /// How many working days it took.
        used: u32,
        /// How many days late; 0 when in time.
        late: i32,
    },
    /// Finished, and soon no longer valid, while the project has not started.
    Expiring {
        /// The last day of validity.
        until: Day,
        /// How many days there are.
        left: i32,
    },
    /// No longer valid.
    Expired {
        /// The last day of validity, when it is known.
        until: Option<Day>,
    },
    /// Finished on a promise that has still to be checked.
    Promised {
        /// By when.
        check_by: Day,
        /// How many days there are.
        left: i32,
        /// Whether that is close.
        is_soon: bool,
    },
    /// A promise was not checked by its day.
    Unchecked {
        /// By when it was to be checked.
        check_by: Day,
        /// How many days ago that was.
        days: i32,
    },
    /// A promise was found to be kept.
    Kept,
    /// A promise was found to be broken.
    Broken,
}

/// How the approval stands on the day.
pub fn verdict(state: &State, basis: &Basis, step: View<'_, ApprovalStep>) -> StepVerdict {
    match step.state().unwrap_or(ApprovalState::Open) {
        ApprovalState::Open => StepVerdict::Open,
        ApprovalState::NotNeeded => StepVerdict::NotNeeded,
        ApprovalState::Accepted | ApprovalState::Correcting => running(basis, step),
        ApprovalState::Finished | ApprovalState::Adopted => finished(state, basis, step),
        ApprovalState::Expired => StepVerdict::Expired {
            until: valid_until(&basis.settings, step),
        },
        ApprovalState::Promised | ApprovalState::Checking => promised(basis, step),
        ApprovalState::Verified => StepVerdict::Kept,
        ApprovalState::Broken => StepVerdict::Broken,
    }
}

fn running(basis: &Basis, step: View<'_, ApprovalStep>) -> StepVerdict {
    let Some(clock) = Clock::of(basis, step) else {
        return StepVerdict::Unlimited;
    };
    if clock::is_stopped(step) {
        return StepVerdict::Stopped {
            since: step.correcting_since().unwrap_or(clock.accepted),
            days: clock.stopped,
            left: clock.left(),
        };
    }
    match clock.due {
        None => StepVerdict::Unlimited,
        Some(due) if basis.day > due => StepVerdict::Late {
            due,
            days: basis.day.days_since(due),
        },
        Some(due) => StepVerdict::Running {
            due,
            left: clock.left().unwrap_or(0),
            is_soon: is_soon(basis, due),
        },
    }
}

fn is_soon(basis: &Basis, due: Day) -> bool {
    let ahead = basis.settings.count(Settings::WARNING_DAYS);
    basis.day >= basis.calendar.working_days_before(due, ahead)
}

fn finished(state: &State, basis: &Basis, step: View<'_, ApprovalStep>) -> StepVerdict {
    if let Some(until) = valid_until(&basis.settings, step)
        && is_before_start(state, step)
    {
        if basis.day > until {
            return StepVerdict::Expired { until: Some(until) };
        }
        if basis.day >= warned_from(basis, until) {
            let left = until.days_since(basis.day);
            return StepVerdict::Expiring { until, left };
        }
    }
    let on = step.done_on().unwrap_or(basis.day);
    let clock = Clock::of(basis, step);
    let due = clock.and_then(|clock| clock.due);
    StepVerdict::Done {
        on,
        used: clock.map_or(0, |clock| clock.used),
        late: due.map_or(0, |due| on.days_since(due).max(0)),
    }
}

fn promised(basis: &Basis, step: View<'_, ApprovalStep>) -> StepVerdict {
    match step.check_by() {
        Some(check_by) if basis.day > check_by => StepVerdict::Unchecked {
            check_by,
            days: basis.day.days_since(check_by),
        },
        Some(check_by) => StepVerdict::Promised {
            check_by,
            left: check_by.days_since(basis.day),
            is_soon: is_soon(basis, check_by),
        },
        // The action asks for the day; one of another version may lack it.
        None => StepVerdict::Open,
    }
}

impl StepVerdict {
    /// The colour of its light.
    pub fn colour(self) -> Colour {
        match self {
            Self::Open | Self::NotNeeded | Self::Unlimited => Colour::Grey,
            Self::Running { is_soon: false, .. } | Self::Promised { is_soon: false, .. } => {
                Colour::Green
            }
            Self::Running { .. }
            | Self::Promised { .. }
            | Self::Stopped { .. }
            | Self::Expiring { .. } => Colour::Yellow,
            Self::Late { .. } | Self::Expired { .. } | Self::Unchecked { .. } | Self::Broken => {
                Colour::Red
            }
            Self::Done { .. } | Self::Kept => Colour::Blue,
        }
    }

    /// Its light, with the sentence that says why.
    pub fn light(self) -> Light {
        let (word, why) = self.words();
        Light::new(self.colour(), word, why)
    }

    fn words(self) -> (Sentence, Sentence) {
        match self {
            Self::Open => pair(("未办", "not begun"), ("尚未受理", "not yet accepted")),
            Self::NotNeeded => pair(
                ("不需要", "not needed"),
                ("本项目不需要办理", "the project does not need it"),
            ),
            Self::Unlimited => pair(
                ("办理中", "in hand"),
                ("已受理,未填办理时限", "accepted; no limit is entered"),
            ),
            Self::Kept => pair(
                ("核验通过", "promise kept"),
                ("承诺已核验兑现", "the promise was checked and kept"),
            ),
            Self::Broken => pair(
                ("违诺", "promise broken"),
                ("承诺经核验未兑现", "the promise was checked and not kept"),
            ),
            Self::Running { .. } | Self::Late { .. } | Self::Stopped { .. } | Self::Done { .. } => {
                self.words_of_clock()
            }
            Self::Expiring { .. }
            | Self::Expired { .. }
            | Self::Promised { .. }
            | Self::Unchecked { .. } => self.words_of_term(),
        }
    }

    fn words_of_clock(self) -> (Sentence, Sentence) {
        match self {
            Self::Running { due, left, .. } => pair(
                (
                    format!("剩 {left} 个工作日"),
                    format!("{} left", counted(left, "working day")),
                ),
                (
                    format!("应于{}前办结,还有 {left} 个工作日", zh_day(due)),
                    format!("due on {due}, {} ahead", counted(left, "working day")),
                ),
            ),
            Self::Late { due, days } => pair(
                days_overdue(days),
                (
                    format!("应于{}前办结,已逾期 {days} 天", zh_day(due)),
                    format!("was due on {due}, {} ago", counted(days, "day")),
                ),
            ),
            Self::Stopped { since, days, left } => {
                let (zh, en) = match left {
                    Some(left) => (
                        format!(",时限还剩 {left} 个工作日"),
                        format!(", {} of the limit left", counted(left, "working day")),
                    ),
                    None => (String::new(), String::new()),
                };
                pair(
                    ("补正停表", "clock stopped"),
                    (
                        format!("{}起补正,已停表 {days} 个工作日{zh}", zh_day(since)),
                        format!(
                            "being corrected since {since}, {} not counted{en}",
                            counted(days, "working day")
                        ),
                    ),
                )
            }
            Self::Done { on, used, late } => {
                let word = match late {
                    0 => ("办结", "finished"),
                    _ => ("逾期办结", "finished late"),
                };
                let (zh, en) = match late {
                    0 => (String::new(), String::new()),
                    _ => (
                        format!(",逾期 {late} 天"),
                        format!(", {} late", counted(late, "day")),
                    ),
                };
                pair(
                    word,
                    (
                        format!("{}办结,用时 {used} 个工作日{zh}", zh_day(on)),
                        format!("finished on {on} in {}{en}", counted(used, "working day")),
                    ),
                )
            }
            _ => Self::Open.words(),
        }
    }

    fn words_of_term(self) -> (Sentence, Sentence) {
        match self {
            Self::Expiring { until, left } => pair(
                ("即将失效", "about to expire"),
                (
                    format!("有效期至{},还有 {left} 天,项目尚未开工", zh_day(until)),
                    format!(
                        "valid until {until}, {} ahead; the project has not started",
                        counted(left, "day")
                    ),
                ),
            ),
            Self::Expired { until: Some(until) } => pair(
                ("已失效", "expired"),
                (
                    format!("有效期至{},须重新办理", zh_day(until)),
                    format!("was valid until {until}; it has to be obtained anew"),
                ),
            ),
            Self::Expired { until: None } => pair(
                ("已失效", "expired"),
                (
                    "已失效,须重新办理",
                    "no longer valid; it has to be obtained anew",
                ),
            ),
            Self::Promised { check_by, left, .. } => pair(
                (
                    format!("待核,剩 {left} 天"),
                    format!("to be checked, {} left", counted(left, "day")),
                ),
                (
                    format!("承诺办结,应于{}前核验", zh_day(check_by)),
                    format!("finished on a promise, to be checked by {check_by}"),
                ),
            ),
            Self::Unchecked { check_by, days } => pair(
                days_overdue(days),
                (
                    format!("承诺应于{}前核验,已逾期 {days} 天", zh_day(check_by)),
                    format!(
                        "the promise was to be checked by {check_by}, {} ago",
                        counted(days, "day")
                    ),
                ),
            ),
            _ => Self::Open.words(),
        }
    }
}

fn pair(word: impl Into<Sentence>, why: impl Into<Sentence>) -> (Sentence, Sentence) {
    (word.into(), why.into())
}
