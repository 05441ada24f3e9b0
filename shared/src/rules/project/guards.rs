//! The guards of a project's stages, and what its dates and its total must keep (DOMAIN §8, §7.2).

use super::month::{cumulative, limit};
use crate::model::{Project, ProjectMonth, Settings, Stage};
use crate::rules::figures::{Ratio, money};
use crate::rules::{Attempt, Refusal, Role, preparation, report};
use crate::schema::{Day, FieldNo, View};

/// The dates that stages stand on, in the order in which they must follow one another
/// (DOMAIN §7.2, 3), and the first stage that has each.
const DATES: [(FieldNo, Stage); 4] = [
    (Project::STARTED_ON, Stage::Building),
    (Project::COMPLETED_ON, Stage::Completed),
    (Project::PRODUCED_ON, Stage::Producing),
    (Project::FULL_ON, Stage::FullCapacity),
];

pub(super) fn check(attempt: &Attempt<'_>, project: View<'_, Project>) -> Result<(), Refusal> {
    dates_in_order(attempt, project)?;
    stage_follows_dates(attempt, project)?;
    total(attempt, project)?;
    match attempt.action.map(|action| action.no) {
        Some(Project::START) => may_start(attempt, project),
        Some(Project::REACH_CAPACITY) => may_reach_capacity(attempt, project),
        _ => Ok(()),
    }
}

/// The approvals come first, unless the project starts by promise or is built first (DOMAIN T52).
fn may_start(attempt: &Attempt<'_>, project: View<'_, Project>) -> Result<(), Refusal> {
    if project.standard_start() == Some(true) {
        return Ok(());
    }
    preparation::may_start(attempt, project)
}

fn may_reach_capacity(attempt: &Attempt<'_>, project: View<'_, Project>) -> Result<(), Refusal> {
    let needed = attempt.settings().int(Settings::FULL_CAPACITY_PERCENT);
    let reached = Ratio::new(
        project.actual_output().unwrap_or(0),
        project.designed_output().unwrap_or(0),
    );
    if reached.at_least(needed.saturating_mul(100)) {
        return Ok(());
    }
    let percent = reached.percent_or_none();
    Err(attempt.refuse(
        Project::ACTUAL_OUTPUT,
        format!("达产率为 {percent},达到 {needed}% 才能转为达产"),
        format!("at {percent} of the designed output; full capacity begins at {needed}%"),
    ))
}

/// None lies in the future when it is entered; each lies on or after the one before.
fn dates_in_order(attempt: &Attempt<'_>, project: View<'_, Project>) -> Result<(), Refusal> {
    if !DATES.iter().any(|(field, _)| attempt.changes(*field)) {
        return Ok(());
    }
    let mut earlier: Option<(FieldNo, Day)> = None;
    for (field, _) in DATES {
        let Some(day) = project.read::<crate::schema::Date>(field) else {
            continue;
        };
        if attempt.changes(field) && day > attempt.day {
            return Err(in_the_future(attempt, field, day));
        }
        if let Some((before, first)) = earlier.filter(|(_, first)| *first > day) {
            return Err(out_of_order(attempt, (before, first), (field, day)));
        }
        earlier = Some((field, day));
    }
    Ok(())
}

fn in_the_future(attempt: &Attempt<'_>, field: FieldNo, day: Day) -> Refusal {
    let (name, today) = (name(field), attempt.day);
    attempt.refuse(
        field,
        format!("「{}」{day} 晚于作战日 {today}", name.0),
        format!("`{}` {day} lies after the day {today}", name.1),
    )
}

fn out_of_order(
    attempt: &Attempt<'_>,
    (before, first): (FieldNo, Day),
    (field, day): (FieldNo, Day),
) -> Refusal {
    let (earlier, later) = (name(before), name(field));
    attempt.refuse(
        field,
        format!("「{}」{day} 早于「{}」{first}", later.0, earlier.0),
        format!("`{}` {day} lies before `{}` {first}", later.1, earlier.1),
    )
}

/// The names of a date in both languages.
fn name(field: FieldNo) -> (&'static str, &'static str) {
    let spec = <Project as crate::schema::Kind>::SPEC.field(field);
    spec.map_or(("", ""), |spec| (spec.label.zh, spec.label.en))
}

/// A stage has every date it stands on, and none of a later stage.
fn stage_follows_dates(attempt: &Attempt<'_>, project: View<'_, Project>) -> Result<(), Refusal> {
    let touched = |(field, _): &(FieldNo, Stage)| attempt.changes(*field);
    if !attempt.changes(Project::STAGE) && !DATES.iter().any(touched) {
        return Ok(());
    }
    let stage = project.stage().unwrap_or(Stage::Planned);
    let is_dated = |field| project.record.value(field).is_some();
    let wrong = DATES
        .iter()
        .find(|(field, first)| is_dated(*field) != (stage >= *first));
    let Some((field, _)) = wrong else {
        return Ok(());
    };
    let (name, stage) = (
        name(*field),
        <Stage as crate::schema::Choices>::option(stage).label,
    );
    Err(attempt.refuse(
        *field,
        format!("阶段「{}」与「{}」不一致", stage.zh, name.0),
        format!("the stage “{}” does not agree with `{}`", stage.en, name.1),
    ))
}

/// The total may not change behind the back of the county, nor fall below what is invested.
fn total(attempt: &Attempt<'_>, project: View<'_, Project>) -> Result<(), Refusal> {
    if attempt.is_new() || !attempt.changes(Project::TOTAL_INVESTMENT) {
        return Ok(());
    }
    if attempt.context.actor.role == Role::Owner && report::any_locked(attempt.state) {
        return Err(attempt.refuse(
            Project::TOTAL_INVESTMENT,
            "月度数据已锁定,调整总投资须经县市区同意,请由县市区填报",
            "a month is locked: the total is changed by the county, with its consent",
        ));
    }
    let invested = cumulative(attempt.state, project.record.id, None);
    let allowed = limit(attempt, project.total_investment().unwrap_or(0));
    if i128::from(invested) <= allowed || is_explained(attempt, project) {
        return Ok(());
    }
    let invested = money::sentence(invested);
    Err(attempt.refuse(
        Project::TOTAL_INVESTMENT,
        format!(
            "累计完成投资已达 {},总投资不能再调低;确需调低的,先在月报中填写「说明」",
            invested.zh
        ),
        format!(
            "{} are invested already: explain it in a month's report before lowering the total",
            invested.en
        ),
    ))
}

fn is_explained(attempt: &Attempt<'_>, project: View<'_, Project>) -> bool {
    attempt
        .state
        .referring::<ProjectMonth>(project.record.id, ProjectMonth::PROJECT)
        .filter_map(|record| record.view::<ProjectMonth>())
        .any(|month| {
            month
                .explanation()
                .is_some_and(|text| !text.trim().is_empty())
        })
}
