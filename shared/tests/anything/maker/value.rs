//! Values for fields, most of them plausible.

use std::collections::{BTreeMap, BTreeSet};

use shared::schema::{
    Day, Decimal, Due, FieldSpec, FileRef, KindId, Month, OrderKey, Period, PlaceAt, RecordId,
    Timestamp, Value, ValueType,
};
use shared::state::State;
use uuid::Uuid;

use super::Tape;

pub(super) fn ids(state: &State, kind: KindId) -> Vec<RecordId> {
    state.of_kind(kind).map(|record| record.id).collect()
}

fn reference(state: &State, kind: KindId, tape: &mut Tape<'_>) -> RecordId {
    let there = ids(state, kind);
    let id = tape.pick(&there).copied();
    id.filter(|_| !tape.once_in(60))
        .unwrap_or(RecordId(Uuid::from_u128(4_040_404)))
}

/// A value, mostly of the field's type and plausible.
pub(super) fn value(state: &State, field: &FieldSpec, tape: &mut Tape<'_>) -> Value {
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
