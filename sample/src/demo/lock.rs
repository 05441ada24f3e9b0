//! The months that have been reviewed are locked (DOMAIN B17).

use shared::model::MonthLock;
use shared::schema::{Day, Kind, Month, Value, coordinates};

use super::people::People;
use super::script::{Moment, Script, founding};
use crate::build::{act, create};

/// The day of the next month on which a month is locked.
const LOCKED_ON: i8 = 8;

pub(super) fn write(script: &mut Script, people: &People, until: Day) {
    let mut month = Month::of(founding().day);
    while month.plus(1).day(LOCKED_ON) <= until {
        let day = month.plus(1).day(LOCKED_ON);
        let moment = Moment::new(day, 18 * 60);
        let value = Value::Month(month);
        let fields = vec![(MonthLock::MONTH, value.clone())];
        script.at(moment, &people.office, create::<MonthLock>("", fields));
        let value_of = |no| (no == MonthLock::MONTH).then_some(&value);
        if let Some(id) = coordinates::id_of(MonthLock::SPEC, value_of) {
            for action in [
                MonthLock::REVIEW_COUNTIES,
                MonthLock::REVIEW_CITY,
                MonthLock::LOCK,
            ] {
                script.at(moment, &people.office, act::<MonthLock>(id, action, vec![]));
            }
        }
        month = month.plus(1);
    }
}
