//! What the tables hold, and under which keys.
//!
//! | table     | key                            | row                                            |
//! |-----------|--------------------------------|------------------------------------------------|
//! | `account` | `"last"`                       | who was signed in here last                    |
//! | `device`  | account, room                  | the device and the next number of its queue    |
//! | `queue`   | account, room, device, number  | a command that waits for the server's word     |
//! | `copy`    | account, room                  | how far the records below go                   |
//! | `record`  | account, room, record          | a confirmed record                             |
//! | `tray`    | account, room, device, number  | a command that came to nothing                 |
//! | `unseen`  | account, room, seq, record, field | a value that was replaced unseen            |
//!
//! Rows are postcard; new fields go to the end of a row under a new version of the tables. Nothing
//! of one account is ever read for another.

use idb::{KeyRange, Query};
use js_sys::{Array, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::protocol::{from_postcard, to_postcard};
use shared::replica::Overwritten;
use shared::rules::{Actor, Command, Refusal};
use shared::schema::{CommandNumber, DeviceId, FieldNo, KindId, RecordId, Seq, Timestamp, Value};
use uuid::Uuid;
use web_sys::wasm_bindgen::{JsCast, JsValue};

use super::database::StoreError;

/// Whose room: the first part of nearly every key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    pub(crate) account: RecordId,
    pub(crate) room: String,
}

impl Seat {
    /// The key of the seat itself.
    pub(super) fn key(&self) -> JsValue {
        self.parts().into()
    }

    pub(super) fn from_key(key: &JsValue) -> Option<Self> {
        let key = key.dyn_ref::<Array>()?;
        Some(Self {
            account: RecordId::parse(&key.get(0).as_string()?)?,
            room: key.get(1).as_string()?,
        })
    }

    pub(super) fn record(&self, id: RecordId) -> JsValue {
        self.with(&[id.to_string().into()])
    }

    pub(super) fn command(&self, device: DeviceId, number: CommandNumber) -> JsValue {
        // Numbers count a person's actions: far below what a double holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "see above")]
        let number = number.0 as f64;
        self.with(&[device.to_string().into(), number.into()])
    }

    pub(super) fn unseen(&self, one: &Overwritten) -> JsValue {
        #[expect(clippy::cast_precision_loss, reason = "a log has less entries")]
        let seq = one.seq.0 as f64;
        self.with(&[seq.into(), one.id.to_string().into(), one.field.0.into()])
    }

    /// Everything under the seat.
    pub(super) fn all(&self) -> Result<Query, StoreError> {
        range(&self.parts(), &[])
    }

    /// Everything of a device under the seat.
    pub(super) fn of_device(&self, device: DeviceId) -> Result<Query, StoreError> {
        range(&self.parts(), &[device.to_string().into()])
    }

    /// The name of the seat, for locks and channels.
    pub(crate) fn name(&self) -> String {
        format!("guatu/{}/{}", self.account, self.room)
    }

    fn parts(&self) -> Array {
        Array::of2(&self.account.to_string().into(), &self.room.as_str().into())
    }

    fn with(&self, rest: &[JsValue]) -> JsValue {
        let key = self.parts();
        for part in rest {
            key.push(part);
        }
        key.into()
    }
}

/// Every key that begins with these parts: an array sorts behind every text and number.
fn range(seat: &Array, rest: &[JsValue]) -> Result<Query, StoreError> {
    let (lower, upper) = (seat.clone(), seat.slice(0, seat.length()));
    for part in rest {
        lower.push(part);
        upper.push(part);
    }
    upper.push(&Array::new());
    Ok(KeyRange::bound(&lower, &upper, None, Some(true))?.into())
}

/// The row of `device`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DeviceRow {
    pub(super) device: DeviceId,
    pub(super) next: CommandNumber,
    /// The epoch its numbers count in, once that is known.
    pub(super) epoch: Option<Uuid>,
}

/// The row of `copy`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CopyRow {
    pub(super) epoch: Uuid,
    pub(super) cursor: Seq,
    /// The schema of the program that wrote it.
    pub(super) schema: u32,
    pub(super) actor: Actor,
    /// The changes in the log that are this device's own.
    pub(super) own: Vec<Seq>,
}

/// A row of `queue`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Queued {
    pub(crate) number: CommandNumber,
    /// When the person did it, by this device's clock.
    pub(crate) at: Timestamp,
    pub(crate) command: Command,
}

/// A row of `tray`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rejected {
    pub(crate) device: DeviceId,
    pub(crate) number: CommandNumber,
    /// When the server's word came, by this device's clock.
    pub(crate) at: Timestamp,
    pub(crate) command: Command,
    pub(crate) refusal: Refusal,
    /// The earlier command without which it cannot be: it came to nothing as well.
    pub(crate) after: Option<CommandNumber>,
    /// Whether the person has looked at it.
    pub(crate) seen: bool,
}

/// A row of `unseen`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Overwritten")]
struct UnseenFields {
    seq: Seq,
    id: RecordId,
    kind: KindId,
    field: FieldNo,
    was: Option<Value>,
    is: Option<Value>,
    by: String,
    by_me: bool,
}

/// A row of `unseen`.
#[derive(Serialize, Deserialize)]
pub(super) struct Unseen(#[serde(with = "UnseenFields")] pub(super) Overwritten);

pub(super) fn write<T: Serialize>(row: &T) -> JsValue {
    Uint8Array::from(to_postcard(row).as_slice()).into()
}

pub(super) fn read<T: DeserializeOwned>(row: &JsValue) -> Result<T, StoreError> {
    let bytes = row
        .dyn_ref::<Uint8Array>()
        .ok_or_else(|| StoreError("a row is not bytes".to_owned()))?;
    from_postcard(&bytes.to_vec()).map_err(|error| StoreError(error.to_string()))
}
