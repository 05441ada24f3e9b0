//! What a store promises, told once and true of every engine.

/// Each story on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($story:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test] async fn $story() -> anyhow::Result<()> {
                super::$story(super::Scene::sqlite().await?).await
            })*
        }

        mod on_postgres {
            $(#[tokio::test] async fn $story() -> anyhow::Result<()> {
                super::$story(super::Scene::postgres().await?).await
            })*
        }
    };
}

mod figures;
mod ledger;
mod people;
mod rooms;
mod scene;
mod turns;
mod views;
