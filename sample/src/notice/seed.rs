//! The sample data as it lies in `sample/data`.

use serde::Deserialize;

const TASKS: &str = include_str!("../../data/tasks.json");
const ORGANIZATION: &str = include_str!("../../data/organization.json");
const PLACES: &str = include_str!("../../data/places.json");
const OBLIGATIONS: &str = include_str!("../../data/obligations.json");

/// The whole text of the notice.
pub(super) const TEXT: &str = include_str!("../../data/notice.txt");

/// All of it.
pub(super) struct Seed {
    pub(super) list: TaskList,
    pub(super) organization: Organization,
    pub(super) places: Vec<Place>,
    pub(super) obligations: Vec<Obligation>,
}

impl Seed {
    pub(super) fn read() -> Result<Self, serde_json::Error> {
        let places: Places = serde_json::from_str(PLACES)?;
        let obligations: Obligations = serde_json::from_str(OBLIGATIONS)?;
        Ok(Self {
            list: serde_json::from_str(TASKS)?,
            organization: serde_json::from_str(ORGANIZATION)?,
            places: places.places,
            obligations: obligations.obligations,
        })
    }

    pub(super) fn place(&self, unit: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.unit == unit)
    }

    /// The codes of the units a name stands for: the unit of that name, or the members of the
    /// group of that name.
    pub(super) fn named(&self, name: &str) -> Option<Named<'_>> {
        let unit = self.organization.units.iter().find(|u| u.goes_by(name));
        if let Some(unit) = unit {
            return Some(Named::Unit(unit));
        }
        let group = self
            .organization
            .unit_groups
            .iter()
            .find(|g| g.goes_by(name))?;
        Some(Named::Group(&group.expands_to))
    }
}

/// What a name in the task list stands for.
pub(super) enum Named<'a> {
    Unit(&'a Unit),
    Group(&'a [String]),
}

#[derive(Deserialize)]
pub(super) struct TaskList {
    pub(super) source: Source,
    pub(super) parts: Vec<Part>,
    pub(super) items: Vec<Item>,
    pub(super) tasks: Vec<Task>,
}

#[derive(Deserialize)]
pub(super) struct Source {
    pub(super) title: String,
    pub(super) document_no: String,
    pub(super) issued_by: String,
    pub(super) issued_on: String,
    pub(super) published_on: String,
}

#[derive(Deserialize)]
pub(super) struct Part {
    pub(super) no: i64,
    pub(super) cn: String,
    pub(super) title: String,
}

#[derive(Deserialize)]
pub(super) struct Item {
    pub(super) no: i64,
    pub(super) cn: String,
    pub(super) title: String,
    pub(super) part_no: i64,
    pub(super) special_action: Option<SpecialAction>,
}

#[derive(Deserialize)]
pub(super) struct SpecialAction {
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Task {
    pub(super) no: i64,
    pub(super) part_no: i64,
    pub(super) item_no: i64,
    pub(super) text: String,
    pub(super) lead_units: Vec<String>,
    pub(super) responsible_units: Vec<String>,
    pub(super) requirement: String,
    pub(super) due: Due,
    pub(super) figures: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Due {
    pub(super) kind: String,
    pub(super) date: Option<String>,
    pub(super) day: Option<i8>,
    pub(super) first_monthly: Option<String>,
    pub(super) first: Option<String>,
    #[serde(default)]
    pub(super) milestones: Vec<Milestone>,
}

#[derive(Deserialize)]
pub(super) struct Milestone {
    pub(super) date: String,
}

#[derive(Deserialize)]
pub(super) struct Organization {
    pub(super) leader: Holder,
    pub(super) deputy_leaders: Vec<Holder>,
    pub(super) members: Vec<Holder>,
    pub(super) office: Office,
    pub(super) units: Vec<Unit>,
    pub(super) unit_groups: Vec<Group>,
}

#[derive(Deserialize)]
pub(super) struct Holder {
    pub(super) name: String,
    pub(super) post: String,
    pub(super) unit: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Office {
    pub(super) name: String,
    pub(super) located_at: String,
    pub(super) director: Holder,
}

#[derive(Deserialize)]
pub(super) struct Unit {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) short: String,
    pub(super) full_name: String,
    pub(super) aliases: Vec<String>,
    pub(super) kind: String,
    pub(super) member: bool,
}

impl Unit {
    pub(super) fn goes_by(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|alias| alias == name)
    }
}

#[derive(Deserialize)]
pub(super) struct Group {
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) expands_to: Vec<String>,
}

impl Group {
    fn goes_by(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|alias| alias == name)
    }
}

#[derive(Deserialize)]
struct Places {
    places: Vec<Place>,
}

#[derive(Deserialize)]
pub(super) struct Place {
    pub(super) unit: String,
    pub(super) order: usize,
    pub(super) tile: [i64; 2],
}

#[derive(Deserialize)]
struct Obligations {
    obligations: Vec<Obligation>,
}

/// What the notice asks for (DOMAIN §3), by whom and when.
#[derive(Deserialize)]
pub(super) struct Obligation {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) section: String,
    pub(super) form: String,
    pub(super) due: Vec<shared::schema::Due>,
    pub(super) tasks: Vec<i64>,
    /// Names of units and groups; [`EVERYONE`](super::obligations::EVERYONE) is all of them.
    #[serde(default)]
    pub(super) units: Vec<String>,
    /// Which of the units assigned to the tasks owe it, by the key of the choice.
    pub(super) assigned: Option<String>,
}
