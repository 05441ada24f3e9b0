//! What all answers say in the same way.

use serde_json::{Value, json};
use shared::rules::light::Colour;
use shared::schema::Choices as _;

/// How many there are by light; lights nobody has are left out.
pub(super) fn by_light(count: impl Fn(Colour) -> u64) -> Value {
    let some = Colour::ALL.iter().filter(|colour| count(**colour) > 0);
    some.map(|colour| (colour.key().to_owned(), json!(count(*colour))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
