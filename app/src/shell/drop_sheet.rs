//! Moving a card, by whatever means: the action that leads to the column, and a small sheet where
//! the action asks for something.

use leptos::html;
use leptos::prelude::*;
use shared::model::{Task, TaskState};
use shared::rules::{Edit, Edits, Position, Refusal, Verb, transition};
use shared::schema::{ActionSpec, Choices, FieldNo, Kind, RecordId, Sentence, Seq, Value};

use super::card_menu::viewport;
use crate::room::moved;
use crate::ui::{ToastKind, Ui, ui};
use crate::view::{Page, Waiting, page};
use crate::words as w;

/// The sheet's size, roughly, to keep it on the screen.
const WIDTH: f64 = 348.0;
const HEIGHT: f64 = 270.0;

/// What an action asks for.
pub(crate) struct Ask;

impl Ask {
    /// What the move would ask for, in a few words.
    pub(crate) fn words(page: Page, card: RecordId, to: TaskState) -> Option<Sentence> {
        let (_, field) = asked(page, card, to)?;
        let label = Task::SPEC.field(field)?.label;
        Some(Sentence::new(
            format!("须填写{}", label.zh),
            format!("asks for {}", label.en),
        ))
    }
}

/// The action that leads the card to the state, and the field it asks for.
fn asked(page: Page, card: RecordId, to: TaskState) -> Option<(&'static ActionSpec, FieldNo)> {
    let actor = page.room.actor();
    let wanted = (Task::STATE, to.no());
    let action = page.room.read(|state| {
        transition::action_to(state, Task::SPEC, state.get(card)?, wanted, &actor).ok()
    })?;
    Some((action, action.asks().next()?))
}

/// Moves a card to a column and a place in it. A move within its column only changes the order;
/// one that asks for something waits for the answer. Where to ask is found out only then, because
/// measuring the page in the middle of a move costs a frame.
pub(crate) fn move_card(
    page: Page,
    ui: Ui,
    card: RecordId,
    to: TaskState,
    at: Position,
    ask_at: impl FnOnce() -> (f64, f64),
) {
    let Some((no, now)) = page.task(card) else {
        return;
    };
    if now == to {
        let verb = Verb::Place {
            field: Task::ORDER,
            at,
        };
        page.land(card, to, at);
        let landed = page
            .room
            .act_or_say(Task::ID, card, verb, move |_| page.landed(card));
        if !landed {
            page.landed(card);
        }
        return;
    }
    let actor = page.room.actor();
    let action = page.room.read(|state| match state.get(card) {
        Some(record) => {
            let wanted = (Task::STATE, to.no());
            transition::action_to(state, Task::SPEC, record, wanted, &actor)
        }
        None => Err(w::GONE.into()),
    });
    match action {
        Err(reason) => ui.toast(ToastKind::Reject, reason, None),
        Ok(action) if action.asks().next().is_none() => {
            act_at_once(page, ui, (card, no), action, Some(at));
        }
        Ok(_) => {
            let ask_at = ask_at();
            page.waiting.set(Some(Waiting {
                card,
                to,
                at,
                ask_at,
            }));
        }
    }
}

/// Takes an action and says so, with the way back. The author saw the room as it was at `base`.
pub(crate) fn act(
    page: Page,
    ui: Ui,
    (card, no): (RecordId, i64),
    action: &ActionSpec,
    edits: Edits,
    at: Option<Position>,
    base: Seq,
) -> Result<(), Refusal> {
    let verb = Verb::Act {
        action: action.no,
        edits,
        place: at.map(|at| (Task::ORDER, at)),
    };
    let to = action.to.and_then(TaskState::from_no);
    if let (Some(to), Some(at)) = (to, at) {
        page.land(card, to, at);
    }
    let taken = page
        .room
        .act_from(base, Task::ID, card, verb, move |number| {
            page.landed(card);
            if let Some(to) = to {
                ui.toast(ToastKind::Done, moved(no, to), Some((card, number)));
            }
        });
    if taken != Ok(true) {
        page.landed(card);
    }
    taken.map(drop)
}

