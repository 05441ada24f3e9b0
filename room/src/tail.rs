//! The end of a room's log, as connections read it.
//!
//! A connection is a cursor, not a queue: it asks for what comes after its place. The usual answer
//! is the one batch it lacks, encoded once for everyone; a connection that fell behind gets several
//! batches joined into one frame, and one that fell behind further reads the log in the store. The
//! writer never waits, and memory does not grow with slow readers.

use std::collections::VecDeque;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use bytes::Bytes;
use shared::protocol::{Delta, Encoding, Entry, ServerMessage};
use shared::schema::Seq;
use shared::state::Checksum;
use tokio::sync::watch;

use crate::limits::{DELTA_ENTRIES, TAIL_ENTRIES};

/// How many joined deltas are kept, for the others that are at the same place.
const JOINED_KEPT: usize = 8;

/// A delta and its frames, each encoded when the first connection wants it.
#[derive(Debug)]
pub struct Frames {
    from: Seq,
    to: Seq,
    entries: Vec<Arc<Entry>>,
    postcard: OnceLock<Bytes>,
    json: OnceLock<Bytes>,
}

impl Frames {
    /// Of every change after `from` up to the last of `entries`.
    pub(crate) fn new(from: Seq, entries: Vec<Arc<Entry>>) -> Self {
        Self {
            from,
            to: entries.last().map_or(from, |entry| entry.seq),
            entries,
            postcard: OnceLock::new(),
            json: OnceLock::new(),
        }
    }

    /// Where a client is after it.
    pub(crate) fn to(&self) -> Seq {
        self.to
    }

    /// The delta as a frame.
    pub fn bytes(&self, encoding: Encoding) -> Bytes {
        let kept = match encoding {
            Encoding::Postcard => &self.postcard,
            Encoding::Json => &self.json,
        };
        kept.get_or_init(|| self.encode(encoding).into()).clone()
    }

    fn encode(&self, encoding: Encoding) -> Vec<u8> {
        encoding.encode(&ServerMessage::Delta(Delta {
            from: self.from,
            to: self.to,
            entries: self.entries.clone(),
        }))
    }
}

/// What comes after a place.
#[derive(Debug)]
pub(crate) enum Since {
    /// Nothing yet.
    Nothing,
    /// This.
    Frames(Arc<Frames>),
    /// Entries that are only in the store: all of them stand before this one.
    Older(Seq),
}

/// The end of a room's log.
#[derive(Debug)]
pub(crate) struct Tail {
    kept: RwLock<Kept>,
    head: watch::Sender<Head>,
}

/// Where a room is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// How far its log goes.
    pub(crate) seq: Seq,
    /// The checksum of its records there.
    pub(crate) checksum: Checksum,
}

#[derive(Debug)]
struct Kept {
    /// Everything up to here is only in the store.
    start: Seq,
    batches: VecDeque<Arc<Frames>>,
    entries: usize,
    joined: VecDeque<Arc<Frames>>,
}

impl Tail {
    /// The tail of a room that is at `head`: nothing was published yet.
    pub(crate) fn new(head: Head) -> Self {
        Self {
            kept: RwLock::new(Kept {
                start: head.seq,
                batches: VecDeque::new(),
                entries: 0,
                joined: VecDeque::new(),
            }),
            head: watch::Sender::new(head),
        }
    }

    /// How far the room is.
    pub(crate) fn head(&self) -> Head {
        *self.head.borrow()
    }

    /// Tells of every new head.
    pub(crate) fn watch(&self) -> watch::Receiver<Head> {
        self.head.subscribe()
    }

    /// Adds what has become durable, and wakes whoever waits for it.
    pub(crate) fn publish(&self, frames: Frames, checksum: Checksum) {
        let head = Head {
            seq: frames.to,
            checksum,
        };
        {
            let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
            kept.entries += frames.entries.len();
            kept.batches.push_back(Arc::new(frames));
            while kept.entries > TAIL_ENTRIES && kept.batches.len() > 1 {
                if let Some(oldest) = kept.batches.pop_front() {
                    kept.entries -= oldest.entries.len();
                    kept.start = oldest.to;
                }
            }
            kept.joined.clear();
        }
        self.head.send_replace(head);
    }

    /// Takes note of a head that was not published here: everything up to it is in the store.
    pub(crate) fn publish_from_store(&self, head: Head) {
        {
            let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
            *kept = Kept {
                start: head.seq,
                batches: VecDeque::new(),
                entries: 0,
                joined: VecDeque::new(),
            };
        }
        self.head.send_replace(head);
    }

    /// What comes after `cursor`.
    pub(crate) fn since(&self, cursor: Seq) -> Since {
        {
            let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(since) = kept.ready(cursor) {
                return since;
            }
        }
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.ready(cursor).unwrap_or_else(|| kept.join(cursor))
    }

    /// The entry at this place, when it is still in memory.
    pub(super) fn entry(&self, seq: Seq) -> Option<Arc<Entry>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let frames = kept
            .batches
            .get(kept.batch_after(Seq(seq.0.checked_sub(1)?))?)?;
        let place = seq.0.checked_sub(frames.from.0 + 1)?;
        frames.entries.get(usize::try_from(place).ok()?).cloned()
    }
}

