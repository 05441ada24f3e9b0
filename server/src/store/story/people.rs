//! The people.

use anyhow::{Context as _, Result};
use shared::rules::Role;
use shared::schema::Timestamp;

use super::scene::Scene;
use super::scene::record_id;
use crate::auth::Secret;
use crate::store::Account;

on_both! {
    an_account_is_made_once,
    a_link_opens_one_session,
    what_has_expired_opens_nothing,
}

async fn an_account_is_made_once(scene: Scene) -> Result<()> {
    let made = scene.store.account("王敏", Role::Reader).await?;
    let again = scene.store.account("王敏", Role::Office).await?;
    assert_eq!((made.id, made.role), (again.id, again.role));
    assert_eq!(made.role, Role::Reader);

    let given = Account::new(record_id(5), "系统导入", Role::Office);
    scene.store.account_with_id(&given).await?;
    scene.store.account_with_id(&given).await?;
    let found = scene.store.account("系统导入", Role::Reader).await?;
    assert_eq!((found.id, found.role), (given.id, Role::Office));
    Ok(())
}

async fn a_link_opens_one_session(scene: Scene) -> Result<()> {
    let store = &scene.store;
    let account = store.account("王敏", Role::Office).await?;
    let (link, session, late) = (Secret::new()?, Secret::new()?, Secret::new()?);
    store
        .add_link(link.hash(), account.id, Timestamp(100))
        .await?;
    let opened = store.redeem_link(link.hash(), session.hash(), Timestamp(50), Timestamp(200));
    assert_eq!(opened.await?.context("it opens")?.id, account.id);
    let again = store.redeem_link(link.hash(), late.hash(), Timestamp(51), Timestamp(200));
    assert!(again.await?.is_none());

    let whose = store.session(session.hash(), Timestamp(199)).await?;
    assert_eq!(whose.context("it is open")?.name, "王敏");
    assert!(
        store
            .session(session.hash(), Timestamp(200))
            .await?
            .is_none()
    );
    assert!(store.session(late.hash(), Timestamp(50)).await?.is_none());
    Ok(())
}

async fn what_has_expired_opens_nothing(scene: Scene) -> Result<()> {
    let store = &scene.store;
    let account = store.account("报表", Role::Reader).await?;
    let (short, long, link) = (Secret::new()?, Secret::new()?, Secret::new()?);
    for (token, expires) in [(&short, 100), (&long, 200)] {
        let hash = token.hash();
        store
            .add_token(hash, &account, Timestamp(0), Timestamp(expires))
            .await?;
    }
    store
        .add_link(link.hash(), account.id, Timestamp(100))
        .await?;
    assert!(store.token(short.hash(), Timestamp(100)).await?.is_none());
    let late = store.redeem_link(link.hash(), long.hash(), Timestamp(100), Timestamp(200));
    assert!(late.await?.is_none());

    store.forget_expired(Timestamp(100)).await?;
    // Not even for a clock that went back.
    assert!(store.token(short.hash(), Timestamp(0)).await?.is_none());
    let kept = store.token(long.hash(), Timestamp(100)).await?;
    assert_eq!(kept.context("it is valid")?.id, account.id);
    Ok(())
}
