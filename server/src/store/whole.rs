//! Everything there is, read and written in one piece: for moving rooms from one store to another.

use async_trait::async_trait;
use room::{Device, FormerEpoch, Group, RoomRow, StoreError};
use shared::protocol::Verdict;
use shared::schema::{CommandNumber, DeviceId, RecordId, Timestamp};

use super::Account;
use super::rows::{self, Fields, int, role_text};

/// A kept result.
#[derive(Clone, Debug)]
pub(crate) struct KeptResult {
    /// Whose command.
    pub(crate) device: DeviceId,
    /// What became of it.
    pub(crate) verdict: Verdict,
    /// When it was decided.
    pub(crate) at: Timestamp,
}

/// What a credential is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    /// A person's session.
    Session,
    /// A program's token.
    Token,
}

/// What opens an account, as it is stored. One-time links do not move: one that was used since
/// would open the account once more.
#[derive(Clone, Debug)]
pub(crate) struct Credential {
    pub(crate) opens: Opens,
    /// The hash of the secret, in hexadecimal.
    pub(crate) hash: String,
    pub(crate) account: RecordId,
    /// What a token is called.
    pub(crate) name: String,
    pub(crate) created: Timestamp,
    pub(crate) expires: Timestamp,
}

/// Everything there is.
#[async_trait]
pub(crate) trait Whole: Send + Sync {
    /// All accounts.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// All sessions and tokens.
    async fn credentials(&self) -> Result<Vec<Credential>, StoreError>;

    /// All devices of a room.
    async fn all_devices(&self, room: &str) -> Result<Vec<(DeviceId, Device)>, StoreError>;

    /// The kept results of a room in the order of their times, from the one after `last` on.
    async fn results_after(
        &self,
        room: &str,
        last: Option<&KeptResult>,
        limit: u32,
    ) -> Result<Vec<KeptResult>, StoreError>;

    /// Begins to take something in.
    async fn begin_intake(&self) -> Result<Box<dyn Intake>, StoreError>;
}

/// Something that is taken in: there entirely once it is finished, and not at all when it is not.
#[async_trait]
pub(crate) trait Intake: Send {
    /// Takes in an account. One of the same name is the same: under which id it is known here.
    async fn account(&mut self, account: &Account) -> Result<RecordId, StoreError>;

    /// Takes in what opens an account.
    async fn credential(&mut self, credential: &Credential) -> Result<(), StoreError>;

    /// Makes a room, still empty; false when there is one of this key.
    async fn room(&mut self, room: &RoomRow, former: &[FormerEpoch]) -> Result<bool, StoreError>;

