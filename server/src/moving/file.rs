//! A room as a file: JSON, a line for each part.
//!
//! The first line names the format and its version, the last one the SHA-256 of everything before
//! it, so a file that was cut off or changed is known as such. `command` and `effects` are the very
//! texts the hash chain is computed over.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use async_trait::async_trait;
use room::{Device, FormerEpoch, Hash, LogRow, RoomRow};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use shared::protocol::{Outcome, Verdict};
use shared::schema::{CommandNumber, DeviceId, RecordId, Seq, Timestamp};
use uuid::Uuid;

use super::part::{Header, Part, Sink};
use crate::store::{Account, KeptResult};

/// What the first line calls the format.
const FORMAT: &str = "guatu-room";

/// Its version: raised whenever an older program could not read it any more.
const VERSION: u32 = 1;

/// A line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Room(RoomLine),
    Entry(EntryLine),
    Device(DeviceLine),
    Result(ResultLine),
    End(EndLine),
}

#[derive(Serialize, Deserialize)]
struct RoomLine {
    format: String,
    version: u32,
    key: String,
    name: String,
    epoch: Uuid,
    former_epochs: Vec<FormerLine>,
    created: i64,
    head: Seq,
    hash: String,
    accounts: Vec<Account>,
}

#[derive(Serialize, Deserialize)]
struct FormerLine {
    epoch: Uuid,
    head: Seq,
    hash: String,
    at: i64,
}

#[derive(Serialize, Deserialize)]
struct EntryLine {
    seq: Seq,
    at: i64,
    actor_id: RecordId,
    actor_name: String,
    device: DeviceId,
    number: CommandNumber,
    command: String,
    effects: String,
    hash: String,
}

#[derive(Serialize, Deserialize)]
struct DeviceLine {
    device: DeviceId,
    account: RecordId,
    last_number: CommandNumber,
}

#[derive(Serialize, Deserialize)]
struct ResultLine {
    device: DeviceId,
    number: CommandNumber,
    outcome: Outcome,
    at: i64,
}

#[derive(Serialize, Deserialize)]
struct EndLine {
    sha256: String,
}

/// Writes a room to a file.
pub(crate) struct FileWriter {
    file: BufWriter<File>,
    digest: Sha256,
}

impl FileWriter {
    /// Starts a file.
    pub(crate) fn new(file: File) -> Self {
        Self {
            file: BufWriter::new(file),
            digest: Sha256::new(),
        }
    }

    /// Writes everything down; durable when it returns.
    pub(crate) fn finish(self) -> Result<()> {
        let file = self
            .file
            .into_inner()
            .map_err(std::io::IntoInnerError::into_error)?;
        Ok(file.sync_all()?)
    }

    fn write(&mut self, line: &Line) -> Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        self.digest.update(&text);
        Ok(self.file.write_all(&text)?)
    }
}

#[async_trait]
impl Sink for FileWriter {
    async fn take(&mut self, part: Part) -> Result<()> {
        let line = match part {
            Part::Header(header) => Line::Room(header.into()),
            Part::Entry(row) => Line::Entry(row.into()),
            Part::Device(device, known) => Line::Device(DeviceLine {
                device,
                account: known.account,
                last_number: known.last,
            }),
            Part::Result(result) => Line::Result(ResultLine {
                device: result.device,
                number: result.verdict.number,
                outcome: result.verdict.outcome,
                at: result.at.0,
            }),
            Part::End => Line::End(EndLine {
                sha256: hexadecimal(&self.digest),
            }),
        };
        self.write(&line)
    }
}

