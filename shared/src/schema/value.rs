//! What a field holds.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ChoiceNo, Day, Due, Month, OrderKey, Period, RecordId, Timestamp};

/// The value of one field.
///
/// In the binary form a value is its tag and its payload as bytes, so that a value of a type this
/// version does not know is kept ([`Value::Unknown`]) and passed on unharmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text of any length.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A decimal number, exact.
    Decimal(Decimal),
    /// Money in whole yuan.
    Money(i64),
    /// A day.
    Day(Day),
    /// A month.
    Month(Month),
    /// A moment.
    Time(Timestamp),
    /// One option of a choice.
    Choice(ChoiceNo),
    /// Yes or no.
    Flag(bool),
    /// Another record.
    Ref(RecordId),
    /// A set of other records.
    Refs(BTreeSet<RecordId>),
    /// A set of options of a choice.
    Choices(BTreeSet<ChoiceNo>),
    /// A set of short texts.
    Texts(BTreeSet<String>),
    /// A place on the earth.
    Place(PlaceAt),
    /// A file.
    File(FileRef),
    /// A place in an order made by hand.
    Order(OrderKey),
    /// The rules of a deadline.
    Schedule(Vec<Due>),
    /// Remarks, oldest first.
    Notes(Vec<Note>),
    /// Who took an action, and when.
    Signature(Signature),
    /// Parts of a whole by record, in ten-thousandths.
    Shares(BTreeMap<RecordId, u32>),
    /// A period.
    Period(Period),
    /// A value of a newer version.
    Unknown {
        /// The tag of its type.
        tag: u8,
        /// Its payload as it came.
        bytes: Vec<u8>,
    },
}

/// An exact decimal number: `units` divided by ten to the power of `scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decimal {
    /// The digits without the point.
    pub units: i64,
    /// How many of the digits stand after the point.
    pub scale: u8,
}

impl Decimal {
    /// The most digits after the point.
    const MAX_SCALE: usize = 9;

    /// Reads `-12.50`; no exponent, at most nine digits after the point.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = whole.strip_prefix('-').unwrap_or(whole);
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if digits.is_empty() || !all_digits(digits) || !all_digits(fraction) {
            return None;
        }
        if fraction.len() > Self::MAX_SCALE || (fraction.is_empty() && text.ends_with('.')) {
            return None;
        }
        Some(Self {
            units: format!("{whole}{fraction}").parse().ok()?,
            scale: u8::try_from(fraction.len()).ok()?,
        })
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        if fraction.is_empty() {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{fraction}")
        }
    }
}

/// A place: ten-millionths of a degree, so that equal places are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlaceAt {
    /// Longitude, east positive.
    pub lon_e7: i32,
    /// Latitude, north positive.
    pub lat_e7: i32,
}

/// A file, known by the hash of its content.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FileRef {
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
    /// The name it came with.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
}

/// A remark: added to a record, never changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Note {
    /// Who wrote it, by name at that time.
    pub by: String,
    /// When the server received it.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
}

/// Who took an action, and when.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Signature {
    /// The account.
    pub account: RecordId,
    /// Its name at that time.
    pub by: String,
    /// When the server received it.
    pub at: Timestamp,
}

/// The whole of which [`Value::Shares`] are parts.
pub const WHOLE: u32 = 10_000;

impl Value {
    /// Whether the JSON form can say it too: the binary form has room for more.
    fn is_sound(&self) -> bool {
        match self {
            Self::Decimal(decimal) => usize::from(decimal.scale) <= Decimal::MAX_SCALE,
            Self::Place(place) => {
                let within = |e7: i32, degrees: u32| e7.unsigned_abs() <= degrees * 10_000_000;
                within(place.lon_e7, 180) && within(place.lat_e7, 90)
            }
            _ => true,
        }
    }
}

/// The tags and payloads of the binary form, written once for both directions.
macro_rules! tagged {
    ($($tag:literal => $variant:ident,)*) => {
        impl Value {
            fn encode(&self) -> Result<(u8, Vec<u8>), postcard::Error> {
                Ok(match self {
                    $(Self::$variant(inner) => ($tag, postcard::to_allocvec(inner)?),)*
                    Self::Unknown { tag, bytes } => (*tag, bytes.clone()),
                })
            }

            fn decode(tag: u8, bytes: &[u8]) -> Result<Self, postcard::Error> {
                let value = match tag {
                    $($tag => Self::$variant(postcard::from_bytes(bytes)?),)*
                    _ => Self::Unknown { tag, bytes: bytes.to_vec() },
                };
                if value.is_sound() {
                    Ok(value)
                } else {
                    Err(postcard::Error::SerdeDeCustom)
                }
            }
        }
    };
}

tagged! {
    0 => Text,
    1 => Int,
    2 => Decimal,
    3 => Money,
    4 => Day,
    5 => Month,
    6 => Time,
    7 => Choice,
    8 => Flag,
    9 => Ref,
    10 => Refs,
    11 => Choices,
    12 => Texts,
    13 => Place,
    14 => File,
    15 => Order,
    16 => Schedule,
    17 => Notes,
    18 => Signature,
    19 => Shares,
    20 => Period,
}

/// The binary form only: in JSON a value needs the declaration of its field to be read, so records
/// and commands write their values themselves ([`super::json`]).
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (tag, bytes) = self.encode().map_err(serde::ser::Error::custom)?;
        (tag, Bytes(bytes)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (tag, bytes) = <(u8, &[u8])>::deserialize(deserializer)?;
        Self::decode(tag, bytes).map_err(serde::de::Error::custom)
    }
}

struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_a_newer_version_survives() {
        let newer = (200_u8, Bytes(vec![1, 2, 3]));
        let bytes = postcard::to_allocvec(&newer).unwrap();
        let value: Value = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(
            value,
            Value::Unknown {
                tag: 200,
                bytes: vec![1, 2, 3]
            }
        );
        assert_eq!(postcard::to_allocvec(&value).unwrap(), bytes);
    }

    #[test]
    fn a_value_that_json_cannot_say_is_not_read() {
        let decimal = |scale| Value::Decimal(Decimal { units: 1, scale });
        let read = |value: &Value| {
            let bytes = postcard::to_allocvec(value).unwrap();
            postcard::from_bytes::<Value>(&bytes)
        };
        assert!(read(&decimal(9)).is_ok());
        assert!(read(&decimal(10)).is_err());
        let place = |lon_e7| Value::Place(PlaceAt { lon_e7, lat_e7: 0 });
        assert!(read(&place(1_800_000_000)).is_ok());
        assert!(read(&place(1_800_000_001)).is_err());
    }

    #[test]
    fn decimals_are_exact() {
        for text in ["0", "-0.05", "12.50", "9223372036854775807"] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), text);
        }
        for text in ["", ".5", "5.", "1e3", "1.0000000001", "--1", "１"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