    /// Writes a group to it.
    async fn write(&mut self, group: &Group<'_>) -> Result<(), StoreError>;

    /// Durable when it returns.
    async fn finish(self: Box<Self>) -> Result<(), StoreError>;
}

fn kept_result(row: &impl Fields) -> Result<KeptResult, StoreError> {
    Ok(KeptResult {
        device: DeviceId(row.uuid("device")?),
        verdict: rows::verdict(row)?,
        at: row.time("at")?,
    })
}

fn credential(row: &impl Fields) -> Result<Credential, StoreError> {
    Ok(Credential {
        opens: match row.text("opens")? {
            "token" => Opens::Token,
            _ => Opens::Session,
        },
        hash: row.text("token_hash")?.to_owned(),
        account: RecordId(row.uuid("account")?),
        name: row.text("name")?.to_owned(),
        created: row.time("created")?,
        expires: row.time("expires")?,
    })
}

/// The same statements for every engine.
macro_rules! whole {
    ($name:ident: $store:ty, $database:ty, $begin:literal, $write:path) => {
        mod $name {
            use super::*;

            #[async_trait]
            impl Whole for $store {
                async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
                    let rows = sqlx::query("SELECT id, name, role FROM account ORDER BY id")
                        .fetch_all(&self.read)
                        .await?;
                    rows::all(rows, rows::account)
                }

                async fn credentials(&self) -> Result<Vec<Credential>, StoreError> {
                    let rows = sqlx::query(
                        "SELECT 'session' AS opens, token_hash, account, '' AS name, created, expires
                         FROM session
                         UNION ALL
                         SELECT 'token', token_hash, account, name, created, expires FROM token",
                    )
                    .fetch_all(&self.read)
                    .await?;
                    rows::all(rows, credential)
                }

                async fn all_devices(
                    &self,
                    room: &str,
                ) -> Result<Vec<(DeviceId, Device)>, StoreError> {
                    let rows = sqlx::query(
                        "SELECT device, account, last_number FROM device WHERE room = $1
                         ORDER BY device",
                    )
                    .bind(room)
                    .fetch_all(&self.read)
                    .await?;
                    rows::all(rows, rows::device_with_id)
                }

                async fn results_after(
                    &self,
                    room: &str,
                    last: Option<&KeptResult>,
                    limit: u32,
                ) -> Result<Vec<KeptResult>, StoreError> {
                    let at = last.map_or(i64::MIN, |last| last.at.0);
                    let device = last.map_or(String::new(), |last| last.device.to_string());
                    let number = last.map_or(CommandNumber(0), |last| last.verdict.number);
                    let rows = sqlx::query(
                        "SELECT device, number, outcome, at FROM result
                         WHERE room = $1 AND (at, device, number) > ($2, $3, $4)
                         ORDER BY at, device, number LIMIT $5",
                    )
                    .bind(room)
                    .bind(at)
                    .bind(device)
                    .bind(int(number.0))
                    .bind(i64::from(limit))
                    .fetch_all(&self.read)
                    .await?;
                    rows::all(rows, kept_result)
                }

                async fn begin_intake(&self) -> Result<Box<dyn Intake>, StoreError> {
                    let transaction = self.write.begin_with($begin).await?;
                    Ok(Box::new(Taken(transaction)))
                }
            }

            /// What is taken in so far.
            struct Taken(sqlx::Transaction<'static, $database>);

            #[async_trait]
            impl Intake for Taken {
                async fn account(&mut self, account: &Account) -> Result<RecordId, StoreError> {
                    let known = sqlx::query("SELECT id FROM account WHERE id = $1 OR name = $2")
                        .bind(account.id.to_string())
                        .bind(&account.name)
                        .fetch_optional(&mut *self.0)
                        .await?;
                    if let Some(known) = known {
                        return Ok(RecordId(known.uuid("id")?));
                    }
                    sqlx::query("INSERT INTO account (id, name, role) VALUES ($1, $2, $3)")
                        .bind(account.id.to_string())
                        .bind(&account.name)
                        .bind(role_text(account.role)?)
                        .execute(&mut *self.0)
                        .await?;
                    Ok(account.id)
                }

                async fn credential(&mut self, credential: &Credential) -> Result<(), StoreError> {
                    let statement = match credential.opens {
                        Opens::Session => {
                            "INSERT INTO session (token_hash, account, created, expires)
                             VALUES ($1, $2, $3, $4)"
                        }
                        Opens::Token => {
                            "INSERT INTO token (token_hash, account, created, expires, name)
                             VALUES ($1, $2, $3, $4, $5)"
                        }
                    };
                    let mut statement = sqlx::query(statement)
                        .bind(&credential.hash)
                        .bind(credential.account.to_string())
                        .bind(credential.created.0)
                        .bind(credential.expires.0);
                    if credential.opens == Opens::Token {
                        statement = statement.bind(&credential.name);
                    }
                    statement.execute(&mut *self.0).await?;
                    Ok(())
                }

                async fn room(
                    &mut self,
                    room: &RoomRow,
                    former: &[FormerEpoch],
                ) -> Result<bool, StoreError> {
                    let made = sqlx::query(
                        "INSERT INTO room (key, name, epoch, head, created)
                         VALUES ($1, $2, $3, 0, $4) ON CONFLICT (key) DO NOTHING",
                    )
                    .bind(&room.key)
                    .bind(&room.name)
                    .bind(room.epoch.to_string())
                    .bind(room.created.0)
                    .execute(&mut *self.0)
                    .await?;
                    if made.rows_affected() == 0 {
                        return Ok(false);
                    }
                    for (number, former) in (1_i64..).zip(former) {
                        sqlx::query(
                            "INSERT INTO former_epoch (room, number, epoch, head, hash, at)
                             VALUES ($1, $2, $3, $4, $5, $6)",
                        )
                        .bind(&room.key)
                        .bind(number)
                        .bind(former.epoch.to_string())
                        .bind(int(former.head.0))
                        .bind(former.hash.to_string())
                        .bind(former.at.0)
                        .execute(&mut *self.0)
                        .await?;
                    }
                    Ok(true)
                }

                async fn write(&mut self, group: &Group<'_>) -> Result<(), StoreError> {
                    $write(&mut self.0, group).await
                }

                async fn finish(self: Box<Self>) -> Result<(), StoreError> {
                    Ok(self.0.commit().await?)
                }
            }
        }
    };
}

whole!(on_sqlite: crate::store::SqliteStore, sqlx::Sqlite, "BEGIN IMMEDIATE",
    crate::store::sqlite::commit::write);
whole!(on_postgres: crate::store::PostgresStore, sqlx::Postgres, "BEGIN",
    crate::store::postgres::commit::write);
