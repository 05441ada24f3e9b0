//! Commands from the schema: a tape of random numbers, read from its beginning, says everything.

use std::collections::{BTreeMap, BTreeSet};

use shared::model::KINDS;
use shared::rules::{Command, Edit, Edits, Position, Verb};
use shared::schema::{
    CommandNumber, Day, Decimal, Due, FieldNo, FieldSpec, FileRef, KindId, KindSpec, Month,
    OrderKey, Period, PlaceAt, RecordId, Seq, Timestamp, Value, ValueType, Write, coordinates,
};
use shared::state::State;
use uuid::Uuid;

/// Random numbers, read one after the other; after the last come zeros.
pub(crate) struct Tape<'a> {
    numbers: std::slice::Iter<'a, u16>,
}

impl<'a> Tape<'a> {
    pub(crate) fn new(numbers: &'a [u16]) -> Self {
        Self {
            numbers: numbers.iter(),
        }
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::from(self.numbers.next().copied().unwrap_or(0)) % end
    }

    /// True once in `times`.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    pub(crate) fn pick<'b, T>(&mut self, from: &'b [T]) -> Option<&'b T> {
        if from.is_empty() {
            return None;
        }
        from.get(self.below(from.len()))
    }
}

/// A command of some kind on some record.
pub(crate) fn command(state: &State, tape: &mut Tape<'_>, next: u128) -> Command {
    let spec = KINDS[tape.below(KINDS.len())];
    let existing = ids(state, spec.id);
    let verb = match tape.below(16) {
        0..5 => return create(state, spec, tape, next),
        5..8 => Verb::Set {
            edits: edits(state, spec, tape),
        },
        8..14 => act(state, spec, tape),
        14 => match tape.below(3) {
            0 => Verb::Archive,
            1 => Verb::Restore,
            _ => Verb::Undo {
                number: CommandNumber(tape.below(20) as u64),
            },
        },
        _ => Verb::Place {
            field: some_field(spec, tape),
            at: Position {
                after: tape.pick(&existing).copied(),
                before: None,
            },
        },
    };
    let id = tape.pick(&existing).copied();
    Command {
        kind: spec.id,
        id: id.unwrap_or(RecordId(Uuid::from_u128(next))),
        base: base(tape),
        verb,
    }
}

fn base(tape: &mut Tape<'_>) -> Seq {
    match tape.below(8) {
        0 => Seq(tape.below(50) as u64),
        _ => Seq(u64::MAX),
    }
}

/// A new record with most of what it needs.
fn create(state: &State, spec: &'static KindSpec, tape: &mut Tape<'_>, next: u128) -> Command {
    let mut fields = Vec::new();
    for field in spec.fields {
        let is_made = field.write != Write::ByAction && !matches!(field.ty, ValueType::Notes);
        let wanted = (field.required && !tape.once_in(40)) || tape.once_in(2);
        if (is_made && wanted && field.ty != ValueType::Order) || tape.once_in(200) {
            fields.push((field.no, value(state, field, tape)));
        }
    }
    let value_of = |no| {
        fields
            .iter()
            .find(|(field, _)| *field == no)
            .map(|(_, v)| v)
    };
    let id = coordinates::id_of(spec, value_of).filter(|_| !tape.once_in(40));
    Command {
        kind: spec.id,
        id: id.unwrap_or(RecordId(Uuid::from_u128(next))),
        base: base(tape),
        verb: Verb::Create { fields },
    }
}

fn edits(state: &State, spec: &'static KindSpec, tape: &mut Tape<'_>) -> Edits {
    let mut edits = Edits::new();
    for _ in 0..=tape.below(3) {
        let no = some_field(spec, tape);
        let Some(field) = spec.field(no) else {
            edits.push((no, Edit::Clear));
            continue;
        };
        let value = value(state, field, tape);
        let edit = match tape.below(12) {
            0 => Edit::Clear,
            1 => Edit::Append("已与县里对接".into()),
            2 => Edit::Merge {
                add: value.clone(),
                remove: value,
            },
            _ => Edit::Put(value),
        };
        edits.push((no, edit));
    }
    edits
}

/// An action, mostly one that leads somewhere from where some record is, with what it asks for.
fn act(state: &State, spec: &'static KindSpec, tape: &mut Tape<'_>) -> Verb {
    let Some(action) = tape.pick(spec.actions) else {
        return Verb::Archive;
    };
    let mut edits = Edits::new();
    let asked = action.asks().chain(action.holds.iter().copied());
    for no in asked.collect::<BTreeSet<_>>() {
        if let Some(field) = spec.field(no)
            && !tape.once_in(30)
        {
            edits.push((no, Edit::Put(value(state, field, tape))));
        }
    }
    Verb::Act {
        action: action.no,
        edits,
        place: None,
    }
}

fn some_field(spec: &KindSpec, tape: &mut Tape<'_>) -> FieldNo {
    if tape.once_in(40) {
        return FieldNo(u16::try_from(tape.below(2_000)).unwrap_or(0));
    }
    spec.fields[tape.below(spec.fields.len())].no
}

