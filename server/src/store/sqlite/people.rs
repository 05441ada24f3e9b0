//! People, sessions, links and tokens.

use async_trait::async_trait;
use serde_json::{Value as Json, json};
use shared::rules::Role;
use shared::schema::{RecordId, Timestamp};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::{SqliteStore, uuid};
use crate::auth::SecretHash;
use crate::store::{Account, People};
use room::StoreError;

#[async_trait]
impl People for SqliteStore {
    async fn account(&self, name: &str, role: Role) -> Result<Account, StoreError> {
        sqlx::query("INSERT OR IGNORE INTO account (id, name, role) VALUES (?, ?, ?)")
            .bind(Uuid::now_v7().to_string())
            .bind(name)
            .bind(role_text(role)?)
            .execute(&self.write)
            .await?;
        let row = sqlx::query("SELECT id, name, role FROM account WHERE name = ?")
            .bind(name)
            .fetch_one(&self.write)
            .await?;
        account(&row)
    }

    async fn account_with_id(&self, account: &Account) -> Result<(), StoreError> {
        sqlx::query("INSERT OR IGNORE INTO account (id, name, role) VALUES (?, ?, ?)")
            .bind(account.id.to_string())
            .bind(&account.name)
            .bind(role_text(account.role)?)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn add_link(
        &self,
        link: SecretHash,
        account: RecordId,
        expires: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO link (token_hash, account, expires) VALUES (?, ?, ?)")
            .bind(link.to_string())
            .bind(account.to_string())
            .bind(expires.0)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn redeem_link(
        &self,
        link: SecretHash,
        session: SecretHash,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<Option<Account>, StoreError> {
        let mut transaction = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let used = sqlx::query(
            "UPDATE link SET used = ?1 WHERE token_hash = ?2 AND used IS NULL AND expires > ?1
             RETURNING account",
        )
        .bind(now.0)
        .bind(link.to_string())
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(used) = used else {
            return Ok(None);
        };
        let id: String = used.try_get("account")?;
        sqlx::query(
            "INSERT INTO session (token_hash, account, created, expires) VALUES (?, ?, ?, ?)",
        )
        .bind(session.to_string())
        .bind(&id)
        .bind(now.0)
        .bind(expires.0)
        .execute(&mut *transaction)
        .await?;
        let row = sqlx::query("SELECT id, name, role FROM account WHERE id = ?")
            .bind(&id)
            .fetch_one(&mut *transaction)
            .await?;
        let account = account(&row)?;
        transaction.commit().await?;
        Ok(Some(account))
    }

    async fn add_token(
        &self,
        token: SecretHash,
        account: &Account,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO token (token_hash, account, name, created, expires)
             VALUES (?, ?, ?, ?, ?)",
        )
        .bind(token.to_string())
        .bind(account.id.to_string())
        .bind(&account.name)
        .bind(now.0)
        .bind(expires.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn session(
        &self,
        session: SecretHash,
        now: Timestamp,
    ) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query(
            "SELECT account.id, account.name, account.role
             FROM session JOIN account ON account.id = session.account
             WHERE token_hash = ? AND expires > ?",
        )
        .bind(session.to_string())
        .bind(now.0)
        .fetch_optional(&self.read)
        .await?;
        row.as_ref().map(account).transpose()
    }

    async fn token(
        &self,
        token: SecretHash,
        now: Timestamp,
    ) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query(
            "SELECT account.id, account.name, account.role
             FROM token JOIN account ON account.id = token.account
             WHERE token_hash = ? AND expires > ?",
        )
        .bind(token.to_string())
        .bind(now.0)
        .fetch_optional(&self.read)
        .await?;
        row.as_ref().map(account).transpose()
    }

    async fn forget_expired(&self, now: Timestamp) -> Result<(), StoreError> {
        for statement in [
            "DELETE FROM session WHERE expires <= ?",
            "DELETE FROM link WHERE expires <= ?",
            "DELETE FROM token WHERE expires <= ?",
        ] {
            sqlx::query(statement)
                .bind(now.0)
                .execute(&self.write)
                .await?;
        }
        Ok(())
    }
}

fn account(row: &SqliteRow) -> Result<Account, StoreError> {
    let role: &str = row.try_get("role")?;
    let role = serde_json::from_value(json!(role))
        .map_err(|error| StoreError::unreadable("account.role", error))?;
    let id = RecordId(uuid("account.id", row.try_get("id")?)?);
    let name: String = row.try_get("name")?;
    Ok(Account::new(id, name, role))
}

/// The role as JSON writes it.
fn role_text(role: Role) -> Result<String, StoreError> {
    match serde_json::to_value(role) {
        Ok(Json::String(text)) => Ok(text),
        other => Err(StoreError::unreadable("role", format!("{other:?}"))),
    }
}
