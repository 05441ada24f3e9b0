//! Who owes what: the unit columns of the task list with groups expanded.

use std::collections::HashSet;

use shared::model::{Assignment, Duty, Task, Unit};
use shared::rules::Command;
use shared::schema::{Choices, Value};

use super::seed::{self, Named, Seed};
use crate::SampleError;
use crate::build::{create, id, number};

pub(super) fn commands(seed: &Seed) -> Result<Vec<Command>, SampleError> {
    let mut commands = Vec::new();
    for task in &seed.list.tasks {
        commands.extend(of_task(seed, task)?);
    }
    Ok(commands)
}

fn of_task(seed: &Seed, task: &seed::Task) -> Result<Vec<Command>, SampleError> {
    let coordinator = coordinator(seed, task);
    let leads = task.lead_units.iter().map(|name| (name, Duty::Lead));
    let others = task
        .responsible_units
        .iter()
        .map(|name| (name, Duty::Responsible));
    // Leads come first, so a unit that is named twice, or named and in a group, keeps the lead.
    let mut taken = HashSet::new();
    let mut commands = Vec::new();
    for (name, duty) in leads.chain(others) {
        let codes = match seed.named(name) {
            Some(Named::Unit(unit)) => vec![unit.id.as_str()],
            Some(Named::Group(codes)) => codes.iter().map(String::as_str).collect(),
            None => {
                return Err(SampleError::UnknownName {
                    task: task.no,
                    name: name.clone(),
                });
            }
        };
        for code in codes {
            if !taken.insert(code.to_owned()) {
                continue;
            }
            commands.push(create::<Assignment>(
                &format!("{}/{code}", task.no),
                vec![
                    (
                        Assignment::TASK,
                        Value::Ref(id::<Task>(&task.no.to_string())),
                    ),
                    (Assignment::UNIT, Value::Ref(id::<Unit>(code))),
                    (Assignment::DUTY, Value::Choice(duty.no())),
                    (Assignment::NO, number(taken.len())),
                    (
                        Assignment::COORDINATOR,
                        Value::Flag(coordinator == Some(code)),
                    ),
                ],
            ));
        }
    }
    Ok(commands)
}

/// The first named lead. Where local governments stand first it is the bureau beside them; where
/// only groups and local governments lead, the office coordinates and no unit does
/// (DOMAIN §12, 18 and 19).
fn coordinator<'a>(seed: &'a Seed, task: &seed::Task) -> Option<&'a str> {
    let first = task.lead_units.first()?;
    let named = |name: &String| match seed.named(name) {
        Some(Named::Unit(unit)) => Some(unit),
        _ => None,
    };
    let unit = named(first).or_else(|| {
        let mut units = task.lead_units.iter().filter_map(named);
        units.find(|unit| !matches!(unit.kind.as_str(), "功能区" | "县市区"))
    });
    unit.map(|unit| unit.id.as_str())
}
