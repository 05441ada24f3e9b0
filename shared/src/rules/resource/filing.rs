//! Whether something to be filed was filed in time (DOMAIN T21, T22, T40, T42, T49; §9.4).

use crate::model::{FilingState, FilingTopic, LocalFiling, PreFund, Settings, Task};
use crate::rules::due::{final_day, zh_day};
use crate::rules::light::{Colour, Light, days_left, days_overdue};
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{
    Choices, Day, FieldNo, Kind, Record, RecordId, Sentence, Value, View, coordinates, counted,
};
use crate::state::State;

/// How a filing stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filing {
    /// Not filed, and nobody has said by when.
    Undated,
    /// Not filed, not yet due.
    Open {
        /// The last day.
        due: Day,
        /// Whether it is close.
        is_soon: bool,
        /// How many days there are.
        left: i32,
    },
    /// Not filed, and overdue.
    Missing {
        /// The last day.
        due: Day,
        /// How many days ago that was.
        days: i32,
    },
    /// Filed.
    Filed {
        /// The day.
        on: Day,
        /// How many days late; 0 when in time.
        late: i32,
        /// Whether the office has taken it in.
        is_registered: bool,
    },
}

impl Filing {
    /// Of something due on a day, filed on another, in a state.
    pub fn of(
        due: Option<Day>,
        filed_on: Option<Day>,
        state: Option<FilingState>,
        basis: &Basis,
    ) -> Self {
        let is_filed = state.is_some_and(|state| state != FilingState::Draft);
        match (filed_on.filter(|_| is_filed), due) {
            (Some(on), due) => Self::Filed {
                on,
                late: due.map_or(0, |due| on.days_since(due).max(0)),
                is_registered: state == Some(FilingState::Registered),
            },
            (None, None) => Self::Undated,
            (None, Some(due)) if basis.day > due => Self::Missing {
                due,
                days: basis.day.days_since(due),
            },
            (None, Some(due)) => {
                let ahead = basis.settings.count(Settings::WARNING_DAYS);
                Self::Open {
                    due,
                    is_soon: basis.day >= basis.calendar.working_days_before(due, ahead),
                    left: due.days_since(basis.day),
                }
            }
        }
    }

    /// Whether it was filed.
    pub fn is_filed(self) -> bool {
        matches!(self, Self::Filed { .. })
    }

    /// The colour of its light.
    pub fn colour(self) -> Colour {
        match self {
            Self::Undated => Colour::Grey,
            Self::Missing { .. } => Colour::Red,
            Self::Filed {
                is_registered: true,
                ..
            } => Colour::Blue,
            Self::Open { is_soon: false, .. } | Self::Filed { late: 0, .. } => Colour::Green,
            Self::Open { .. } | Self::Filed { .. } => Colour::Yellow,
        }
    }

    /// Its light, with the sentence that says why.
    pub fn light(self) -> Light {
        let (word, why) = match self {
            Self::Undated => (
                Sentence::new("待定", "no date"),
                ("未定报备期限".to_owned(), "no date is set".to_owned()),
            ),
            Self::Open { due, left, .. } => (
                days_left(left),
                (
                    format!("应于{}前报备,还有 {left} 天", zh_day(due)),
                    format!("to be filed by {due}, {} ahead", counted(left, "day")),
                ),
            ),
            Self::Missing { due, days } => (
                days_overdue(days),
                (
                    format!("应于{}前报备,已逾期 {days} 天", zh_day(due)),
                    format!("was to be filed by {due}, {} ago", counted(days, "day")),
                ),
            ),
            Self::Filed { on, late: 0, .. } => (
                Sentence::new("已报备", "filed"),
                (format!("{}报备", zh_day(on)), format!("filed on {on}")),
            ),
            Self::Filed { on, late, .. } => (
                Sentence::new(
                    format!("迟报 {late} 天"),
                    format!("{} late", counted(late, "day")),
                ),
                (
                    format!("{}报备,迟 {late} 天", zh_day(on)),
                    format!("filed on {on}, {} late", counted(late, "day")),
                ),
            ),
        };
        Light::new(self.colour(), word, why)
    }
}

