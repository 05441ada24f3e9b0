//! Choices: closed lists of options, each with a number, a key and a name.

use super::{ChoiceNo, Label};

/// One option of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// Its number, kept in records.
    pub no: ChoiceNo,
    /// Its key, used in JSON and in addresses.
    pub key: &'static str,
    /// Its name.
    pub label: Label,
}

/// A choice: its options in the order in which people see them.
#[derive(Debug, PartialEq, Eq)]
pub struct ChoiceSpec {
    /// The options.
    pub options: &'static [ChoiceOption],
}

impl ChoiceSpec {
    /// The option with this number.
    pub fn option(&self, no: ChoiceNo) -> Option<&'static ChoiceOption> {
        self.options.iter().find(|option| option.no == no)
    }

    /// The option with this key.
    pub fn by_key(&self, key: &str) -> Option<&'static ChoiceOption> {
        self.options.iter().find(|option| option.key == key)
    }
}

/// A Rust enum that is a declared choice.
pub trait Choices: Copy + Eq + 'static {
    /// The declaration.
    const SPEC: &'static ChoiceSpec;

    /// The number kept in records.
    fn no(self) -> ChoiceNo;

    /// The option with this number; `None` for one of a newer version.
    fn from_no(no: ChoiceNo) -> Option<Self>;

    /// The option's name.
    fn label(self) -> Label {
        self.option().label
    }

    /// The option's key.
    fn key(self) -> &'static str {
        self.option().key
    }

    /// The option's declaration.
    fn option(self) -> &'static ChoiceOption;
}
