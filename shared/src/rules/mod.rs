//! What may be done and what follows from what is recorded. Everything here is a pure function of
//! the records, the day and who acts.

pub mod calendar;
mod check;
mod command;
mod command_json;
mod context;
mod decide;
pub mod due;
pub mod light;
pub mod policy;
mod refusal;
pub mod transition;

pub use command::{Command, Edit, Edits, Position, Verb};
pub use context::{Actor, Context, OwnChanges, Role};
pub use decide::{decide, war_day};
pub use refusal::{Refusal, RefusalCode};