/// The last day by which a task of the notice has to be done; `None` when it has none.
pub fn due_of_task(state: &State, no: i64) -> Option<Day> {
    let task = state
        .all::<Task>()
        .filter_map(|record| record.view::<Task>())
        .find(|task| task.no() == Some(no))?;
    final_day(task.due()?)
}

/// The filing of a unit on a topic for a year.
pub fn of_topic(
    state: &State,
    basis: &Basis,
    unit: RecordId,
    topic: FilingTopic,
    year: i64,
) -> Filing {
    let task = match topic {
        FilingTopic::CoalMechanism => Some(40),
        FilingTopic::EmissionPlan => Some(42),
        FilingTopic::AttractionPlan => None,
    };
    let due = task.and_then(|no| due_of_task(state, no));
    let at = [
        (LocalFiling::UNIT, Value::Ref(unit)),
        (LocalFiling::TOPIC, Value::Choice(topic.no())),
        (LocalFiling::YEAR, Value::Int(year)),
    ];
    let filing = record_at::<LocalFiling>(state, &at).and_then(Record::view::<LocalFiling>);
    let filed_on = filing.and_then(View::<LocalFiling>::filed_on);
    Filing::of(
        due,
        filed_on,
        filing.and_then(View::<LocalFiling>::state),
        basis,
    )
}

/// The plan for a unit's pre-construction money of a year; due by task 21 for local units, by task
/// 22 for members, which is one day.
pub fn of_fund(state: &State, basis: &Basis, unit: RecordId, year: i64) -> Filing {
    let due = due_of_task(state, 21).or_else(|| due_of_task(state, 22));
    let at = [
        (PreFund::UNIT, Value::Ref(unit)),
        (PreFund::YEAR, Value::Int(year)),
    ];
    let fund = record_at::<PreFund>(state, &at).and_then(Record::view::<PreFund>);
    let filed_on = fund.and_then(View::<PreFund>::filed_on);
    Filing::of(due, filed_on, fund.and_then(View::<PreFund>::state), basis)
}

/// The record at these coordinates, when it is there and not archived.
pub(in crate::rules) fn record_at<'a, K: Kind>(
    state: &'a State,
    at: &[(FieldNo, Value)],
) -> Option<&'a Record> {
    let value_of = |no| at.iter().find(|(field, _)| *field == no).map(|(_, v)| v);
    let id = coordinates::id_of(K::SPEC, value_of)?;
    let record = state.get(id)?;
    record.archived.is_none().then_some(record)
}

/// A plan that goes to the provincial department is registered once the office has its copy
/// (DOMAIN §12, 37). Nothing is filed on a day to come.
pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(fund) = attempt.of::<PreFund>() {
        return not_ahead(attempt, PreFund::FILED_ON, fund.filed_on());
    }
    let Some(filing) = attempt.of::<LocalFiling>() else {
        return Ok(());
    };
    not_ahead(attempt, LocalFiling::FILED_ON, filing.filed_on())?;
    let lacks_copy = filing.topic() == Some(FilingTopic::EmissionPlan)
        && filing.state() == Some(FilingState::Registered)
        && filing.copied_on().is_none();
    if lacks_copy {
        return Err(attempt.refuse(
            LocalFiling::COPIED_ON,
            "工作方案报省生态环境厅后,须抄送领导小组办公室才能登记",
            "the plan filed with the province is registered once the office has its copy",
        ));
    }
    Ok(())
}

/// Refuses a day of filing that lies ahead.
pub(in crate::rules) fn not_ahead(
    attempt: &Attempt<'_>,
    field: FieldNo,
    day: Option<Day>,
) -> Result<(), Refusal> {
    match day {
        Some(day) if attempt.changes(field) && day > attempt.day => Err(attempt.refuse(
            field,
            format!("{}还没有到,今天是{}", zh_day(day), zh_day(attempt.day)),
            format!("{day} lies ahead; today is {}", attempt.day),
        )),
        _ => Ok(()),
    }
}
