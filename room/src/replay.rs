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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const FIRST: Uuid = Uuid::from_u128(1);
    const SECOND: Uuid = Uuid::from_u128(2);

    /// A log of `count` entries that stands on the first epoch.
    fn log(count: u64) -> Vec<LogRow> {
        let mut hash = Hash::of_epoch(FIRST);
        let row = |seq| {
            let mut row = LogRow {
                seq: Seq(seq),
                at: Timestamp(0),
                actor_id: RecordId(Uuid::nil()),
                actor_name: String::new(),
                device: DeviceId(Uuid::nil()),
                number: CommandNumber(seq),
                command: String::new(),
                effects: "[]".to_owned(),
                prev_hash: hash,
                hash,
            };
            row.hash = hash.then(&row.chained("room"));
            hash = row.hash;
            row
        };
        (1..=count).map(row).collect()
    }

    /// Replays a log in whose room an epoch is said to have ended.
    fn replay(rows: &[LogRow], former: &[FormerEpoch]) -> Result<(), Divergence> {
        let room = RoomRow {
            key: "room".to_owned(),
            name: String::new(),
            epoch: if former.is_empty() { FIRST } else { SECOND },
            head: Seq(rows.len() as u64),
            created: Timestamp(0),
        };
        let mut replay = Replay::new(&room, former.to_vec());
        for row in rows {
            replay.take(row)?;
        }
        replay.finish(room.head)
    }

    fn ended(epoch: Uuid, head: u64, hash: Hash) -> FormerEpoch {
        FormerEpoch {
            epoch,
            head: Seq(head),
            hash,
            at: Timestamp(0),
        }
    }

    #[test]
    fn the_chain_goes_on_over_the_end_of_an_epoch() {
        let rows = log(3);
        assert!(replay(&rows, &[]).is_ok());
        assert!(replay(&rows, &[ended(FIRST, 2, rows[1].hash)]).is_ok());
        let twice = [
            ended(FIRST, 2, rows[1].hash),
            ended(Uuid::max(), 2, rows[1].hash),
            ended(Uuid::max(), 3, rows[2].hash),
        ];
        assert!(replay(&rows, &twice).is_ok());
        assert!(replay(&[], &[ended(FIRST, 0, Hash::of_epoch(FIRST))]).is_ok());
    }

    #[test]
    fn an_epoch_that_is_noted_wrongly_is_found() {
        let rows = log(3);
        let cases = [
            ended(FIRST, 2, rows[0].hash),
            ended(FIRST, 3, rows[1].hash),
            ended(FIRST, 4, rows[2].hash),
            ended(FIRST, 0, rows[0].hash),
        ];
        for former in cases {
            let found = replay(&rows, &[former]);
            assert!(
                matches!(found, Err(Divergence::Epoch(head)) if head == former.head),
                "{former:?}: {found:?}"
            );
        }
        // The log of another room, put in the place of this one's.
        let other = replay(&rows, &[ended(SECOND, 2, rows[1].hash)]);
        assert!(
            matches!(other, Err(Divergence::Unchained(Seq(1)))),
            "{other:?}"
        );
    }
}
