//! Commands on what the invariants are about: few kinds, few ids, small amounts, and mostly by who
//! may give them.

use std::collections::BTreeSet;

use shared::model::{
    AgendaItem, Bulletin, CoalReserve, CoalUse, Countersignature, Decision, EmissionSource,
    EmissionUse, EnergyNeed, EnergyQuota, EnergyRight, EnergyTrade, Evaluation, EvaluationScheme,
    Indicator, LandQuota, LandUse, ListMembership, Meeting, MonthLock, Objection, Pollutant,
    PreFund, PreFundUse, Problem, Project, ProjectMonth, RankingLine, RankingSnapshot, Receipt,
    Room, Score, Settings, Supervision,
};
use shared::rules::{Actor, Command, Edit, Edits, Verb};
use shared::schema::{
    ActionSpec, CommandNumber, Day, Decimal, FieldNo, FieldSpec, Kind, KindId, KindSpec, Month,
    Period, Record, RecordId, Seq, Value, ValueType,
};
use shared::state::State;
use uuid::Uuid;

use super::{Tape, Wish, create_with, ids, value};
use crate::world::{World, office, second_officer};

/// What a command is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// What is issued and stays.
    Issued,
    /// Quotas and what is used of them.
    Balances,
    /// Decisions, problems, meetings.
    Binding,
    /// Projects and the lists they are on.
    Counting,
}

impl Subject {
    pub(crate) const ALL: [Self; 4] = [Self::Issued, Self::Balances, Self::Binding, Self::Counting];

    /// Some more than once: they are chosen more often.
    fn kinds(self) -> &'static [&'static KindSpec] {
        match self {
            Self::Issued => &[
                Bulletin::SPEC,
                Bulletin::SPEC,
                Bulletin::SPEC,
                RankingSnapshot::SPEC,
                RankingLine::SPEC,
                Evaluation::SPEC,
                Evaluation::SPEC,
                Evaluation::SPEC,
                Score::SPEC,
                Objection::SPEC,
                EvaluationScheme::SPEC,
                Indicator::SPEC,
                Receipt::SPEC,
                Receipt::SPEC,
                Settings::SPEC,
                MonthLock::SPEC,
            ],
            Self::Balances => &[
                LandQuota::SPEC,
                LandUse::SPEC,
                LandUse::SPEC,
                EnergyQuota::SPEC,
                EnergyNeed::SPEC,
                EnergyRight::SPEC,
                EnergyTrade::SPEC,
                CoalReserve::SPEC,
                CoalUse::SPEC,
                EmissionSource::SPEC,
                EmissionUse::SPEC,
                EmissionUse::SPEC,
                PreFund::SPEC,
                PreFundUse::SPEC,
            ],
            Self::Binding => &[
                Decision::SPEC,
                Decision::SPEC,
                Problem::SPEC,
                Problem::SPEC,
                Meeting::SPEC,
                Meeting::SPEC,
                AgendaItem::SPEC,
                Countersignature::SPEC,
                Supervision::SPEC,
            ],
            Self::Counting => &[Project::SPEC, ListMembership::SPEC, ProjectMonth::SPEC],
        }
    }

    /// What a kind belongs to.
    pub(crate) fn of(kind: KindId) -> Option<Self> {
        let holds = |subject: &Self| subject.kinds().iter().any(|spec| spec.id == kind);
        Self::ALL.into_iter().find(holds)
    }
}

/// A command on one of the subjects; now and then a later day comes, or something is taken back.
pub(crate) fn guided(world: &World, tape: &mut Tape<'_>, next: u128) -> Wish {
    match tape.below(24) {
        0 => return later(world, tape),
        1..4 => {
            if let Some(wish) = take_back(world, tape) {
                return wish;
            }
        }
        _ => {}
    }
    let subject = Subject::ALL[tape.below(Subject::ALL.len())];
    let kinds = subject.kinds();
    let spec = kinds[tape.below(kinds.len())];
    let by = author(world, tape);
    let state = &world.state;
    let there = ids(state, spec.id);
    let record = tape.pick(&there).and_then(|id| state.get(*id));
    let does = tape.below(16);
    let verb = match record {
        Some(_) if does == 0 => Verb::Archive,
        Some(record) if does == 1 || record.archived.is_some() => Verb::Restore,
        Some(record) if does >= 8 && !spec.actions.is_empty() => act(state, spec, record, tape),
        Some(_) if does >= 5 => change(state, spec, tape),
        _ => {
            let command = create_with(spec, tape, next, |field, tape| likely(state, field, tape));
            return Wish { by, command };
        }
    };
    let id = record.map_or(RecordId(Uuid::from_u128(next)), |record| record.id);
    Wish {
        by,
        command: order(spec.id, id, verb),
    }
}

fn order(kind: KindId, id: RecordId, verb: Verb) -> Command {
    Command {
        kind,
        id,
        base: Seq(u64::MAX),
        verb,
    }
}

/// Mostly one of two people of the office; else anybody.
fn author(world: &World, tape: &mut Tape<'_>) -> Actor {
    match tape.below(8) {
        0..3 => office(),
        3..6 => second_officer(),
        _ => world.actor(tape),
    }
}

