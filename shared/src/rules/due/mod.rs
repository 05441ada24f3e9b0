//! What a deadline means: what was missed by a day and what comes next ([`outlook()`]), what is
//! owed for which period ([`occurrences()`]), and how to say it ([`sentence`], [`short`]).

mod occurrences;
mod outlook;
mod words;

pub use occurrences::{occurrences, of_schedule};
pub use outlook::{Outlook, final_day, outlook};
pub use words::{sentence, short, zh_day};

use crate::schema::{Day, Month};

/// The day of the following month by which something is owed for `month`; `None` when the calendar
/// ends before.
fn month_after(month: Month, day: i8) -> Option<Day> {
    month.next().map(|next| next.day(day))
}
