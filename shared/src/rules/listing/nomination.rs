//! Nominations for the provincial list (DOMAIN T27).

use crate::model::{Nomination, NominationState, Project, ProjectLevel, Settings};
use crate::rules::due::zh_day;
use crate::rules::light::{Colour, Light, days_left, days_overdue};
use crate::rules::{Attempt, Basis, Refusal, effects};
use crate::schema::{Choices, Day, Sentence, Value, View, counted};
use crate::state::Effect;

/// The light of a nomination: grey until the province has announced its deadline, never red before.
pub fn light(basis: &Basis, nomination: View<'_, Nomination>) -> Light {
    let state = nomination.state().unwrap_or(NominationState::Recommended);
    let name = Sentence::from(state.label());
    match (state, nomination.due(), nomination.reported_on()) {
        (NominationState::Selected | NominationState::Rejected, ..) => {
            Light::new(Colour::Blue, name.clone(), name)
        }
        (_, None, _) => Light::new(
            Colour::Grey,
            ("待省定", "date set by the province"),
            (
                "省里尚未明确时间节点,录入后按期限亮灯",
                "the province has not announced its deadline yet",
            ),
        ),
        (NominationState::Reported, Some(due), Some(on)) => reported(due, on),
        (_, Some(due), _) => open(basis, due),
    }
}

fn reported(due: Day, on: Day) -> Light {
    let days = on.days_since(due);
    if days > 0 {
        return Light::new(
            Colour::Yellow,
            ("迟报", "late"),
            (
                format!("{}报省,比期限{}晚 {days} 天", zh_day(on), zh_day(due)),
                format!("reported on {on}, {} after {due}", counted(days, "day")),
            ),
        );
    }
    Light::new(
        Colour::Green,
        ("报省", "reported"),
        (
            format!("{}报省,期限为{}", zh_day(on), zh_day(due)),
            format!("reported on {on}, due {due}"),
        ),
    )
}

fn open(basis: &Basis, due: Day) -> Light {
    let left = due.days_since(basis.day);
    if left < 0 {
        let days = -left;
        return Light::new(
            Colour::Red,
            days_overdue(days),
            (
                format!("应于{}前报省,已逾期 {days} 天", zh_day(due)),
                format!("was due on {due}, {} ago", counted(days, "day")),
            ),
        );
    }
    let ahead = basis.settings.count(Settings::WARNING_DAYS);
    let is_near = basis.day >= basis.calendar.working_days_before(due, ahead);
    let colour = if is_near {
        Colour::Yellow
    } else {
        Colour::Green
    };
    Light::new(
        colour,
        days_left(left),
        (
            format!("须于{}前报省,还有 {left} 天", zh_day(due)),
            format!("due on {due}, {} ahead", counted(left, "day")),
        ),
    )
}

/// Only what is not yet on the provincial list is put forward for it.
pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(nomination) = attempt.of::<Nomination>().filter(|_| attempt.is_new()) else {
        return Ok(());
    };
    let levels = project(attempt, nomination).and_then(View::levels);
    if !levels.is_some_and(|levels| levels.contains(&ProjectLevel::Provincial)) {
        return Ok(());
    }
    Err(attempt.refuse(
        Nomination::PROJECT,
        "该项目已是省重点项目",
        "it is a provincial key project already",
    ))
}

fn project<'a>(
    attempt: &Attempt<'a>,
    nomination: View<'_, Nomination>,
) -> Option<View<'a, Project>> {
    attempt.state.get(nomination.project()?)?.view()
}

/// What was selected is a provincial key project.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let Some(nomination) = attempt.of::<Nomination>() else {
        return Vec::new();
    };
    if !attempt.enters(Nomination::STATE, NominationState::Selected) {
        return Vec::new();
    }
    let Some(project) = project(attempt, nomination) else {
        return Vec::new();
    };
    let levels = project.levels().unwrap_or_default();
    if levels.contains(&ProjectLevel::Provincial) {
        return Vec::new();
    }
    let levels = levels.into_iter().chain([ProjectLevel::Provincial]);
    let levels = Value::Choices(levels.map(ProjectLevel::no).collect());
    let levels = vec![(Project::LEVELS, Some(levels))];
    effects::set(project.record, levels).into_iter().collect()
}
