//! What the notice asks of whom, and when (DOMAIN §3).

use std::collections::BTreeSet;

use shared::model::{AssignedDuty, Group, Obligation, ObligationForm, Task, Unit};
use shared::rules::Command;
use shared::schema::{Choices as _, RecordId, Value};

use super::organization::is_in_annexes;
use super::seed::{self, Named, Seed};
use crate::SampleError;
use crate::build::{create, day, id, number, text};

/// The name that stands for every unit of the annexes.
pub(super) const EVERYONE: &str = "全部单位";

/// The day the notice was signed: nothing was owed before.
const IN_FORCE: &str = "2020-06-08";

pub(super) fn commands(seed: &Seed) -> Result<Vec<Command>, SampleError> {
    let numbered = seed.obligations.iter().enumerate();
    numbered
        .map(|(at, obligation)| command(seed, at + 1, obligation))
        .collect()
}

fn command(seed: &Seed, no: usize, given: &seed::Obligation) -> Result<Command, SampleError> {
    let (units, groups) = who(seed, given)?;
    let tasks: BTreeSet<RecordId> = given
        .tasks
        .iter()
        .map(|no| id::<Task>(&no.to_string()))
        .collect();
    let unknown = |key: &str| SampleError::UnknownOption {
        obligation: given.key.clone(),
        key: key.to_owned(),
    };
    let form = ObligationForm::SPEC
        .by_key(&given.form)
        .ok_or_else(|| unknown(&given.form))?;
    let mut fields = vec![
        (Obligation::TITLE, text(&given.title)),
        (Obligation::SOURCE, text(&given.section)),
        (Obligation::SCHEDULE, Value::Schedule(given.due.clone())),
        (Obligation::FORM, Value::Choice(form.no)),
        (Obligation::FROM, Value::Day(day(IN_FORCE)?)),
        (Obligation::NO, number(no)),
    ];
    let sets = [
        (Obligation::TASKS, tasks),
        (Obligation::UNITS, units),
        (Obligation::GROUPS, groups),
    ];
    let some = sets.into_iter().filter(|(_, ids)| !ids.is_empty());
    fields.extend(some.map(|(no, ids)| (no, Value::Refs(ids))));
    if let Some(key) = &given.assigned {
        let duty = AssignedDuty::SPEC.by_key(key).ok_or_else(|| unknown(key))?;
        fields.push((Obligation::ASSIGNED, Value::Choice(duty.no)));
    }
    Ok(create::<Obligation>(&given.key, fields))
}

/// The units and groups that are named.
fn who(
    seed: &Seed,
    given: &seed::Obligation,
) -> Result<(BTreeSet<RecordId>, BTreeSet<RecordId>), SampleError> {
    let (mut units, mut groups) = (BTreeSet::new(), BTreeSet::new());
    for name in &given.units {
        if name == EVERYONE {
            let all = seed
                .organization
                .units
                .iter()
                .filter(|unit| is_in_annexes(unit));
            units.extend(all.map(|unit| id::<Unit>(&unit.id)));
            continue;
        }
        match seed.named(name) {
            Some(Named::Unit(unit)) => units.insert(id::<Unit>(&unit.id)),
            Some(Named::Group(_)) => groups.insert(id::<Group>(name)),
            None => {
                return Err(SampleError::UnknownName {
                    task: given.tasks.first().copied().unwrap_or(0),
                    name: name.clone(),
                });
            }
        };
    }
    Ok((units, groups))
}
