//! What has been issued never changes (DOMAIN §7.2, 10).

use crate::model::{
    Bulletin, BulletinState, Evaluation, EvaluationScheme, EvaluationState, Indicator, Objection,
    RankingLine, RankingSnapshot, SchemeGroup, SchemeState, Score, SnapshotState,
};
use crate::rules::{Attempt, Refusal, RefusalCode};
use crate::schema::{FieldNo, Kind, Label, Record, RecordId, Sentence, Value, ValueType, View};
use crate::state::State;

/// Refuses every change of what has been issued: of its fields, by actions, archiving and taking
/// back; and what would be added to it. Its place on a board may change, and a bulletin takes
/// remarks of correction: they stand beside the issued text, not in it.
pub(super) fn frozen(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let record = attempt.before.unwrap_or(attempt.after);
    let Some(issued) = issued(attempt.state, attempt.before, record) else {
        return Ok(());
    };
    if attempt
        .before
        .is_some_and(|before| is_free(attempt, before))
    {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Rule,
        attempt.after.kind,
        Sentence::new(
            format!("{},不能修改", issued.zh),
            format!("{}: it cannot be changed", issued.en),
        ),
    ))
}

const SCHEME: Label = Label::new("已发布", "published");
const EVALUATION: Label = Label::new("已公布", "published");
const SNAPSHOT: Label = Label::new("已冻结", "frozen");
const BULLETIN: Label = Label::new("已印发", "issued");

/// The word for it, when the record as it is, or what it is a part of, has been issued.
fn issued(state: &State, before: Option<&Record>, record: &Record) -> Option<Label> {
    let parent = |field: FieldNo| match record.value(field) {
        Some(Value::Ref(id)) => state.get(*id).map(AsRef::as_ref),
        _ => None,
    };
    match record.kind {
        EvaluationScheme::ID => before.and_then(of_scheme),
        Indicator::ID => parent(Indicator::SCHEME).and_then(of_scheme),
        SchemeGroup::ID => parent(SchemeGroup::SCHEME).and_then(of_scheme),
        Evaluation::ID => before.and_then(of_evaluation),
        Score::ID => parent(Score::EVALUATION).and_then(of_evaluation),
        Objection::ID => parent(Objection::EVALUATION).and_then(of_evaluation),
        RankingSnapshot::ID => before.and_then(of_snapshot),
        RankingLine::ID => parent(RankingLine::SNAPSHOT).and_then(of_snapshot),
        Bulletin::ID => before.and_then(of_bulletin),
        _ => None,
    }
}

fn of_scheme(record: &Record) -> Option<Label> {
    let state = record.view::<EvaluationScheme>()?.state();
    (state == Some(SchemeState::Published)).then_some(SCHEME)
}

fn of_evaluation(record: &Record) -> Option<Label> {
    is_published(record).then_some(EVALUATION)
}

fn of_snapshot(record: &Record) -> Option<Label> {
    let state = record.view::<RankingSnapshot>()?.state();
    (state == Some(SnapshotState::Frozen)).then_some(SNAPSHOT)
}

fn of_bulletin(record: &Record) -> Option<Label> {
    let state = record.view::<Bulletin>()?.state();
    (state == Some(BulletinState::Issued)).then_some(BULLETIN)
}

/// Whether the record is an evaluation that has been published.
pub(super) fn is_published(record: &Record) -> bool {
    let state = record
        .view::<Evaluation>()
        .and_then(View::<Evaluation>::state);
    matches!(
        state,
        Some(EvaluationState::Published | EvaluationState::Settled)
    )
}

/// Whether the evaluation with this id has been published.
pub(super) fn is_published_id(state: &State, id: Option<RecordId>) -> bool {
    id.and_then(|id| state.get(id))
        .is_some_and(|r| is_published(r))
}

/// Whether the change leaves what was issued as it is.
fn is_free(attempt: &Attempt<'_>, before: &Record) -> bool {
    if before.archived != attempt.after.archived {
        return false;
    }
    let settles = before.kind == Evaluation::ID
        && attempt.action.map(|action| action.no) == Some(Evaluation::SETTLE);
    let spec = crate::model::kind(before.kind);
    let fields = spec.map_or(&[][..], |spec| spec.fields);
    fields.iter().all(|field| {
        let settled = settles && [Evaluation::STATE, Evaluation::SETTLED_ON].contains(&field.no);
        let remark = before.kind == Bulletin::ID
            && field.no == Bulletin::REMARKS
            && grows(before, attempt.after);
        settled || remark || field.ty == ValueType::Order || !attempt.changes(field.no)
    })
}

/// Whether remarks were only added.
fn grows(before: &Record, after: &Record) -> bool {
    let notes = |record: &Record| match record.value(Bulletin::REMARKS) {
        Some(Value::Notes(notes)) => notes.clone(),
        _ => Vec::new(),
    };
    notes(after).starts_with(&notes(before))
}
