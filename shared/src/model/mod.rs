//! The declarations: every kind of record, its fields and its actions.
//!
//! The domain's words, translated once:
//!
//! | here | in the notice | what it is |
//! |---|---|---|
//! | room | 作战室 | one city's chart with everything on it |
//! | war day | 作战日 | the day for which lights and deadlines are computed |
//! | notice | 通知 | the document the work comes from |
//! | part | 部分 | one of the six chapters of the task list |
//! | work item | 工作事项 | one of its 22 headings |
//! | task | 具体任务 | one of its 56 numbered tasks |
//! | unit | 单位 | a bureau, county or other body that owes something |
//! | group | 单位组 | a collective name for units (各县市区政府) |
//! | post | 职务 | an office held by a person; people change, posts stay |
//! | assignment | 责任 | one unit's duty for one task |
//! | lead, responsible | 牵头单位, 责任单位 | the two roles of an assignment |
//! | coordinator | 第一牵头单位 | the first named lead of a task |
//! | closure | 办结 | a task is done and confirmed |
//! | light | 灯 | whether something is in time, as colour, shape and word |

mod attachment;
mod attraction;
mod calendar;
mod conference;
mod dictionary;
mod evaluation;
mod listing;
mod notice;
mod obligation;
mod organization;
mod preparation;
mod project;
mod report;
mod resource;
mod room;
mod settings;
#[cfg(test)]
mod specimen;
mod supervision;
mod task;

use std::sync::LazyLock;

pub use attachment::Attachment;
pub use attraction::*;
pub use calendar::CalendarDay;
pub use conference::*;
pub use dictionary::{Dictionary, DictionaryEntry};
pub use evaluation::*;
pub use listing::*;
pub use notice::{Item, Notice, Part};
pub use obligation::*;
pub use organization::*;
pub use preparation::*;
pub use project::*;
pub use report::*;
pub use resource::*;
pub use room::Room;
pub use settings::{LaggingBy, LightPreset, Recovery, Settings, TotalRank};
pub use supervision::*;
pub use task::{Assignment, Duty, Task, TaskState};

use crate::schema::{Kind, KindId, KindSpec, Label};

/// The kinds that stand in no part of their own.
const GENERAL: &[&KindSpec] = &[
    Room::SPEC,
    CalendarDay::SPEC,
    Settings::SPEC,
    DictionaryEntry::SPEC,
    Attachment::SPEC,
];

/// A part of the domain.
#[derive(Debug)]
pub struct ModelPart {
    /// Its name.
    pub label: Label,
    /// Its kinds.
    pub kinds: &'static [&'static KindSpec],
}

const fn part(
    zh: &'static str,
    en: &'static str,
    kinds: &'static [&'static KindSpec],
) -> ModelPart {
    ModelPart {
        label: Label::new(zh, en),
        kinds,
    }
}

/// The kinds by part of the domain.
pub const PARTS: &[ModelPart] = &[
    part("作战室", "The room", GENERAL),
    part("通知", "The notice", notice::KINDS),
    part("任务", "Tasks", task::KINDS),
    part("单位和人员", "Units and people", organization::KINDS),
    part("报送事项", "Obligations", obligation::KINDS),
    part("报告", "Reports", report::KINDS),
    part("项目", "Projects", project::KINDS),
    part("清单和调整", "Lists and adjustments", listing::KINDS),
    part("前期工作", "Preparation", preparation::KINDS),
    part(
        "问题、会议和调度",
        "Problems, meetings, dispatch",
        conference::KINDS,
    ),
    part("督办", "Supervision", supervision::KINDS),
    part("评价和通报", "Evaluation and bulletins", evaluation::KINDS),
    part("招商和环境", "Attracting investment", attraction::KINDS),
    part("要素", "Resources", resource::KINDS),
    #[cfg(test)]
    part("样本", "Specimen", specimen::KINDS),
];

/// The number of the schema: raised whenever a declaration changes.
pub const SCHEMA_VERSION: u32 = 2;

/// Every kind this version knows, in the order of their numbers.
pub static KINDS: LazyLock<Vec<&'static KindSpec>> = LazyLock::new(|| {
    let mut kinds: Vec<&KindSpec> = PARTS.iter().flat_map(|part| part.kinds).copied().collect();
    kinds.sort_by_key(|spec| spec.id);
    kinds
});

/// The kinds by their numbers.
static BY_NUMBER: LazyLock<Vec<Option<&'static KindSpec>>> = LazyLock::new(|| {
    let last = KINDS.last().map_or(0, |spec| usize::from(spec.id.0));
    let mut table = vec![None; last + 1];
    for spec in KINDS.iter() {
        table[usize::from(spec.id.0)] = Some(*spec);
    }
    table
});

