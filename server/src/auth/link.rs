//! One-time sign-in links.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use anyhow::Result;
use shared::schema::RecordId;

use super::{Secret, SecretHash};
use crate::clock;
use crate::config::{LINK_LASTS, SESSION_LASTS};
use crate::store::People;
use room::StoreError;

/// Makes a link's secret, valid for a day.
pub(crate) async fn new_link<P: People + ?Sized>(people: &P, account: RecordId) -> Result<Secret> {
    let secret = Secret::new()?;
    let expires = clock::after(clock::now(), LINK_LASTS);
    people.add_link(secret.hash(), account, expires).await?;
    Ok(secret)
}

/// The address that a link's secret is opened at. A server that listens everywhere is reached
/// from its own machine.
pub(crate) fn enter_url(listen: SocketAddr, host: Option<&str>, secret: &Secret) -> String {
    let address = SocketAddr::new(
        match listen.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            ip => ip,
        },
        listen.port(),
    );
    let authority = match host {
        Some(name) => format!("{name}:{}", address.port()),
        None => address.to_string(),
    };
    format!("http://{authority}/enter/{}", secret.reveal())
}

/// Uses up a link and opens a session. `None` when the link is unknown, used or expired.
pub(crate) async fn redeem<P: People + ?Sized>(
    people: &P,
    link: &str,
    session: &Secret,
) -> Result<Option<crate::store::Account>, StoreError> {
    let now = clock::now();
    let expires = clock::after(now, SESSION_LASTS);
    people
        .redeem_link(SecretHash::of(link), session.hash(), now, expires)
        .await
}
