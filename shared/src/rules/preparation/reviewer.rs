//! Which bureau reviews a reserve project first (DOMAIN T03–T12, T08): the leads of the ten tasks,
//! divided by the kinds of projects where the notice names several.

use std::collections::HashMap;

use crate::model::{PlanField, Project, Unit};
use crate::schema::{RecordId, View};
use crate::state::State;

/// A field, the kinds of projects in it, and the name of the bureau. No kinds: whatever no other
/// line of the field names.
type Line = (PlanField, &'static [&'static str], &'static str);

const LINES: &[Line] = &[
    (PlanField::Science, &[], "市科技局"),
    (
        PlanField::NewInfrastructure,
        &["5G", "工业互联网", "物联网"],
        "市经信局",
    ),
    (
        PlanField::NewInfrastructure,
        &["人工智能", "超算"],
        "市科技局",
    ),
    (PlanField::NewInfrastructure, &[], "市发改委"),
    (PlanField::KeyIndustry, &[], "市经信局"),
    (PlanField::Infrastructure, &["交通"], "市交通运输局"),
    (PlanField::Infrastructure, &["水利"], "市水利和湖泊局"),
    (PlanField::Infrastructure, &["能源"], "市发改委"),
    (PlanField::Infrastructure, &[], "市发改委"),
    (PlanField::Ecology, &["市政"], "市住建局"),
    (PlanField::Ecology, &["资源循环"], "市发改委"),
    (PlanField::Ecology, &[], "市生态环境局"),
    (PlanField::Welfare, &["就业"], "市人社局"),
    (PlanField::Welfare, &["教育"], "市教育局"),
    (PlanField::Welfare, &["医疗", "医学"], "市卫健委"),
    (PlanField::Welfare, &["托育"], "市卫健委"),
    (PlanField::Welfare, &["文化"], "市文旅局"),
    (PlanField::Welfare, &["养老", "社区"], "市民政局"),
    (PlanField::Welfare, &[], "市发改委"),
    (PlanField::Security, &["网络"], "市委网信办"),
    (PlanField::Security, &[], "市发改委"),
    (PlanField::Emergency, &[], "市应急管理局"),
    (PlanField::Emerging, &[], "市经信局"),
    (PlanField::NewEconomy, &["在线教育"], "市教育局"),
    (PlanField::NewEconomy, &["智慧医疗"], "市卫健委"),
    (PlanField::NewEconomy, &["无人零售", "智能配送"], "市商务局"),
    (PlanField::NewEconomy, &[], "市发改委"),
];

/// The bureaus by their names, looked up once.
#[derive(Clone, Debug)]
pub struct Reviewers {
    lines: Vec<(PlanField, &'static [&'static str], RecordId)>,
}

impl Reviewers {
    /// The bureaus of the room. Names are those of the notice; 市卫健委 and 市文旅局 are other names
    /// of units it spells out elsewhere (DOMAIN §12, 21).
    pub fn of(state: &State) -> Self {
        let mut units: HashMap<&str, RecordId> = HashMap::new();
        for unit in state
            .all::<Unit>()
            .filter_map(|record| record.view::<Unit>())
        {
            let aliases = unit.aliases().into_iter().flatten().map(String::as_str);
            let names = [unit.name(), unit.short()].into_iter().flatten();
            for name in names.chain(aliases) {
                units.entry(name).or_insert(unit.record.id);
            }
        }
        let found = |(field, kinds, name): &Line| Some((*field, *kinds, *units.get(name)?));
        Self {
            lines: LINES.iter().filter_map(found).collect(),
        }
    }

    /// The bureaus that review the project first: one for each of its kinds, or the one for the
    /// whole field. None while the project has no field.
    pub fn of_project(&self, project: View<'_, Project>) -> Vec<RecordId> {
        let Some(field) = project.plan_field() else {
            return Vec::new();
        };
        let lines = || self.lines.iter().filter(|(of, ..)| *of == field);
        let mut units = Vec::new();
        for kind in project.field_kinds().into_iter().flatten() {
            let named = |line: &&(_, &[&str], _)| line.1.iter().any(|word| kind.contains(word));
            units.extend(lines().find(named).map(|(_, _, unit)| *unit));
        }
        if units.is_empty() {
            let whole = lines().find(|(_, kinds, _)| kinds.is_empty());
            units.extend(whole.map(|(_, _, unit)| *unit));
        }
        units.sort_unstable();
        units.dedup();
        units
    }
}