/// The declaration of the kind; `None` for one of a newer version.
pub fn kind(id: KindId) -> Option<&'static KindSpec> {
    BY_NUMBER.get(usize::from(id.0)).copied().flatten()
}

/// The declaration of the kind with this key.
pub fn kind_by_key(key: &str) -> Option<&'static KindSpec> {
    KINDS.iter().copied().find(|spec| spec.key == key)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::schema::{FieldNo, ValueType, Write};

    #[test]
    fn numbers_and_keys_are_unique() {
        let mut ids = HashSet::new();
        let mut keys = HashSet::new();
        for spec in KINDS.iter() {
            assert!(ids.insert(spec.id), "{} has a taken number", spec.key);
            assert!(keys.insert(spec.key), "{} is a taken key", spec.key);
            let mut nos = HashSet::new();
            let mut field_keys = HashSet::new();
            for field in spec.fields {
                assert!(nos.insert(field.no), "{}.{}", spec.key, field.key);
                assert!(field_keys.insert(field.key), "{}.{}", spec.key, field.key);
                if let ValueType::Choice(choice) | ValueType::Choices(choice) = field.ty {
                    let options: HashSet<_> = choice.options.iter().map(|o| o.no).collect();
                    assert_eq!(options.len(), choice.options.len(), "{}", field.key);
                    let keys: HashSet<_> = choice.options.iter().map(|o| o.key).collect();
                    assert_eq!(keys.len(), choice.options.len(), "{}", field.key);
                }
            }
            let nos: HashSet<_> = spec.actions.iter().map(|action| action.no).collect();
            assert_eq!(nos.len(), spec.actions.len(), "actions of {}", spec.key);
            let keys: HashSet<_> = spec.actions.iter().map(|action| action.key).collect();
            assert_eq!(keys.len(), spec.actions.len(), "actions of {}", spec.key);
        }
    }

    #[test]
    fn declarations_name_fields_and_states_that_exist() {
        for spec in KINDS.iter() {
            assert!(spec.field(spec.title).is_some(), "{}", spec.key);
            for state in spec.states {
                assert!(spec.states_of(*state).is_some(), "{}", spec.key);
                let field = spec.field(*state).unwrap();
                assert!(
                    field.write == Write::ByAction && field.required,
                    "{}",
                    spec.key
                );
            }
            for action in spec.actions {
                let name = format!("{}.{}", spec.key, action.key);
                let fields = [
                    action.requires,
                    action.holds,
                    action.takes,
                    action.proof,
                    action.dates,
                    action.signs,
                    action.clears,
                    action.other_than,
                ];
                for no in fields.concat() {
                    assert!(spec.field(no).is_some(), "{name}");
                }
                let of_type = |no: &FieldNo, ty| spec.field(*no).unwrap().ty == ty;
                assert!(
                    action.dates.iter().all(|no| of_type(no, ValueType::Date)),
                    "{name}"
                );
                let signed = [action.signs, action.other_than].concat();
                assert!(
                    signed.iter().all(|no| of_type(no, ValueType::Signature)),
                    "{name}"
                );
                let states = spec.states_of(action.field).unwrap();
                let named = action.from.iter().chain(&action.to);
                assert!(
                    named.into_iter().all(|no| states.option(*no).is_some()),
                    "{name}"
                );
            }
            for field in spec.fields {
                if let ValueType::Ref(kind) | ValueType::Refs(kind) | ValueType::Shares(kind) =
                    field.ty
                {
                    assert!(super::kind(kind).is_some(), "{}.{}", spec.key, field.key);
                }
            }
        }
    }

    #[test]
    fn what_makes_an_id_is_given_once() {
        for spec in KINDS.iter() {
            for no in spec.coordinates.unwrap_or_default() {
                let field = spec.field(*no).unwrap();
                let is_fixed = field.required && field.write == Write::Once;
                assert!(is_fixed, "{}.{}", spec.key, field.key);
            }
        }
    }

    #[test]
    fn owners_are_references() {
        for spec in KINDS.iter() {
            for no in spec.owners {
                let ty = spec.field(*no).unwrap().ty;
                let is_reference = matches!(
                    ty,
                    ValueType::Ref(_) | ValueType::Refs(_) | ValueType::Shares(_)
                );
                assert!(is_reference, "{} {no}", spec.key);
            }
        }
    }

    #[test]
    fn every_state_can_be_reached() {
        for spec in KINDS.iter() {
            for field in spec.states {
                let states = spec.states_of(*field).unwrap();
                let mut reached = HashSet::from([states.options[0].no]);
                for _ in states.options {
                    for action in spec.actions.iter().filter(|action| action.field == *field) {
                        if action.from.iter().any(|from| reached.contains(from)) {
                            reached.extend(action.to);
                        }
                    }
                }
                assert_eq!(reached.len(), states.options.len(), "{}", spec.key);
            }
        }
    }
}
