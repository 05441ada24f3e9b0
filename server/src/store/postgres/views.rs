//! The views of the kinds, in PostgreSQL.

use std::collections::BTreeMap;

use room::StoreError;
use shared::schema::ValueType;
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

use crate::store::views::{self, Dialect};

/// Servers that start at the same time take turns: the number only has to be the same for all.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7310600816)";

struct Postgres;

impl Dialect for Postgres {
    /// Parsed once for each record, which `OFFSET 0` sees to. The one character that a text here
    /// cannot hold is shown as the one for what cannot be shown.
    const FROM: &'static str = r"FROM record CROSS JOIN LATERAL (
    SELECT replace(record.json, '\u0000', '\ufffd')::jsonb AS whole OFFSET 0) AS parsed";

    fn number(key: &str) -> String {
        format!("(whole ->> '{key}')::bigint")
    }

    fn field(key: &str, ty: ValueType) -> String {
        let json = format!("whole -> 'fields' -> '{key}'");
        let text = format!("whole -> 'fields' ->> '{key}'");
        // What a newer version has written there is of another type, and stays out.
        let typed = |kind: &str, sql: &str| {
            format!("CASE WHEN jsonb_typeof({json}) = '{kind}' THEN ({text})::{sql} END")
        };
        match ty {
            ValueType::Int | ValueType::Money => typed("number", "bigint"),
            ValueType::Flag => typed("boolean", "boolean"),
            ValueType::Decimal => typed("string", "numeric"),
            _ => text,
        }
    }
}

/// Makes the views that are not as they should be. One that cannot be made anew, since somebody's
/// own view stands on it, stays as it is: no reason not to serve.
pub(super) async fn refresh(pool: &PgPool) -> Result<(), StoreError> {
    let mut transaction = pool.begin().await?;
    sqlx::query(LOCK).execute(&mut *transaction).await?;
    let rows = sqlx::query("SELECT name, statement FROM generated_view")
        .fetch_all(&mut *transaction)
        .await?;
    let there = rows
        .iter()
        .map(|row| Ok((row.try_get("name")?, row.try_get("statement")?)))
        .collect::<Result<BTreeMap<String, String>, StoreError>>()?;
    let refresh = views::refresh::<Postgres>(&there);
    let mut make: BTreeMap<String, String> = refresh.make.into_iter().collect();
    for name in refresh.drop {
        let statement = make.remove(&name);
        replace(&mut transaction, &name, statement).await;
    }
    for (name, statement) in make {
        replace(&mut transaction, &name, Some(statement)).await;
    }
    transaction.commit().await?;
    Ok(())
}

/// Drops a view and makes it anew, or leaves everything as it is.
async fn replace(connection: &mut PgConnection, name: &str, statement: Option<String>) {
    if let Err(error) = try_replace(connection, name, statement).await {
        tracing::warn!(name, %error, "a view stays as it was");
    }
}

async fn try_replace(
    connection: &mut PgConnection,
    name: &str,
    statement: Option<String>,
) -> Result<(), sqlx::Error> {
    // Within a transaction this is a savepoint.
    let mut attempt = connection.begin().await?;
    let drop = format!("DROP VIEW IF EXISTS \"{name}\"");
    sqlx::query(AssertSqlSafe(drop))
        .execute(&mut *attempt)
        .await?;
    sqlx::query("DELETE FROM generated_view WHERE name = $1")
        .bind(name)
        .execute(&mut *attempt)
        .await?;
    if let Some(statement) = statement {
        sqlx::query(AssertSqlSafe(statement.clone()))
            .execute(&mut *attempt)
            .await?;
        sqlx::query("INSERT INTO generated_view (name, statement) VALUES ($1, $2)")
            .bind(name)
            .bind(statement)
            .execute(&mut *attempt)
            .await?;
    }
    attempt.commit().await
}
