//! The schema described for others: in JSON for scripts and tools, in Markdown for people.

mod json;
mod markdown;

pub use json::{kind, schema};
pub use markdown::markdown;
