//! One meeting, from being called to its minutes: what every sort of meeting has in common
//! (DOMAIN B13).

use shared::model::{AgendaItem, AgendaRule, Meeting, MeetingKind};
use shared::rules::Actor;
use shared::schema::{ActionNo, Choices as _, Day, FieldNo, RecordId, Value};

use super::people::{Chair, People};
use super::script::{Moment, Script};
use crate::build::{act, create, id, text};

/// Meetings are called so many days before.
const CALLED_BEFORE: i32 = 2;

/// What a meeting is.
pub(super) struct Call<'a> {
    /// Makes its id.
    pub(super) key: String,
    pub(super) title: String,
    pub(super) kind: MeetingKind,
    pub(super) on: Day,
    /// The minute of the day at which it begins.
    pub(super) minute: i64,
    pub(super) chair: Option<&'a Chair>,
    /// By delegation of the leader whose turn it was (DOMAIN §12, 4).
    pub(super) is_delegated: bool,
    pub(super) invited: Vec<RecordId>,
    pub(super) place: String,
}

/// A meeting that is being written.
pub(super) struct Sitting {
    pub(super) id: RecordId,
    pub(super) on: Day,
    /// The minute at which the next thing of the session is written down.
    minute: i64,
    called: Moment,
    items: usize,
    key: String,
    office: Actor,
}

/// An item as it is put on the agenda.
pub(super) struct Item {
    pub(super) title: String,
    pub(super) rule: AgendaRule,
    pub(super) why: String,
    /// The project, the problem, the decision, or the unit that proposes it.
    pub(super) about: Vec<(FieldNo, RecordId)>,
}

impl Sitting {
    /// The meeting is called, and those who are absent stay away.
    pub(super) fn call(
        script: &mut Script,
        people: &People,
        call: &Call<'_>,
        absent: &[RecordId],
    ) -> Self {
        let made = create::<Meeting>(&call.key, Self::fields(call));
        let called = Moment::new(call.on.plus(-CALLED_BEFORE), 15 * 60 + call.minute % 60);
        let id = made.id;
        script.at(called, &people.office, made);
        let came = call.invited.iter().filter(|unit| !absent.contains(unit));
        let attended = Value::Refs(came.copied().collect());
        let mut sitting = Self {
            id,
            on: call.on,
            minute: call.minute,
            called,
            items: 0,
            key: call.key.clone(),
            office: people.office.clone(),
        };
        let begin = act::<Meeting>(id, Meeting::BEGIN, vec![(Meeting::ATTENDED, attended)]);
        sitting.write(script, begin);
        sitting
    }

    fn fields(call: &Call<'_>) -> Vec<(FieldNo, Value)> {
        let mut fields = vec![
            (Meeting::TITLE, text(&call.title)),
            (Meeting::KIND, Value::Choice(call.kind.no())),
            (Meeting::ON, Value::Day(call.on)),
            (Meeting::PLACE, text(&call.place)),
            (
                Meeting::INVITED,
                Value::Refs(call.invited.iter().copied().collect()),
            ),
        ];
        if let Some(chair) = call.chair {
            fields.push((Meeting::CHAIR, Value::Ref(chair.post)));
            fields.push((Meeting::CHAIR_PERSON, Value::Ref(chair.person)));
        }
        if call.is_delegated {
            fields.push((Meeting::DELEGATED, Value::Flag(true)));
        }
        fields
    }

    /// Something is written down in the session, a minute after what came before.
    pub(super) fn write(&mut self, script: &mut Script, command: shared::rules::Command) {
        script.at(Moment::new(self.on, self.minute), &self.office, command);
    }

    /// The session goes on for some minutes.
    pub(super) fn wait(&mut self, minutes: i64) {
        self.minute += minutes;
    }

    /// Puts an item on the agenda.
    pub(super) fn item(&mut self, script: &mut Script, item: &Item) -> RecordId {
        let mut fields = vec![
            (AgendaItem::MEETING, Value::Ref(self.id)),
            (AgendaItem::TITLE, text(&item.title)),
            (AgendaItem::RULE, Value::Choice(item.rule.no())),
            (AgendaItem::WHY, text(&item.why)),
        ];
        let about = item.about.iter();
        fields.extend(about.map(|(no, id)| (*no, Value::Ref(*id))));
        let key = format!("{}/{}", self.key, self.items);
        self.items += 1;
        script.at(
            self.called,
            &self.office,
            create::<AgendaItem>(&key, fields),
        );
        id::<AgendaItem>(&key)
    }

    /// The item ends in this.
    pub(super) fn settle(
        &mut self,
        script: &mut Script,
        item: RecordId,
        action: ActionNo,
        given: Vec<(FieldNo, Value)>,
    ) {
        self.wait(1);
        let settled = act::<AgendaItem>(item, action, given);
        self.write(script, settled);
    }

    /// It ends with these minutes, which are issued the next day.
    pub(super) fn end(mut self, script: &mut Script, minutes: &str) {
        self.wait(5);
        let minutes = vec![(Meeting::MINUTES, text(minutes))];
        let end = act::<Meeting>(self.id, Meeting::END, minutes);
        self.write(script, end);
        let issued = Moment::new(self.on.plus(1), 16 * 60 + self.minute % 60);
        let issue = act::<Meeting>(self.id, Meeting::ISSUE, vec![]);
        script.at(issued, &self.office, issue);
    }

    /// On a site the minutes are written the next morning.
    pub(super) fn end_next_day(mut self, script: &mut Script, minutes: &str) {
        self.on = self.on.plus(1);
        self.minute = 9 * 60 + self.minute % 60;
        self.end(script, minutes);
    }
}