/// The same for an action that asks for nothing; a refusal is said in a toast.
pub(crate) fn act_at_once(
    page: Page,
    ui: Ui,
    task: (RecordId, i64),
    action: &ActionSpec,
    at: Option<Position>,
) {
    let everything = Seq(u64::MAX);
    if let Err(refusal) = act(page, ui, task, action, Vec::new(), at, everything) {
        ui.toast(ToastKind::Reject, refusal.reason, None);
    }
}

/// Asks for what the waiting move needs, at the place of the drop.
#[component]
pub(crate) fn DropSheet() -> impl IntoView {
    let page = page();
    // One sheet for each move that waits: what was written for one card never shows on another.
    let sheets = move || page.waiting.get().into_iter();
    view! {
        <For each=sheets key=|waiting| (waiting.card, waiting.to) let(waiting)>
            {asked(page, waiting.card, waiting.to)
                .map(|(action, field)| view! { <Sheet waiting action field /> })}
        </For>
    }
}

#[component]
fn Sheet(waiting: Waiting, action: &'static ActionSpec, field: FieldNo) -> impl IntoView {
    let ui = ui();
    let page = page();
    let no = page.task(waiting.card).map_or(0, |(no, _)| no);
    let text = RwSignal::new(String::new());
    let complaint = RwSignal::new(None::<Sentence>);
    // How far the room was when the question was asked.
    let (_, base) = page.room.place();
    let area = NodeRef::<html::Textarea>::new();
    let label = Task::SPEC.field(field).map(|spec| spec.label);
    Effect::new(move |_| {
        if let Some(area) = area.get() {
            let _focused = area.focus();
        }
    });
    let cancel = move || {
        page.waiting.set(None);
        ui.say(ui.t(w::PUT_BACK).to_owned());
        crate::kanban::focus_card(waiting.card);
    };
    let submit = move || {
        let given = text.get_untracked();
        if given.trim().is_empty() {
            complaint.set(Some(w::NEEDED.into()));
        } else {
            let edits = vec![(field, Edit::Put(Value::Text(given.trim().to_owned())))];
            let at = Some(waiting.at);
            match act(page, ui, (waiting.card, no), action, edits, at, base) {
                Ok(()) => {
                    page.waiting.set(None);
                    crate::kanban::focus_card(waiting.card);
                    return;
                }
                // What was written stays in the field.
                Err(refusal) => complaint.set(Some(refusal.reason)),
            }
        }
        if let Some(area) = area.get_untracked() {
            let _focused = area.focus();
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.stop_propagation();
            event.prevent_default();
            cancel();
        }
        "Enter" if event.ctrl_key() || event.meta_key() => submit(),
        _ => {}
    };
    let (x, y) = waiting.ask_at;
    let (width, height) = viewport();
    let left = (x - WIDTH / 2.0).min(width - WIDTH).max(8.0);
    let top = y.min(height - HEIGHT).max(8.0);
    let title = move || {
        let name = ui.t(action.label);
        ui.pick(format!("{name} · 任务 {no}"), format!("{name} · Task {no}"))
    };
    let field_label = move || label.map(|label| ui.t(label));
    view! {
        <form
            class="sheet"
            role="dialog"
            aria-labelledby="sheet-title"
            style=("--x", format!("{left}px"))
            style=("--y", format!("{top}px"))
            on:keydown=on_key
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <h2 class="sheet-title" id="sheet-title">{title}</h2>
            <label class="field">
                <span class="field-label">{field_label}</span>
                <textarea
                    node_ref=area
                    class="input"
                    rows="3"
                    aria-invalid=move || complaint.with(Option::is_some).to_string()
                    on:input=move |event| {
                        complaint.set(None);
                        text.set(event_target_value(&event));
                    }
                ></textarea>
                {move || complaint.get().map(|reason| view! {
                    <span class="field-error" role="alert">{ui.s(&reason)}</span>
                })}
            </label>
            <div class="sheet-actions">
                <button type="button" class="button" on:click=move |_| cancel()>
                    {move || ui.t(w::CANCEL)}
                </button>
                <button type="submit" class="button" data-kind="primary">
                    {move || ui.t(action.label)}
                </button>
            </div>
        </form>
    }
}
