//! A view for each kind of record, with its fields as columns, so that any reporting tool can read
//! the ledger (DESIGN §5). Made from the declarations of the model.
//!
//! Money and whole numbers are whole numbers, a choice is its key, a reference the id of a record,
//! a day `2020-06-08`; sets and what is made of parts are JSON. A field that is empty is `NULL`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use shared::model::KINDS;
use shared::schema::{KindSpec, ValueType};

/// What the engines say differently.
pub(super) trait Dialect {
    /// Where the records are; `fields` and `record` name their JSON.
    const FROM: &'static str;

    /// A number of the record itself.
    fn number(key: &str) -> String;

    /// The value of a field.
    fn field(key: &str, ty: ValueType) -> String;
}

/// The views by name, each with the statement that makes it.
pub(super) fn views<D: Dialect>() -> BTreeMap<String, String> {
    let views = KINDS.iter().map(|kind| {
        let name = format!("{}_view", kind.key);
        let statement = view::<D>(&name, kind);
        (name, statement)
    });
    views.collect()
}

fn view<D: Dialect>(name: &str, kind: &KindSpec) -> String {
    let mut sql = format!("CREATE VIEW \"{name}\" AS\nSELECT record.room, record.id");
    for key in ["created", "changed", "archived"] {
        // Writing to a text cannot fail.
        let _ = write!(sql, ",\n       {} AS {key}_seq", D::number(key));
    }
    for field in kind.fields {
        let value = D::field(field.key, field.ty);
        let _ = write!(sql, ",\n       {value} AS \"{}\"", field.key);
    }
    let _ = write!(sql, "\n{}\nWHERE record.kind = '{}'", D::FROM, kind.id);
    sql
}

/// What has to be done: names to drop, and statements to carry out with their names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refresh {
    pub(super) drop: Vec<String>,
    pub(super) make: Vec<(String, String)>,
}

/// Compares the views that are there with those that should be.
pub(super) fn refresh<D: Dialect>(there: &BTreeMap<String, String>) -> Refresh {
    let wanted = views::<D>();
    let outdated = there
        .iter()
        .filter(|(name, made)| wanted.get(*name) != Some(*made));
    let drop = outdated.map(|(name, _)| name.clone()).collect();
    let make = wanted
        .into_iter()
        .filter(|(name, statement)| there.get(name) != Some(statement))
        .collect();
    Refresh { drop, make }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_field_is_called_as_a_column_of_every_view() {
        let columns = ["room", "id", "created_seq", "changed_seq", "archived_seq"];
        for kind in KINDS.iter() {
            let mut seen = BTreeSet::from(columns);
            for field in kind.fields {
                assert!(seen.insert(field.key), "{}.{}", kind.key, field.key);
            }
        }
    }
}
