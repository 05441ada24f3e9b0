//! The invariants of DOMAIN §7.2, read off the records.

use std::collections::HashMap;

use shared::model::{
    AnnualPlan, Funding, KINDS, MonthCorrection, MonthLock, MonthState, Project, ProjectMonth, Task,
};
use shared::rules::Role;
use shared::schema::{
    ActionSpec, Day, Kind, KindId, KindSpec, Month, Record, RecordId, Value, ValueType, View, WHOLE,
};

use crate::world::{TODAY, World};

/// The shortest evidence in words, in characters.
const EVIDENCE: usize = 10;

/// What must stay as it was when it was first seen.
#[derive(Default)]
pub(crate) struct Kept {
    words: HashMap<RecordId, Vec<Option<Value>>>,
    locked: HashMap<(RecordId, Month), Option<i64>>,
}

/// What is broken, in words; nothing when all is well.
pub(crate) fn broken(world: &World, kept: &mut Kept) -> Vec<String> {
    let mut broken = Vec::new();
    for record in world.state.records() {
        let Some(spec) = KINDS.iter().find(|spec| spec.id == record.kind) else {
            broken.push(format!("{} has an unknown kind", record.id));
            continue;
        };
        broken.extend(fits_its_declaration(spec, record));
        for action in spec.actions {
            broken.extend(asked_and_verified_by_one(spec, record, action));
            broken.extend(ended_without_evidence(spec, record, action));
        }
    }
    broken.extend(words_of_the_notice_changed(world, kept));
    broken.extend(dates_out_of_order(world));
    broken.extend(too_much_invested(world));
    broken.extend(locked_figures_changed(world, kept));
    broken.extend(written_by_the_wrong_role(world));
    broken
}

fn name(spec: &KindSpec, record: &Record) -> String {
    format!("{} {}", spec.key, record.id)
}

/// Every field holds a value of its type; shares add up to the whole (5).
fn fits_its_declaration(spec: &KindSpec, record: &Record) -> Vec<String> {
    let mut broken = Vec::new();
    for field in spec.fields {
        let value = record.value(field.no);
        let name = format!("{} of {}", field.key, name(spec, record));
        if value.is_none() && field.required {
            broken.push(format!("{name} is empty"));
        }
        if value.is_some_and(|value| !field.ty.holds(value)) {
            broken.push(format!("{name} is {value:?}"));
        }
        if let (ValueType::Shares(_), Some(Value::Shares(shares))) = (field.ty, value)
            && shares.values().sum::<u32>() != WHOLE
        {
            broken.push(format!("{name} does not add up"));
        }
    }
    broken
}

/// (8) Who asks for closure does not verify it.
fn asked_and_verified_by_one(
    spec: &KindSpec,
    record: &Record,
    action: &ActionSpec,
) -> Option<String> {
    let signed = |fields: &[_]| -> Vec<RecordId> {
        let values = fields.iter().filter_map(|no| record.value(*no));
        let accounts = values.filter_map(|value| match value {
            Value::Signature(signature) => Some(signature.account),
            _ => None,
        });
        accounts.collect()
    };
    let is_there = record.value(action.field) == action.to.map(Value::Choice).as_ref();
    let asked = signed(action.other_than);
    let both = is_there && signed(action.signs).iter().any(|by| asked.contains(by));
    both.then(|| format!("{}: {} by who asked", name(spec, record), action.key))
}

/// (12) What can only be ended with evidence has it.
fn ended_without_evidence(spec: &KindSpec, record: &Record, action: &ActionSpec) -> Option<String> {
    let to = action.to?;
    let mut ways = spec
        .actions
        .iter()
        .filter(|way| way.to == Some(to) && way.field == action.field);
    if !ways.all(|way| !way.proof.is_empty())
        || record.value(action.field) != Some(&Value::Choice(to))
    {
        return None;
    }
    let shows = |value: &Value| match value {
        Value::Text(text) => text.trim().chars().count() >= EVIDENCE,
        Value::Refs(files) => !files.is_empty(),
        _ => true,
    };
    let is_shown = spec
        .actions
        .iter()
        .filter(|way| way.to == Some(to))
        .flat_map(|way| way.proof)
        .filter_map(|no| record.value(*no))
        .any(shows);
    (!is_shown).then(|| format!("{}: {} without evidence", name(spec, record), action.key))
}

/// (1) The words of a task are never edited.
fn words_of_the_notice_changed(world: &World, kept: &mut Kept) -> Vec<String> {
    let mut broken = Vec::new();
    for record in world.state.of_kind(Task::ID) {
        let fields = [Task::NO, Task::TEXT, Task::REQUIREMENT];
        let words: Vec<_> = fields.iter().map(|no| record.value(*no).cloned()).collect();
        let first = kept.words.entry(record.id).or_insert_with(|| words.clone());
        if *first != words {
            broken.push(format!("the words of task {} changed", record.id));
        }
    }
    broken
}

