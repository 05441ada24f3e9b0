//! The queue as a file, for when the browser cannot keep it: JSON that a person can read, each
//! command once in words and once as it is sent.

use js_sys::{Array, JSON, Object, Reflect};
use shared::protocol::{from_postcard, to_postcard};
use shared::schema::{DeviceId, RecordId};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};

use super::rows::{Queued, Seat};

const FORMAT: &str = "guatu-queue";
/// Raised with every change of what a file holds.
const VERSION: f64 = 1.0;

/// The queue of a device, as a file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueueFile {
    pub(crate) seat: Seat,
    /// The account's name, for people.
    pub(crate) name: String,
    pub(crate) device: DeviceId,
    /// Each command, with what it is in words.
    pub(crate) commands: Vec<(Queued, String)>,
}

/// Why a file cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileError {
    /// It is something else.
    NotAQueue,
    /// It was written by a newer version.
    Newer,
    /// It is a queue, but not whole.
    Damaged,
}

impl QueueFile {
    /// Writes the file.
    pub(crate) fn to_text(&self) -> String {
        let account = object(&[
            ("id", self.seat.account.to_string().into()),
            ("name", self.name.as_str().into()),
        ]);
        let commands: Array = self
            .commands
            .iter()
            .map(|(queued, words)| {
                object(&[
                    ("at", time(queued)),
                    ("what", words.as_str().into()),
                    ("command", hex(&to_postcard(queued)).into()),
                ])
            })
            .collect();
        let file = object(&[
            ("format", FORMAT.into()),
            ("version", VERSION.into()),
            ("account", account),
            ("room", self.seat.room.as_str().into()),
            ("device", self.device.to_string().into()),
            ("commands", commands.into()),
        ]);
        let text = JSON::stringify_with_replacer_and_space(&file, &JsValue::NULL, &2.into());
        // Objects made of text, numbers and lists can always be written.
        text.map(String::from).unwrap_or_default()
    }

    /// Reads a file.
    pub(crate) fn parse(text: &str) -> Result<Self, FileError> {
        let file = JSON::parse(text).map_err(|_| FileError::NotAQueue)?;
        if get(&file, "format").and_then(|v| v.as_string()).as_deref() != Some(FORMAT) {
            return Err(FileError::NotAQueue);
        }
        match get(&file, "version").and_then(|version| version.as_f64()) {
            Some(version) if version > VERSION => return Err(FileError::Newer),
            Some(_) => {}
            None => return Err(FileError::Damaged),
        }
        read(&file).ok_or(FileError::Damaged)
    }
}

fn read(file: &JsValue) -> Option<QueueFile> {
    let account = get(file, "account")?;
    let commands: Array = get(file, "commands")?.dyn_into().ok()?;
    let commands = commands.iter().map(|command| {
        let bytes = unhex(&text(&command, "command")?)?;
        let queued: Queued = from_postcard(&bytes).ok()?;
        Some((queued, text(&command, "what")?))
    });
    Some(QueueFile {
        seat: Seat {
            account: RecordId::parse(&text(&account, "id")?)?,
            room: text(file, "room")?,
        },
        name: text(&account, "name")?,
        device: DeviceId(Uuid::try_parse(&text(file, "device")?).ok()?),
        commands: commands.collect::<Option<_>>()?,
    })
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // An object made here takes any member.
        let _set = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name)?.as_string()
}

fn time(queued: &Queued) -> JsValue {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of a person's lifetime fit"
    )]
    let date = js_sys::Date::new(&(queued.at.0 as f64).into());
    date.to_json().into()
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| DIGITS[usize::from(half)]).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text
        .chars()
        .map(|digit| digit.to_digit(16))
        .collect::<Option<_>>()?;
    let pairs = digits.chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_hex() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(unhex(&hex(&bytes)), Some(bytes));
        assert_eq!(unhex("0"), None);
        assert_eq!(unhex("0g"), None);
    }
}
