//! What is worth a second look, and yet is not refused.

use serde::Serialize;

use crate::schema::{FieldNo, Sentence};

/// A remark on one field of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// The field.
    pub field: FieldNo,
    /// What is odd about it.
    pub sentence: Sentence,
}

impl Warning {
    /// A remark on the field.
    pub fn new(field: FieldNo, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            field,
            sentence: Sentence::new(zh, en),
        }
    }
}
