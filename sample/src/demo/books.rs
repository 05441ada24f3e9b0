//! The figures of the history, read off what has been written: who compiles rankings and bulletins
//! counts what was entered, and nothing else.

use std::collections::{BTreeMap, HashMap};

use shared::model::{Project, ProjectMonth};
use shared::rules::{Command, Verb};
use shared::schema::{Day, FieldNo, Kind as _, Month, RecordId, Value, WHOLE};

use super::script::Script;

/// A project as it was entered.
struct Entry {
    on: Day,
    is_key: bool,
    total: i64,
    /// The places it stands in, with their parts.
    parts: Vec<(RecordId, u32)>,
}

/// What was invested in a month, as it was entered.
struct Invested {
    on: Day,
    project: RecordId,
    month: Month,
    amount: i64,
}

/// Everything that was entered.
pub(super) struct Books {
    projects: HashMap<RecordId, Entry>,
    invested: Vec<Invested>,
}

/// The figures of a place, or of the city.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    /// Projects, in ten-thousandths.
    pub(super) projects: i64,
    pub(super) total: i64,
    /// Invested up to the month, in it, and in the one before.
    pub(super) done: i64,
    pub(super) month: i64,
    pub(super) before: i64,
}

impl Books {
    pub(super) fn read(script: &Script) -> Self {
        let mut books = Self {
            projects: HashMap::new(),
            invested: Vec::new(),
        };
        for (on, _, command) in script.lines() {
            let Verb::Create { fields } = &command.verb else {
                continue;
            };
            if command.kind == Project::ID {
                books.projects.insert(command.id, entry(on, fields));
            } else if command.kind == ProjectMonth::ID {
                books.invested.extend(invested(on, command));
            }
        }
        books
    }

    /// The figures of the places on the day, those of key projects only or of all.
    pub(super) fn by_place(
        &self,
        month: Month,
        day: Day,
        only_key: bool,
    ) -> BTreeMap<RecordId, Sums> {
        let mut places: BTreeMap<RecordId, Sums> = BTreeMap::new();
        let counts = |entry: &&Entry| entry.on <= day && (entry.is_key || !only_key);
        for entry in self.projects.values().filter(counts) {
            for (place, part) in &entry.parts {
                let sums = places.entry(*place).or_default();
                sums.projects += i64::from(*part);
            }
            for (place, amount) in entry.divided(entry.total) {
                places.entry(place).or_default().total += amount;
            }
        }
        for one in self
            .invested
            .iter()
            .filter(|one| one.on <= day && one.month <= month)
        {
            let Some(entry) = self.projects.get(&one.project).filter(counts) else {
                continue;
            };
            for (place, amount) in entry.divided(one.amount) {
                let sums = places.entry(place).or_default();
                sums.done += amount;
                if one.month == month {
                    sums.month += amount;
                } else if Some(one.month) == month.previous() {
                    sums.before += amount;
                }
            }
        }
        places
    }
}

impl Sums {
    /// Of all of them together.
    pub(super) fn of<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            projects: sum.projects + one.projects,
            total: sum.total + one.total,
            done: sum.done + one.done,
            month: sum.month + one.month,
            before: sum.before + one.before,
        })
    }
}

impl Entry {
    /// The amount by the parts; what is left over by rounding is the first place's.
    fn divided(&self, amount: i64) -> Vec<(RecordId, i64)> {
        let share = |part: u32| amount / i64::from(WHOLE) * i64::from(part);
        let mut divided: Vec<(RecordId, i64)> = self
            .parts
            .iter()
            .map(|(place, part)| (*place, share(*part)))
            .collect();
        let rest = amount - divided.iter().map(|(_, amount)| amount).sum::<i64>();
        if let Some((_, first)) = divided.first_mut() {
            *first += rest;
        }
        divided
    }
}

fn entry(on: Day, fields: &[(FieldNo, Value)]) -> Entry {
    let value = |no| {
        fields
            .iter()
            .find(|(field, _)| *field == no)
            .map(|(_, v)| v)
    };
    let parts = match (value(Project::SHARES), value(Project::COUNTY)) {
        (Some(Value::Shares(shares)), _) => {
            shares.iter().map(|(place, part)| (*place, *part)).collect()
        }
        (_, Some(Value::Ref(place))) => vec![(*place, WHOLE)],
        _ => Vec::new(),
    };
    Entry {
        on,
        is_key: value(Project::LEVELS).is_some(),
        total: match value(Project::TOTAL_INVESTMENT) {
            Some(Value::Money(total)) => *total,
            _ => 0,
        },
        parts,
    }
}

fn invested(on: Day, command: &Command) -> Option<Invested> {
    let Verb::Create { fields } = &command.verb else {
        return None;
    };
    let value = |no| {
        fields
            .iter()
            .find(|(field, _)| *field == no)
            .map(|(_, v)| v)
    };
    match (
        value(ProjectMonth::PROJECT)?,
        value(ProjectMonth::MONTH)?,
        value(ProjectMonth::INVESTED)?,
    ) {
        (Value::Ref(project), Value::Month(month), Value::Money(amount)) => Some(Invested {
            on,
            project: *project,
            month: *month,
            amount: *amount,
        }),
        _ => None,
    }
}
