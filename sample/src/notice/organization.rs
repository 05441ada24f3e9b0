//! Units, groups, people and posts: Annex 1 of the notice, and the units its task list names.

use shared::model::{Group, GroupRole, Person, Post, Unit, UnitKind};
use shared::rules::Command;
use shared::schema::{Choices, Value};

use super::seed::{self, Holder, Seed};
use crate::build::{create, id, number, text};

/// Places stand after all other units, in the order of the city's own lists.
const PLACES_FROM: usize = 100;

pub(super) fn commands(seed: &Seed) -> Vec<Command> {
    let mut commands: Vec<Command> = Vec::new();
    // The two annexes name 44 units. The data has one more, which only the body of the notice
    // names (the supervision office): it owes nothing on this list.
    let units = seed
        .organization
        .units
        .iter()
        .filter(|unit| is_in_annexes(unit))
        .enumerate();
    commands.extend(units.map(|(at, unit)| self::unit(seed, at, unit)));
    commands.extend(seed.organization.unit_groups.iter().map(group));
    commands.extend(people(seed));
    commands
}

/// Whether the annexes name the unit.
pub(super) fn is_in_annexes(unit: &seed::Unit) -> bool {
    unit.kind != "督查机构"
}

fn unit(seed: &Seed, at: usize, unit: &seed::Unit) -> Command {
    let place = seed.place(&unit.id);
    let no = place.map_or(at + 1, |place| PLACES_FROM + place.order);
    let mut fields = vec![
        (Unit::CODE, text(&unit.id)),
        (Unit::NAME, text(&unit.name)),
        (Unit::SHORT, text(&unit.short)),
        (Unit::KIND, Value::Choice(kind(&unit.kind).no())),
        (Unit::MEMBER, Value::Flag(unit.member)),
        (Unit::NO, number(no)),
    ];
    // The data says so in brackets where no source gives the full name.
    if !unit.full_name.starts_with('(') {
        fields.push((Unit::FULL_NAME, text(&unit.full_name)));
    }
    if !unit.aliases.is_empty() {
        fields.push((
            Unit::ALIASES,
            Value::Texts(unit.aliases.iter().cloned().collect()),
        ));
    }
    if let Some(place) = place {
        fields.push((Unit::TILE_COLUMN, Value::Int(place.tile[0])));
        fields.push((Unit::TILE_ROW, Value::Int(place.tile[1])));
    }
    create::<Unit>(&unit.id, fields)
}

fn kind(name: &str) -> UnitKind {
    match name {
        "政府办公室" => UnitKind::Office,
        "党委部门" => UnitKind::Party,
        "人民团体" => UnitKind::People,
        "中央驻宜机构" => UnitKind::Central,
        "考核机构" => UnitKind::Evaluation,
        "督查机构" => UnitKind::Supervision,
        "功能区" => UnitKind::Zone,
        "县市区" => UnitKind::County,
        _ => UnitKind::Government,
    }
}

fn group(group: &seed::Group) -> Command {
    let members = group
        .expands_to
        .iter()
        .map(|code| id::<Unit>(code))
        .collect();
    let mut fields = vec![
        (Group::NAME, text(&group.name)),
        (Group::MEMBERS, Value::Refs(members)),
    ];
    if !group.aliases.is_empty() {
        let aliases = group.aliases.iter().cloned().collect();
        fields.push((Group::ALIASES, Value::Texts(aliases)));
    }
    create::<Group>(&group.name, fields)
}

fn people(seed: &Seed) -> Vec<Command> {
    let organization = &seed.organization;
    let leader = [(&organization.leader, GroupRole::Leader)];
    let deputies = organization
        .deputy_leaders
        .iter()
        .map(|d| (d, GroupRole::Deputy));
    let members = organization.members.iter().map(|m| (m, GroupRole::Member));
    let holders: Vec<(&Holder, GroupRole)> =
        leader.into_iter().chain(deputies).chain(members).collect();

    let mut commands = Vec::new();
    for (holder, _) in &holders {
        commands.push(create::<Person>(
            &holder.name,
            vec![(Person::NAME, text(&holder.name))],
        ));
    }
    for (at, (holder, role)) in holders.iter().enumerate() {
        let unit = holder.unit.as_deref().unwrap_or_default();
        commands.push(post(seed, &holder.post, unit, &holder.name, *role, at + 1));
    }
    // The office's director is one of the members in a second post.
    let office = &organization.office;
    commands.push(post(
        seed,
        &format!("{}主任", office.name),
        &office.located_at,
        &office.director.name,
        GroupRole::OfficeDirector,
        holders.len() + 1,
    ));
    commands
}

fn post(seed: &Seed, title: &str, unit: &str, holder: &str, role: GroupRole, no: usize) -> Command {
    let mut fields = vec![
        (Post::TITLE, text(title)),
        (Post::HOLDER, Value::Ref(id::<Person>(holder))),
        (Post::ROLE, Value::Choice(role.no())),
        (Post::NO, number(no)),
    ];
    if let Some(unit) = seed.organization.units.iter().find(|u| u.goes_by(unit)) {
        fields.push((Post::UNIT, Value::Ref(id::<Unit>(&unit.id))));
    }
    create::<Post>(title, fields)
}
