//! A room's log, replayed and checked entry by entry: its order, its chain, its times, the places
//! where epochs ended, and what its records come to.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use shared::schema::{CommandNumber, DeviceId, Record, RecordId, Seq, Timestamp};
use shared::state::State;

use crate::audit::Divergence;
use crate::{FormerEpoch, Hash, LogRow, RoomRow};

/// A log, replayed so far.
pub struct Replay {
    room: String,
    state: State,
    end: Seq,
    hash: Hash,
    at: Timestamp,
    numbers: HashMap<DeviceId, CommandNumber>,
    /// Epochs whose end has not come yet.
    former: VecDeque<FormerEpoch>,
}

impl Replay {
    /// Starts before the first entry.
    pub fn new(room: &RoomRow, former: Vec<FormerEpoch>) -> Self {
        Self {
            room: room.key.clone(),
            state: State::default(),
            end: Seq::ZERO,
            hash: room.origin(&former),
            at: Timestamp(i64::MIN),
            numbers: HashMap::new(),
            former: former.into(),
        }
    }

    /// Takes the next entry; the records it touched.
    pub fn take(&mut self, row: &LogRow) -> Result<Vec<RecordId>, Divergence> {
        self.end_epochs()?;
        let expected = self.end.next();
        if row.seq != expected {
            return Err(Divergence::Missing(expected, row.seq));
        }
        if row.prev_hash != self.hash {
            return Err(Divergence::Unchained(row.seq));
        }
        if row.hash != self.hash.then(&row.chained(&self.room)) {
            return Err(Divergence::Changed(row.seq));
        }
        if row.at < self.at {
            return Err(Divergence::BackInTime(row.seq));
        }
        let effects = row
            .read_effects()
            .map_err(|why| Divergence::Unreadable { seq: row.seq, why })?;
        let undo = self.state.apply(row.seq, &effects);
        self.end = row.seq;
        self.hash = row.hash;
        self.at = row.at;
        let last = self.numbers.entry(row.device).or_default();
        *last = row.number.max(*last);
        Ok(undo.touched().collect())
    }

    /// Says that there are no more entries, and where the room says that it is.
    pub fn finish(&mut self, head: Seq) -> Result<(), Divergence> {
        self.end_epochs()?;
        if let Some(later) = self.former.front() {
            return Err(Divergence::Epoch(later.head));
        }
        if head != self.end {
            let end = self.end;
            return Err(Divergence::Head { head, end });
        }
        Ok(())
    }

    /// The epochs that ended here did so with this very hash.
    fn end_epochs(&mut self) -> Result<(), Divergence> {
        while let Some(former) = self.former.front()
            && former.head <= self.end
        {
            if former.head != self.end || former.hash != self.hash {
                return Err(Divergence::Epoch(former.head));
            }
            self.former.pop_front();
        }
        Ok(())
    }

    /// The last entry so far.
    pub fn end(&self) -> Seq {
        self.end
    }

    /// Its hash.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// When it was.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// How many records there are.
    pub fn records(&self) -> usize {
        self.state.len()
    }

    /// A record as it is so far.
    pub fn record(&self, id: RecordId) -> Option<&Arc<Record>> {
        self.state.get(id)
    }

    /// The records.
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// The highest number of each device in the log.
    pub fn numbers(&self) -> impl Iterator<Item = (DeviceId, CommandNumber)> {
        self.numbers
            .iter()
            .map(|(device, number)| (*device, *number))
    }
}
