//! 比晒亮 (DOMAIN T29) and the monthly group signing (T46).

use std::collections::HashMap;

use crate::model::{Activity, ActivityKind, Briefing, BriefingState, Rating, Settings};
use crate::rules::due::zh_day;
use crate::rules::figures::{Ratio, dispersion};
use crate::rules::light::{Colour, Light, days_overdue};
use crate::rules::resource::filing::record_at;
use crate::rules::resource::name_of;
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{
    Choices, Day, FieldNo, Month, Record, RecordId, Sentence, Value, View, counted,
};
use crate::state::State;

/// What counts as 比晒亮: any one of them in a month (DOMAIN §12, 26).
pub const SHOWING: &[ActivityKind] = &[
    ActivityKind::GroupStart,
    ActivityKind::SiteMeeting,
    ActivityKind::ProgressShow,
    ActivityKind::InspectionTour,
    ActivityKind::Other,
];

/// What counts as the group signing of a month (DOMAIN T46).
pub const SIGNING: &[ActivityKind] = &[ActivityKind::GroupSigning];

/// The best score a rater can give.
const FULL_SCORE: i64 = 100;

/// A place's month: what was held, by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The month.
    pub month: Month,
    /// How many of each kind, in the order of [`ActivityKind::ALL`].
    pub by_kind: [u16; ActivityKind::ALL.len()],
    /// How many of the kinds that were asked for.
    pub held: u16,
    /// How it stands.
    pub colour: Colour,
}

/// A place's months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The place.
    pub unit: RecordId,
    /// Its months, as asked for.
    pub cells: Vec<Cell>,
}

/// The matrix of places and months for activities of these kinds. A month without any is red from
/// the first day of the next; while it goes on it is open, and yellow in its last working days; a
/// month that has not begun is grey.
pub fn matrix(
    state: &State,
    basis: &Basis,
    units: &[RecordId],
    months: &[Month],
    kinds: &[ActivityKind],
) -> Vec<Row> {
    let mut counts: HashMap<(RecordId, Month), [u16; ActivityKind::ALL.len()]> = HashMap::new();
    for activity in state
        .all::<Activity>()
        .filter_map(|record| record.view::<Activity>())
    {
        let (Some(unit), Some(held_on), Some(kind)) =
            (activity.unit(), activity.held_on(), activity.kind())
        else {
            continue;
        };
        if held_on > basis.day {
            continue;
        }
        let by_kind = counts.entry((unit, held_on.month())).or_default();
        if let Some(count) = by_kind.get_mut(kind as usize) {
            *count = count.saturating_add(1);
        }
    }
    let cell = |unit: RecordId, month: Month| {
        let by_kind = counts.get(&(unit, month)).copied().unwrap_or_default();
        let counted = ActivityKind::ALL.iter().zip(by_kind);
        let held = counted
            .filter(|(kind, _)| kinds.contains(kind))
            .map(|(_, count)| count)
            .fold(0_u16, u16::saturating_add);
        Cell {
            month,
            by_kind,
            held,
            colour: colour(basis, month, held),
        }
    };
    units
        .iter()
        .map(|unit| Row {
            unit: *unit,
            cells: months.iter().map(|month| cell(*unit, *month)).collect(),
        })
        .collect()
}

fn colour(basis: &Basis, month: Month, held: u16) -> Colour {
    let (first, last) = (month.first_day(), month.last_day());
    let ahead = basis.settings.count(Settings::WARNING_DAYS);
    if held > 0 {
        Colour::Blue
    } else if basis.day > last {
        Colour::Red
    } else if basis.day < first {
        Colour::Grey
    } else if basis.day >= basis.calendar.working_days_before(last, ahead) {
        Colour::Yellow
    } else {
        Colour::Green
    }
}

