//! Writing a room to a store as its parts arrive.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use async_trait::async_trait;
use room::{Device, FormerEpoch, Group, LogRow};
use shared::protocol::Verdict;
use shared::schema::{DeviceId, RecordId, Seq, Timestamp};
use uuid::Uuid;

use super::check::Check;
use super::part::{Header, Part, Sink};
use crate::store::{Intake, KeptResult};

/// How many rows are written at once.
const PAGE: usize = 1_000;

/// The epoch a room gets where it arrives.
#[derive(Clone, Copy, Debug)]
pub(crate) enum EpochOf {
    /// The one it has: it is a copy to be kept.
    Itself,
    /// A new one, since others may have gone on from the same place: clients fetch afresh and keep
    /// their queues.
    Today(Uuid, Timestamp),
}

/// A room that is being written. Everything is judged before it is written.
pub(crate) struct RoomIntake<'a> {
    intake: &'a mut dyn Intake,
    epoch: EpochOf,
    /// The epoch it got.
    epoch_here: Uuid,
    check: Check,
    /// How far it is written.
    written: Seq,
    rows: Vec<LogRow>,
    touched: Vec<(RecordId, Seq)>,
    devices: Vec<(DeviceId, Device)>,
    results: Vec<(DeviceId, Verdict)>,
    results_at: Timestamp,
    /// Accounts that are known here under another id.
    known_as: HashMap<RecordId, RecordId>,
}

impl<'a> RoomIntake<'a> {
    /// Writes to `intake`, which somebody else finishes.
    pub(crate) fn new(intake: &'a mut dyn Intake, epoch: EpochOf) -> Self {
        Self {
            intake,
            epoch,
            epoch_here: Uuid::nil(),
            check: Check::default(),
            written: Seq::ZERO,
            rows: Vec::new(),
            touched: Vec::new(),
            devices: Vec::new(),
            results: Vec::new(),
            results_at: Timestamp(0),
            known_as: HashMap::new(),
        }
    }

    /// What was found.
    pub(crate) fn check(&self) -> &Check {
        &self.check
    }

    async fn begin(&mut self, header: Header) -> Result<()> {
        let Header {
            mut row,
            mut former,
            hash,
            accounts,
        } = header;
        if let EpochOf::Today(epoch, at) = self.epoch {
            former.push(FormerEpoch {
                epoch: row.epoch,
                head: row.head,
                hash,
                at,
            });
            row.epoch = epoch;
        }
        self.epoch_here = row.epoch;
        let made = self.intake.room(&row, &former).await?;
        ensure!(made, "there is a room `{}` here already", row.key);
        for account in accounts {
            let here = self.intake.account(&account).await?;
            self.known_as.insert(account.id, here);
        }
        Ok(())
    }

    fn device(&mut self, id: DeviceId, mut device: Device) {
        if let Some(here) = self.known_as.get(&device.account) {
            device.account = *here;
        }
        self.devices.push((id, device));
    }

    async fn result(&mut self, result: KeptResult) -> Result<()> {
        if result.at != self.results_at {
            self.flush().await?;
            self.results_at = result.at;
        }
        self.results.push((result.device, result.verdict));
        Ok(())
    }

    fn waiting(&self) -> usize {
        self.rows.len() + self.devices.len() + self.results.len()
    }

    /// Writes what waits.
    async fn flush(&mut self) -> Result<()> {
        if self.waiting() == 0 {
            return Ok(());
        }
        let replay = self.check.replay()?;
        let ids: BTreeSet<RecordId> = self.touched.iter().map(|(id, _)| *id).collect();
        let records: Vec<_> = ids
            .iter()
            .filter_map(|id| replay.record(*id).map(Arc::clone))
            .collect();
        let group = Group {
            room: self.check.room()?,
            epoch: self.epoch_here,
            from: self.written,
            to: replay.end(),
            at: self.results_at,
            rows: &self.rows,
            touched: &self.touched,
            records: &records,
            devices: &self.devices,
            results: &self.results,
        };
        self.intake.write(&group).await?;
        self.written = group.to;
        self.rows.clear();
        self.touched.clear();
        self.devices.clear();
        self.results.clear();
        Ok(())
    }
}

#[async_trait]
impl Sink for RoomIntake<'_> {
    async fn take(&mut self, part: Part) -> Result<()> {
        let touched = self.check.judge(&part)?;
        match part {
            Part::Header(header) => self.begin(header).await?,
            Part::Entry(row) => {
                self.touched.extend(touched.iter().map(|id| (*id, row.seq)));
                self.rows.push(row);
            }
            Part::Device(id, device) => self.device(id, device),
            Part::Result(result) => self.result(result).await?,
            Part::End => self.flush().await?,
        }
        if self.waiting() >= PAGE {
            self.flush().await.context("it could not be written")?;
        }
        Ok(())
    }
}
