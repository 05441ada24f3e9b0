//! `GET /api/rooms/{room}/records?kind=task`: the records of a kind, or all.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use shared::model;
use shared::schema::{KindId, Record, Sentence, Seq};

use super::Server;
use super::query::Query;
use crate::auth::Viewer;
use crate::error::ApiError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    kind: Option<String>,
    #[serde(default)]
    archived: bool,
}

#[derive(Serialize)]
pub(super) struct Found {
    room: String,
    seq: Seq,
    records: Vec<Arc<Record>>,
}

pub(super) async fn records(
    State(server): State<Arc<Server>>,
    _: Viewer,
    Path(room): Path<String>,
    Query(which): Query<Which>,
) -> Result<Json<Found>, ApiError> {
    let room = server.room(&room)?;
    let kind = which.kind.as_deref().map(kind_of).transpose()?;
    let (seq, mut records) = room
        .look(move |state, seq| {
            let mut records: Vec<Arc<Record>> = match kind {
                Some(kind) => state.of_kind(kind).cloned().collect(),
                None => state.records().cloned().collect(),
            };
            records.retain(|record| which.archived || record.archived.is_none());
            (seq, records)
        })
        .await?;
    records.sort_by_key(|record| (record.kind, record.id));
    Ok(Json(Found {
        room: room.key().to_owned(),
        seq,
        records,
    }))
}

fn kind_of(key: &str) -> Result<KindId, ApiError> {
    KindId::parse(key).ok_or_else(|| {
        let kinds: Vec<&str> = model::KINDS.iter().map(|spec| spec.key).collect();
        let kinds = kinds.join(" | ");
        let reason = Sentence::new(
            format!("没有类别「{key}」,可用:{kinds}"),
            format!("there is no kind `{key}`: {kinds}"),
        );
        ApiError::bad_request("unknown_kind", reason).at(Some("kind".to_owned()))
    })
}
