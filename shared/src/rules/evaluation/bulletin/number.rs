//! The number of a bulletin: 宜重投办文〔2020〕3号. The year stands in hexagonal brackets, the number
//! runs within it without leading zeros.

use crate::model::Bulletin;
use crate::rules::{Attempt, Refusal};
use crate::schema::View;
use crate::state::State;

/// What a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'a> {
    /// Which office and sort of document.
    pub series: &'a str,
    /// The year.
    pub year: i16,
    /// The running number, from 1.
    pub no: u32,
}

/// Reads a number; `None` when it is not written as it should be.
pub fn parse(text: &str) -> Option<Number<'_>> {
    let (series, rest) = text.split_once('〔')?;
    let (year, rest) = rest.split_once('〕')?;
    let no = rest.strip_suffix('号')?;
    let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_sound = !series.is_empty()
        && year.len() == 4
        && is_plain(year)
        && is_plain(no)
        && !no.starts_with('0');
    is_sound.then_some(())?;
    Some(Number {
        series,
        year: year.parse().ok()?,
        no: no.parse().ok()?,
    })
}

/// The next free number of the series and year.
pub fn next(state: &State, series: &str, year: i16) -> String {
    let taken = state
        .all::<Bulletin>()
        .filter_map(|record| parse(record.view::<Bulletin>()?.number()?))
        .filter(|number| number.series == series && number.year == year)
        .map(|number| number.no);
    let no = taken.max().unwrap_or_default().saturating_add(1);
    format!("{series}〔{year}〕{no}号")
}

pub(super) fn check(attempt: &Attempt<'_>, bulletin: View<'_, Bulletin>) -> Result<(), Refusal> {
    let number = bulletin.number().unwrap_or_default();
    if parse(number).is_none() {
        return Err(attempt.refuse(
            Bulletin::NUMBER,
            format!("文号「{number}」格式有误,应如「宜重投办文〔2020〕3号」"),
            format!("`{number}` is not a document number such as 宜重投办文〔2020〕3号"),
        ));
    }
    let is_taken = attempt
        .state
        .all::<Bulletin>()
        .filter(|record| record.id != attempt.after.id)
        .filter_map(|record| record.view::<Bulletin>()?.number())
        .any(|other| other == number);
    if !is_taken {
        return Ok(());
    }
    Err(attempt.refuse(
        Bulletin::NUMBER,
        format!("文号「{number}」已经使用"),
        format!("the number {number} is taken"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b15_numbers_are_written_as_offices_write_them() {
        let read = parse("宜重投办文〔2020〕12号").unwrap();
        assert_eq!((read.series, read.year, read.no), ("宜重投办文", 2020, 12));
        for wrong in [
            "宜重投办文[2020]12号",
            "宜重投办文〔20〕12号",
            "宜重投办文〔2020〕012号",
            "宜重投办文〔2020〕12",
            "〔2020〕12号",
            "宜重投办文〔2020〕号",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
