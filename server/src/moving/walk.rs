//! Walking through a room of a store.

use std::collections::HashSet;

use anyhow::{Context as _, Result};
use room::LogQuery;
use shared::schema::Seq;

use super::part::{Header, Part, Sink};
use crate::store::Store;

/// How many rows are read at once.
const PAGE: u32 = 1_000;

/// Hands every part of a room to `sink`. The store must have been opened to be looked at as it is
/// at one moment.
pub(crate) async fn walk_room(store: &dyn Store, room: &str, sink: &mut dyn Sink) -> Result<()> {
    let rows = store.rooms().await?;
    let row = rows.into_iter().find(|row| row.key == room);
    let row = row.with_context(|| format!("there is no room `{room}`"))?;
    let former = store.former_epochs(room).await?;
    let last = store.log(room, LogQuery::LAST).await?.pop();
    let devices = store.all_devices(room).await?;
    let owners: HashSet<_> = devices.iter().map(|(_, device)| device.account).collect();
    let mut accounts = store.accounts().await?;
    accounts.retain(|account| owners.contains(&account.id));
    let header = Header {
        hash: last.map_or_else(|| row.origin(&former), |last| last.hash),
        row,
        former,
        accounts,
    };
    sink.take(Part::Header(header)).await?;

    let mut end = Seq::ZERO;
    loop {
        let page = store.log(room, LogQuery::after(end, PAGE)).await?;
        let Some(last) = page.last() else { break };
        end = last.seq;
        for entry in page {
            sink.take(Part::Entry(entry)).await?;
        }
    }
    for (id, device) in devices {
        sink.take(Part::Device(id, device)).await?;
    }
    let mut last = None;
    loop {
        let page = store.results_after(room, last.as_ref(), PAGE).await?;
        if page.is_empty() {
            break;
        }
        last = page.last().cloned();
        for result in page {
            sink.take(Part::Result(result)).await?;
        }
    }
    sink.take(Part::End).await
}
