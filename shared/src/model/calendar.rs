//! Rest days and days worked in their stead, for years beside the built-in ones.

use crate::declare_kind;
use crate::schema::{Date, Flag, Text};

declare_kind! {
    /// A day that is not what its weekday says: a holiday, or a weekend day that is worked.
    CalendarDay = 14 "calendar_day" ("节假日", "calendar day"), titled by NAME, known by [DAY],
        written by [Office, Administrator] {
        DAY day = 1: Date, ("日期", "day"), required, once;
        WORKING working = 2: Flag, ("上班", "worked"), required;
        NAME name = 3: Text, ("名称", "name"), required;
    }
}
