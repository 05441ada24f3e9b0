//! The sample room: the notice of 2020 as commands, from the data in `server/sample`.
//!
//! Every record's id follows from its coordinates, so the room is the same wherever it is made.

mod assignments;
mod due;
mod organization;
mod seed;
mod tasks;

use shared::model::Room;
use shared::rules::{Command, Verb};
use shared::schema::{Day, FieldNo, Kind, RecordId, Seq, Value};
use uuid::Uuid;

use seed::Seed;

/// The key of the sample room.
pub(crate) const ROOM_KEY: &str = "yichang-2020";

/// The name over its board.
pub(crate) const ROOM_NAME: &str = "宜昌市重大项目作战室";

/// The day the room shows when it is made: the first month's reports are due, the first deadlines
/// have passed.
const WAR_DAY: &str = "2020-07-01";

/// The space in which the sample's coordinates are unique.
const SPACE: Uuid = Uuid::from_u128(0x6f1c_2a52_9d0e_4b7c_8a4e_2020_0608_0006);

/// Why the sample cannot be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SampleError {
    /// The data cannot be read.
    #[error("the sample data cannot be read: {0}")]
    Data(#[from] serde_json::Error),
    /// A name in the data stands for no unit and no group.
    #[error("task {task} names `{name}`, which is no unit and no group")]
    UnknownName {
        /// The task.
        task: i64,
        /// The name.
        name: String,
    },
    /// A date in the data is none.
    #[error("`{0}` is not a date")]
    Date(String),
    /// A deadline in the data is of a sort that is not known.
    #[error("task {task} has a deadline of the unknown sort `{sort}`")]
    Deadline {
        /// The task.
        task: i64,
        /// The sort.
        sort: String,
    },
}

/// The commands that make the sample room, in an order in which each refers only to what is there.
pub(crate) fn notice() -> Result<Vec<Command>, SampleError> {
    let seed = Seed::read()?;
    let mut commands = vec![create::<Room>(
        "room",
        vec![
            (Room::NAME, text(ROOM_NAME)),
            (Room::WAR_DAY, Value::Day(day(WAR_DAY)?)),
        ],
    )];
    commands.extend(organization::commands(&seed));
    commands.extend(tasks::commands(&seed)?);
    commands.extend(assignments::commands(&seed)?);
    Ok(commands)
}

fn create<K: Kind>(coordinates: &str, fields: Vec<(FieldNo, Value)>) -> Command {
    Command {
        kind: K::ID,
        id: id::<K>(coordinates),
        base: Seq::ZERO,
        verb: Verb::Create { fields },
    }
}

/// The id of the record of kind `K` at these coordinates.
fn id<K: Kind>(coordinates: &str) -> RecordId {
    RecordId::from_coordinates(SPACE, &format!("{}/{coordinates}", K::SPEC.key))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(number: usize) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

fn day(text: &str) -> Result<Day, SampleError> {
    Day::parse(text).ok_or_else(|| SampleError::Date(text.to_owned()))
}

#[cfg(test)]
mod tests;
