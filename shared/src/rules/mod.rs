//! What may be done and what follows from what is recorded. Everything here is a pure function of
//! the records, the day and who acts.
//!
//! [`decide()`] turns a command into effects: [`policy`] says who may, the declaration says which
//! actions lead where and what they ask for, and each part of the domain keeps its own rules
//! (`organization`, `obligation`, `report`, `project`, `listing`, `preparation`, `conference`,
//! `supervision`, `evaluation`, `attraction`, `resource`). The same parts compute what is derived.

mod attempt;
pub mod attraction;
mod basis;
pub mod calendar;
mod check;
mod checks;
mod command;
mod command_json;
pub mod conference;
mod context;
mod decide;
mod derived;
pub mod due;
mod effects;
pub mod evaluation;
pub mod figures;
pub mod light;
pub mod listing;
pub mod obligation;
pub mod organization;
pub mod policy;
pub mod preparation;
pub mod project;
mod proof;
mod refusal;
pub mod report;
pub mod resource;
mod settings;
#[cfg(test)]
pub(crate) mod story;
pub mod supervision;
pub mod transition;

pub use attempt::Attempt;
pub use basis::Basis;
pub use command::{Command, Edit, Edits, Position, Verb};
pub use context::{Actor, Context, OwnChanges, Role};
pub use decide::{decide, war_day};
pub use derived::Derived;
pub use refusal::{Refusal, RefusalCode};
pub use settings::Settings;
