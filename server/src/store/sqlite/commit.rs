//! Writing a group: one transaction, and in it one statement for each table however many rows
//! there are. Through sqlx every awaited statement costs as much as dozens of rows.

use serde::Serialize;
use shared::schema::{CommandNumber, DeviceId, KindId, RecordId, Seq};
use sqlx::sqlite::SqliteConnection;

use super::{SqliteStore, int};
use room::{Group, StoreError};

/// Appends only where the room still is where the group starts (compare-and-append).
const HEAD: &str = "UPDATE room SET head = ?1 WHERE key = ?2 AND head = ?3";

const LOG: &str = "
    INSERT INTO log (room, seq, at, actor_id, actor_name, device, number, command, effects, prev_hash, hash)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
           value ->> 6, value ->> 7, value ->> 8, value ->> 9
    FROM json_each(?2)";

const TOUCHED: &str = "
    INSERT OR IGNORE INTO touched (room, record, seq)
    SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2)";

const RECORDS: &str = "
    INSERT INTO record (room, id, kind, seq, json)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?2) WHERE true
    ON CONFLICT (room, id) DO UPDATE SET kind = excluded.kind, seq = excluded.seq, json = excluded.json";

const DEVICES: &str = "
    INSERT INTO device (room, device, account, last_number, seen_at)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, ?3 FROM json_each(?2) WHERE true
    ON CONFLICT (room, device) DO UPDATE SET last_number = excluded.last_number, seen_at = excluded.seen_at";

const RESULTS: &str = "
    INSERT INTO result (room, device, number, outcome, at)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, ?3 FROM json_each(?2)";

pub(super) async fn commit(store: &SqliteStore, group: Group<'_>) -> Result<(), StoreError> {
    let mut transaction = store.write.begin_with("BEGIN IMMEDIATE").await?;
    let moved = sqlx::query(HEAD)
        .bind(int(group.to.0))
        .bind(group.room)
        .bind(int(group.from.0))
        .execute(&mut *transaction)
        .await?;
    if moved.rows_affected() == 0 {
        return Err(StoreError::HeadMoved {
            room: group.room.to_owned(),
            expected: group.from,
        });
    }
    let connection = &mut *transaction;
    insert(connection, LOG, &group, &log(&group)).await?;
    insert(connection, TOUCHED, &group, group.touched).await?;
    insert(connection, RECORDS, &group, &records(&group)?).await?;
    insert(connection, DEVICES, &group, &devices(&group)).await?;
    insert(connection, RESULTS, &group, &results(&group)?).await?;
    transaction.commit().await?;
    Ok(())
}

async fn insert<T: Serialize>(
    connection: &mut SqliteConnection,
    statement: &'static str,
    group: &Group<'_>,
    rows: &[T],
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(statement)
        .bind(group.room)
        .bind(text("rows", rows)?)
        .bind(group.at.0)
        .execute(connection)
        .await?;
    Ok(())
}

type LogColumns<'a> = (
    Seq,
    i64,
    RecordId,
    &'a str,
    DeviceId,
    CommandNumber,
    &'a str,
    &'a str,
    String,
    String,
);

fn log<'a>(group: &Group<'a>) -> Vec<LogColumns<'a>> {
    let rows = group.rows.iter().map(|row| {
        (
            row.seq,
            row.at.0,
            row.actor_id,
            row.actor_name.as_str(),
            row.device,
            row.number,
            row.command.as_str(),
            row.effects.as_str(),
            row.prev_hash.to_string(),
            row.hash.to_string(),
        )
    });
    rows.collect()
}

fn records(group: &Group<'_>) -> Result<Vec<(RecordId, KindId, Seq, String)>, StoreError> {
    let rows = group.records.iter().map(|record| {
        let json = text("a record", record.as_ref())?;
        Ok((record.id, record.kind, record.changed, json))
    });
    rows.collect()
}

fn devices(group: &Group<'_>) -> Vec<(DeviceId, RecordId, CommandNumber)> {
    let rows = group.devices.iter();
    rows.map(|(id, device)| (*id, device.account, device.last))
        .collect()
}

fn results(group: &Group<'_>) -> Result<Vec<(DeviceId, CommandNumber, String)>, StoreError> {
    let rows = group.results.iter().map(|(device, verdict)| {
        let outcome = text("an outcome", &verdict.outcome)?;
        Ok((*device, verdict.number, outcome))
    });
    rows.collect()
}

fn text<T: Serialize + ?Sized>(what: &str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::unreadable(what, error))
}