impl Cell {
    /// Its light, with the sentence that says why.
    pub fn light(self, basis: &Basis) -> Light {
        let (month, held) = (self.month, self.held);
        let (year, number) = (month.year(), month.number());
        let (word, why) = match self.colour {
            Colour::Blue => (
                Sentence::new(format!("{held} 次"), format!("{held} held")),
                (
                    format!("{year}年{number}月举办 {held} 次"),
                    format!("{held} held in {month}"),
                ),
            ),
            Colour::Red => (
                Sentence::new("未举办", "none held"),
                (
                    format!("{year}年{number}月未举办活动"),
                    format!("no activity was held in {month}"),
                ),
            ),
            Colour::Grey => (
                Sentence::new("未到", "not yet"),
                (
                    format!("{year}年{number}月还没有开始"),
                    format!("{month} has not begun"),
                ),
            ),
            Colour::Yellow | Colour::Green => {
                let left = month.last_day().days_since(basis.day);
                (
                    Sentence::new("待举办", "still to be held"),
                    (
                        format!("{year}年{number}月尚未举办活动,还有 {left} 天"),
                        format!("none held in {month} yet, {} left", counted(left, "day")),
                    ),
                )
            }
        };
        Light::new(self.colour, word, why)
    }
}

/// How the briefing on an activity stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefingVerdict {
    /// The activity has not been held.
    NotHeld,
    /// Not submitted, not yet due.
    Open {
        /// The last day.
        due: Day,
    },
    /// Not submitted, and overdue.
    Missing {
        /// The last day.
        due: Day,
        /// How many days ago that was.
        days: i32,
    },
    /// Submitted.
    Submitted {
        /// The day.
        on: Day,
        /// How many days late; 0 when in time.
        late: i32,
    },
}

impl BriefingVerdict {
    /// The colour of its light.
    pub fn colour(self) -> Colour {
        match self {
            Self::NotHeld => Colour::Grey,
            Self::Open { .. } => Colour::Yellow,
            Self::Missing { .. } => Colour::Red,
            Self::Submitted { .. } => Colour::Blue,
        }
    }

    /// Its light, with the sentence that says why.
    pub fn light(self) -> Light {
        let (word, why) = match self {
            Self::NotHeld => (
                Sentence::new("未举办", "not held yet"),
                (
                    "活动尚未举办".to_owned(),
                    "the activity has not been held yet".to_owned(),
                ),
            ),
            Self::Open { due } => (
                Sentence::new("待报", "to be submitted"),
                (
                    format!("简报应于{}前报送", zh_day(due)),
                    format!("the briefing is due on {due}"),
                ),
            ),
            Self::Missing { due, days } => (
                days_overdue(days),
                (
                    format!("简报应于{}前报送,已逾期 {days} 天", zh_day(due)),
                    format!(
                        "the briefing was due on {due}, {} ago",
                        counted(days, "day")
                    ),
                ),
            ),
            Self::Submitted { on, late: 0 } => (
                Sentence::new("已报", "submitted"),
                (
                    format!("简报于{}报送", zh_day(on)),
                    format!("the briefing was submitted on {on}"),
                ),
            ),
            Self::Submitted { on, late } => (
                Sentence::new(
                    format!("迟报 {late} 天"),
                    format!("{} late", counted(late, "day")),
                ),
                (
                    format!("简报于{}报送,迟 {late} 天", zh_day(on)),
                    format!(
                        "the briefing was submitted on {on}, {} late",
                        counted(late, "day")
                    ),
                ),
            ),
        };
        Light::new(self.colour(), word, why)
    }
}

/// How the briefing on an activity stands on the day.
pub fn briefing(state: &State, basis: &Basis, activity: View<'_, Activity>) -> BriefingVerdict {
    let Some(held_on) = activity.held_on().filter(|day| *day <= basis.day) else {
        return BriefingVerdict::NotHeld;
    };
    let limit = basis.settings.count(Settings::BRIEFING_DAYS);
    let due = basis.calendar.working_days_after(held_on, limit);
    let at = [(Briefing::ACTIVITY, Value::Ref(activity.record.id))];
    let submitted = record_at::<Briefing>(state, &at)
        .and_then(Record::view::<Briefing>)
        .filter(|briefing| briefing.state() == Some(BriefingState::Submitted))
        .and_then(View::<Briefing>::submitted_on);
    match submitted {
        Some(on) => BriefingVerdict::Submitted {
            on,
            late: on.days_since(due).max(0),
        },
        None if basis.day > due => BriefingVerdict::Missing {
            due,
            days: basis.day.days_since(due),
        },
        None => BriefingVerdict::Open { due },
    }
}

