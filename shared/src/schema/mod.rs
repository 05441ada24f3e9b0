//! The language in which kinds of records are declared, and the values records hold.
//!
//! A kind is declared once, by [`declare_kind!`](crate::schema::declare): its fields with number,
//! key, labels, type and merge rule, and the actions of its state machine. From the declaration
//! come typed accessors, the JSON form, the checks of commands, history sentences and the choices
//! a form offers. Records themselves are dynamic ([`Record`]), so fields and kinds of a newer
//! version survive a round trip through an older one.

mod choice;
pub mod coordinates;
mod date;
pub mod declare;
pub mod describe;
mod due;
mod field;
mod id;
pub mod json;
mod kind;
mod label;
mod order;
mod party;
mod record;
mod types;
mod value;

pub use choice::{ChoiceOption, ChoiceSpec, Choices};
pub use date::{Day, Month, Period, Quarter, Timestamp, Week};
pub use due::Due;
pub use field::{Fallback, FieldSpec, Merge, ValueType, Write};
pub use id::{ActionNo, ChoiceNo, CommandNumber, DeviceId, FieldNo, KindId, RecordId, Seq};
pub use kind::{ActionSpec, Kind, KindSpec};
pub use label::{Label, Lang, Sentence, counted};
pub use order::OrderKey;
pub use party::{Parties, Party};
pub use record::{Record, Slot, View};
pub use types::{
    Date, Decimals, FieldKind, File, Flag, Int, LongText, Money, Months, Notes, Order, Periods,
    Pick, Picks, Place, Ref, Refs, Schedule, Shares, Signed, Text, Texts, Time,
};
pub use value::{Decimal, FileRef, Note, PlaceAt, Signature, Value, WHOLE};
