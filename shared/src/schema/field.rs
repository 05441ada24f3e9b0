//! The declaration of a field.

use super::{ChoiceNo, ChoiceSpec, FieldNo, KindId, Label, Parties, Party, Value};

/// The type of a field's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A whole number.
    Int,
    /// A decimal number.
    Decimal,
    /// Money in whole yuan.
    Money,
    /// A day.
    Date,
    /// A month.
    Month,
    /// A moment.
    Time,
    /// One option of a choice.
    Choice(&'static ChoiceSpec),
    /// Yes or no.
    Flag,
    /// A record of a kind.
    Ref(KindId),
    /// A set of records of a kind.
    Refs(KindId),
    /// A set of options of a choice.
    Choices(&'static ChoiceSpec),
    /// A set of short texts.
    Texts,
    /// A place on the earth.
    Place,
    /// A file.
    File,
    /// A place in an order made by hand.
    Order,
    /// The rules of a deadline.
    Schedule,
    /// Remarks, added and never changed.
    Notes,
    /// Who took an action, and when; written by actions only.
    Signature,
    /// Parts of a whole among records of a kind, in ten-thousandths that add up to the whole.
    Shares(KindId),
    /// A period something is owed for: a week, a month, a quarter, a year, or once.
    Period,
}

impl ValueType {
    /// Whether `value` is of this type. A value of a newer version is of every type: it is kept,
    /// not judged.
    pub fn holds(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text | Self::LongText, Value::Text(_))
            | (Self::Int, Value::Int(_))
            | (Self::Decimal, Value::Decimal(_))
            | (Self::Money, Value::Money(_))
            | (Self::Date, Value::Day(_))
            | (Self::Month, Value::Month(_))
            | (Self::Time, Value::Time(_))
            | (Self::Flag, Value::Flag(_))
            | (Self::Ref(_), Value::Ref(_))
            | (Self::Refs(_), Value::Refs(_))
            | (Self::Texts, Value::Texts(_))
            | (Self::Place, Value::Place(_))
            | (Self::File, Value::File(_))
            | (Self::Order, Value::Order(_))
            | (Self::Schedule, Value::Schedule(_))
            | (Self::Notes, Value::Notes(_))
            | (Self::Signature, Value::Signature(_))
            | (Self::Shares(_), Value::Shares(_))
            | (Self::Period, Value::Period(_))
            | (_, Value::Unknown { .. }) => true,
            (Self::Choice(spec), Value::Choice(no)) => spec.option(*no).is_some(),
            (Self::Choices(spec), Value::Choices(nos)) => {
                nos.iter().all(|no| spec.option(*no).is_some())
            }
            _ => false,
        }
    }

    /// The type's key, used in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Int => "int",
            Self::Decimal => "decimal",
            Self::Money => "money",
            Self::Date => "date",
            Self::Month => "month",
            Self::Time => "time",
            Self::Choice(_) => "choice",
            Self::Flag => "flag",
            Self::Ref(_) => "ref",
            Self::Refs(_) => "refs",
            Self::Choices(_) => "choices",
            Self::Texts => "texts",
            Self::Place => "place",
            Self::File => "file",
            Self::Order => "order",
            Self::Schedule => "schedule",
            Self::Notes => "notes",
            Self::Signature => "signature",
            Self::Shares(_) => "shares",
            Self::Period => "period",
        }
    }

    /// The type's name, for messages.
    pub const fn label(self) -> Label {
        match self {
            Self::Text | Self::LongText => Label::new("文字", "text"),
            Self::Int => Label::new("整数", "a whole number"),
            Self::Decimal => Label::new("小数(以字符串书写)", "a decimal number in a string"),
            Self::Money => Label::new("金额(整数元)", "money in whole yuan"),
            Self::Date => Label::new("日期(如 2020-06-15)", "a day such as 2020-06-15"),
            Self::Month => Label::new("月份(如 2020-06)", "a month such as 2020-06"),
            Self::Time => Label::new("时刻(RFC 3339)", "a moment in RFC 3339"),
            Self::Choice(_) => Label::new("选项", "one of its options"),
            Self::Flag => Label::new("是或否", "true or false"),
            Self::Ref(_) => Label::new("记录编号", "the id of a record"),
            Self::Refs(_) => Label::new("一组记录编号", "a list of ids of records"),
            Self::Choices(_) => Label::new("一组选项", "a list of its options"),
            Self::Texts => Label::new("一组短文字", "a list of texts"),
            Self::Place => Label::new("位置 [经度, 纬度]", "a place [longitude, latitude]"),
            Self::File => Label::new("文件", "a file"),
            Self::Order => Label::new("排序键", "an order key"),
            Self::Schedule => Label::new("期限规则", "a list of due rules"),
            Self::Notes => Label::new("备注", "a list of notes"),
            Self::Signature => Label::new("签名", "a signature"),
            Self::Period => Label::new(
                "期间(如 2020-W25、2020-06、2020Q2、once)",
                "a period such as 2020-W25, 2020-06, 2020Q2, once",
            ),
            Self::Shares(_) => Label::new(
                "份额(各记录的万分比,合计 10000)",
                "shares: ten-thousandths by record id that add up to 10000",
            ),
        }
    }
}

