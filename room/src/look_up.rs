//! Looking up what a decision needs: in the tail first, in the store what is no longer there.

use std::collections::BTreeSet;

use shared::protocol::Outcome;
use shared::schema::{CommandNumber, DeviceId, Seq};

use super::Tail;
use super::known::{Known, Needs};
use crate::{Ledger, StoreError};

/// Looks up everything.
pub(super) async fn look_up(
    room: &str,
    needs: Needs,
    tail: &Tail,
    ledger: &dyn Ledger,
) -> Result<Known, StoreError> {
    let mut known = Known::default();
    for (device, first, last) in needs.results {
        results(room, device, first, last, ledger, &mut known).await?;
    }
    for (device, seqs) in needs.own {
        own(room, device, seqs, tail, ledger, &mut known).await?;
    }
    for (device, number) in needs.undo {
        if let Some(row) = ledger.entry_of(room, device, number).await? {
            let effects = row.read_effects()?;
            known.undo.insert((device, number), (row.seq, effects));
        }
    }
    Ok(known)
}

async fn results(
    room: &str,
    device: DeviceId,
    first: CommandNumber,
    last: CommandNumber,
    ledger: &dyn Ledger,
    known: &mut Known,
) -> Result<(), StoreError> {
    for verdict in ledger.results(room, device, first, last).await? {
        known
            .results
            .insert((device, verdict.number), verdict.outcome);
    }
    // Results are kept for a while, the log for ever.
    for number in (first.0..=last.0).map(CommandNumber) {
        if known.results.contains_key(&(device, number)) {
            continue;
        }
        if let Some(row) = ledger.entry_of(room, device, number).await? {
            let outcome = Outcome::Applied { seq: row.seq };
            known.results.insert((device, number), outcome);
        }
    }
    Ok(())
}

async fn own(
    room: &str,
    device: DeviceId,
    seqs: BTreeSet<Seq>,
    tail: &Tail,
    ledger: &dyn Ledger,
    known: &mut Known,
) -> Result<(), StoreError> {
    let mut elsewhere = Vec::new();
    for seq in seqs {
        match tail.entry(seq) {
            Some(entry) if entry.device == device => {
                known.own.insert((device, seq));
            }
            Some(_) => {}
            None => elsewhere.push(seq),
        }
    }
    if !elsewhere.is_empty() {
        let own = ledger.own_among(room, device, &elsewhere).await?;
        known.own.extend(own.into_iter().map(|seq| (device, seq)));
    }
    Ok(())
}