/// The digest so far.
fn hexadecimal(digest: &Sha256) -> String {
    let mut text = String::with_capacity(64);
    for byte in digest.clone().finalize() {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Hands every part of the room in a file to `sink`.
pub(crate) async fn walk_file(path: &Path, sink: &mut dyn Sink) -> Result<()> {
    let name = path.display();
    let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
    let mut reader = Reader {
        file: BufReader::new(file),
        digest: Sha256::new(),
        hash: None,
        ended: false,
    };
    for number in 1_u64.. {
        let at = || format!("line {number} of {name}");
        match reader.next().with_context(at)? {
            Some(part) => sink.take(part).await.with_context(at)?,
            None => break,
        }
    }
    Ok(())
}

struct Reader {
    file: BufReader<File>,
    digest: Sha256,
    /// The hash of the last entry, on which the next one stands; none before the room is known.
    hash: Option<Hash>,
    ended: bool,
}

impl Reader {
    fn next(&mut self) -> Result<Option<Part>> {
        let mut bytes = Vec::new();
        self.file.read_until(b'\n', &mut bytes)?;
        match (bytes.is_empty(), self.ended) {
            (true, true) => return Ok(None),
            (true, false) => bail!("the file ends too early: it was cut off"),
            (false, true) => bail!("something follows the end"),
            (false, false) => {}
        }
        let line = serde_json::from_slice(&bytes).context("it is not what a room is written as")?;
        let part = self.part(line)?;
        self.digest.update(&bytes);
        Ok(Some(part))
    }

    fn part(&mut self, line: Line) -> Result<Part> {
        Ok(match line {
            Line::Room(line) => {
                let header = line.read()?;
                self.hash = Some(header.row.origin(&header.former));
                Part::Header(header)
            }
            Line::Entry(line) => {
                let before = self.hash.context("it does not begin with a room")?;
                let row = line.read(before)?;
                self.hash = Some(row.hash);
                Part::Entry(row)
            }
            Line::Device(line) => Part::Device(
                line.device,
                Device {
                    account: line.account,
                    last: line.last_number,
                },
            ),
            Line::Result(line) => Part::Result(KeptResult {
                device: line.device,
                verdict: Verdict {
                    number: line.number,
                    outcome: line.outcome,
                },
                at: Timestamp(line.at),
            }),
            Line::End(line) => {
                ensure!(
                    line.sha256 == hexadecimal(&self.digest),
                    "the file was changed: its SHA-256 is not the one at its end"
                );
                self.ended = true;
                Part::End
            }
        })
    }
}

fn hash(text: &str) -> Result<Hash> {
    Hash::parse(text).with_context(|| format!("`{text}` is not a SHA-256"))
}

impl From<Header> for RoomLine {
    fn from(header: Header) -> Self {
        let former = header.former.into_iter().map(|former| FormerLine {
            epoch: former.epoch,
            head: former.head,
            hash: former.hash.to_string(),
            at: former.at.0,
        });
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            key: header.row.key,
            name: header.row.name,
            epoch: header.row.epoch,
            former_epochs: former.collect(),
            created: header.row.created.0,
            head: header.row.head,
            hash: header.hash.to_string(),
            accounts: header.accounts,
        }
    }
}

impl RoomLine {
    fn read(self) -> Result<Header> {
        ensure!(
            self.format == FORMAT,
            "this is not a room but `{}`",
            self.format
        );
        ensure!(
            self.version == VERSION,
            "the file is of version {}, this program reads version {VERSION}",
            self.version
        );
        let former = self.former_epochs.into_iter().map(|line| {
            Ok(FormerEpoch {
                epoch: line.epoch,
                head: line.head,
                hash: hash(&line.hash)?,
                at: Timestamp(line.at),
            })
        });
        Ok(Header {
            former: former.collect::<Result<_>>()?,
            hash: hash(&self.hash)?,
            accounts: self.accounts,
            row: RoomRow {
                key: self.key,
                name: self.name,
                epoch: self.epoch,
                head: self.head,
                created: Timestamp(self.created),
            },
        })
    }
}

impl From<LogRow> for EntryLine {
    fn from(row: LogRow) -> Self {
        Self {
            seq: row.seq,
            at: row.at.0,
            actor_id: row.actor_id,
            actor_name: row.actor_name,
            device: row.device,
            number: row.number,
            command: row.command,
            effects: row.effects,
            hash: row.hash.to_string(),
        }
    }
}

impl EntryLine {
    /// The entry, which stands on the one with the hash `before`.
    fn read(self, before: Hash) -> Result<LogRow> {
        Ok(LogRow {
            seq: self.seq,
            at: Timestamp(self.at),
            actor_id: self.actor_id,
            actor_name: self.actor_name,
            device: self.device,
            number: self.number,
            command: self.command,
            effects: self.effects,
            prev_hash: before,
            hash: hash(&self.hash)?,
        })
    }
}
