//! DOMAIN's figures, built from records.

mod agenda;
mod coverage;
mod decision;
mod meeting;
mod problem;
mod undo;

use crate::model::{
    GroupRole, Meeting, MeetingKind, Post, Problem, ProblemKind, ProblemSource, UnitKind,
};
use crate::rules::story::{Story, choice, date, office, text};
use crate::schema::{FieldNo, RecordId, Value};

/// Text that shows something.
pub(super) const EVIDENCE: &str = "已于当日完成,现场核对无误";

impl Story {
    fn post(&mut self, title: &str, role: GroupRole) -> RecordId {
        self.make::<Post>(vec![
            (Post::TITLE, text(title)),
            (Post::ROLE, choice(role)),
            (Post::NO, Value::Int(1)),
        ])
    }

    /// A meeting that is being prepared.
    fn meeting(&mut self, kind: MeetingKind, on: &str, given: Vec<(FieldNo, Value)>) -> RecordId {
        let mut fields = vec![
            (Meeting::TITLE, text("会议")),
            (Meeting::KIND, choice(kind)),
            (Meeting::ON, date(on)),
        ];
        fields.extend(given);
        self.make::<Meeting>(fields)
    }

    fn begin(&mut self, meeting: RecordId) {
        self.act::<Meeting>(&office(), meeting, Meeting::BEGIN, vec![])
            .unwrap();
    }

    /// A weekly dispatch in session, under the post.
    fn dispatch(&mut self, on: &str, chair: RecordId, is_delegated: bool) -> RecordId {
        let given = vec![
            (Meeting::CHAIR, Value::Ref(chair)),
            (Meeting::DELEGATED, Value::Flag(is_delegated)),
        ];
        let meeting = self.meeting(MeetingKind::WeeklyDispatch, on, given);
        self.begin(meeting);
        meeting
    }

    fn problem(
        &mut self,
        title: &str,
        owner: RecordId,
        found: &str,
        given: Vec<(FieldNo, Value)>,
    ) -> RecordId {
        let mut fields = vec![
            (Problem::TITLE, text(title)),
            (Problem::SOURCE, choice(ProblemSource::Report)),
            (Problem::KIND, choice(ProblemKind::Land)),
            (Problem::FOUND_ON, date(found)),
            (Problem::OWNER, Value::Ref(owner)),
        ];
        fields.retain(|(no, _)| given.iter().all(|(other, _)| other != no));
        fields.extend(given);
        self.make::<Problem>(fields)
    }

    fn bureau(&mut self, code: &str, name: &str) -> RecordId {
        self.unit(code, name, UnitKind::Government)
    }
}
