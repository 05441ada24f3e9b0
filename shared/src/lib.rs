//! The model of Guatu: what is recorded, what the rules make of it, and how two places that hold
//! it stay the same.
//!
//! This crate has no input or output, no clock and no randomness: the browser runs it to show the
//! result of a command at once, the server runs the very same code to decide. Whatever depends on
//! the time, on who acts or on random numbers is handed in.
//!
//! Modules use only those below them:
//!
//! ```text
//! protocol  replica  view     messages · the client's half of sync · what a board shows
//!        rules                commands are decided, lights and deadlines computed
//!        state                records in tables, effects applied and taken back
//!        model                the declarations: units, people, the notice, its tasks
//!        schema               the language they are declared in, and the values
//! ```

pub mod model;
pub mod protocol;
pub mod replica;
pub mod rules;
pub mod schema;
pub mod state;
pub mod view;
