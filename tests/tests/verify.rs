//! `guatu verify` finds what somebody changed behind the server's back, to the very entry.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use tests::{Server, create_person};

/// A folder with a closed ledger in which a person `无名氏` was created; the person's id and seq.
async fn ledger() -> Result<(tempfile::TempDir, String, u64)> {
    let (server, data) = Server::start().await?;
    let client = server.sign_in().await?;
    let person = create_person("TAMPER-WITH-ME");
    let id = person.id.to_string();
    let results = client.carry_out(&[serde_json::to_value(person)?]).await?;
    let seq = results[0]["outcome"]["applied"]["seq"]
        .as_u64()
        .context("a seq")?;
    client
        .carry_out(&[serde_json::to_value(create_person("afterwards"))?])
        .await?;
    assert!(server.stop().await?.success());
    let verified = Server::verify(data.path()).await?;
    ensure!(verified.status.success(), "{verified:?}");
    Ok((data, id, seq))
}

/// Changes one byte of the name that follows `before` in the file.
fn tamper(data: &Path, before: &str) -> Result<()> {
    let file: PathBuf = data.join("guatu.db");
    let mut bytes = std::fs::read(&file)?;
    let find = |bytes: &[u8], what: &str, from: usize| {
        let windows = bytes[from..].windows(what.len());
        windows
            .into_iter()
            .position(|window| window == what.as_bytes())
            .map(|at| from + at)
    };
    let at = find(&bytes, before, 0).context("the text is in the file")?;
    let at = find(&bytes, "TAMPER-WITH-ME", at).context("the name follows")?;
    bytes[at] = b'P';
    std::fs::write(file, bytes)?;
    Ok(())
}

async fn complaint(data: &Path) -> Result<String> {
    let verified = Server::verify(data).await?;
    assert_eq!(verified.status.code(), Some(1), "{verified:?}");
    Ok(String::from_utf8(verified.stdout)?)
}

#[tokio::test]
async fn one_changed_byte_in_the_log_is_named_by_its_seq() -> Result<()> {
    let (data, id, seq) = ledger().await?;
    tamper(
        data.path(),
        &format!(r#"{{"do":"create","kind":"person","id":"{id}""#),
    )?;
    let complaint = complaint(data.path()).await?;
    assert!(
        complaint.contains(&format!("seq {seq} was changed")),
        "{complaint}"
    );
    Ok(())
}

#[tokio::test]
async fn one_changed_byte_in_a_record_is_named_by_its_id() -> Result<()> {
    let (data, id, seq) = ledger().await?;
    tamper(
        data.path(),
        &format!(r#"{{"id":"{id}","kind":"person","created":{seq}"#),
    )?;
    let complaint = complaint(data.path()).await?;
    assert!(
        complaint.contains(&format!("record {id} differs")),
        "{complaint}"
    );
    Ok(())
}

#[tokio::test]
async fn a_folder_without_data_is_not_all_right() -> Result<()> {
    let data = tempfile::tempdir()?;
    let verified = Server::verify(data.path()).await?;
    assert_eq!(verified.status.code(), Some(1));
    assert_eq!(
        std::fs::read_dir(data.path())?.count(),
        0,
        "nothing is made by looking"
    );
    Ok(())
}
