//! Reading the ledger.

use async_trait::async_trait;
use serde_json::json;
use shared::protocol::Verdict;
use shared::schema::{CommandNumber, DeviceId, RecordId, Seq, Timestamp};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use super::{SqliteStore, commit, count, int, uuid};
use room::Hash;
use room::{Device, Group, Ledger, LogQuery, LogRow, Newest, RecordRow, RoomRow, StoreError};

/// The columns [`log_row`] reads.
macro_rules! select_log {
    ($rest:literal) => {
        concat!(
            "SELECT log.seq, log.at, log.actor_id, log.actor_name, log.device, log.number, ",
            "log.command, log.effects, log.prev_hash, log.hash FROM log ",
            $rest
        )
    };
}

#[async_trait]
impl Ledger for SqliteStore {
    async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT count(*) FROM room")
            .execute(&self.read)
            .await?;
        Ok(())
    }

    async fn rooms(&self) -> Result<Vec<RoomRow>, StoreError> {
        let rows =
            sqlx::query("SELECT key, name, epoch, head, created FROM room ORDER BY created, rowid")
                .fetch_all(&self.read)
                .await?;
        rows.iter().map(room_row).collect()
    }

    async fn create_room(&self, room: &RoomRow) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO room (key, name, epoch, head, created) VALUES (?, ?, ?, ?, ?)")
            .bind(&room.key)
            .bind(&room.name)
            .bind(room.epoch.to_string())
            .bind(int(room.head.0))
            .bind(room.created.0)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn records(&self, room: &str) -> Result<Vec<RecordRow>, StoreError> {
        let rows = sqlx::query("SELECT kind, seq, json, id FROM record WHERE room = ?")
            .bind(room)
            .fetch_all(&self.read)
            .await?;
        rows.iter().map(record_row).collect()
    }

    async fn log(&self, room: &str, query: LogQuery) -> Result<Vec<LogRow>, StoreError> {
        let statement = match (query.record, query.newest) {
            (None, Newest::Last) => {
                select_log!("WHERE room = ?1 AND seq >= ?2 ORDER BY seq LIMIT ?3")
            }
            (None, Newest::First) => {
                select_log!("WHERE room = ?1 AND seq >= ?2 ORDER BY seq DESC LIMIT ?3")
            }
            (Some(_), Newest::Last) => select_log!(
                "JOIN touched USING (room, seq) WHERE room = ?1 AND touched.record = ?4
                 AND seq >= ?2 ORDER BY touched.seq LIMIT ?3"
            ),
            (Some(_), Newest::First) => select_log!(
                "JOIN touched USING (room, seq) WHERE room = ?1 AND touched.record = ?4
                 AND seq >= ?2 ORDER BY touched.seq DESC LIMIT ?3"
            ),
        };
        let mut statement = sqlx::query(statement)
            .bind(room)
            .bind(int(query.from.0))
            .bind(query.limit);
        if let Some(record) = query.record {
            statement = statement.bind(record.to_string());
        }
        let rows = statement.fetch_all(&self.read).await?;
        rows.iter().map(log_row).collect()
    }

    async fn entry_of(
        &self,
        room: &str,
        device: DeviceId,
        number: CommandNumber,
    ) -> Result<Option<LogRow>, StoreError> {
        let row = sqlx::query(select_log!(
            "WHERE room = ?1 AND device = ?2 AND number = ?3"
        ))
        .bind(room)
        .bind(device.to_string())
        .bind(int(number.0))
        .fetch_optional(&self.read)
        .await?;
        row.as_ref().map(log_row).transpose()
    }

    async fn own_among(
        &self,
        room: &str,
        device: DeviceId,
        seqs: &[Seq],
    ) -> Result<Vec<Seq>, StoreError> {
        let rows = sqlx::query(
            "SELECT seq FROM log WHERE room = ?1 AND device = ?2
             AND seq IN (SELECT value FROM json_each(?3))",
        )
        .bind(room)
        .bind(device.to_string())
        .bind(json!(seqs).to_string())
        .fetch_all(&self.read)
        .await?;
        rows.iter()
            .map(|row| Ok(Seq(count("seq", row.try_get("seq")?)?)))
            .collect()
    }

    async fn device(&self, room: &str, device: DeviceId) -> Result<Option<Device>, StoreError> {
        let row =
            sqlx::query("SELECT account, last_number FROM device WHERE room = ? AND device = ?")
                .bind(room)
                .bind(device.to_string())
                .fetch_optional(&self.read)
                .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        Ok(Some(Device {
            account: RecordId(uuid("device.account", row.try_get("account")?)?),
            last: CommandNumber(count("last_number", row.try_get("last_number")?)?),
        }))
    }

    async fn results(
        &self,
        room: &str,
        device: DeviceId,
        first: CommandNumber,
        last: CommandNumber,
    ) -> Result<Vec<Verdict>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, outcome FROM result
             WHERE room = ? AND device = ? AND number BETWEEN ? AND ? ORDER BY number",
        )
        .bind(room)
        .bind(device.to_string())
        .bind(int(first.0))
        .bind(int(last.0))
        .fetch_all(&self.read)
        .await?;
        rows.iter().map(verdict).collect()
    }

    async fn commit(&self, group: Group<'_>) -> Result<(), StoreError> {
        commit::commit(self, group).await
    }

    async fn forget_results(&self, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM result WHERE at < ?")
            .bind(at.0)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

fn room_row(row: &SqliteRow) -> Result<RoomRow, StoreError> {
    Ok(RoomRow {
        key: row.try_get("key")?,
        name: row.try_get("name")?,
        epoch: uuid("room.epoch", row.try_get("epoch")?)?,
        head: Seq(count("room.head", row.try_get("head")?)?),
        created: Timestamp(row.try_get("created")?),
    })
}

fn record_row(row: &SqliteRow) -> Result<RecordRow, StoreError> {
    let id: &str = row.try_get("id")?;
    let text: &str = row.try_get("json")?;
    Ok(RecordRow {
        kind: row.try_get("kind")?,
        seq: Seq(count("record.seq", row.try_get("seq")?)?),
        record: serde_json::from_str(text)
            .map_err(|error| StoreError::unreadable(format!("record {id}"), error))?,
    })
}

fn log_row(row: &SqliteRow) -> Result<LogRow, StoreError> {
    let hash = |column: &str| -> Result<Hash, StoreError> {
        let text: &str = row.try_get(column)?;
        Hash::parse(text).ok_or_else(|| StoreError::unreadable(column, "not a SHA-256"))
    };
    Ok(LogRow {
        seq: Seq(count("log.seq", row.try_get("seq")?)?),
        at: Timestamp(row.try_get("at")?),
        actor_id: RecordId(uuid("log.actor_id", row.try_get("actor_id")?)?),
        actor_name: row.try_get("actor_name")?,
        device: DeviceId(uuid("log.device", row.try_get("device")?)?),
        number: CommandNumber(count("log.number", row.try_get("number")?)?),
        command: row.try_get("command")?,
        effects: row.try_get("effects")?,
        prev_hash: hash("prev_hash")?,
        hash: hash("hash")?,
    })
}

fn verdict(row: &SqliteRow) -> Result<Verdict, StoreError> {
    let number = CommandNumber(count("result.number", row.try_get("number")?)?);
    let outcome: &str = row.try_get("outcome")?;
    Ok(Verdict {
        number,
        outcome: serde_json::from_str(outcome)
            .map_err(|error| StoreError::unreadable(format!("result {number}"), error))?,
    })
}