fn ids(state: &State, kind: KindId) -> Vec<RecordId> {
    state.of_kind(kind).map(|record| record.id).collect()
}

fn reference(state: &State, kind: KindId, tape: &mut Tape<'_>) -> RecordId {
    let there = ids(state, kind);
    let id = tape.pick(&there).copied();
    id.filter(|_| !tape.once_in(60))
        .unwrap_or(RecordId(Uuid::from_u128(4_040_404)))
}

/// A value, mostly of the field's type and plausible.
fn value(state: &State, field: &FieldSpec, tape: &mut Tape<'_>) -> Value {
    if tape.once_in(60) {
        return odd(tape);
    }
    match field.ty {
        ValueType::Text | ValueType::LongText => {
            let texts = [
                "示例文字",
                "施工许可证 420581202006200101",
                "",
                "2020-420581-26-03-012345",
            ];
            Value::Text(texts[tape.below(texts.len())].to_owned())
        }
        ValueType::Int => Value::Int([1, 0, 50, 100, 2020, -1, i64::MAX][tape.below(7)]),
        ValueType::Decimal => Value::Decimal(Decimal {
            units: [10, 0, 12_345, -5, i64::MAX][tape.below(5)],
            scale: [0, 1, 2, 9][tape.below(4)],
        }),
        ValueType::Money => {
            let yuan = [
                10_000_000,
                0,
                100_000_000,
                1_200_000_000,
                5_000,
                -1,
                i64::MAX,
            ];
            Value::Money(yuan[tape.below(yuan.len())])
        }
        ValueType::Date => Value::Day(some_day(tape)),
        ValueType::Month => Value::Month(some_day(tape).month()),
        ValueType::Time => Value::Time(Timestamp(1_593_561_600_000)),
        ValueType::Choice(choice) => {
            Value::Choice(choice.options[tape.below(choice.options.len())].no)
        }
        ValueType::Choices(choice) => {
            let some = choice.options.iter().filter(|_| tape.once_in(2));
            Value::Choices(some.map(|option| option.no).collect())
        }
        ValueType::Flag => Value::Flag(tape.once_in(2)),
        ValueType::Ref(kind) => Value::Ref(reference(state, kind, tape)),
        ValueType::Refs(kind) => {
            let count = tape.below(3);
            Value::Refs((0..count).map(|_| reference(state, kind, tape)).collect())
        }
        ValueType::Shares(kind) => {
            let one = reference(state, kind, tape);
            let other = reference(state, kind, tape);
            let part = [10_000, 2_500, 3_333][tape.below(3)];
            let mut shares = BTreeMap::from([(one, part)]);
            if other != one {
                shares.insert(other, 10_000 - part);
            }
            Value::Shares(shares)
        }
        ValueType::Texts => Value::Texts(BTreeSet::from(["养老".to_owned()])),
        ValueType::Place => Value::Place(PlaceAt {
            lon_e7: 1_112_900_000,
            lat_e7: 306_900_000,
        }),
        ValueType::File => Value::File(FileRef {
            sha256: "0".repeat(64),
            name: "照片.jpg".into(),
            bytes: 1,
        }),
        ValueType::Order => OrderKey::between(None, None).map_or(Value::Flag(true), Value::Order),
        ValueType::Schedule => Value::Schedule(schedule(tape)),
        ValueType::Notes => Value::Notes(Vec::new()),
        ValueType::Signature => odd(tape),
        ValueType::Period => {
            let periods = [
                "2020-06", "2020-07", "2020-W25", "2020Q2", "2020Q3", "once", "2020",
            ];
            let period = Period::parse(periods[tape.below(periods.len())]);
            period.map_or(Value::Flag(true), Value::Period)
        }
    }
}

fn some_day(tape: &mut Tape<'_>) -> Day {
    let days = [
        "2020-06-08",
        "2020-06-15",
        "2020-06-30",
        "2020-07-01",
        "2020-05-31",
        "2020-08-15",
        "2020-12-31",
        "2019-03-01",
        "2021-06-30",
    ];
    Day::parse(days[tape.below(days.len())]).unwrap_or(Day::FIRST)
}

fn schedule(tape: &mut Tape<'_>) -> Vec<Due> {
    let on = some_day(tape);
    let from = Month::of(on);
    let rules = [
        Due::Once { on },
        Due::Monthly { day: 5, from },
        Due::MonthAfter { day: 1, from },
        Due::Weekly { from: on },
        Due::QuarterEnd { from: on },
        Due::EveryMonth,
        Due::Continuous,
        Due::External,
    ];
    vec![rules[tape.below(rules.len())].clone()]
}

/// A value that does not belong where it stands.
fn odd(tape: &mut Tape<'_>) -> Value {
    match tape.below(4) {
        0 => Value::Unknown {
            tag: 200,
            bytes: vec![1, 2],
        },
        1 => Value::Text("字".repeat(60_000)),
        2 => Value::Refs(BTreeSet::new()),
        _ => Value::Flag(true),
    }
}
