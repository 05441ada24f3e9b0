//! The four conditions of task 25 on records, with the figures they rest on.

use super::Moneys;
use crate::model::{Project, ReviewGround, Settings};
use crate::rules::Basis;
use crate::rules::due::zh_day;
use crate::rules::figures::{Points, Ratio, money};
use crate::schema::{Day, RecordId, Sentence, View, counted};

/// A condition that is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// No step of the preparation was finished for so many days.
    Idle(i32),
    /// Too little of the place's and the company's own money has arrived so long after the grant.
    MoneyMissing {
        /// Arrived, of what was planned.
        arrived: Ratio,
        /// The day the granted money came down.
        granted_on: Day,
    },
    /// The planned start passed so many days ago.
    LateStart {
        /// The planned day.
        planned: Day,
        /// Days since.
        days: i32,
    },
    /// The deadline of the hundred days has passed (DOMAIN T23).
    MissedDeadline {
        /// The deadline.
        deadline: Day,
        /// Days since.
        days: i32,
    },
    /// So far behind its plan.
    Behind(Points),
}

impl Condition {
    /// Which of the four it is.
    pub fn ground(self) -> ReviewGround {
        match self {
            Self::Idle(_) => ReviewGround::Idle,
            Self::MoneyMissing { .. } => ReviewGround::MoneyMissing,
            Self::LateStart { .. } | Self::MissedDeadline { .. } => ReviewGround::LateStart,
            Self::Behind(_) => ReviewGround::Behind,
        }
    }

    /// The condition with its figures.
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Idle(days) => Sentence::new(
                format!("前期工作 {days} 天没有办结任何环节"),
                format!(
                    "no step of the preparation finished for {}",
                    counted(days, "day")
                ),
            ),
            Self::MoneyMissing {
                arrived,
                granted_on,
            } => {
                let (here, of) = (
                    money::sentence_wan(arrived.numerator),
                    money::sentence_wan(arrived.denominator),
                );
                let percent = arrived.percent_or_none();
                Sentence::new(
                    format!(
                        "{}下达资金,配套资金到位{}/{},到位率 {percent}",
                        zh_day(granted_on),
                        here.zh,
                        of.zh
                    ),
                    format!(
                        "granted on {granted_on}; of its own money {} of {} has arrived, {percent}",
                        here.en, of.en
                    ),
                )
            }
            Self::LateStart { planned, days } => Sentence::new(
                format!("计划{}开工,已过 {days} 天", zh_day(planned)),
                format!(
                    "planned to start on {planned}, {} ago",
                    counted(days, "day")
                ),
            ),
            Self::MissedDeadline { deadline, days } => Sentence::new(
                format!("须于{}前开工,已逾期 {days} 天", zh_day(deadline)),
                format!("had to start by {deadline}, {} ago", counted(days, "day")),
            ),
            Self::Behind(lag) => {
                let said = lag.sentence();
                Sentence::new(format!("建设进度{}", said.zh), said.en)
            }
        }
    }
}

/// The conditions the project meets.
pub(super) fn of(
    basis: &Basis,
    project: View<'_, Project>,
    money: Moneys,
    hard_deadline: Option<Day>,
    last_step: impl Fn(RecordId) -> Option<Day>,
    lag: impl Fn(RecordId) -> Option<Points>,
) -> Vec<Condition> {
    let id = project.record.id;
    let is_started = project.started_on().is_some_and(|on| on <= basis.day);
    let mut found = Vec::new();
    if is_started {
        found.extend(money_missing(basis, money));
        let limit = Points::whole(basis.settings.int(Settings::BEHIND_POINTS));
        found.extend(lag(id).filter(|lag| *lag > limit).map(Condition::Behind));
        return found;
    }
    found.extend(idle(basis, project, last_step(id)));
    found.extend(money_missing(basis, money));
    found.extend(late_start(basis, project));
    found.extend(missed(basis, hard_deadline));
    found
}

/// Counted from the last finished step; before there is one, from the day its preparation began.
fn idle(basis: &Basis, project: View<'_, Project>, last_step: Option<Day>) -> Option<Condition> {
    let began = project.prepared_on()?;
    let since = last_step.map_or(began, |step| step.max(began));
    let days = basis.day.days_since(since);
    let limit = basis.settings.int(Settings::IDLE_DAYS);
    (i64::from(days) >= limit).then_some(Condition::Idle(days))
}

fn money_missing(basis: &Basis, money: Moneys) -> Option<Condition> {
    let granted_on = money.granted_on?;
    let months = basis.settings.count(Settings::ARRIVED_MONTHS);
    let months = i32::try_from(months).unwrap_or(i32::MAX);
    let due = granted_on.month().plus(months);
    let due = due.day(granted_on.day_of_month());
    let arrived = Ratio::new(money.own_arrived, money.own_planned);
    let percent = basis.settings.int(Settings::ARRIVED_PERCENT);
    let is_missing = basis.day >= due && arrived.below(percent.saturating_mul(100));
    is_missing.then_some(Condition::MoneyMissing {
        arrived,
        granted_on,
    })
}

fn late_start(basis: &Basis, project: View<'_, Project>) -> Option<Condition> {
    let planned = project.planned_start()?;
    let days = basis.day.days_since(planned);
    let limit = basis.settings.int(Settings::LATE_START_DAYS);
    (i64::from(days) > limit).then_some(Condition::LateStart { planned, days })
}

/// From the day after the deadline.
fn missed(basis: &Basis, deadline: Option<Day>) -> Option<Condition> {
    let deadline = deadline?;
    let days = basis.day.days_since(deadline);
    (days > 0).then_some(Condition::MissedDeadline { deadline, days })
}
