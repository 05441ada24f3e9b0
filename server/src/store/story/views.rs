//! The views of the kinds, as a reporting tool reads them.

use std::sync::Arc;

use anyhow::Result;
use serde_json::json;
use shared::schema::Record;

use super::scene::{Deed, ROOM, Scene};
use crate::store::Mode;

on_both! {
    a_view_has_every_field_as_its_column,
    a_view_is_made_anew_when_its_declaration_changed,
}

const COUNTY: &str = "00000000-0000-0000-0000-00000000000c";

/// Two projects and a month's figures.
fn records() -> Result<Vec<Arc<Record>>> {
    let project = |id: &str, fields: serde_json::Value| {
        json!({"id": id, "kind": "project", "created": 1, "changed": 2, "fields": fields,
               "seqs": {"sector": 2}})
    };
    let records = [
        project(
            "00000000-0000-0000-0000-000000000001",
            json!({
                "name": "三峡\u{0}枢纽|'港'", "county": COUNTY, "total_investment": 9_007_199_254_740_993_i64,
                "stage": "building", "standard_start": true,
                "files": ["00000000-0000-0000-0000-0000000000f1"],
            }),
        ),
        project(
            "00000000-0000-0000-0000-000000000002",
            json!({"name": "二", "total_investment": 7, "stage": "planned", "standard_start": false}),
        ),
        json!({"id": "00000000-0000-0000-0000-000000000003", "kind": "service_month", "created": 1,
               "changed": 1, "archived": 1, "fields": {"month": "2020-06", "average_days": "2.50"}}),
    ];
    let records = records
        .into_iter()
        .map(|json| Ok(Arc::new(serde_json::from_value(json)?)));
    records.collect()
}

async fn written(scene: Scene) -> Result<Scene> {
    let scene = scene.with_room().await?;
    let mut deed = Deed::new(7, 0, 1, &[1, 2]);
    deed.records = records()?;
    scene.store.commit(deed.group()).await?;
    Ok(scene)
}

async fn a_view_has_every_field_as_its_column(scene: Scene) -> Result<()> {
    let scene = written(scene).await?;
    let cases = [
        (
            "SELECT sum(total_investment) FROM project_view",
            "9007199254741000",
        ),
        (
            "SELECT stage FROM project_view WHERE total_investment < 10",
            "planned",
        ),
        (
            "SELECT name FROM project_view WHERE standard_start = false",
            "二",
        ),
        (
            "SELECT room FROM project_view WHERE total_investment = 7",
            ROOM,
        ),
        (
            "SELECT id FROM project_view WHERE total_investment = 7",
            "00000000-0000-0000-0000-000000000002",
        ),
        (
            "SELECT county FROM project_view WHERE standard_start",
            COUNTY,
        ),
        (
            "SELECT count(*) FROM project_view WHERE county IS NULL AND sector IS NULL",
            "1",
        ),
        (
            "SELECT files FROM project_view WHERE stage = 'building'",
            "[\"00000000-0000-0000-0000-0000000000f1\"]",
        ),
        (
            "SELECT changed_seq - created_seq FROM project_view WHERE stage = 'planned'",
            "1",
        ),
        (
            "SELECT count(*) FROM project_view WHERE archived_seq IS NULL",
            "2",
        ),
        (
            "SELECT average_days FROM service_month_view WHERE archived_seq = 1",
            "2.50",
        ),
        ("SELECT month FROM service_month_view", "2020-06"),
        ("SELECT count(*) FROM task_view", "0"),
    ];
    for (statement, expected) in cases {
        assert_eq!(scene.select(statement).await?, expected, "{statement}");
    }
    // Not even the one character PostgreSQL cannot hold keeps anyone from the others.
    let name = scene
        .select("SELECT name FROM project_view WHERE standard_start")
        .await?;
    assert!(
        name.starts_with("三峡") && name.ends_with("枢纽|'港'"),
        "{name}"
    );
    Ok(())
}

async fn a_view_is_made_anew_when_its_declaration_changed(scene: Scene) -> Result<()> {
    let scene = written(scene).await?;
    // As an earlier version would have left it: one view with a column less, one of a kind that
    // is no more.
    for statement in [
        "DROP VIEW project_view",
        "CREATE VIEW project_view AS SELECT id FROM record",
        "UPDATE generated_view SET statement = 'older' WHERE name = 'project_view'",
        "CREATE VIEW gone_view AS SELECT id FROM record",
        "INSERT INTO generated_view (name, statement) VALUES ('gone_view', 'older')",
    ] {
        scene.execute(statement).await?;
    }
    let again = scene.open(Mode::Serve).await?;
    let stage = scene.select("SELECT stage FROM project_view WHERE total_investment = 7");
    assert_eq!(stage.await?, "planned");
    assert!(
        scene
            .select("SELECT count(*) FROM gone_view")
            .await
            .is_err()
    );
    again.close().await;
    Ok(())
}
