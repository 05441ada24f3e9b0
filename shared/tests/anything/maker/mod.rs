//! Commands from the schema: a tape of random numbers, read from its beginning, says everything.
//!
//! - here: any command on any kind
//! - `guided`: commands on what the invariants are about, most of them such as people would give
//! - `value`: values for fields

mod guided;
mod value;

use std::collections::BTreeSet;

use shared::model::KINDS;
use shared::rules::{Actor, Command, Edit, Edits, Position, Verb};
use shared::schema::{
    CommandNumber, FieldNo, FieldSpec, KindSpec, RecordId, Seq, Value, ValueType, Write,
    coordinates,
};
use shared::state::State;
use uuid::Uuid;

pub(crate) use guided::{Subject, guided};
use value::{ids, value};

/// Random numbers, read one after the other; after the last come zeros.
pub(crate) struct Tape<'a> {
    numbers: std::slice::Iter<'a, u16>,
}

impl<'a> Tape<'a> {
    pub(crate) fn new(numbers: &'a [u16]) -> Self {
        Self {
            numbers: numbers.iter(),
        }
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::from(self.numbers.next().copied().unwrap_or(0)) % end
    }

    /// True once in `times`.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    pub(crate) fn pick<'b, T>(&mut self, from: &'b [T]) -> Option<&'b T> {
        if from.is_empty() {
            return None;
        }
        from.get(self.below(from.len()))
    }
}

/// What somebody wants.
pub(crate) struct Wish {
    pub(crate) by: Actor,
    pub(crate) command: Command,
}

/// A command of some kind on some record.
pub(crate) fn command(state: &State, tape: &mut Tape<'_>, next: u128) -> Command {
    let spec = KINDS[tape.below(KINDS.len())];
    let existing = ids(state, spec.id);
    let verb = match tape.below(16) {
        0..5 => return create(state, spec, tape, next),
        5..8 => Verb::Set {
            edits: edits(state, spec, tape),
        },
        8..14 => act(state, spec, tape),
        14 => match tape.below(3) {
            0 => Verb::Archive,
            1 => Verb::Restore,
            _ => Verb::Undo {
                number: CommandNumber(tape.below(20) as u64),
            },
        },
        _ => Verb::Place {
            field: some_field(spec, tape),
            at: Position {
                after: tape.pick(&existing).copied(),
                before: None,
            },
        },
    };
    let id = tape.pick(&existing).copied();
    Command {
        kind: spec.id,
        id: id.unwrap_or(RecordId(Uuid::from_u128(next))),
        base: base(tape),
        verb,
    }
}

fn base(tape: &mut Tape<'_>) -> Seq {
    match tape.below(8) {
        0 => Seq(tape.below(50) as u64),
        _ => Seq(u64::MAX),
    }
}

/// A new record with most of what it needs.
fn create(state: &State, spec: &'static KindSpec, tape: &mut Tape<'_>, next: u128) -> Command {
    create_with(spec, tape, next, |field, tape| value(state, field, tape))
}

fn create_with(
    spec: &'static KindSpec,
    tape: &mut Tape<'_>,
    next: u128,
    value: impl Fn(&FieldSpec, &mut Tape<'_>) -> Value,
) -> Command {
    let mut fields = Vec::new();
    for field in spec.fields {
        let is_made = field.write != Write::ByAction && !matches!(field.ty, ValueType::Notes);
        let wanted = (field.required && !tape.once_in(40)) || tape.once_in(2);
        if (is_made && wanted && field.ty != ValueType::Order) || tape.once_in(200) {
            fields.push((field.no, value(field, tape)));
        }
    }
    let value_of = |no| {
        fields
            .iter()
            .find(|(field, _)| *field == no)
            .map(|(_, v)| v)
    };
    let id = coordinates::id_of(spec, value_of).filter(|_| !tape.once_in(40));
    Command {
        kind: spec.id,
        id: id.unwrap_or(RecordId(Uuid::from_u128(next))),
        base: base(tape),
        verb: Verb::Create { fields },
    }
}

fn edits(state: &State, spec: &'static KindSpec, tape: &mut Tape<'_>) -> Edits {
    let mut edits = Edits::new();
    for _ in 0..=tape.below(3) {
        let no = some_field(spec, tape);
        let Some(field) = spec.field(no) else {
            edits.push((no, Edit::Clear));
            continue;
        };
        let value = value(state, field, tape);
        let edit = match tape.below(12) {
            0 => Edit::Clear,
            1 => Edit::Append("已与县里对接".into()),
            2 => Edit::Merge {
                add: value.clone(),
                remove: value,
            },
            _ => Edit::Put(value),
        };
        edits.push((no, edit));
    }
    edits
}

/// An action, mostly one that leads somewhere from where some record is, with what it asks for.
fn act(state: &State, spec: &'static KindSpec, tape: &mut Tape<'_>) -> Verb {
    let Some(action) = tape.pick(spec.actions) else {
        return Verb::Archive;
    };
    let mut edits = Edits::new();
    let asked = action.asks().chain(action.holds.iter().copied());
    for no in asked.collect::<BTreeSet<_>>() {
        if let Some(field) = spec.field(no)
            && !tape.once_in(30)
        {
            edits.push((no, Edit::Put(value(state, field, tape))));
        }
    }
    Verb::Act {
        action: action.no,
        edits,
        place: None,
    }
}

fn some_field(spec: &KindSpec, tape: &mut Tape<'_>) -> FieldNo {
    if tape.once_in(40) {
        return FieldNo(u16::try_from(tape.below(2_000)).unwrap_or(0));
    }
    spec.fields[tape.below(spec.fields.len())].no
}
