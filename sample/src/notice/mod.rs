//! The room of the notice of 2020 as commands, from the data in `sample/data`.

mod assignments;
mod due;
mod obligations;
mod organization;
mod seed;
mod tasks;

use shared::model::Room;
use shared::rules::Command;
use shared::schema::Value;

use crate::SampleError;
use crate::build::{create, day, text};
use seed::Seed;

/// The key of the room.
pub const ROOM_KEY: &str = "yichang-2020";

/// The name over its board.
pub const ROOM_NAME: &str = "宜昌市重大项目作战室";

/// The day the room shows when it is made: the first month's reports are due, the first deadlines
/// have passed.
const WAR_DAY: &str = "2020-07-01";

/// The commands that make the room, in an order in which each refers only to what is there.
pub fn commands() -> Result<Vec<Command>, SampleError> {
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
    commands.extend(obligations::commands(&seed)?);
    Ok(commands)
}

#[cfg(test)]
mod tests;
