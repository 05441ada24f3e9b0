//! The views of the kinds, in SQLite.

use std::collections::BTreeMap;

use room::StoreError;
use shared::schema::ValueType;
use sqlx::sqlite::SqlitePool;
use sqlx::{AssertSqlSafe, Row as _};

use crate::store::views::{self, Dialect};

struct Sqlite;

impl Dialect for Sqlite {
    const FROM: &'static str = "FROM record";

    fn number(key: &str) -> String {
        format!("record.json ->> '$.{key}'")
    }

    fn field(key: &str, _: ValueType) -> String {
        // Numbers come out as numbers, texts as texts, the rest as JSON.
        format!("record.json ->> '$.fields.{key}'")
    }
}

/// Makes the views that are not as they should be: all of them, or none.
pub(super) async fn refresh(pool: &SqlitePool) -> Result<(), StoreError> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let rows = sqlx::query("SELECT name, statement FROM generated_view")
        .fetch_all(&mut *transaction)
        .await?;
    let there = rows
        .iter()
        .map(|row| Ok((row.try_get("name")?, row.try_get("statement")?)))
        .collect::<Result<BTreeMap<String, String>, StoreError>>()?;
    let refresh = views::refresh::<Sqlite>(&there);
    for name in &refresh.drop {
        let drop = format!("DROP VIEW IF EXISTS \"{name}\"");
        sqlx::query(AssertSqlSafe(drop))
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM generated_view WHERE name = ?")
            .bind(name)
            .execute(&mut *transaction)
            .await?;
    }
    for (name, statement) in refresh.make {
        sqlx::query(AssertSqlSafe(statement.clone()))
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO generated_view (name, statement) VALUES (?, ?)")
            .bind(name)
            .bind(statement)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}
