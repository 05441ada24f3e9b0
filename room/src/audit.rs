//! Checking a room against its own log: replay every entry, check the chain, compare with the
//! records.

use std::collections::HashMap;

use shared::schema::{CommandNumber, DeviceId, RecordId, Seq, Timestamp};
use shared::state::State;

use crate::Hash;
use crate::{Ledger, LogQuery, LogRow, Newest, RecordRow, RoomRow, StoreError};

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
    /// The ledger could not be read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
}

/// Checks a room.
pub async fn audit(room: &RoomRow, ledger: &dyn Ledger) -> Result<Audited, Divergence> {
    let mut replay = Replay {
        room: &room.key,
        state: State::default(),
        end: Seq::ZERO,
        hash: Hash::of_epoch(room.epoch),
        at: Timestamp(i64::MIN),
        numbers: HashMap::new(),
    };
    loop {
        let page = LogQuery {
            from: replay.end.next(),
            limit: PAGE,
            record: None,
            newest: Newest::Last,
        };
        let rows = ledger.log(&room.key, page).await?;
        if rows.is_empty() {
            break;
        }
        rows.iter().try_for_each(|row| replay.take(row))?;
    }
    if room.head != replay.end {
        return Err(Divergence::Head {
            head: room.head,
            end: replay.end,
        });
    }
    let records = ledger.records(&room.key).await?;
    replay.compare(&records)?;
    for (device, found) in replay.numbers {
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
        entries: replay.end.0,
        records: records.len(),
        hash: replay.hash,
    })
}

/// The log, replayed so far.
struct Replay<'a> {
    room: &'a str,
    state: State,
    end: Seq,
    hash: Hash,
    at: Timestamp,
    numbers: HashMap<DeviceId, CommandNumber>,
}

impl Replay<'_> {
    fn take(&mut self, row: &LogRow) -> Result<(), Divergence> {
        let expected = self.end.next();
        if row.seq != expected {
            return Err(Divergence::Missing(expected, row.seq));
        }
        if row.prev_hash != self.hash {
            return Err(Divergence::Unchained(row.seq));
        }
        if row.hash != self.hash.then(&row.chained(self.room)) {
            return Err(Divergence::Changed(row.seq));
        }
        if row.at < self.at {
            return Err(Divergence::BackInTime(row.seq));
        }
        let effects = row
            .read_effects()
            .map_err(|why| Divergence::Unreadable { seq: row.seq, why })?;
        self.state.apply(row.seq, &effects);
        self.end = row.seq;
        self.hash = row.hash;
        self.at = row.at;
        let last = self.numbers.entry(row.device).or_default();
        *last = row.number.max(*last);
        Ok(())
    }

    fn compare(&self, records: &[RecordRow]) -> Result<(), Divergence> {
        for row in records {
            let id = row.record.id;
            let Some(replayed) = self.state.get(id) else {
                return Err(Divergence::Extra(id));
            };
            let columns_agree =
                row.kind == replayed.kind.to_string() && row.seq == replayed.changed;
            if row.record != **replayed || !columns_agree {
                let seq = replayed.changed;
                return Err(Divergence::Differs { id, seq });
            }
        }
        if records.len() == self.state.len() {
            return Ok(());
        }
        let stored: std::collections::HashSet<_> =
            records.iter().map(|row| row.record.id).collect();
        let lost = self
            .state
            .records()
            .find(|record| !stored.contains(&record.id));
        lost.map_or(Ok(()), |record| {
            Err(Divergence::Lost(record.id, record.changed))
        })
    }
}
