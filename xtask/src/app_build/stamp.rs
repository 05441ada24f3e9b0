//! Knowing that nothing changed, so that a second start takes seconds: compressing as well as
//! brotli can takes longer than all the rest.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// A hash of everything a build was made from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp(String);

impl Stamp {
    /// Over all inputs, in an order that is always the same.
    pub(super) fn of<'a>(inputs: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for input in inputs {
            // Each input is hashed by itself first, so that text cannot wander from one to the next.
            hash.update(Sha256::digest(input));
        }
        let mut hex = String::new();
        for byte in hash.finalize() {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        Self(hex)
    }

    /// As it is kept in a file.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_moves_from_one_input_to_the_next_changes_the_stamp() {
        let stamp = |inputs: [&'static str; 2]| Stamp::of(inputs.into_iter().map(str::as_bytes));
        assert_eq!(stamp(["ab", "c"]), stamp(["ab", "c"]));
        assert_ne!(stamp(["ab", "c"]), stamp(["a", "bc"]));
    }
}
