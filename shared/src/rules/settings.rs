//! The room's settings: what the notice leaves open, with the default of DOMAIN where the room
//! says nothing.

use std::sync::Arc;

use crate::model;
use crate::schema::{Choices, Fallback, FieldNo, Kind, Record, Value};
use crate::state::State;

/// The settings in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    record: Option<Arc<Record>>,
}

impl Settings {
    /// The settings of the room.
    pub fn of(state: &State) -> Self {
        let record = state.all::<model::Settings>().next().cloned();
        Self { record }
    }

    /// A setting that is a whole number.
    pub fn int(&self, field: FieldNo) -> i64 {
        match (self.value(field), fallback(field)) {
            (Some(Value::Int(number)), _) => *number,
            (_, Some(Fallback::Int(number))) => number,
            _ => 0,
        }
    }

    /// A setting that is a number of things: never below zero.
    pub fn count(&self, field: FieldNo) -> u32 {
        u32::try_from(self.int(field)).unwrap_or(0)
    }

    /// A setting that is money, in yuan.
    pub fn money(&self, field: FieldNo) -> i64 {
        match (self.value(field), fallback(field)) {
            (Some(Value::Money(yuan)), _) => *yuan,
            (_, Some(Fallback::Money(yuan))) => yuan,
            _ => 0,
        }
    }

    /// A setting that is yes or no.
    pub fn flag(&self, field: FieldNo) -> bool {
        match (self.value(field), fallback(field)) {
            (Some(Value::Flag(flag)), _) => *flag,
            (_, Some(Fallback::Flag(flag))) => flag,
            _ => false,
        }
    }

    /// A setting that is one of a choice's options; `None` when this version knows neither the
    /// option nor a default.
    pub fn choice<C: Choices>(&self, field: FieldNo) -> Option<C> {
        let set = match self.value(field) {
            Some(Value::Choice(no)) => C::from_no(*no),
            _ => None,
        };
        set.or_else(|| match fallback(field) {
            Some(Fallback::Choice(no)) => C::from_no(no),
            _ => None,
        })
    }

    fn value(&self, field: FieldNo) -> Option<&Value> {
        self.record.as_ref()?.value(field)
    }
}

fn fallback(field: FieldNo) -> Option<Fallback> {
    model::Settings::SPEC.field(field)?.fallback
}
