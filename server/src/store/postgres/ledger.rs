//! Reading the ledger.

use async_trait::async_trait;
use shared::protocol::Verdict;
use shared::schema::{CommandNumber, DeviceId, Seq, Timestamp};
use sqlx::postgres::{PgConnection, PgExecutor};
use tokio::sync::watch;

use super::{PostgresStore, commit, turn};
use crate::store::rows::{self, Fields as _, int};
use room::{
    Device, FormerEpoch, Group, Ledger, Loaded, LogQuery, LogRow, Newest, RecordRow, RoomRow,
    StoreError, Turn,
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
impl Ledger for PostgresStore {
    async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT count(*) FROM room")
            .execute(&self.read)
            .await?;
        Ok(())
    }

    async fn rooms(&self) -> Result<Vec<RoomRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT key, name, epoch, head, created FROM room ORDER BY created, number",
        )
        .fetch_all(&self.read)
        .await?;
        rows::all(rows, rows::room)
    }

    async fn create_room(&self, room: &RoomRow) -> Result<(), StoreError> {
        let insert = sqlx::query(
            "INSERT INTO room (key, name, epoch, head, created) VALUES ($1, $2, $3, $4, $5)
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
        former_epochs(&self.read, room).await
    }

    async fn load(&self, room: &str) -> Result<Option<Loaded>, StoreError> {
        // Others may write meanwhile: everything is read as it is at one moment.
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        let mut transaction = self.read.begin_with(begin).await?;
        let connection: &mut PgConnection = &mut transaction;
        let row = sqlx::query("SELECT key, name, epoch, head, created FROM room WHERE key = $1")
            .bind(room)
            .fetch_optional(&mut *connection)
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        Ok(Some(Loaded {
            row: rows::room(&row)?,
            former: former_epochs(&mut *connection, room).await?,
            records: records(&mut *connection, room).await?,
            last: log(&mut *connection, room, LogQuery::LAST).await?.pop(),
        }))
    }

    async fn records(&self, room: &str) -> Result<Vec<RecordRow>, StoreError> {
        records(&self.read, room).await
    }

    async fn log(&self, room: &str, query: LogQuery) -> Result<Vec<LogRow>, StoreError> {
        log(&self.read, room, query).await
    }

    async fn entry_of(
        &self,
        room: &str,
        device: DeviceId,
        number: CommandNumber,
    ) -> Result<Option<LogRow>, StoreError> {
        let row = sqlx::query(select_log!(
            "WHERE room = $1 AND device = $2 AND number = $3"
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
        let seqs: Vec<i64> = seqs.iter().map(|seq| int(seq.0)).collect();
        let rows =
            sqlx::query("SELECT seq FROM log WHERE room = $1 AND device = $2 AND seq = ANY ($3)")
                .bind(room)
                .bind(device.to_string())
                .bind(seqs)
                .fetch_all(&self.read)
                .await?;
        rows::all(rows, |row| row.seq("seq"))
    }

    async fn device(&self, room: &str, device: DeviceId) -> Result<Option<Device>, StoreError> {
        let known = self.devices(room, &[device]).await?;
        Ok(known.into_iter().next().flatten())
    }

    async fn devices(
        &self,
        room: &str,
        devices: &[DeviceId],
    ) -> Result<Vec<Option<Device>>, StoreError> {
        let ids: Vec<String> = devices.iter().map(DeviceId::to_string).collect();
        let rows = sqlx::query(
            "SELECT device, account, last_number FROM device
             WHERE room = $1 AND device = ANY ($2)",
        )
        .bind(room)
        .bind(ids)
        .fetch_all(&self.read)
        .await?;
        let known = rows::all(rows, rows::device_with_id)?;
        let known: std::collections::HashMap<_, _> = known.into_iter().collect();
        let in_order = devices.iter().map(|device| known.get(device).copied());
        Ok(in_order.collect())
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
             WHERE room = $1 AND device = $2 AND number BETWEEN $3 AND $4 ORDER BY number",
        )
        .bind(room)
        .bind(device.to_string())
        .bind(int(first.0))
        .bind(int(last.0))
        .fetch_all(&self.read)
        .await?;
        rows::all(rows, rows::verdict)
    }

    async fn turn(&self, room: &str) -> Result<Option<Box<dyn Turn>>, StoreError> {
        turn::take(self, room).await
    }

    fn doorbell(&self, room: &str) -> Option<watch::Receiver<Seq>> {
        Some(self.hear(room))
    }

    async fn commit(&self, group: Group<'_>) -> Result<(), StoreError> {
        let mut transaction = self.write.begin().await?;
        commit::write(&mut transaction, &group).await?;
        transaction.commit().await?;
        self.ring(group.room, group.to);
        Ok(())
    }

    async fn forget_results(&self, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM result WHERE at < $1")
            .bind(at.0)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn close(&self) {
        if let Some(doorbell) = self.doorbell.get() {
            doorbell.stop();
        }
        self.read.close().await;
        self.write.close().await;
    }
}

async fn former_epochs(
    executor: impl PgExecutor<'_>,
    room: &str,
) -> Result<Vec<FormerEpoch>, StoreError> {
    let rows = sqlx::query(
        "SELECT epoch, head, hash, at FROM former_epoch WHERE room = $1 ORDER BY number",
    )
    .bind(room)
    .fetch_all(executor)
    .await?;
    rows::all(rows, rows::former_epoch)
}

async fn records(executor: impl PgExecutor<'_>, room: &str) -> Result<Vec<RecordRow>, StoreError> {
    let rows = sqlx::query("SELECT kind, seq, json, id FROM record WHERE room = $1")
        .bind(room)
        .fetch_all(executor)
        .await?;
    rows::all(rows, rows::record)
}

async fn log(
    executor: impl PgExecutor<'_>,
    room: &str,
    query: LogQuery,
) -> Result<Vec<LogRow>, StoreError> {
    let statement = match (query.record, query.newest) {
        (None, Newest::Last) => {
            select_log!("WHERE room = $1 AND seq >= $2 ORDER BY seq LIMIT $3")
        }
        (None, Newest::First) => {
            select_log!("WHERE room = $1 AND seq >= $2 ORDER BY seq DESC LIMIT $3")
        }
        (Some(_), Newest::Last) => select_log!(
            "JOIN touched USING (room, seq) WHERE room = $1 AND touched.record = $4
             AND seq >= $2 ORDER BY seq LIMIT $3"
        ),
        (Some(_), Newest::First) => select_log!(
            "JOIN touched USING (room, seq) WHERE room = $1 AND touched.record = $4
             AND seq >= $2 ORDER BY seq DESC LIMIT $3"
        ),
    };
    let mut statement = sqlx::query(statement)
        .bind(room)
        .bind(int(query.from.0))
        .bind(i64::from(query.limit));
    if let Some(record) = query.record {
        statement = statement.bind(record.to_string());
    }
    let rows = statement.fetch_all(executor).await?;
    rows::all(rows, rows::log)
}
