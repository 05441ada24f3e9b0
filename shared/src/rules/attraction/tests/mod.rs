//! The examples of DOMAIN T29, T44–T49, T51, T54–T56, on records.

mod activity;
mod bank;
mod environment;
mod lead;
mod look_back;

use crate::rules::story::Story;
use crate::schema::{Month, RecordId, Value};

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn places(story: &mut Story, count: usize) -> Vec<RecordId> {
    (0..count)
        .map(|no| story.county(&format!("c{no}"), &format!("县{no}")))
        .collect()
}

fn months(text: &str) -> Value {
    Value::Month(month(text))
}