/// What happens when two people change a field without having seen each other's change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// The last one stands; what it overwrote is kept in the log.
    Replace,
    /// Additions to and removals from a set are merged.
    Set,
    /// Both are added.
    Append,
    /// A place in an order: the author names the neighbours, the decision makes the key.
    Order,
    /// The second one is refused.
    Guarded,
}

/// How a field may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// By whoever may change the record.
    Edit,
    /// Only when the record is created: the verbatim words of the notice, for example.
    Once,
    /// Only by an action of the record's state machine.
    ByAction,
}

/// What a field counts as while it is empty: the default of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// A whole number.
    Int(i64),
    /// Money in whole yuan.
    Money(i64),
    /// Yes or no.
    Flag(bool),
    /// An option.
    Choice(ChoiceNo),
}

/// The declaration of one field.
#[derive(Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// Its number, kept in records.
    pub no: FieldNo,
    /// Its key, used in JSON and in addresses.
    pub key: &'static str,
    /// Its name.
    pub label: Label,
    /// The type of its values.
    pub ty: ValueType,
    /// What happens to changes that cross.
    pub merge: Merge,
    /// How it may be written.
    pub write: Write,
    /// Whether a record must have it from the start.
    pub required: bool,
    /// What its numbers count: 亩, 吨, 个百分点.
    pub measure: Option<Label>,
    /// Whether its numbers may be below zero.
    pub signed: bool,
    /// What it counts as while it is empty.
    pub fallback: Option<Fallback>,
    /// Who may write it, when that is fewer than may write the record.
    pub writers: Option<Parties>,
    /// Whether it is about a private person and left out of what is shared outside.
    pub personal: bool,
}

impl FieldSpec {
    /// A field that may be left empty, with the merge rule that suits its type.
    pub const fn new(no: u16, key: &'static str, label: Label, ty: ValueType) -> Self {
        let merge = match ty {
            ValueType::Refs(_) | ValueType::Choices(_) | ValueType::Texts => Merge::Set,
            ValueType::Notes => Merge::Append,
            ValueType::Order => Merge::Order,
            _ => Merge::Replace,
        };
        Self {
            no: FieldNo(no),
            key,
            label,
            ty,
            merge,
            write: Write::Edit,
            required: false,
            measure: None,
            signed: false,
            fallback: None,
            writers: None,
            personal: false,
        }
    }

    /// The record must have it from the start.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Written only when the record is created.
    pub const fn once(mut self) -> Self {
        self.write = Write::Once;
        self
    }

    /// Written only by actions, and never over a change the author has not seen.
    pub const fn by_action(mut self) -> Self {
        self.write = Write::ByAction;
        self.merge = Merge::Guarded;
        self
    }

    /// Never written over a change the author has not seen.
    pub const fn guarded(mut self) -> Self {
        self.merge = Merge::Guarded;
        self
    }

    /// Its numbers count this.
    pub const fn measured(mut self, zh: &'static str, en: &'static str) -> Self {
        self.measure = Some(Label::new(zh, en));
        self
    }

    /// Its numbers may be below zero; without this they may not.
    pub const fn signed(mut self) -> Self {
        self.signed = true;
        self
    }

    /// What it counts as while it is empty.
    pub const fn otherwise(mut self, fallback: Fallback) -> Self {
        self.fallback = Some(fallback);
        self
    }

    /// The office alone may write it, whoever may write the record.
    pub const fn by_office(mut self) -> Self {
        self.writers = Some(Parties::of(&[Party::Office]));
        self
    }

    /// About a private person: left out of what is shared outside.
    pub const fn personal(mut self) -> Self {
        self.personal = true;
        self
    }
}
