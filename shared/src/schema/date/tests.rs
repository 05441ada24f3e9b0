use std::fmt;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::*;

#[test]
fn a_month_ends_on_its_last_day() {
    let month = |text| Month::parse(text).unwrap();
    assert_eq!(month("2020-02").last_day().to_string(), "2020-02-29");
    assert_eq!(month("2021-02").day(31).to_string(), "2021-02-28");
    assert_eq!(month("2020-12").next(), Month::parse("2021-01"));
    assert_eq!(month("9999-12").next(), None);
    assert_eq!(
        month("9999-12").last_day().plus(1).to_string(),
        "9999-12-31"
    );
}

#[test]
fn the_day_in_china_starts_at_16_utc() {
    let before = Timestamp::parse("2020-06-12T15:59:59Z").unwrap();
    let after = Timestamp::parse("2020-06-12T16:00:00Z").unwrap();
    assert_eq!(before.day(), Day::parse("2020-06-12"));
    assert_eq!(after.day(), Day::parse("2020-06-13"));
    assert_eq!(after.clock(), (0, 0));
}

#[test]
fn days_survive_both_encodings() {
    for text in ["1969-12-31", "2020-06-30", "2400-02-29"] {
        let day = Day::parse(text).unwrap();
        let bytes = postcard::to_allocvec(&day).unwrap();
        assert_eq!(postcard::from_bytes::<Day>(&bytes).unwrap(), day);
        let json = serde_json::to_string(&day).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day);
    }
    assert_eq!(Day::parse("2020-6-15"), None);
    for wrong in [
        "2020-02-30",
        "2020-+6-15",
        "+020-06-15",
        "2020-06-15T00",
        "2020-06-1５",
    ] {
        assert_eq!(Day::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn days_between_two_dates() {
    let day = |text| Day::parse(text).unwrap();
    assert_eq!(day("2021-06-30").days_since(day("2020-06-08")), 387);
    assert_eq!(day("2020-06-01").days_since(day("2020-06-08")), -7);
    assert_eq!(day("2020-06-30").plus(1), day("2020-07-01"));
    assert_eq!(day("2020-06-15").weekday(), 1);
}

#[test]
fn weeks_run_from_monday_to_sunday_and_belong_to_the_year_of_their_thursday() {
    let day = |text| Day::parse(text).unwrap();
    let week = Week::of(day("2020-06-17"));
    assert_eq!(week.to_string(), "2020-W25");
    assert_eq!(
        (week.first_day(), week.last_day()),
        (day("2020-06-15"), day("2020-06-21"))
    );
    assert_eq!(Week::of(day("2019-12-30")).to_string(), "2020-W01");
    assert_eq!(Week::of(day("2021-01-03")).to_string(), "2020-W53");
    assert_eq!(
        Week::parse("2020-W53").unwrap().next(),
        Week::parse("2021-W01")
    );
    assert_eq!(Week::parse("2021-W53"), None);
}

#[test]
fn months_count_across_years() {
    let month = |text| Month::parse(text).unwrap();
    assert_eq!(month("2021-01").previous(), Month::parse("2020-12"));
    assert_eq!(month("0000-01").previous(), None);
    assert_eq!(month("2020-06").plus(-7), month("2019-11"));
    assert_eq!(month("2020-06").plus(7), month("2021-01"));
    assert_eq!(month("2020-06").plus(i32::MAX), month("9999-12"));
    assert_eq!(month("2020-06").plus(i32::MIN), month("0000-01"));
    assert_eq!(month("2021-02").months_since(month("2020-11")), 3);
    assert_eq!(month("2020-05").quarter(), Quarter::new(2020, 2).unwrap());
    assert_eq!(month("2020-05").year_start(), month("2020-01"));
    assert_eq!(month("2020-05").year_end(), month("2020-12"));
    assert!(month("2020-09").ends_quarter() && !month("2020-08").ends_quarter());
}

#[test]
fn a_quarter_has_three_months() {
    let quarter = Quarter::of(Day::parse("2020-05-31").unwrap());
    assert_eq!(quarter.to_string(), "2020Q2");
    let months = quarter.months().map(|month| month.to_string());
    assert_eq!(months, ["2020-04", "2020-05", "2020-06"]);
    assert_eq!(quarter.first_day().to_string(), "2020-04-01");
    assert_eq!(quarter.last_day().to_string(), "2020-06-30");
    assert_eq!(
        Quarter::parse("2020Q4").unwrap().next(),
        Quarter::parse("2021Q1")
    );
    assert_eq!(
        Quarter::parse("2021Q1").unwrap().previous(),
        Quarter::parse("2020Q4")
    );
}

#[test]
fn the_ends_of_the_calendar_are_in_weeks_and_quarters_too() {
    let [first, last] = ["0000-01-01", "9999-12-31"].map(|text| Day::parse(text).unwrap());
    assert_eq!(Week::of(first).first_day(), first);
    assert_eq!(Week::of(first).to_string(), "0000-W01");
    assert_eq!(Week::of(first).previous(), None);
    assert_eq!(Week::of(last).last_day(), last);
    assert_eq!(Week::of(last).next(), None);
    assert_eq!(Week::parse("9999-W53"), None);
    assert_eq!(Quarter::of(first).previous(), None);
    assert_eq!(Quarter::of(last).next(), None);
    assert_eq!(Quarter::of(last).last_day(), last);
}

#[test]
fn periods_in_text_and_words() {
    for (text, zh, en) in [
        ("once", "一次完成", "once"),
        ("step-2", "第2步", "step 2"),
        ("2020-06", "2020年6月", "June 2020"),
        ("2020-W25", "2020年第25周", "week 25 of 2020"),
        ("2020Q2", "2020年第2季度", "quarter 2 of 2020"),
        ("2020", "2020年", "2020"),
    ] {
        let period = Period::parse(text).unwrap();
        assert_eq!(period.to_string(), text);
        assert_eq!(period.sentence().zh, zh);
        assert_eq!(period.sentence().en, en);
        assert_eq!(period.first_day().is_some(), text.starts_with('2'));
    }
    let june = Period::parse("2020-06").unwrap();
    assert_eq!(june.first_day(), Day::parse("2020-06-01"));
    assert_eq!(june.last_day(), Day::parse("2020-06-30"));
    for wrong in [
        "", "Once", "step-", "step-02", "step-+2", "step-256", "2020-13", "2020-6", "2020-W00",
        "2020-W54", "2020-w25", "2020Q5", "2020Q", "2020Q02", "20Q2", "202", "20201", "+020",
    ] {
        assert_eq!(Period::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn the_stored_forms_stay_as_they_are() {
    fn bytes(value: impl Serialize) -> Vec<u8> {
        postcard::to_allocvec(&value).unwrap()
    }
    assert_eq!(bytes(Day::parse("2020-06-15").unwrap()), [0xf8, 0x9f, 0x02]);
    assert_eq!(bytes(Month::parse("2020-06").unwrap()), [0xc8, 0x1f, 6]);
    assert_eq!(bytes(Timestamp(-1)), [1]);
    assert_eq!(bytes(Week::parse("2020-W25").unwrap()), [0xc8, 0x1f, 25]);
    assert_eq!(bytes(Quarter::parse("2020Q2").unwrap()), [0xc8, 0x1f, 2]);
    assert_eq!(bytes(Period::parse("once").unwrap()), [0]);
    assert_eq!(bytes(Period::parse("step-2").unwrap()), [1, 2]);
    assert_eq!(bytes(Period::parse("2020").unwrap()), [5, 0xc8, 0x1f]);
}

fn any_day() -> impl Strategy<Value = Day> {
    let ends = (-719_528..-719_000).prop_union(2_932_000..2_932_897);
    ends.or(-719_528..2_932_897)
        .prop_filter_map("beyond the calendar", Day::from_epoch_days)
}

fn any_period() -> impl Strategy<Value = Period> {
    (any_day(), any::<u8>(), 0..6).prop_map(|(day, step, kind)| match kind {
        0 => Period::Once,
        1 => Period::Step(step),
        2 => Period::Month(day.month()),
        3 => Period::Week(Week::of(day)),
        4 => Period::Quarter(Quarter::of(day)),
        _ => Period::Year(day.year()),
    })
}

proptest! {
    #[test]
    fn a_period_reads_what_it_writes(period in any_period()) {
        prop_assert_eq!(Period::parse(&period.to_string()), Some(period));
        let bytes = postcard::to_allocvec(&period).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Period>(&bytes).unwrap(), period);
    }

    #[test]
    fn every_day_lies_in_its_week_and_quarter(day in any_day()) {
        let week = Week::of(day);
        prop_assert!(week.first_day() <= day && day <= week.last_day());
        prop_assert_eq!(Week::parse(&week.to_string()), Some(week));
        if let Some(next) = week.next() {
            prop_assert_eq!(next.first_day(), week.last_day().plus(1));
            prop_assert_eq!(next.previous(), Some(week));
        }
        let quarter = Quarter::of(day);
        prop_assert!(quarter.first_day() <= day && day <= quarter.last_day());
        prop_assert_eq!(Quarter::parse(&quarter.to_string()), Some(quarter));
        if let Some(next) = quarter.next() {
            prop_assert_eq!(next.first_day(), quarter.last_day().plus(1));
            prop_assert_eq!(next.previous(), Some(quarter));
        }
    }

    #[test]
    fn months_are_added_and_counted_alike(day in any_day(), months in -2_000..2_000) {
        let month = day.month();
        let moved = month.plus(months);
        if moved.year() > 0 && moved.year() < 9999 {
            prop_assert_eq!(moved.months_since(month), months);
        }
        prop_assert_eq!(month.next().and_then(Month::previous), month.next().map(|_| month));
    }

    #[test]
    fn what_one_encoding_reads_the_other_can_say(bytes: [u8; 12]) {
        fn check<T>(bytes: &[u8]) -> Result<(), TestCaseError>
        where
            T: Serialize + for<'de> Deserialize<'de> + PartialEq + fmt::Debug,
        {
            if let Ok((value, _)) = postcard::take_from_bytes::<T>(bytes) {
                let json = serde_json::to_string(&value).unwrap();
                prop_assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
            }
            Ok(())
        }
        check::<Day>(&bytes)?;
        check::<Month>(&bytes)?;
        check::<Timestamp>(&bytes)?;
        check::<Week>(&bytes)?;
        check::<Quarter>(&bytes)?;
        check::<Period>(&[&[bytes[0] % 6], &bytes[1..]].concat())?;
    }
}