/// (3) Start, completion and production in their order, none in the future; the stage follows.
fn dates_out_of_order(world: &World) -> Vec<String> {
    let today = Day::parse(TODAY);
    let mut broken = Vec::new();
    for record in world.state.of_kind(Project::ID) {
        let Some(project) = record.view::<Project>() else {
            continue;
        };
        let dates = [
            project.started_on(),
            project.completed_on(),
            project.produced_on(),
        ];
        let known: Vec<Day> = dates.into_iter().flatten().collect();
        if !known.is_sorted() || known.last().copied() > today {
            broken.push(format!("project {}: {known:?}", record.id));
        }
    }
    broken
}

/// (4) What was invested is not above what the total allows, unless it is explained.
fn too_much_invested(world: &World) -> Vec<String> {
    let mut sums: HashMap<RecordId, (i128, bool)> = HashMap::new();
    for record in world.state.all::<ProjectMonth>() {
        let Some(month) = record.view::<ProjectMonth>() else {
            continue;
        };
        if month.invested().unwrap_or(0) < 0 {
            return vec![format!("month {} is below zero", record.id)];
        }
        let Some(project) = month.project() else {
            continue;
        };
        let entry = sums.entry(project).or_default();
        entry.0 += i128::from(month.invested().unwrap_or(0));
        entry.1 |= month
            .explanation()
            .is_some_and(|text| !text.trim().is_empty());
    }
    let mut broken = Vec::new();
    for (id, (sum, is_explained)) in sums {
        let project = world
            .state
            .get(id)
            .and_then(|record| record.view::<Project>());
        let total = project.and_then(View::<Project>::total_investment);
        // The total may be lowered afterwards: what is entered later must then be explained.
        let was_lowered = world.was_written(id, Project::TOTAL_INVESTMENT);
        let limit = i128::from(total.unwrap_or(0)) * 12 / 10;
        if sum > limit && !is_explained && !was_lowered {
            broken.push(format!("project {id}: {sum} of {limit}"));
        }
    }
    broken
}

/// (6) The figures of a locked month do not change.
fn locked_figures_changed(world: &World, kept: &mut Kept) -> Vec<String> {
    let locked: Vec<Month> = world
        .state
        .all::<MonthLock>()
        .filter_map(|record| record.view::<MonthLock>())
        .filter(|lock| lock.state() == Some(MonthState::Locked))
        .filter_map(View::<MonthLock>::month)
        .collect();
    let mut broken = Vec::new();
    for record in world.state.of_kind(ProjectMonth::ID) {
        let Some(figures) = record.view::<ProjectMonth>() else {
            continue;
        };
        let Some(month) = figures.month().filter(|month| locked.contains(month)) else {
            continue;
        };
        let invested = figures.invested().filter(|_| record.archived.is_none());
        let first = kept.locked.entry((record.id, month)).or_insert(invested);
        if *first != invested {
            broken.push(format!("{month} is locked, {} changed", record.id));
        }
    }
    broken
}

/// (13) Figures of projects are written by those whose project it is, and by the office.
fn written_by_the_wrong_role(world: &World) -> Vec<String> {
    const FIGURES: [KindId; 5] = [
        Project::ID,
        ProjectMonth::ID,
        AnnualPlan::ID,
        Funding::ID,
        MonthCorrection::ID,
    ];
    let Some(last) = world.log.last() else {
        return Vec::new();
    };
    let mut broken = Vec::new();
    for effect in last
        .effects
        .iter()
        .filter(|effect| FIGURES.contains(&effect.kind))
    {
        let project = project_of(world, effect.id);
        let is_own = match last.actor.role {
            Role::Office => true,
            Role::Owner => project.is_some() && project == last.actor.project,
            Role::Unit => project
                .and_then(|id| world.state.get(id)?.view::<Project>())
                .is_some_and(|project| {
                    let units = [project.county(), project.lead_unit(), project.sector_unit()];
                    units
                        .iter()
                        .flatten()
                        .any(|unit| Some(*unit) == last.actor.unit)
                }),
            _ => false,
        };
        if !is_own {
            let (actor, kind) = (&last.actor.name, effect.kind);
            broken.push(format!("{actor} wrote {kind} {}", effect.id));
        }
    }
    broken
}

fn project_of(world: &World, id: RecordId) -> Option<RecordId> {
    let record = world.state.get(id)?;
    match record.kind {
        Project::ID => Some(id),
        ProjectMonth::ID => record.view::<ProjectMonth>()?.project(),
        AnnualPlan::ID => record.view::<AnnualPlan>()?.project(),
        Funding::ID => record.view::<Funding>()?.project(),
        MonthCorrection::ID => record.view::<MonthCorrection>()?.project(),
        _ => None,
    }
}
