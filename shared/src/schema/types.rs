//! The types a field can be declared with, and what its typed accessor returns for each.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use super::{
    Choices, Day, Decimal, Due, FileRef, Kind, Month, Note, OrderKey, Period, PlaceAt, RecordId,
    Signature, Timestamp, Value, ValueType,
};

/// A type a field can be declared with.
pub trait FieldKind {
    /// The type of its values.
    const TYPE: ValueType;
    /// What the typed accessor returns.
    type Out<'a>;
    /// Reads the value; `None` when it is of another type, as one of a newer version can be.
    fn read(value: &Value) -> Option<Self::Out<'_>>;
}

macro_rules! field_kinds {
    ($($(#[$doc:meta])* $name:ident: $ty:expr => $out:ty, $pattern:pat => $read:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl FieldKind for $name {
            const TYPE: ValueType = $ty;
            type Out<'a> = $out;
            fn read(value: &Value) -> Option<Self::Out<'_>> {
                match value {
                    $pattern => Some($read),
                    _ => None,
                }
            }
        }
    )*};
}

field_kinds! {
    /// One line of text.
    Text: ValueType::Text => &'a str, Value::Text(text) => text.as_str();
    /// Text of several lines.
    LongText: ValueType::LongText => &'a str, Value::Text(text) => text.as_str();
    /// A whole number.
    Int: ValueType::Int => i64, Value::Int(number) => *number;
    /// A decimal number.
    Decimals: ValueType::Decimal => Decimal, Value::Decimal(number) => *number;
    /// Money in whole yuan.
    Money: ValueType::Money => i64, Value::Money(yuan) => *yuan;
    /// A day.
    Date: ValueType::Date => Day, Value::Day(day) => *day;
    /// A month.
    Months: ValueType::Month => Month, Value::Month(month) => *month;
    /// A moment.
    Time: ValueType::Time => Timestamp, Value::Time(at) => *at;
    /// Yes or no.
    Flag: ValueType::Flag => bool, Value::Flag(flag) => *flag;
    /// A set of short texts.
    Texts: ValueType::Texts => &'a BTreeSet<String>, Value::Texts(texts) => texts;
    /// A place on the earth.
    Place: ValueType::Place => PlaceAt, Value::Place(place) => *place;
    /// A file.
    File: ValueType::File => &'a FileRef, Value::File(file) => file;
    /// A place in an order made by hand.
    Order: ValueType::Order => &'a OrderKey, Value::Order(key) => key;
    /// The rules of a deadline.
    Schedule: ValueType::Schedule => &'a [Due], Value::Schedule(rules) => rules.as_slice();
    /// Remarks, oldest first.
    Notes: ValueType::Notes => &'a [Note], Value::Notes(notes) => notes.as_slice();
    /// A period something is owed for.
    Periods: ValueType::Period => Period, Value::Period(period) => *period;
    /// Who took an action, and when.
    Signed: ValueType::Signature => &'a Signature, Value::Signature(signature) => signature;
}

/// One option of the choice `C`.
#[derive(Debug)]
pub struct Pick<C>(PhantomData<C>);

impl<C: Choices> FieldKind for Pick<C> {
    const TYPE: ValueType = ValueType::Choice(C::SPEC);
    type Out<'a> = C;
    fn read(value: &Value) -> Option<C> {
        match value {
            Value::Choice(no) => C::from_no(*no),
            _ => None,
        }
    }
}

/// A set of options of the choice `C`.
#[derive(Debug)]
pub struct Picks<C>(PhantomData<C>);

impl<C: Choices> FieldKind for Picks<C> {
    const TYPE: ValueType = ValueType::Choices(C::SPEC);
    type Out<'a> = Vec<C>;
    fn read(value: &Value) -> Option<Vec<C>> {
        match value {
            Value::Choices(nos) => Some(nos.iter().filter_map(|no| C::from_no(*no)).collect()),
            _ => None,
        }
    }
}

/// A record of the kind `K`.
#[derive(Debug)]
pub struct Ref<K>(PhantomData<K>);

impl<K: Kind> FieldKind for Ref<K> {
    const TYPE: ValueType = ValueType::Ref(K::ID);
    type Out<'a> = RecordId;
    fn read(value: &Value) -> Option<RecordId> {
        match value {
            Value::Ref(id) => Some(*id),
            _ => None,
        }
    }
}

/// A set of records of the kind `K`.
#[derive(Debug)]
pub struct Refs<K>(PhantomData<K>);

impl<K: Kind> FieldKind for Refs<K> {
    const TYPE: ValueType = ValueType::Refs(K::ID);
    type Out<'a> = &'a BTreeSet<RecordId>;
    fn read(value: &Value) -> Option<&BTreeSet<RecordId>> {
        match value {
            Value::Refs(ids) => Some(ids),
            _ => None,
        }
    }
}

/// Parts of a whole among records of the kind `K`, in ten-thousandths.
#[derive(Debug)]
pub struct Shares<K>(PhantomData<K>);

impl<K: Kind> FieldKind for Shares<K> {
    const TYPE: ValueType = ValueType::Shares(K::ID);
    type Out<'a> = &'a BTreeMap<RecordId, u32>;
    fn read(value: &Value) -> Option<&BTreeMap<RecordId, u32>> {
        match value {
            Value::Shares(shares) => Some(shares),
            _ => None,
        }
    }
}
