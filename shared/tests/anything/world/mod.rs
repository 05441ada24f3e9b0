//! The room the stories play in: places, bureaus, projects, and people in every role; either just
//! founded, or well on its way (`prepared`).

mod prepared;

use std::collections::BTreeMap;

use shared::model::{Project, Room, Unit, UnitKind};
use shared::rules::{Actor, Command, Context, OwnChanges, Refusal, Role, Verb, decide, war_day};
use shared::schema::{
    Choices, CommandNumber, Day, FieldNo, Kind, KindId, RecordId, Seq, Timestamp, Value,
};
use shared::state::{Change, Effect, State, Undo};
use uuid::Uuid;

use crate::maker::{self, Tape, Wish};

/// The war day of the room.
const TODAY: &str = "2020-07-10";

/// What happened, one carried out command after the other.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) state: State,
    pub(crate) log: Vec<Entry>,
    pub(crate) units: Vec<RecordId>,
    pub(crate) projects: Vec<RecordId>,
    /// The latest war day there was: what was entered then is not in the future.
    pub(crate) latest: Day,
}

/// One carried out command.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) actor: Actor,
    pub(crate) effects: Vec<Effect>,
}

/// What became of a wish.
pub(crate) enum Outcome {
    Done(Done),
    Refused { command: Command, refusal: Refusal },
    NoChange,
}

/// A command that was carried out just now.
pub(crate) struct Done {
    pub(crate) actor: Actor,
    pub(crate) command: Command,
    pub(crate) undo: Undo,
}

struct Own<'a> {
    log: &'a [Entry],
    actor: RecordId,
}

impl OwnChanges for Own<'_> {
    fn is_own(&self, seq: Seq) -> bool {
        let entry = usize::try_from(seq.0)
            .ok()
            .and_then(|at| self.log.get(at - 1));
        entry.is_some_and(|entry| entry.actor.id == self.actor)
    }

    /// Numbers are places in the log, so that a story can name them.
    fn effects_of(&self, number: CommandNumber) -> Option<(Seq, &[Effect])> {
        let at = usize::try_from(number.0).ok()?.checked_sub(1)?;
        let entry = self.log.get(at)?;
        (entry.actor.id == self.actor).then_some((Seq(number.0), entry.effects.as_slice()))
    }
}

fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

pub(crate) fn office() -> Actor {
    Actor::new(id(1), "办公室", Role::Office)
}

