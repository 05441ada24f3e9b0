//! The room itself: what is set for everyone in it.

use crate::declare_kind;
use crate::schema::{Date, Text};

declare_kind! {
    /// The room's settings; one record a room.
    Room = 1 "room" ("作战室", "room"), titled by NAME,
        written by [Office, Administrator] {
        /// The name over the board.
        NAME name = 1: Text, ("名称", "name"), required;
        /// The day lights are computed for when it is not today: a room that shows the past.
        WAR_DAY war_day = 2: Date, ("作战日", "war day");
    }
}
