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

mod notice;
mod organization;
mod room;
mod task;

pub use notice::{Item, Notice, Part};
pub use organization::{Group, GroupRole, Person, Post, Unit, UnitKind};
pub use room::Room;
pub use task::{Assignment, Duty, Task, TaskState};

use crate::schema::{Kind, KindId, KindSpec};

/// Every kind this version knows, in the order of their numbers.
pub const KINDS: &[&KindSpec] = &[
    Room::SPEC,
    Notice::SPEC,
    Part::SPEC,
    Item::SPEC,
    Task::SPEC,
    Unit::SPEC,
    Group::SPEC,
    Person::SPEC,
    Post::SPEC,
    Assignment::SPEC,
];

/// The number of the schema: raised whenever a declaration changes.
pub const SCHEMA_VERSION: u32 = 1;

/// The declaration of the kind; `None` for one of a newer version.
pub fn kind(id: KindId) -> Option<&'static KindSpec> {
    KINDS.iter().copied().find(|spec| spec.id == id)
}

/// The declaration of the kind with this key.
pub fn kind_by_key(key: &str) -> Option<&'static KindSpec> {
    KINDS.iter().copied().find(|spec| spec.key == key)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::schema::{ValueType, Write};

    #[test]
    fn numbers_and_keys_are_unique() {
        let mut ids = HashSet::new();
        let mut keys = HashSet::new();
        for spec in KINDS {
            assert!(ids.insert(spec.id), "{} has a taken number", spec.key);
            assert!(keys.insert(spec.key), "{} is a taken key", spec.key);
            let mut nos = HashSet::new();
            let mut field_keys = HashSet::new();
            for field in spec.fields {
                assert!(nos.insert(field.no), "{}.{}", spec.key, field.key);
                assert!(field_keys.insert(field.key), "{}.{}", spec.key, field.key);
                if let ValueType::Choice(choice) | ValueType::Choices(choice) = field.ty {
                    let options: HashSet<_> = choice.options.iter().map(|o| o.no).collect();
                    assert_eq!(options.len(), choice.options.len());
                }
            }
        }
    }

    #[test]
    fn declarations_name_fields_and_states_that_exist() {
        for spec in KINDS {
            assert!(spec.field(spec.title).is_some(), "{}", spec.key);
            if spec.state.is_some() {
                let (state, _) = spec.state_machine().expect("the state is a choice");
                assert_eq!(spec.field(state).unwrap().write, Write::ByAction);
            }
            for action in spec.actions {
                let fields = [action.requires, action.dates, action.clears].concat();
                assert!(
                    fields.iter().all(|no| spec.field(*no).is_some()),
                    "{}",
                    action.key
                );
            }
            for field in spec.fields {
                if let ValueType::Ref(kind) | ValueType::Refs(kind) = field.ty {
                    assert!(super::kind(kind).is_some(), "{}.{}", spec.key, field.key);
                }
            }
        }
    }

    #[test]
    fn every_state_can_be_reached() {
        for (spec, (_, states)) in KINDS.iter().filter_map(|s| Some((s, s.state_machine()?))) {
            let mut reached = HashSet::from([states.options[0].no]);
            for _ in states.options {
                for action in spec.actions {
                    if action.from.iter().any(|from| reached.contains(from)) {
                        reached.insert(action.to);
                    }
                }
            }
            assert_eq!(reached.len(), states.options.len(), "{}", spec.key);
        }
    }
}