impl Kept {
    /// The batch that holds the entry after `cursor`.
    fn batch_after(&self, cursor: Seq) -> Option<usize> {
        if cursor < self.start {
            return None;
        }
        let at = self.batches.partition_point(|batch| batch.to <= cursor);
        (at < self.batches.len()).then_some(at)
    }

    /// The answer, when it needs no work.
    fn ready(&self, cursor: Seq) -> Option<Since> {
        if cursor < self.start {
            return Some(Since::Older(self.start.next()));
        }
        let Some(at) = self.batch_after(cursor) else {
            return Some(Since::Nothing);
        };
        let batch = &self.batches[at];
        let is_next = batch.from == cursor;
        if is_next && (at + 1 == self.batches.len() || batch.entries.len() >= DELTA_ENTRIES) {
            return Some(Since::Frames(Arc::clone(batch)));
        }
        let joined = self.joined.iter().find(|frames| frames.from == cursor)?;
        Some(Since::Frames(Arc::clone(joined)))
    }

    /// Joins what comes after `cursor` into one delta.
    fn join(&mut self, cursor: Seq) -> Since {
        let entries = self
            .batches
            .iter()
            .flat_map(|batch| &batch.entries)
            .filter(|entry| entry.seq > cursor)
            .take(DELTA_ENTRIES)
            .cloned()
            .collect();
        let frames = Arc::new(Frames::new(cursor, entries));
        self.joined.push_back(Arc::clone(&frames));
        if self.joined.len() > JOINED_KEPT {
            self.joined.pop_front();
        }
        Since::Frames(frames)
    }
}

#[cfg(test)]
mod tests {
    use shared::schema::{CommandNumber, DeviceId, Timestamp};
    use uuid::Uuid;

    use super::*;

    fn entries(seqs: std::ops::RangeInclusive<u64>) -> Vec<Arc<Entry>> {
        let entry = |seq| Entry {
            seq: Seq(seq),
            at: Timestamp(0),
            by: String::new(),
            device: DeviceId(Uuid::nil()),
            number: CommandNumber(seq),
            effects: Vec::new(),
        };
        seqs.map(entry).map(Arc::new).collect()
    }

    fn at(seq: u64) -> Tail {
        Tail::new(Head {
            seq: Seq(seq),
            checksum: Checksum::default(),
        })
    }

    fn publish(tail: &Tail, from: u64, entries: Vec<Arc<Entry>>) {
        tail.publish(Frames::new(Seq(from), entries), Checksum::default());
    }

    fn tail() -> Tail {
        let tail = at(10);
        publish(&tail, 10, entries(11..=12));
        publish(&tail, 12, entries(13..=13));
        tail
    }

    fn frames(since: Since) -> Arc<Frames> {
        match since {
            Since::Frames(frames) => frames,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_batch_behind_shares_its_frame() {
        let tail = tail();
        let (one, two) = (frames(tail.since(Seq(12))), frames(tail.since(Seq(12))));
        assert!(Arc::ptr_eq(&one, &two));
        assert_eq!((one.from, one.to), (Seq(12), Seq(13)));
    }

    #[test]
    fn further_behind_gets_one_joined_frame_also_shared() {
        let tail = tail();
        for cursor in [10, 11] {
            let joined = frames(tail.since(Seq(cursor)));
            assert_eq!((joined.from, joined.to), (Seq(cursor), Seq(13)));
            let seqs: Vec<u64> = joined.entries.iter().map(|entry| entry.seq.0).collect();
            assert_eq!(seqs, (cursor + 1..=13).collect::<Vec<_>>());
            assert!(Arc::ptr_eq(&joined, &frames(tail.since(Seq(cursor)))));
        }
        // A later batch is not missed because an earlier joined frame was kept.
        publish(&tail, 13, entries(14..=14));
        assert_eq!(frames(tail.since(Seq(11))).to, Seq(14));
    }

    #[test]
    fn at_the_head_there_is_nothing_and_before_the_start_the_store_is_asked() {
        let tail = tail();
        assert!(matches!(tail.since(Seq(13)), Since::Nothing));
        assert!(matches!(tail.since(Seq(9)), Since::Older(Seq(11))));
        assert!(matches!(at(5).since(Seq(5)), Since::Nothing));
        assert!(matches!(at(5).since(Seq(2)), Since::Older(Seq(6))));
    }

    #[test]
    fn entries_are_found_and_old_ones_let_go() {
        let tail = tail();
        assert!(tail.entry(Seq(10)).is_none());
        for seq in 11..=13 {
            assert_eq!(tail.entry(Seq(seq)).map(|entry| entry.seq), Some(Seq(seq)));
        }
        assert!(tail.entry(Seq(14)).is_none());

        let last = 13 + TAIL_ENTRIES as u64;
        publish(&tail, 13, entries(14..=last));
        assert!(matches!(tail.since(Seq(12)), Since::Older(Seq(14))));
        assert!(tail.entry(Seq(13)).is_none());
        assert_eq!(frames(tail.since(Seq(13))).to, Seq(last));
    }
}
