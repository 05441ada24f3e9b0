//! What a record is called in a sentence.

use crate::model;
use crate::schema::{RecordId, Value};
use crate::state::State;

/// How many references a title is followed through: a use of a fund, its fund, its unit.
const DEPTH: usize = 3;

/// The name of the record: its title, followed through references. Names are people's own words and
/// the same in both languages.
pub fn name_of(state: &State, id: RecordId) -> String {
    follow(state, id, DEPTH).unwrap_or_else(|| "?".to_owned())
}

fn follow(state: &State, id: RecordId, depth: usize) -> Option<String> {
    let record = state.get(id)?;
    match record.value(model::kind(record.kind)?.title)? {
        Value::Text(text) => Some(text.clone()),
        Value::Ref(id) if depth > 0 => follow(state, *id, depth - 1),
        Value::Month(month) => Some(month.to_string()),
        _ => None,
    }
}
