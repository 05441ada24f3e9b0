//! The answer to `Hello`: where the client stands, and how it gets up to date.

use shared::model::SCHEMA_VERSION;
use shared::protocol::{Hello, PROTOCOL_VERSION, Problem, Resume, Welcome};
use shared::rules::Actor;
use shared::schema::{CommandNumber, Seq};

use crate::limits::RESUME_LIMIT;
use crate::{Device, Room, StoreError, problem};

/// What a `Hello` is answered with.
pub(super) enum Greeting {
    /// Welcome; deltas follow from here on when there is a place to go on from. The client may
    /// also have to be told that it claims to be ahead.
    Welcome {
        welcome: Welcome,
        go_on_from: Option<Seq>,
        ahead: Option<Problem>,
    },
    /// Not like this.
    Problem(Problem),
    /// Not like this, and there is no way to go on.
    Parting(Problem),
}

/// Answers a `Hello`.
pub(super) async fn greet(
    hello: &Hello,
    room: &Room,
    actor: &Actor,
) -> Result<Greeting, StoreError> {
    if hello.protocol != PROTOCOL_VERSION {
        let problem = problem::version(hello.protocol, PROTOCOL_VERSION);
        return Ok(Greeting::Parting(problem));
    }
    let device = room.ledger.device(room.key(), hello.device).await?;
    let is_foreign = device.is_some_and(|device| device.account != actor.id);
    if is_foreign || problem::is_reserved(hello.device) {
        return Ok(Greeting::Problem(problem::not_your_device(hello.device)));
    }
    let head = room.head();
    let go_on_from = place(hello, room, head);
    let same_epoch = hello.epoch.is_none_or(|epoch| epoch == room.epoch());
    let ahead = hello.cursor.filter(|cursor| same_epoch && *cursor > head);
    let welcome = Welcome {
        protocol: PROTOCOL_VERSION,
        schema: SCHEMA_VERSION,
        epoch: room.epoch(),
        head,
        last_number: device.map_or(CommandNumber(0), |device: Device| device.last),
        actor: actor.clone(),
        resume: match go_on_from {
            Some(_) => Resume::Deltas,
            None => Resume::Afresh,
        },
        now: room.host.now(),
    };
    Ok(Greeting::Welcome {
        welcome,
        go_on_from,
        ahead: ahead.map(|cursor| problem::cursor_ahead(cursor, head)),
    })
}

/// The place from which deltas bring the client up to date (R6).
fn place(hello: &Hello, room: &Room, head: Seq) -> Option<Seq> {
    if hello.epoch.is_some_and(|epoch| epoch != room.epoch()) {
        return None;
    }
    let cursor = hello.cursor.unwrap_or(head);
    let behind = head.0.checked_sub(cursor.0)?;
    (behind <= RESUME_LIMIT).then_some(cursor)
}
