//! Checking a room against its own log: replay every entry, check the chain, compare with the
//! records.

use std::collections::HashSet;

use shared::schema::{CommandNumber, DeviceId, RecordId, Seq};
use shared::state::State;

use crate::{Hash, Ledger, LogQuery, RecordRow, Replay, RoomRow, StoreError};

/// How many entries are read at once.
const PAGE: u32 = 1_000;

/// What was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audited {
    /// Entries of the log.
    pub entries: u64,
    /// Records.
    pub records: usize,
    /// The hash everything stands on.
    pub hash: Hash,
}

/// The first thing that is not as it should be.
#[derive(Debug, thiserror::Error)]
pub enum Divergence {
    /// The log has a hole.
    #[error("seq {0} is missing: the log goes on with {1}")]
    Missing(Seq, Seq),
    /// An entry does not stand on the one before it.
    #[error("seq {0} does not stand on the entry before it: its prev_hash is wrong")]
    Unchained(Seq),
    /// An entry is not what was hashed.
    #[error("seq {0} was changed: its hash does not match what it says")]
    Changed(Seq),
    /// The times of the log go back.
    #[error("seq {0} is from before the entry that precedes it")]
    BackInTime(Seq),
    /// An entry cannot be read.
    #[error("seq {seq} cannot be read: {why}")]
    Unreadable {
        /// Which.
        seq: Seq,
        /// Why.
        why: StoreError,
    },
    /// The room says that it is elsewhere.
    #[error("the room is at {head}, but its log ends at {end}")]
    Head {
        /// Where it says it is.
        head: Seq,
        /// Where the log ends.
        end: Seq,
    },
    /// A record that no entry made.
    #[error("record {0} is not in the log")]
    Extra(RecordId),
    /// A record is not what the log makes of it.
    #[error("record {id} differs from the log, which changed it last at seq {seq}")]
    Differs {
        /// Which.
        id: RecordId,
        /// The last entry that changed it.
        seq: Seq,
    },
    /// A record that entries made is not there.
    #[error("record {0} is in the log (seq {1}) but not among the records")]
    Lost(RecordId, Seq),
    /// A device is said to be elsewhere than the log has it.
    #[error("device {device} is said to be at command {said}, but the log has its command {found}")]
    Device {
        /// Which.
        device: DeviceId,
        /// Where it is said to be.
        said: CommandNumber,
        /// The command the log has.
        found: CommandNumber,
    },
    /// An epoch is said to have ended elsewhere than the log has it.
    #[error("an epoch is noted to have ended at seq {0} with another hash than is there")]
    Epoch(Seq),
    /// The ledger could not be read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
}

/// Checks a room.
pub async fn audit(room: &RoomRow, ledger: &dyn Ledger) -> Result<Audited, Divergence> {
    let former = ledger.former_epochs(&room.key).await?;
    let mut replay = Replay::new(room, former);
    loop {
        let page = LogQuery::after(replay.end(), PAGE);
        let rows = ledger.log(&room.key, page).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            replay.take(row)?;
        }
    }
    replay.finish(room.head)?;
    let records = ledger.records(&room.key).await?;
    compare(replay.state(), &records)?;
    for (device, found) in replay.numbers() {
        let stored = ledger.device(&room.key, device).await?;
        let said = stored.map_or(CommandNumber(0), |stored| stored.last);
        if said < found {
            return Err(Divergence::Device {
                device,
                said,
                found,
            });
        }
    }
    Ok(Audited {
        entries: replay.end().0,
        records: records.len(),
        hash: replay.hash(),
    })
}

/// Compares the records with what the log makes of them.
fn compare(state: &State, records: &[RecordRow]) -> Result<(), Divergence> {
    for row in records {
        let id = row.record.id;
        let Some(replayed) = state.get(id) else {
            return Err(Divergence::Extra(id));
        };
        let columns_agree = row.kind == replayed.kind.to_string() && row.seq == replayed.changed;
        if row.record != **replayed || !columns_agree {
            let seq = replayed.changed;
            return Err(Divergence::Differs { id, seq });
        }
    }
    if records.len() == state.len() {
        return Ok(());
    }
    let stored: HashSet<_> = records.iter().map(|row| row.record.id).collect();
    let lost = state.records().find(|record| !stored.contains(&record.id));
    lost.map_or(Ok(()), |record| {
        Err(Divergence::Lost(record.id, record.changed))
    })
}
