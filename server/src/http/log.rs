//! `GET /api/rooms/{room}/log`: what happened, with everything that is kept of it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use shared::schema::{CommandNumber, DeviceId, RecordId, Seq, Timestamp};

use super::Server;
use super::form::Form;
use super::query::{Query, record_id};
use crate::auth::Viewer;
use crate::config::{LOG_PAGE, LOG_PAGE_LIMIT};
use crate::error::ApiError;
use room::{LogQuery, LogRow, Newest, StoreError};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    from: Option<u64>,
    limit: Option<u32>,
    record: Option<String>,
    order: Option<Order>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    Asc,
    Desc,
}

#[derive(Serialize)]
struct Log {
    room: String,
    head: Seq,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    seq: Seq,
    at: Timestamp,
    actor: Who,
    device: DeviceId,
    number: CommandNumber,
    /// The texts the hash is computed over, as they are: whoever checks it needs them unchanged.
    command: Box<RawValue>,
    effects: Box<RawValue>,
    prev_hash: String,
    hash: String,
}

#[derive(Serialize)]
struct Who {
    id: RecordId,
    name: String,
}

pub(super) async fn log(
    State(server): State<Arc<Server>>,
    _: Viewer,
    Path(room): Path<String>,
    Query(which): Query<Which>,
    form: Form,
) -> Result<Response, ApiError> {
    let room = server.room(&room)?;
    let record = which.record.as_deref();
    let query = LogQuery {
        from: Seq(which.from.unwrap_or(1)),
        limit: which.limit.unwrap_or(LOG_PAGE).min(LOG_PAGE_LIMIT),
        record: record.map(|id| record_id("record", id)).transpose()?,
        newest: match which.order {
            Some(Order::Desc) => Newest::First,
            Some(Order::Asc) | None => Newest::Last,
        },
    };
    let rows = server.store.log(room.key(), query).await?;
    if form == Form::Compact {
        // As in deltas: what the app shows of an entry, without what only a check needs.
        let entries = rows.into_iter().map(LogRow::into_entry);
        return Ok(form.answer(&entries.collect::<Result<Vec<_>, _>>()?));
    }
    Ok(form.answer(&Log {
        room: room.key().to_owned(),
        head: room.head(),
        entries: rows.into_iter().map(entry).collect::<Result<_, _>>()?,
    }))
}

fn entry(row: LogRow) -> Result<Entry, StoreError> {
    let seq = row.seq;
    let raw = |text: String| {
        RawValue::from_string(text).map_err(|error| StoreError::Unreadable {
            what: format!("seq {seq}"),
            why: error.to_string(),
        })
    };
    Ok(Entry {
        seq,
        at: row.at,
        actor: Who {
            id: row.actor_id,
            name: row.actor_name,
        },
        device: row.device,
        number: row.number,
        command: raw(row.command)?,
        effects: raw(row.effects)?,
        prev_hash: row.prev_hash.to_string(),
        hash: row.hash.to_string(),
    })
}