fn later(world: &World, tape: &mut Tape<'_>) -> Wish {
    let next = world.today().plus([1, 7, 30][tape.below(3)]);
    let edits = vec![(Room::WAR_DAY, Edit::Put(Value::Day(next)))];
    let room = ids(&world.state, Room::ID);
    let id = room.first().copied().unwrap_or(RecordId(Uuid::nil()));
    Wish {
        by: office(),
        command: order(Room::ID, id, Verb::Set { edits }),
    }
}

/// One of the last commands, taken back by its author.
fn take_back(world: &World, tape: &mut Tape<'_>) -> Option<Wish> {
    let at = world.log.len().checked_sub(1 + tape.below(6))?;
    let entry = world.log.get(at)?;
    let effect = entry.effects.first()?;
    let number = CommandNumber(at as u64 + 1);
    Some(Wish {
        by: entry.actor.clone(),
        command: order(effect.kind, effect.id, Verb::Undo { number }),
    })
}

/// An action that leads from where the record is, where there is one, with what it asks for.
fn act(state: &State, spec: &'static KindSpec, record: &Record, tape: &mut Tape<'_>) -> Verb {
    let leads = |action: &&&ActionSpec| match record.value(action.field) {
        Some(Value::Choice(now)) => action.from.contains(now),
        _ => false,
    };
    let actions: Vec<&ActionSpec> = spec.actions.iter().collect();
    let possible: Vec<&ActionSpec> = actions.iter().filter(leads).copied().collect();
    let Some(action) = tape
        .pick(&possible)
        .or_else(|| tape.pick(&actions))
        .copied()
    else {
        return Verb::Archive;
    };
    let lacking = action
        .holds
        .iter()
        .filter(|no| record.value(**no).is_none());
    let asked: BTreeSet<FieldNo> = action.asks().chain(lacking.copied()).collect();
    let edits = asked
        .into_iter()
        .filter_map(|no| spec.field(no))
        .map(|field| (field.no, Edit::Put(likely(state, field, tape))))
        .collect();
    Verb::Act {
        action: action.no,
        edits,
        place: None,
    }
}

/// The settings by which places are ranked.
const RANKING: &[FieldNo] = &[
    Settings::CROSS_YEAR_CHANGE,
    Settings::TOTAL_RANK,
    Settings::WEIGHT_COUNT,
    Settings::WEIGHT_TOTAL,
    Settings::WEIGHT_CHANGE,
];

/// What makes a decision bind.
const DECIDED: &[FieldNo] = &[Decision::UNITS, Decision::DEADLINE, Decision::TEXT];

fn change(state: &State, spec: &'static KindSpec, tape: &mut Tape<'_>) -> Verb {
    let matters = |field: &&FieldSpec| match spec.id {
        Settings::ID => RANKING.contains(&field.no),
        Decision::ID => DECIDED.contains(&field.no),
        _ => true,
    };
    let fields: Vec<&FieldSpec> = spec.fields.iter().filter(matters).collect();
    let mut edits = Edits::new();
    for _ in 0..=tape.below(2) {
        let Some(field) = tape.pick(&fields) else {
            continue;
        };
        let edit = match tape.below(6) {
            0 => Edit::Clear,
            _ if field.ty == ValueType::Notes => Edit::Append("更正:应为3个项目".into()),
            _ => Edit::Put(likely(state, field, tape)),
        };
        edits.push((field.no, edit));
    }
    Verb::Set { edits }
}

/// A value people would enter: this year, last month, small amounts.
fn likely(state: &State, field: &FieldSpec, tape: &mut Tape<'_>) -> Value {
    if tape.once_in(12) {
        return value(state, field, tape);
    }
    match field.ty {
        ValueType::Int if field.key == "year" => {
            Value::Int([2020, 2020, 2020, 2021][tape.below(4)])
        }
        ValueType::Int => Value::Int([1, 2, 0, 40, 60, 100][tape.below(6)]),
        ValueType::Decimal => {
            let (units, scale) = [(40, 0), (60, 0), (100, 0), (10, 0), (1, 2)][tape.below(5)];
            Value::Decimal(Decimal { units, scale })
        }
        ValueType::Money => {
            let yuan = [40, 60, 100, 10, 100_000_000, 1_200_000_000];
            Value::Money(yuan[tape.below(yuan.len())])
        }
        ValueType::Text if field.key == "number" => {
            Value::Text(format!("宜重投办文〔2020〕{}号", 1 + tape.below(4)))
        }
        ValueType::Text | ValueType::LongText => {
            Value::Text("施工许可证 420581202006200101".into())
        }
        ValueType::Choice(_) if field.key == "pollutant" && !tape.once_in(3) => {
            Value::Choice(Pollutant::Ammonia.number())
        }
        ValueType::Month => {
            let months = ["2020-06", "2020-05", "2020-07"];
            let month = Month::parse(months[tape.below(months.len())]);
            month.map_or(Value::Flag(true), Value::Month)
        }
        ValueType::Date => {
            let days = ["2020-06-30", "2020-07-01", "2020-07-20", "2020-08-31"];
            let day = Day::parse(days[tape.below(days.len())]);
            day.map_or(Value::Flag(true), Value::Day)
        }
        ValueType::Period => {
            let quarters = ["2020Q2", "2020Q1", "2020-W25"];
            let period = Period::parse(quarters[tape.below(quarters.len())]);
            period.map_or(Value::Flag(true), Value::Period)
        }
        ValueType::Refs(kind) => {
            let there = ids(state, kind);
            Value::Refs(tape.pick(&there).copied().into_iter().collect())
        }
        _ => value(state, field, tape),
    }
}