/// Another person of the office, who verifies what the first one asked for.
pub(crate) fn second_officer() -> Actor {
    Actor::new(id(2), "办公室复核", Role::Office)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

impl World {
    pub(crate) fn founded() -> Self {
        let mut world = Self {
            state: State::default(),
            log: Vec::new(),
            units: Vec::new(),
            projects: Vec::new(),
            latest: Day::FIRST,
        };
        let office = office();
        let mut found = |kind: KindId, number: u128, fields: Vec<(FieldNo, Value)>| {
            let verb = Verb::Create { fields };
            let command = Command {
                kind,
                id: id(number),
                base: Seq::ZERO,
                verb,
            };
            world.must(&office, &command);
            id(number)
        };
        let war_day = Day::parse(TODAY).map_or(Value::Flag(false), Value::Day);
        let fields = vec![(Room::NAME, text("作战室")), (Room::WAR_DAY, war_day)];
        found(Room::ID, 10, fields);
        let kinds = [
            UnitKind::County,
            UnitKind::County,
            UnitKind::Zone,
            UnitKind::Government,
        ];
        let units: Vec<RecordId> = (0_u8..)
            .zip(kinds)
            .map(|(at, kind)| {
                let name = format!("单位{at}");
                let fields = vec![
                    (Unit::CODE, text(&format!("u{at}"))),
                    (Unit::NAME, text(&name)),
                    (Unit::SHORT, text(&name)),
                    (Unit::KIND, Value::Choice(kind.no())),
                    (Unit::MEMBER, Value::Flag(kind == UnitKind::Government)),
                    (Unit::NO, Value::Int(i64::from(at))),
                ];
                found(Unit::ID, 20 + u128::from(at), fields)
            })
            .collect();
        let projects: Vec<RecordId> = (0_u8..4)
            .map(|at| {
                let total = [1_500_000_000, 300_000_000, 100_000_000, 50_000_000];
                let fields = vec![
                    (Project::NAME, text(&format!("项目{at}"))),
                    (Project::COUNTY, Value::Ref(units[usize::from(at % 3)])),
                    (
                        Project::TOTAL_INVESTMENT,
                        Value::Money(total[usize::from(at)]),
                    ),
                ];
                found(Project::ID, 40 + u128::from(at), fields)
            })
            .collect();
        world.units = units;
        world.projects = projects;
        world
    }

    /// Somebody wants something; what became of it.
    pub(crate) fn step(&mut self, tape: &mut Tape<'_>) -> Outcome {
        let next = 1_000 + self.log.len() as u128;
        if self.is_prepared() && !tape.once_in(5) {
            let Wish { by, command } = maker::guided(self, tape, next);
            return self.carry_out(&by, command);
        }
        let command = maker::command(&self.state, tape, next);
        let actor = self.actor(tape);
        self.carry_out(&actor, command)
    }

    /// The war day.
    pub(crate) fn today(&self) -> Day {
        war_day(&self.state, self.now())
    }

    fn now(&self) -> Timestamp {
        Timestamp(1_593_561_600_000 + i64::try_from(self.log.len()).unwrap_or(0))
    }

    pub(crate) fn actor(&self, tape: &mut Tape<'_>) -> Actor {
        // The office does most; two people work there.
        let role = match tape.below(3) {
            0 => Role::Office,
            _ => Role::ALL[tape.below(Role::ALL.len())],
        };
        let person = tape.below(2) as u128;
        let actor = Actor::new(
            id(100 + role as u128 * 10 + person),
            format!("{role:?}"),
            role,
        );
        match role {
            Role::Unit => {
                let at = tape.below(self.units.len());
                let mut actor = actor.of_unit(self.units[at]);
                actor.id = id(500 + at as u128 * 10 + person);
                actor
            }
            Role::Owner => {
                let at = tape.below(self.projects.len());
                let mut actor = actor.of_project(self.projects[at]);
                actor.id = id(600 + at as u128);
                actor
            }
            _ => actor,
        }
    }

    fn carry_out(&mut self, actor: &Actor, command: Command) -> Outcome {
        let effects = match self.decided(actor, &command) {
            Ok(effects) => effects,
            Err(refusal) => return Outcome::Refused { command, refusal },
        };
        if effects.is_empty() {
            return Outcome::NoChange;
        }
        let seq = Seq(self.log.len() as u64 + 1);
        let undo = self.state.apply(seq, &effects);
        self.log.push(Entry {
            actor: actor.clone(),
            effects,
        });
        self.latest = self.latest.max(self.today());
        Outcome::Done(Done {
            actor: actor.clone(),
            command,
            undo,
        })
    }

    /// Carries out what founds the room.
    fn must(&mut self, actor: &Actor, command: &Command) {
        match self.carry_out(actor, command.clone()) {
            Outcome::Done(_) => {}
            Outcome::NoChange => panic!("nothing changes: {command:?}"),
            Outcome::Refused { refusal, .. } => panic!("{refusal}: {command:?}"),
        }
    }

    fn decided(&self, actor: &Actor, command: &Command) -> Result<Vec<Effect>, Refusal> {
        let own = Own {
            log: &self.log,
            actor: actor.id,
        };
        let context = Context {
            actor,
            now: self.now(),
            own: &own,
        };
        decide(&self.state, &context, command)
    }

    /// The records after the author has taken back the last command, where that is allowed.
    pub(crate) fn taken_back(&self, done: &Done) -> Option<State> {
        let number = CommandNumber(self.log.len() as u64);
        let command = Command {
            verb: Verb::Undo { number },
            ..done.command.clone()
        };
        let effects = self.decided(&done.actor, &command).ok()?;
        let mut state = self.state.clone();
        state.apply(Seq(number.0 + 1), &effects);
        Some(state)
    }

    /// Whether the field of the record was ever changed after it was made.
    pub(crate) fn was_written(&self, id: RecordId, field: FieldNo) -> bool {
        let effects = self.log.iter().flat_map(|entry| &entry.effects);
        effects
            .filter(|effect| effect.id == id)
            .any(|effect| match &effect.change {
                Change::Set(changes) => changes.iter().any(|change| change.field == field),
                _ => false,
            })
    }
}

/// What a record holds, without the seqs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Values {
    pub(crate) archived: bool,
    fields: BTreeMap<FieldNo, Value>,
}

/// What every record holds.
pub(crate) fn values(state: &State) -> BTreeMap<RecordId, Values> {
    state
        .records()
        .map(|record| {
            let fields = record.values().map(|(no, value)| (no, value.clone()));
            let values = Values {
                archived: record.archived.is_some(),
                fields: fields.collect(),
            };
            (record.id, values)
        })
        .collect()
}
