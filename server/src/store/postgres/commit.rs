//! Writing a group: in one transaction one statement for each table, however many rows there are.

use serde::Serialize;
use sqlx::postgres::PgConnection;

use crate::store::rows::int;
use room::{Group, StoreError};

/// Appends only where the room still is where the group starts (compare-and-append).
const HEAD: &str = "
    UPDATE room SET head = $1, written = written + 1 WHERE key = $2 AND head = $3 AND epoch = $4";

const LOG: &str = "
    INSERT INTO log (room, seq, at, actor_id, actor_name, device, number, command, effects, prev_hash, hash)
    SELECT $1, * FROM unnest(
        $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[],
        $8::text[], $9::text[], $10::text[], $11::text[])";

const TOUCHED: &str = "
    INSERT INTO touched (room, record, seq)
    SELECT $1, * FROM unnest($2::text[], $3::bigint[])
    ON CONFLICT DO NOTHING";

const RECORDS: &str = "
    INSERT INTO record (room, id, kind, seq, json)
    SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[])
    ON CONFLICT (room, id) DO UPDATE SET kind = excluded.kind, seq = excluded.seq, json = excluded.json";

const DEVICES: &str = "
    INSERT INTO device (room, device, account, last_number, seen_at)
    SELECT $1, *, $5 FROM unnest($2::text[], $3::text[], $4::bigint[])
    ON CONFLICT (room, device) DO UPDATE SET last_number = excluded.last_number, seen_at = excluded.seen_at";

const RESULTS: &str = "
    INSERT INTO result (room, device, number, outcome, at)
    SELECT $1, *, $5 FROM unnest($2::text[], $3::bigint[], $4::text[])";

/// Writes the group into a transaction that somebody else ends.
pub(in crate::store) async fn write(
    connection: &mut PgConnection,
    group: &Group<'_>,
) -> Result<(), StoreError> {
    let moved = sqlx::query(HEAD)
        .bind(int(group.to.0))
        .bind(group.room)
        .bind(int(group.from.0))
        .bind(group.epoch.to_string())
        .execute(&mut *connection)
        .await?;
    if moved.rows_affected() == 0 {
        return Err(StoreError::HeadMoved {
            room: group.room.to_owned(),
            expected: group.from,
        });
    }
    log(connection, group).await?;
    touched(connection, group).await?;
    records(connection, group).await?;
    devices(connection, group).await?;
    results(connection, group).await
}

async fn log(connection: &mut PgConnection, group: &Group<'_>) -> Result<(), StoreError> {
    let rows = group.rows;
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(LOG)
        .bind(group.room)
        .bind(column(rows, |row| int(row.seq.0)))
        .bind(column(rows, |row| row.at.0))
        .bind(column(rows, |row| row.actor_id.to_string()))
        .bind(column(rows, |row| row.actor_name.as_str()))
        .bind(column(rows, |row| row.device.to_string()))
        .bind(column(rows, |row| int(row.number.0)))
        .bind(column(rows, |row| row.command.as_str()))
        .bind(column(rows, |row| row.effects.as_str()))
        .bind(column(rows, |row| row.prev_hash.to_string()))
        .bind(column(rows, |row| row.hash.to_string()))
        .execute(connection)
        .await?;
    Ok(())
}

async fn touched(connection: &mut PgConnection, group: &Group<'_>) -> Result<(), StoreError> {
    let rows = group.touched;
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(TOUCHED)
        .bind(group.room)
        .bind(column(rows, |(record, _)| record.to_string()))
        .bind(column(rows, |(_, seq)| int(seq.0)))
        .execute(connection)
        .await?;
    Ok(())
}

async fn records(connection: &mut PgConnection, group: &Group<'_>) -> Result<(), StoreError> {
    let rows = group.records;
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(RECORDS)
        .bind(group.room)
        .bind(column(rows, |record| record.id.to_string()))
        .bind(column(rows, |record| record.kind.to_string()))
        .bind(column(rows, |record| int(record.changed.0)))
        .bind(texts(rows, "a record", |record| record.as_ref())?)
        .execute(connection)
        .await?;
    Ok(())
}

async fn devices(connection: &mut PgConnection, group: &Group<'_>) -> Result<(), StoreError> {
    let rows = group.devices;
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(DEVICES)
        .bind(group.room)
        .bind(column(rows, |(id, _)| id.to_string()))
        .bind(column(rows, |(_, device)| device.account.to_string()))
        .bind(column(rows, |(_, device)| int(device.last.0)))
        .bind(group.at.0)
        .execute(connection)
        .await?;
    Ok(())
}

async fn results(connection: &mut PgConnection, group: &Group<'_>) -> Result<(), StoreError> {
    let rows = group.results;
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(RESULTS)
        .bind(group.room)
        .bind(column(rows, |(device, _)| device.to_string()))
        .bind(column(rows, |(_, verdict)| int(verdict.number.0)))
        .bind(texts(rows, "an outcome", |(_, verdict)| &verdict.outcome)?)
        .bind(group.at.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// One column of the rows.
fn column<'a, R, T>(rows: &'a [R], value: impl Fn(&'a R) -> T) -> Vec<T> {
    rows.iter().map(value).collect()
}

/// One column of the rows, as JSON.
fn texts<'a, R, T: Serialize + 'a>(
    rows: &'a [R],
    what: &str,
    value: impl Fn(&'a R) -> &'a T,
) -> Result<Vec<String>, StoreError> {
    let text = |row| serde_json::to_string(value(row));
    let texts: Result<_, _> = rows.iter().map(text).collect();
    texts.map_err(|error| StoreError::unreadable(what, error))
}
