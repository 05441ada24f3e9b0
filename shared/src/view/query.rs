//! The address of a view: what stands behind the `?`.

use std::collections::BTreeSet;
use std::fmt;

use crate::rules::light::Colour;
use crate::schema::{Choices, Day, RecordId};

/// What the address says about the view. What it does not say is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The day lights are computed for, when it is not the room's.
    pub day: Option<Day>,
    /// Only tasks of the unit with this code.
    pub unit: Option<String>,
    /// Only tasks with one of these lights; none means all.
    pub lights: BTreeSet<Colour>,
    /// The numbers of the parts whose lanes are folded.
    pub folded: BTreeSet<i64>,
    /// The record in focus.
    pub record: Option<RecordId>,
}

impl Query {
    /// Reads `day=2020-07-15&unit=fgw&lights=red,yellow&folded=2,3&record=…`. What cannot be
    /// understood is as usual, so an old or mistyped address still shows a board.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for pair in text.trim_start_matches('?').split('&') {
            let Some((key, value)) = pair.split_once('=') else {
                continue;
            };
            match key {
                "day" => {
                    let day = Day::parse(value);
                    query.day = day.filter(|day| Day::PLAUSIBLE_YEARS.contains(&day.year()));
                }
                "unit" => query.unit = is_code(value).then(|| value.to_owned()),
                "lights" => {
                    let keys = value.split(',').filter_map(|key| Colour::SPEC.by_key(key));
                    query.lights = keys
                        .filter_map(|option| Colour::from_no(option.no))
                        .collect();
                }
                "folded" => {
                    query.folded = value.split(',').filter_map(|no| no.parse().ok()).collect();
                }
                "record" => query.record = RecordId::parse(value),
                _ => {}
            }
        }
        query
    }

    /// Whether some tasks are left out.
    pub fn filters(&self) -> bool {
        self.unit.is_some() || !self.lights.is_empty()
    }
}

/// Unit codes are letters and digits, so an address needs no escapes.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pairs: Vec<String> = Vec::new();
        if let Some(day) = self.day {
            pairs.push(format!("day={day}"));
        }
        if let Some(unit) = &self.unit {
            pairs.push(format!("unit={unit}"));
        }
        if !self.lights.is_empty() {
            let keys: Vec<&str> = self.lights.iter().map(|colour| colour.key()).collect();
            pairs.push(format!("lights={}", keys.join(",")));
        }
        if !self.folded.is_empty() {
            let nos: Vec<String> = self.folded.iter().map(i64::to_string).collect();
            pairs.push(format!("folded={}", nos.join(",")));
        }
        if let Some(record) = self.record {
            pairs.push(format!("record={record}"));
        }
        f.write_str(&pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives() {
        let text = "day=2020-07-15&unit=420581&lights=red,grey&folded=2,6\
                    &record=018f3e6a-7c00-7000-8000-000000000001";
        assert_eq!(Query::parse(text).to_string(), text);
        assert_eq!(Query::parse(&format!("?{text}")), Query::parse(text));
    }

    #[test]
    fn what_cannot_be_understood_is_as_usual() {
        let query = Query::parse("day=yesterday&unit=<b>&lights=purple&record=1&x&y=2");
        assert_eq!(query, Query::default());
    }
}