/// The briefings that the office has picked for the exchange bulletin, of activities held in the
/// month (DOMAIN T29: 通报交流好的经验做法), by their day.
pub fn good_practices(state: &State, month: Month) -> Vec<RecordId> {
    let held_on = |activity: Option<RecordId>| {
        let activity = state.get(activity?)?.view::<Activity>()?;
        activity.held_on().filter(|day| day.month() == month)
    };
    let mut picked: Vec<(Day, RecordId)> = state
        .all::<Briefing>()
        .filter_map(|record| record.view::<Briefing>())
        .filter(|briefing| briefing.good_practice() == Some(true))
        .filter_map(|briefing| Some((held_on(briefing.activity())?, briefing.record.id)))
        .collect();
    picked.sort_unstable();
    picked.into_iter().map(|(_, id)| id).collect()
}

/// The score of a project on an inspection tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// How many raters there were.
    pub raters: usize,
    /// The mean without the highest and the lowest.
    pub mean: Ratio,
}

/// The scores of the projects of an inspection tour, the best first.
pub fn scores(state: &State, activity: RecordId) -> Vec<(RecordId, Score)> {
    let mut given: HashMap<RecordId, Vec<i32>> = HashMap::new();
    for rating in state
        .referring::<Rating>(activity, Rating::ACTIVITY)
        .filter_map(|record| record.view::<Rating>())
    {
        if let (Some(project), Some(score)) = (rating.project(), rating.score()) {
            let scores = given.entry(project).or_default();
            scores.extend(i32::try_from(score));
        }
    }
    let mut scores: Vec<(RecordId, Score)> = given
        .into_iter()
        .filter_map(|(project, given)| {
            let mean = dispersion::trimmed_mean(&given)?;
            let raters = given.len();
            Some((project, Score { raters, mean }))
        })
        .collect();
    scores.sort_by_key(|(project, score)| (std::cmp::Reverse(score.mean.value()), *project));
    scores
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(briefing) = attempt.of::<Briefing>() {
        return check_practice(attempt, briefing);
    }
    match attempt.of::<Rating>() {
        Some(rating) => check_rating(attempt, rating),
        None => Ok(()),
    }
}

/// Only what was submitted can be held up as an example.
fn check_practice(attempt: &Attempt<'_>, briefing: View<'_, Briefing>) -> Result<(), Refusal> {
    let is_picked = briefing.good_practice() == Some(true);
    if is_picked && briefing.state() == Some(BriefingState::Draft) {
        return Err(attempt.refuse(
            Briefing::GOOD_PRACTICE,
            "简报报送后才能选为好经验好做法",
            "a briefing can be picked once it has been submitted",
        ));
    }
    Ok(())
}

fn check_rating(attempt: &Attempt<'_>, rating: View<'_, Rating>) -> Result<(), Refusal> {
    let activity = rating
        .activity()
        .and_then(|id| attempt.state.get(id)?.view::<Activity>());
    let Some(activity) = activity else {
        return Ok(());
    };
    if activity.kind() != Some(ActivityKind::InspectionTour) {
        let kind = activity.kind().map_or("?", |kind| kind.option().label.zh);
        let en = activity.kind().map_or("?", |kind| kind.option().label.en);
        return Err(attempt.refuse(
            Rating::ACTIVITY,
            format!("只有拉练观摩可以评分,这次活动是{kind}"),
            format!("only inspection tours are scored; this is: {en}"),
        ));
    }
    let score = rating.score().unwrap_or(0);
    if score > FULL_SCORE {
        return Err(attempt.refuse(
            Rating::SCORE,
            format!("得分在 0 到 {FULL_SCORE} 之间,收到 {score}"),
            format!("a score is from 0 to {FULL_SCORE}; got {score}"),
        ));
    }
    visited(attempt, rating, activity, Rating::PROJECT)
}

/// Where the tour says which projects it visits, only those are scored.
fn visited(
    attempt: &Attempt<'_>,
    rating: View<'_, Rating>,
    activity: View<'_, Activity>,
    field: FieldNo,
) -> Result<(), Refusal> {
    let (Some(project), Some(projects)) = (rating.project(), activity.projects()) else {
        return Ok(());
    };
    if projects.is_empty() || projects.contains(&project) {
        return Ok(());
    }
    let name = name_of(attempt.state, project);
    Err(attempt.refuse(
        field,
        format!("「{name}」不在这次观摩的项目之中"),
        format!("“{name}” is not among the projects of this tour"),
    ))
}
