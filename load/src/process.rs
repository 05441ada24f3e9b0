//! What a process has used, as the system tells it (Linux).

use std::fs;

use anyhow::{Context as _, Result};

/// The system counts processor time in hundredths of a second.
const TICKS_A_SECOND: f64 = 100.0;

/// A process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Process(pub(crate) u32);

impl Process {
    /// Processor time used so far, in microseconds.
    pub(crate) fn cpu_micros(self) -> Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0))?;
        // After the name, which is in brackets and may hold anything.
        let (_, fields) = stat.rsplit_once(')').context("a process has a name")?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let ticks =
            |at: usize| -> Result<f64> { Ok(fields.get(at).context("a field")?.parse::<f64>()?) };
        Ok((ticks(11)? + ticks(12)?) / TICKS_A_SECOND * 1_000_000.0)
    }

    /// Memory it holds, in bytes.
    pub(crate) fn memory(self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.context("a line VmRSS")?.trim().trim_end_matches("kB");
        Ok(kilobytes.trim().parse::<f64>()? * 1_024.0)
    }
}
