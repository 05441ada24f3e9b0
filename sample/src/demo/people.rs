//! Who acts: the office, and a liaison for every unit of the notice.

use std::collections::BTreeMap;

use shared::model::{Post, Unit, UnitKind};
use shared::rules::{Actor, Command, Role, Verb};
use shared::schema::{Choices as _, Kind, RecordId, Value};

use crate::build::id;
use crate::{SampleError, notice};

/// The accounts of the history. Their ids follow from their names.
#[derive(Debug)]
pub(super) struct People {
    /// Who keeps the lists.
    pub(super) office: Actor,
    /// Who verifies what the first one enters.
    pub(super) reviewer: Actor,
    /// 市政府督查室
    pub(super) supervision: Actor,
    /// 市目标办
    pub(super) evaluation: Actor,
    /// The leader, the deputy, then the members of the leading group, as the notice names them.
    pub(super) chairs: Vec<Chair>,
    /// The units that are members of the leading group.
    pub(super) members: Vec<RecordId>,
    /// The counties, and the high-tech zone.
    pub(super) places: Vec<Place>,
    /// The liaison of every unit, with the unit's position in the notice and its name.
    liaisons: BTreeMap<RecordId, (i64, Actor, String)>,
}

/// A post of the leading group, and who holds it.
#[derive(Debug)]
pub(super) struct Chair {
    pub(super) post: RecordId,
    pub(super) person: RecordId,
    pub(super) title: String,
}

/// A place that reports projects.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) unit: RecordId,
    /// Its division code, for project codes.
    pub(super) code: String,
    /// Its name without 政府 and 管委会.
    pub(super) name: String,
    pub(super) liaison: Actor,
}

fn chair(command: &Command) -> Option<Chair> {
    let Verb::Create { fields } = &command.verb else {
        return None;
    };
    if command.kind != Post::ID {
        return None;
    }
    let value = |no| fields.iter().find(|(field, _)| *field == no);
    match (value(Post::TITLE)?, value(Post::HOLDER)?) {
        ((_, Value::Text(title)), (_, Value::Ref(person))) => Some(Chair {
            post: command.id,
            person: *person,
            title: title.clone(),
        }),
        _ => None,
    }
}

fn account(name: &str, role: Role) -> Actor {
    Actor::new(id::<Unit>(&format!("account/{name}")), name, role)
}

impl People {
    pub(super) fn of_the_notice() -> Result<Self, SampleError> {
        let commands = notice::commands()?;
        let chairs = commands.iter().filter_map(chair).collect();
        let units = commands
            .into_iter()
            .filter(|command| command.kind == Unit::ID);
        let mut members = Vec::new();
        let mut liaisons = BTreeMap::new();
        let mut places = Vec::new();
        for (at, command) in (0..).zip(units) {
            let Verb::Create { fields } = command.verb else {
                continue;
            };
            let value = |no| {
                fields
                    .iter()
                    .find(|(field, _)| *field == no)
                    .map(|(_, v)| v)
            };
            let text = |no| match value(no) {
                Some(Value::Text(text)) => Some(text.as_str()),
                _ => None,
            };
            let (Some(code), Some(name)) = (text(Unit::CODE), text(Unit::NAME)) else {
                continue;
            };
            let liaison = account(&format!("{name}联络员"), Role::Unit).of_unit(command.id);
            liaisons.insert(command.id, (at, liaison.clone(), name.to_owned()));
            if value(Unit::MEMBER) == Some(&Value::Flag(true)) {
                members.push(command.id);
            }
            let is_county = value(Unit::KIND) == Some(&Value::Choice(UnitKind::County.no()));
            if !is_county && code != "gxq" {
                continue;
            }
            places.push(Place {
                unit: command.id,
                // The zone has no division code of its own: its projects carry the city's.
                code: if is_county { code } else { "420500" }.to_owned(),
                name: name
                    .trim_end_matches("政府")
                    .trim_end_matches("管委会")
                    .to_owned(),
                liaison,
            });
        }
        Ok(Self {
            office: account("领导小组办公室", Role::Office),
            reviewer: account("办公室复核", Role::Office),
            supervision: account("市政府督查室", Role::Supervision),
            evaluation: account("市目标办", Role::Evaluation),
            chairs,
            members,
            places,
            liaisons,
        })
    }

    /// Who hands in for the unit, and its position in the notice.
    pub(super) fn liaison(&self, unit: RecordId) -> Option<(i64, &Actor)> {
        let (at, liaison, _) = self.liaisons.get(&unit)?;
        Some((*at, liaison))
    }

    /// The name of the unit.
    pub(super) fn name(&self, unit: RecordId) -> &str {
        self.liaisons.get(&unit).map_or("?", |(_, _, name)| name)
    }

    /// Whether the unit is a place that reports projects.
    pub(super) fn is_place(&self, unit: RecordId) -> bool {
        self.places.iter().any(|place| place.unit == unit)
    }

    /// Every unit of the notice, in the order of ids.
    pub(super) fn units(&self) -> impl Iterator<Item = RecordId> {
        self.liaisons.keys().copied()
    }

    /// The chair with this title; the leader when there is none.
    pub(super) fn chair(&self, title: &str) -> Option<&Chair> {
        let titled = self.chairs.iter().find(|chair| chair.title == title);
        titled.or(self.chairs.first())
    }
}
