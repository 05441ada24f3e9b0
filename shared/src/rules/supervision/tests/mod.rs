//! DOMAIN's figures, built from records.

mod item;
mod round;
mod slip;

use crate::model::{Supervision, SupervisionSource};
use crate::rules::story::{Story, choice, date, refs, supervisor, text};
use crate::schema::RecordId;

/// Text that shows something.
const EVIDENCE: &str = "已于当日完成,现场核对无误";

impl Story {
    /// An item the supervision office has filed against the unit.
    fn supervised(&mut self, unit: RecordId, deadline: &str) -> RecordId {
        let fields = vec![
            (Supervision::MATTER, text("示例项目开工")),
            (Supervision::SOURCE, choice(SupervisionSource::NewStart)),
            (Supervision::UNITS, refs([unit])),
            (Supervision::DEADLINE, date(deadline)),
        ];
        self.create::<Supervision>(&supervisor(), fields).unwrap()
    }

    /// Such an item with its blue slip out.
    fn assigned(&mut self, unit: RecordId, deadline: &str) -> RecordId {
        let id = self.supervised(unit, deadline);
        self.act::<Supervision>(&supervisor(), id, Supervision::ASSIGN, vec![])
            .unwrap();
        id
    }
}
