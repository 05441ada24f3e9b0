//! For tests: a room in which people act one after the other, through [`decide`] as everywhere.

use crate::model::{Project, Unit, UnitKind};
use crate::rules::{Actor, Command, Context, Edit, OwnChanges, Refusal, Role, Verb, decide};
use crate::schema::{
    ActionNo, Choices, CommandNumber, Day, FieldNo, Kind, RecordId, Seq, Timestamp, Value, View,
    coordinates,
};
use crate::state::{Effect, State};

/// A room and the moment it is in.
pub(crate) struct Story {
    pub(crate) state: State,
    now: Timestamp,
    made: u128,
    /// Who did what; the place in it is the seq.
    log: Vec<(RecordId, Vec<Effect>)>,
}

/// What the author did: commands have the numbers of their seqs.
struct Own<'a> {
    log: &'a [(RecordId, Vec<Effect>)],
    author: RecordId,
}

impl OwnChanges for Own<'_> {
    fn is_own(&self, seq: Seq) -> bool {
        self.effects_of(CommandNumber(seq.0)).is_some()
    }

    fn effects_of(&self, number: CommandNumber) -> Option<(Seq, &[Effect])> {
        let at = usize::try_from(number.0).ok()?.checked_sub(1)?;
        let (author, effects) = self.log.get(at)?;
        (*author == self.author).then_some((Seq(number.0), effects.as_slice()))
    }
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn date(text: &str) -> Value {
    Value::Day(day(text))
}

pub(crate) fn choice<C: Choices>(option: C) -> Value {
    Value::Choice(option.no())
}

pub(crate) fn refs<const N: usize>(ids: [RecordId; N]) -> Value {
    Value::Refs(ids.into_iter().collect())
}

/// Money in ten thousand yuan, as the notice counts it.
pub(crate) fn wan(amount: i64) -> Value {
    Value::Money(amount * 10_000)
}

fn account(no: u128) -> RecordId {
    RecordId(uuid::Uuid::from_u128(no))
}

pub(crate) fn office() -> Actor {
    Actor::new(account(1), "领导小组办公室", Role::Office)
}

/// Another person of the office: who verifies what the first one asked for.
pub(crate) fn second_officer() -> Actor {
    Actor::new(account(2), "办公室复核", Role::Office)
}

pub(crate) fn leader() -> Actor {
    Actor::new(account(3), "组长", Role::Leader)
}

pub(crate) fn supervisor() -> Actor {
    Actor::new(account(4), "市政府督查室", Role::Supervision)
}

/// Somebody in a role that needs no unit.
pub(crate) fn someone(role: Role) -> Actor {
    Actor::new(account(5), "某人", role)
}

/// A liaison of the unit.
pub(crate) fn liaison(unit: RecordId) -> Actor {
    Actor::new(
        RecordId(uuid::Uuid::from_u128(unit.0.as_u128() ^ 7)),
        "联络员",
        Role::Unit,
    )
    .of_unit(unit)
}

/// The owner of the project.
pub(crate) fn owner(project: RecordId) -> Actor {
    let id = RecordId(uuid::Uuid::from_u128(project.0.as_u128() ^ 7));
    Actor::new(id, "项目业主", Role::Owner).of_project(project)
}

impl Story {
    /// An empty room at nine in the morning of the day in China.
    pub(crate) fn on(today: &str) -> Self {
        let mut story = Self {
            state: State::default(),
            now: Timestamp(0),
            made: 1_000,
            log: Vec::new(),
        };
        story.go_to(today);
        story
    }

    /// Moves to nine in the morning of the day in China.
    pub(crate) fn go_to(&mut self, today: &str) {
        self.now = Timestamp::parse(&format!("{today}T01:00:00Z")).unwrap();
    }

    pub(crate) fn today(&self) -> Day {
        self.now.day().unwrap()
    }

    /// Carries out a command.
    pub(crate) fn carry_out(&mut self, actor: &Actor, command: &Command) -> Result<(), Refusal> {
        let own = Own {
            log: &self.log,
            author: actor.id,
        };
        let context = Context {
            actor,
            now: self.now,
            own: &own,
        };
        let effects = decide(&self.state, &context, command)?;
        let seq = Seq(self.log.len() as u64 + 1);
        self.state.apply(seq, &effects);
        self.log.push((actor.id, effects));
        Ok(())
    }

