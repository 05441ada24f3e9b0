//! What boards show.

use std::hint::black_box;

use anyhow::{Result, ensure};
use sample::build::room;
use sample::notice;
use shared::rules::{Derived, war_day};
use shared::schema::Timestamp;
use shared::view::{Query, board};

use crate::Step;

/// The whole board of the notice on its day.
pub(crate) fn board_of_the_notice() -> Result<Step> {
    let state = room(&notice::commands()?)?;
    let derived = Derived::new(&state, war_day(&state, Timestamp(0)));
    let query = Query::default();
    let show = move || board(black_box(&state), black_box(&query), black_box(&derived));
    ensure!(!show().lanes.is_empty(), "the board shows nothing");
    Ok(Box::new(move || {
        black_box(show());
    }))
}
