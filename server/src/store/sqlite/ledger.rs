//! Reading the ledger.

use async_trait::async_trait;
use serde_json::json;
use shared::protocol::Verdict;
use shared::schema::{CommandNumber, DeviceId, Seq, Timestamp};

use super::{SqliteStore, commit};
use crate::store::rows::{self, Fields as _, int};
use room::{
    Device, FormerEpoch, Group, Ledger, LogQuery, LogRow, Newest, RecordRow, RoomRow, StoreError,
};

/// The columns [`rows::log`] reads.
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
        rows::all(rows, rows::room)
    }

    async fn create_room(&self, room: &RoomRow) -> Result<(), StoreError> {
        let insert = sqlx::query(
            "INSERT INTO room (key, name, epoch, head, created) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (key) DO NOTHING",
        );
        insert
            .bind(&room.key)
            .bind(&room.name)
            .bind(room.epoch.to_string())
            .bind(int(room.head.0))
            .bind(room.created.0)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn former_epochs(&self, room: &str) -> Result<Vec<FormerEpoch>, StoreError> {
        let rows = sqlx::query(
            "SELECT epoch, head, hash, at FROM former_epoch WHERE room = ? ORDER BY number",
        )
        .bind(room)
        .fetch_all(&self.read)
        .await?;
        rows::all(rows, rows::former_epoch)
    }

    async fn records(&self, room: &str) -> Result<Vec<RecordRow>, StoreError> {
        let rows = sqlx::query("SELECT kind, seq, json, id FROM record WHERE room = ?")
            .bind(room)
            .fetch_all(&self.read)
            .await?;
        rows::all(rows, rows::record)
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
        rows::all(rows, rows::log)
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
        row.as_ref().map(rows::log).transpose()
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
        rows::all(rows, |row| row.seq("seq"))
    }

    async fn device(&self, room: &str, device: DeviceId) -> Result<Option<Device>, StoreError> {
        let row =
            sqlx::query("SELECT account, last_number FROM device WHERE room = ? AND device = ?")
                .bind(room)
                .bind(device.to_string())
                .fetch_optional(&self.read)
                .await?;
        row.as_ref().map(rows::device).transpose()
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
        rows::all(rows, rows::verdict)
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
