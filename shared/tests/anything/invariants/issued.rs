//! What has been issued stays as it is (DOMAIN §7.2, 10).

use std::collections::{BTreeMap, HashMap};

use shared::model::{
    Bulletin, BulletinState, Evaluation, EvaluationScheme, EvaluationState, Indicator, Objection,
    RankingLine, RankingSnapshot, SchemeGroup, SchemeState, Score, SnapshotState,
};
use shared::rules::Settings;
use shared::rules::evaluation::ranking::table;
use shared::rules::evaluation::sheet::{Sheet, sheet};
use shared::rules::listing::ranking::Ranking;
use shared::schema::{ChoiceNo, FieldNo, Kind, KindId, Note, Record, RecordId, Value};
use shared::state::State;

use crate::world::World;

/// What was issued, as it was first seen.
#[derive(Default)]
pub(super) struct Kept {
    issued: HashMap<RecordId, Issued>,
    remarks: HashMap<RecordId, Vec<Note>>,
}

/// An issued record with its parts, and what people read of it.
#[derive(Clone, Debug, PartialEq)]
struct Issued {
    parts: BTreeMap<RecordId, Part>,
    table: Option<Ranking>,
    sheet: Option<Sheet>,
}

#[derive(Clone, Debug, PartialEq)]
struct Part {
    is_archived: bool,
    values: BTreeMap<FieldNo, Value>,
}

/// (10) Neither a record that was issued nor anything in it changes, and nothing is added to it.
pub(super) fn changed_after_issue(world: &World, kept: &mut Kept) -> Vec<String> {
    let state = &world.state;
    for record in state.records().filter(|record| is_issued(record)) {
        let issued = || of(state, record);
        kept.issued.entry(record.id).or_insert_with(issued);
    }
    let mut broken = Vec::new();
    for (id, first) in &kept.issued {
        let Some(record) = state.get(*id) else {
            broken.push(format!("{id} was issued and is gone"));
            continue;
        };
        let now = of(state, record);
        if now != *first {
            broken.push(format!("{id}: {}", difference(first, &now)));
        }
        // Remarks stand beside a bulletin: they are added and stay.
        let now = remarks(record);
        let before = kept.remarks.insert(*id, now.clone());
        if before.is_some_and(|before| !now.starts_with(&before)) {
            broken.push(format!("remarks beside {id} were taken away"));
        }
    }
    broken
}

/// What is no longer as it was issued.
fn difference(first: &Issued, now: &Issued) -> String {
    let ids = first.parts.keys().chain(now.parts.keys());
    let changed: BTreeMap<_, _> = ids
        .map(|id| (id, (first.parts.get(id), now.parts.get(id))))
        .filter(|(_, (then, now))| then != now)
        .collect();
    if !changed.is_empty() {
        return format!("{changed:?}");
    }
    if first.table != now.table {
        return format!("the table {:?} reads {:?}", first.table, now.table);
    }
    format!("the sheet {:?} reads {:?}", first.sheet, now.sheet)
}

/// Whether the record is what DOMAIN calls a snapshot, and has been issued.
pub(crate) fn is_issued(record: &Record) -> bool {
    let is_in = |kind, field, states: &[ChoiceNo]| {
        let Some(Value::Choice(state)) = record.value(field) else {
            return false;
        };
        record.kind == kind && states.contains(state)
    };
    let published = [
        EvaluationState::Published.number(),
        EvaluationState::Settled.number(),
    ];
    is_in(
        Bulletin::ID,
        Bulletin::STATE,
        &[BulletinState::Issued.number()],
    ) || is_in(
        RankingSnapshot::ID,
        RankingSnapshot::STATE,
        &[SnapshotState::Frozen.number()],
    ) || is_in(
        EvaluationScheme::ID,
        EvaluationScheme::STATE,
        &[SchemeState::Published.number()],
    ) || is_in(Evaluation::ID, Evaluation::STATE, &published)
}

/// The kinds whose records are parts of an issued one, each with the field that says of which.
const PARTS: [(KindId, FieldNo); 5] = [
    (RankingLine::ID, RankingLine::SNAPSHOT),
    (Score::ID, Score::EVALUATION),
    (Objection::ID, Objection::EVALUATION),
    (Indicator::ID, Indicator::SCHEME),
    (SchemeGroup::ID, SchemeGroup::SCHEME),
];

/// What may change beside it: its place on a board, remarks of correction, and that the quarter has
/// been settled.
const BESIDE: [(KindId, FieldNo); 5] = [
    (Bulletin::ID, Bulletin::ORDER),
    (Bulletin::ID, Bulletin::REMARKS),
    (Evaluation::ID, Evaluation::ORDER),
    (Evaluation::ID, Evaluation::STATE),
    (Evaluation::ID, Evaluation::SETTLED_ON),
];

fn of(state: &State, record: &Record) -> Issued {
    let is_part = |other: &Record| {
        PARTS.iter().any(|(kind, field)| {
            other.kind == *kind && other.value(*field) == Some(&Value::Ref(record.id))
        })
    };
    let parts = state
        .records()
        .filter(|other| other.id == record.id || is_part(other))
        .map(|other| (other.id, part(other)))
        .collect();
    let snapshot = record.view::<RankingSnapshot>();
    let mut table = snapshot.and_then(|view| table(state, view, &Settings::of(state)));
    // Places of one rank stand in the order of units, which is not the ranking's.
    if let Some(table) = &mut table {
        table.lines.sort_by_key(|line| line.unit);
    }
    let evaluation = record.view::<Evaluation>();
    let mut sheet = evaluation.and_then(|view| sheet(state, view));
    if let Some(sheet) = &mut sheet {
        sheet.rows.sort_by_key(|row| row.unit);
    }
    Issued {
        parts,
        table,
        sheet,
    }
}

fn part(record: &Record) -> Part {
    let values = record
        .values()
        .filter(|(field, _)| !BESIDE.contains(&(record.kind, *field)))
        .map(|(field, value)| (field, value.clone()));
    Part {
        is_archived: record.archived.is_some(),
        values: values.collect(),
    }
}

fn remarks(record: &Record) -> Vec<Note> {
    let field = (record.kind == Bulletin::ID).then_some(Bulletin::REMARKS);
    match field.and_then(|field| record.value(field)) {
        Some(Value::Notes(notes)) => notes.clone(),
        _ => Vec::new(),
    }
}
