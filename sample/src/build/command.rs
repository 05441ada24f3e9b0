//! Commands that create records, and the values in them.
//!
//! Every record's id follows from its coordinates, so a sample is the same wherever it is made,
//! and one part of it may refer to another by coordinates alone.

use shared::rules::{Command, Edit, Verb};
use shared::schema::{ActionNo, Day, FieldNo, Kind, RecordId, Seq, Value};
use uuid::Uuid;

use crate::SampleError;

/// The space in which the coordinates of samples are unique.
const SPACE: Uuid = Uuid::from_u128(0x6f1c_2a52_9d0e_4b7c_8a4e_2020_0608_0006);

/// The command that makes the record of kind `K` at these coordinates. Where the kind says itself
/// what makes an id, `coordinates` are not looked at.
pub fn create<K: Kind>(coordinates: &str, fields: Vec<(FieldNo, Value)>) -> Command {
    let value_of = |no| {
        fields
            .iter()
            .find(|(field, _)| *field == no)
            .map(|(_, v)| v)
    };
    let known = shared::schema::coordinates::id_of(K::SPEC, value_of);
    Command {
        kind: K::ID,
        id: known.unwrap_or_else(|| id::<K>(coordinates)),
        base: Seq::ZERO,
        verb: Verb::Create { fields },
    }
}

/// The command that takes an action on a record of kind `K`, with what is given with it.
pub fn act<K: Kind>(id: RecordId, action: ActionNo, given: Vec<(FieldNo, Value)>) -> Command {
    let put = |(no, value)| (no, Edit::Put(value));
    Command {
        kind: K::ID,
        id,
        base: Seq(u64::MAX),
        verb: Verb::Act {
            action,
            edits: given.into_iter().map(put).collect(),
            place: None,
        },
    }
}

/// The id of the record of kind `K` at these coordinates.
pub fn id<K: Kind>(coordinates: &str) -> RecordId {
    RecordId::from_coordinates(SPACE, &format!("{}/{coordinates}", K::SPEC.key))
}

/// A text as a value.
pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A number that counts something as a value.
pub fn number(number: usize) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Reads a day such as `2020-07-01`.
pub fn day(text: &str) -> Result<Day, SampleError> {
    Day::parse(text).ok_or_else(|| SampleError::Date(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use shared::model::{Assignment, Task};

    use super::*;

    /// Rooms made by earlier versions hold these ids; links to their records must go on working.
    #[test]
    fn ids_follow_from_coordinates_for_ever() {
        assert_eq!(
            id::<Task>("36").to_string(),
            "d921a76f-1177-539d-9f43-cc4908298d53"
        );
        assert_eq!(
            id::<Assignment>("1/420525").to_string(),
            "bf80237a-036f-5cb8-887a-f88f7de5f6c0"
        );
    }
}
