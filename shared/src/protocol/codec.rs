//! The two encodings of the protocol.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// How messages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Compact, for the app.
    Postcard,
    /// Readable, for anyone.
    Json,
}

/// Why a frame cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct DecodeError(String);

impl Encoding {
    /// Both, the preferred one first.
    pub const ALL: [Self; 2] = [Self::Postcard, Self::Json];

    /// The WebSocket subprotocol that names it.
    pub const fn subprotocol(self) -> &'static str {
        match self {
            Self::Postcard => "guatu.v1.postcard",
            Self::Json => "guatu.v1.json",
        }
    }

    /// Writes a message. Messages are made of types both encodings can write, so nothing is lost;
    /// an empty frame would say that this is not so any more.
    pub fn encode<T: Serialize>(self, message: &T) -> Vec<u8> {
        match self {
            Self::Postcard => to_postcard(message),
            Self::Json => serde_json::to_vec(message).unwrap_or_default(),
        }
    }

    /// Reads a message. Bytes left over make it unreadable.
    pub fn decode<T: DeserializeOwned>(self, bytes: &[u8]) -> Result<T, DecodeError> {
        match self {
            Self::Postcard => from_postcard(bytes),
            Self::Json => {
                serde_json::from_slice(bytes).map_err(|error| DecodeError(error.to_string()))
            }
        }
    }
}

/// Writes the compact form. For whoever speaks nothing else: the app then does not carry the code
/// of the other one.
pub fn to_postcard<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

/// Reads the compact form. Bytes left over make it unreadable.
pub fn from_postcard<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    match postcard::take_from_bytes(bytes) {
        Ok((message, [])) => Ok(message),
        Ok((_, rest)) => Err(DecodeError(format!(
            "{} bytes are left over at the end",
            rest.len()
        ))),
        Err(error) => Err(DecodeError(error.to_string())),
    }
}