    pub(crate) fn create<K: Kind>(
        &mut self,
        actor: &Actor,
        fields: Vec<(FieldNo, Value)>,
    ) -> Result<RecordId, Refusal> {
        self.made += 1;
        let value_of = |no| {
            fields
                .iter()
                .find(|(field, _)| *field == no)
                .map(|(_, v)| v)
        };
        let id = coordinates::id_of(K::SPEC, value_of)
            .unwrap_or(RecordId(uuid::Uuid::from_u128(self.made)));
        let command = Command {
            kind: K::ID,
            id,
            base: Seq(u64::MAX),
            verb: Verb::Create { fields },
        };
        self.carry_out(actor, &command)?;
        Ok(id)
    }

    /// Creates as the office, which must succeed.
    pub(crate) fn make<K: Kind>(&mut self, fields: Vec<(FieldNo, Value)>) -> RecordId {
        match self.create::<K>(&office(), fields) {
            Ok(id) => id,
            Err(refusal) => panic!("{refusal}"),
        }
    }

    pub(crate) fn set<K: Kind>(
        &mut self,
        actor: &Actor,
        id: RecordId,
        field: FieldNo,
        value: Value,
    ) -> Result<(), Refusal> {
        let edits = vec![(field, Edit::Put(value))];
        let command = Command {
            kind: K::ID,
            id,
            base: Seq(u64::MAX),
            verb: Verb::Set { edits },
        };
        self.carry_out(actor, &command)
    }

    pub(crate) fn act<K: Kind>(
        &mut self,
        actor: &Actor,
        id: RecordId,
        action: ActionNo,
        given: Vec<(FieldNo, Value)>,
    ) -> Result<(), Refusal> {
        let edits = given
            .into_iter()
            .map(|(no, value)| (no, Edit::Put(value)))
            .collect();
        let verb = Verb::Act {
            action,
            edits,
            place: None,
        };
        let command = Command {
            kind: K::ID,
            id,
            base: Seq(u64::MAX),
            verb,
        };
        self.carry_out(actor, &command)
    }

    pub(crate) fn get<K: Kind>(&self, id: RecordId) -> View<'_, K> {
        self.state.get(id).unwrap().view::<K>().unwrap()
    }

    pub(crate) fn unit(&mut self, code: &str, name: &str, kind: UnitKind) -> RecordId {
        let no = i64::try_from(self.made).unwrap();
        self.make::<Unit>(vec![
            (Unit::CODE, text(code)),
            (Unit::NAME, text(name)),
            (Unit::SHORT, text(name)),
            (Unit::KIND, choice(kind)),
            (Unit::MEMBER, Value::Flag(kind == UnitKind::Government)),
            (Unit::NO, Value::Int(no)),
        ])
    }

    pub(crate) fn county(&mut self, code: &str, name: &str) -> RecordId {
        self.unit(code, name, UnitKind::County)
    }

    /// A project of the county with this total, in ten thousand yuan.
    pub(crate) fn project(&mut self, county: RecordId, name: &str, total: i64) -> RecordId {
        self.make::<Project>(vec![
            (Project::NAME, text(name)),
            (Project::COUNTY, Value::Ref(county)),
            (Project::TOTAL_INVESTMENT, wan(total)),
        ])
    }

    /// Moves to a moment, as RFC 3339 writes it.
    pub(crate) fn go_to_moment(&mut self, moment: &str) {
        self.now = Timestamp::parse(moment).unwrap();
    }

    /// Takes back the last thing the actor did to the record.
    pub(crate) fn take_back<K: Kind>(
        &mut self,
        actor: &Actor,
        id: RecordId,
    ) -> Result<(), Refusal> {
        let did = |(author, effects): &(RecordId, Vec<Effect>)| {
            *author == actor.id && effects.iter().any(|effect| effect.id == id)
        };
        let at = self.log.iter().rposition(did).unwrap();
        let number = CommandNumber(at as u64 + 1);
        let command = Command {
            kind: K::ID,
            id,
            base: Seq(u64::MAX),
            verb: Verb::Undo { number },
        };
        self.carry_out(actor, &command)
    }

    pub(crate) fn clear<K: Kind>(
        &mut self,
        actor: &Actor,
        id: RecordId,
        field: FieldNo,
    ) -> Result<(), Refusal> {
        let edits = vec![(field, Edit::Clear)];
        let command = Command {
            kind: K::ID,
            id,
            base: Seq(u64::MAX),
            verb: Verb::Set { edits },
        };
        self.carry_out(actor, &command)
    }

    /// What a record holds, whenever it was written.
    pub(crate) fn values(&self, id: RecordId) -> Vec<(FieldNo, Value)> {
        let values = self.state.get(id).unwrap().values();
        values.map(|(no, value)| (no, value.clone())).collect()
    }
}
