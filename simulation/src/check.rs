//! What must hold.

use shared::protocol::{Outcome, Verdict};
use shared::schema::{CommandNumber, DeviceId, Seq};

use crate::device::Device;
use crate::disk::{Data, Disk};

/// Whether what a device was told is what the disk has: nothing is acknowledged that is not durable
/// (R4), and a command has the outcome that was told (R2).
pub(crate) fn verdict(device: DeviceId, verdict: &Verdict, disk: &Disk) -> Result<(), String> {
    let number = verdict.number;
    disk.look(|data| {
        let entry = data.entry_of(device, number).map(|row| row.seq);
        let told = match &verdict.outcome {
            Outcome::Applied { seq } => Some(*seq),
            Outcome::NoChange | Outcome::Rejected(_) => None,
        };
        if entry == told {
            return Ok(());
        }
        Err(format!(
            "command {number} of {device} was said to be {:?}, the log has it at {entry:?}",
            verdict.outcome
        ))
    })
}

/// Whether a device holds what the room was at its place, on the screen and in its store.
pub(crate) fn copy(device: &Device, disk: &Disk) -> Result<(), String> {
    disk.look(|data| {
        if let Some(replica) = &device.replica
            && replica.epoch() == data.epoch
        {
            let (cursor, checksum) = (replica.cursor(), replica.checksum());
            holds(data, cursor, checksum.value())
                .map_err(|why| format!("device {}: {why}", device.at))?;
        }
        Ok(())
    })
}

fn holds(data: &Data, cursor: Seq, checksum: u64) -> Result<(), String> {
    match data.checksum(cursor) {
        None => Err(format!(
            "it is at {cursor}, but only {} is durable",
            data.head()
        )),
        Some(wanted) if wanted.value() != checksum => {
            Err(format!("its records at {cursor} are not those of the room"))
        }
        Some(_) => Ok(()),
    }
}

/// Whether in the end a device holds what the room holds, nothing waits, and every command it ever
/// wrote down has one outcome that its person can see.
pub(crate) fn end(device: &Device, disk: &Disk, restored: bool) -> Result<(), String> {
    let at = device.at;
    let Some(replica) = &device.replica else {
        return Err(format!("device {at} has no copy in the end"));
    };
    if replica.pending() > 0 {
        let numbers: Vec<_> = replica.queue().map(|(number, _)| number).collect();
        return Err(format!("device {at} still waits with {numbers:?}"));
    }
    let kept = device.store.kept.as_ref();
    if kept.is_none_or(|kept| !kept.queue.is_empty() || kept.cursor != replica.cursor()) {
        return Err(format!("device {at} has not written down that all is done"));
    }
    disk.look(|data| {
        if replica.cursor() != data.head() {
            return Err(format!("device {at} ends at {}", replica.cursor()));
        }
        for record in data.replay.records() {
            if replica.state().get(record.id) != Some(record) {
                return Err(format!(
                    "device {at} ends with another record {}",
                    record.id
                ));
            }
        }
        fates(device, data, restored)
    })
}

fn fates(device: &Device, data: &Data, restored: bool) -> Result<(), String> {
    let at = device.at;
    let store = &device.store;
    for tag in store.tags.values() {
        let names = store.tags.iter().filter(|(_, named)| *named == tag);
        let names: Vec<(DeviceId, CommandNumber)> = names.map(|(name, _)| *name).collect();
        let applied = names
            .iter()
            .filter(|(d, n)| data.entry_of(*d, *n).is_some());
        let applied = applied.count();
        let rejected = store.tray.iter().filter(|(tray, _)| tray == tag).count();
        if applied + rejected > 1 {
            return Err(format!(
                "command {tag} of device {at} was applied {applied} times and rejected {rejected}"
            ));
        }
        if applied + rejected == 1 {
            continue;
        }
        let Some((id, number)) = store.done.get(tag) else {
            return Err(format!("command {tag} of device {at} is lost"));
        };
        // A backup put back takes the results with it.
        let unchanged = matches!(data.outcome(*id, *number), Some(Outcome::NoChange));
        if !unchanged && !restored {
            return Err(format!(
                "command {tag} of device {at} left no trace, but it is kept as {:?}",
                data.outcome(*id, *number)
            ));
        }
    }
    Ok(())
}
