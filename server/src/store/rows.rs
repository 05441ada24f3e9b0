//! Rows as they come from a database, whichever it is. Both keep the same: texts and whole numbers.

use room::{Device, FormerEpoch, Hash, LogRow, RecordRow, RoomRow, StoreError};
use serde_json::{Value as Json, json};
use shared::protocol::Verdict;
use shared::rules::Role;
use shared::schema::{CommandNumber, DeviceId, RecordId, Seq, Timestamp};
use sqlx::Row as _;
use uuid::Uuid;

use super::Account;

/// A row of a database.
pub(super) trait Fields {
    /// A text.
    fn text(&self, column: &str) -> Result<&str, StoreError>;

    /// A whole number.
    fn number(&self, column: &str) -> Result<i64, StoreError>;

    /// A count.
    fn count(&self, column: &str) -> Result<u64, StoreError> {
        let number = self.number(column)?;
        u64::try_from(number).map_err(|error| StoreError::unreadable(column, error))
    }

    /// A place in the order of a room.
    fn seq(&self, column: &str) -> Result<Seq, StoreError> {
        self.count(column).map(Seq)
    }

    /// A time.
    fn time(&self, column: &str) -> Result<Timestamp, StoreError> {
        self.number(column).map(Timestamp)
    }

    /// An identity.
    fn uuid(&self, column: &str) -> Result<Uuid, StoreError> {
        let text = self.text(column)?;
        Uuid::try_parse(text).map_err(|error| StoreError::unreadable(column, error))
    }

    /// A hash.
    fn hash(&self, column: &str) -> Result<Hash, StoreError> {
        let text = self.text(column)?;
        Hash::parse(text).ok_or_else(|| StoreError::unreadable(column, "not a SHA-256"))
    }
}

impl Fields for sqlx::sqlite::SqliteRow {
    fn text(&self, column: &str) -> Result<&str, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn number(&self, column: &str) -> Result<i64, StoreError> {
        Ok(self.try_get(column)?)
    }
}

impl Fields for sqlx::postgres::PgRow {
    fn text(&self, column: &str) -> Result<&str, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn number(&self, column: &str) -> Result<i64, StoreError> {
        Ok(self.try_get(column)?)
    }
}

/// Reads every row.
pub(super) fn all<R, T>(
    rows: Vec<R>,
    read: impl Fn(&R) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    rows.iter().map(read).collect()
}

pub(super) fn room(row: &impl Fields) -> Result<RoomRow, StoreError> {
    Ok(RoomRow {
        key: row.text("key")?.to_owned(),
        name: row.text("name")?.to_owned(),
        epoch: row.uuid("epoch")?,
        head: row.seq("head")?,
        created: row.time("created")?,
    })
}

pub(super) fn former_epoch(row: &impl Fields) -> Result<FormerEpoch, StoreError> {
    Ok(FormerEpoch {
        epoch: row.uuid("epoch")?,
        head: row.seq("head")?,
        hash: row.hash("hash")?,
        at: row.time("at")?,
    })
}

pub(super) fn record(row: &impl Fields) -> Result<RecordRow, StoreError> {
    let record = serde_json::from_str(row.text("json")?);
    let unreadable = |error| match row.text("id") {
        Ok(id) => StoreError::unreadable(format!("record {id}"), error),
        Err(error) => error,
    };
    Ok(RecordRow {
        kind: row.text("kind")?.to_owned(),
        seq: row.seq("seq")?,
        record: record.map_err(unreadable)?,
    })
}

pub(super) fn log(row: &impl Fields) -> Result<LogRow, StoreError> {
    Ok(LogRow {
        seq: row.seq("seq")?,
        at: row.time("at")?,
        actor_id: RecordId(row.uuid("actor_id")?),
        actor_name: row.text("actor_name")?.to_owned(),
        device: DeviceId(row.uuid("device")?),
        number: CommandNumber(row.count("number")?),
        command: row.text("command")?.to_owned(),
        effects: row.text("effects")?.to_owned(),
        prev_hash: row.hash("prev_hash")?,
        hash: row.hash("hash")?,
    })
}

pub(super) fn device(row: &impl Fields) -> Result<Device, StoreError> {
    Ok(Device {
        account: RecordId(row.uuid("account")?),
        last: CommandNumber(row.count("last_number")?),
    })
}

pub(super) fn device_with_id(row: &impl Fields) -> Result<(DeviceId, Device), StoreError> {
    Ok((DeviceId(row.uuid("device")?), device(row)?))
}

pub(super) fn verdict(row: &impl Fields) -> Result<Verdict, StoreError> {
    let number = CommandNumber(row.count("number")?);
    let outcome = serde_json::from_str(row.text("outcome")?);
    let unreadable = |error| StoreError::unreadable(format!("result {number}"), error);
    Ok(Verdict {
        number,
        outcome: outcome.map_err(unreadable)?,
    })
}

pub(super) fn account(row: &impl Fields) -> Result<Account, StoreError> {
    let role = serde_json::from_value(json!(row.text("role")?));
    let role = role.map_err(|error| StoreError::unreadable("account.role", error))?;
    let id = RecordId(row.uuid("id")?);
    Ok(Account::new(id, row.text("name")?.to_owned(), role))
}

/// The role as JSON writes it.
pub(super) fn role_text(role: Role) -> Result<String, StoreError> {
    match serde_json::to_value(role) {
        Ok(Json::String(text)) => Ok(text),
        other => Err(StoreError::unreadable("role", format!("{other:?}"))),
    }
}

/// A count as databases keep it. None ever gets near the limit.
pub(super) fn int(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
