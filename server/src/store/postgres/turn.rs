//! The turn to write to a room: its row, locked.

use async_trait::async_trait;
use room::{Group, StoreError, Turn};
use shared::schema::Seq;
use sqlx::{Postgres, Transaction};

use super::{PostgresStore, commit};
use crate::store::rows::Fields as _;

/// `NO KEY`: nothing that only names the room has to wait.
const LOCK: &str = "SELECT head, written FROM room WHERE key = $1 FOR NO KEY UPDATE";

/// A room's row, locked by the transaction.
struct Locked {
    store: PostgresStore,
    transaction: Transaction<'static, Postgres>,
    head: Seq,
    written: u64,
}

/// Waits for the turn. `None` when there is no such room.
pub(super) async fn take(
    store: &PostgresStore,
    room: &str,
) -> Result<Option<Box<dyn Turn>>, StoreError> {
    let mut transaction = store.write.begin().await?;
    let row = sqlx::query(LOCK)
        .bind(room)
        .fetch_optional(&mut *transaction)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(Box::new(Locked {
        store: store.clone(),
        transaction,
        head: row.seq("head")?,
        written: row.count("written")?,
    })))
}

#[async_trait]
impl Turn for Locked {
    fn head(&self) -> Seq {
        self.head
    }

    fn written(&self) -> u64 {
        self.written
    }

    async fn commit(mut self: Box<Self>, group: Group<'_>) -> Result<(), StoreError> {
        commit::write(&mut self.transaction, &group).await?;
        self.transaction.commit().await?;
        self.store.ring(group.room, group.to);
        Ok(())
    }
}
