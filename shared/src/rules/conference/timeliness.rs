//! Whether a problem, a decision or a supervision item is in time (DOMAIN §9.4): a small verdict,
//! and its sentence when somebody asks.

use crate::model::{
    Decision, DecisionState, Problem, ProblemState, Settings, Supervision, SupervisionState,
};
use crate::rules::Basis;
use crate::rules::due::zh_day;
use crate::rules::light::{Colour, Light, days_left, days_overdue};
use crate::schema::{Day, View, counted};

/// How something with a deadline stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// Closed; so many days after the deadline, 0 when in time.
    Closed {
        /// Days late.
        late: i32,
    },
    /// Said to be done, and not verified yet.
    InReview {
        /// Days late.
        late: i32,
    },
    /// Put aside until it is looked at again.
    Shelved {
        /// The day of the review.
        review: Option<Day>,
    },
    /// Past its deadline.
    Overdue {
        /// Days since.
        days: i32,
    },
    /// Due within the days of the warning.
    DueSoon {
        /// Days left, 0 on the day itself.
        left: i32,
    },
    /// In time.
    InTime {
        /// Days left.
        left: i32,
    },
    /// Without a deadline.
    Undated,
}

impl Timeliness {
    /// Its colour.
    pub const fn colour(self) -> Colour {
        match self {
            Self::Closed { .. } => Colour::Blue,
            Self::InReview { late: 1.. } | Self::DueSoon { .. } => Colour::Yellow,
            Self::InReview { .. } | Self::InTime { .. } => Colour::Green,
            Self::Overdue { .. } => Colour::Red,
            Self::Shelved { .. } | Self::Undated => Colour::Grey,
        }
    }

    /// Its light, in words.
    pub fn light(self) -> Light {
        let colour = self.colour();
        match self {
            Self::Closed { late: 1.. } | Self::InReview { late: 1.. } => self.late_light(),
            Self::Closed { .. } => {
                Light::new(colour, ("办结", "closed"), ("按期办结", "closed in time"))
            }
            Self::InReview { .. } => Light::new(
                colour,
                ("待核验", "in review"),
                (
                    "已按期申请,待核验",
                    "closure requested in time; to be verified",
                ),
            ),
            Self::Shelved { review } => Light::new(colour, ("挂账", "shelved"), shelved(review)),
            Self::Overdue { days } => Light::new(
                colour,
                days_overdue(days),
                (
                    format!("已超过期限 {days} 天"),
                    format!("{} past the deadline", counted(days, "day")),
                ),
            ),
            Self::DueSoon { left: 0 } => Light::new(
                colour,
                ("今日到期", "due today"),
                ("今日到期", "the deadline is today"),
            ),
            Self::DueSoon { left } | Self::InTime { left } => Light::new(
                colour,
                days_left(left),
                (
                    format!("距期限还有 {left} 天"),
                    format!("{} to the deadline", counted(left, "day")),
                ),
            ),
            Self::Undated => Light::new(
                colour,
                ("未定期限", "undated"),
                ("没有确定的期限", "no deadline is set"),
            ),
        }
    }

    fn late_light(self) -> Light {
        let (late, word, is_closed) = match self {
            Self::Closed { late } => (late, ("逾期办结", "closed late"), true),
            Self::InReview { late } => (late, ("迟报待核", "late, in review"), false),
            _ => (0, ("", ""), false),
        };
        let (zh, en) = if is_closed {
            ("办结", "closed")
        } else {
            ("申请", "closure requested")
        };
        Light::new(
            self.colour(),
            word,
            (
                format!("比期限晚 {late} 天{zh}"),
                format!("{en} {} after the deadline", counted(late, "day")),
            ),
        )
    }

    /// Whether it is overdue.
    pub const fn is_overdue(self) -> bool {
        matches!(self, Self::Overdue { .. })
    }
}

fn shelved(review: Option<Day>) -> (String, String) {
    match review {
        Some(day) => (
            format!("暂不能解决,{}复核", zh_day(day)),
            format!("cannot be solved now; looked at again on {day}"),
        ),
        None => ("暂不能解决".to_owned(), "cannot be solved now".to_owned()),
    }
}

/// How an open matter stands.
fn open(deadline: Option<Day>, basis: &Basis) -> Timeliness {
    let Some(deadline) = deadline else {
        return Timeliness::Undated;
    };
    let left = deadline.days_since(basis.day);
    let warning = basis.settings.count(Settings::WARNING_DAYS);
    if left < 0 {
        Timeliness::Overdue { days: -left }
    } else if basis.day >= basis.calendar.working_days_before(deadline, warning) {
        Timeliness::DueSoon { left }
    } else {
        Timeliness::InTime { left }
    }
}

/// By how many days `on` is after the deadline.
fn late(on: Option<Day>, deadline: Option<Day>) -> i32 {
    match (on, deadline) {
        (Some(on), Some(deadline)) => on.days_since(deadline).max(0),
        _ => 0,
    }
}

/// Of a problem. What counts is the day on which closure was asked for.
pub fn of_problem(problem: View<'_, Problem>, basis: &Basis) -> Timeliness {
    let deadline = problem.deadline();
    match problem.state() {
        Some(ProblemState::Closed) => Timeliness::Closed {
            late: late(problem.asked_on(), deadline),
        },
        Some(ProblemState::Asked | ProblemState::Verifying) => Timeliness::InReview {
            late: late(problem.asked_on(), deadline),
        },
        Some(ProblemState::Shelved) => Timeliness::Shelved {
            review: problem.review_on(),
        },
        _ => open(deadline, basis),
    }
}

/// Of a decision. One that is not issued yet binds nobody.
pub fn of_decision(decision: View<'_, Decision>, basis: &Basis) -> Timeliness {
    let deadline = decision.deadline();
    match decision.state() {
        Some(DecisionState::Closed) => Timeliness::Closed {
            late: late(decision.asked_on(), deadline),
        },
        Some(DecisionState::Asked | DecisionState::Verifying) => Timeliness::InReview {
            late: late(decision.asked_on(), deadline),
        },
        Some(DecisionState::Issued | DecisionState::InProgress) => open(deadline, basis),
        _ => Timeliness::Undated,
    }
}

/// Of a supervision item, by the deadline in force.
pub fn of_supervision(item: View<'_, Supervision>, basis: &Basis) -> Timeliness {
    let deadline = item.extended_until().or_else(|| item.deadline());
    match item.state() {
        Some(SupervisionState::Closed) => Timeliness::Closed {
            late: late(item.answered_on(), deadline),
        },
        Some(SupervisionState::Answered | SupervisionState::Checking) => Timeliness::InReview {
            late: late(item.answered_on(), deadline),
        },
        _ => open(deadline, basis),
    }
}
