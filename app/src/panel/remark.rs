//! The explanation of a task: text that is edited where it stands.

use leptos::html;
use leptos::prelude::*;
use shared::model::Task;
use shared::rules::{Edit, Verb};
use shared::schema::{Kind, RecordId, Seq, Value};

use crate::ui::{ToastKind, ui};
use crate::view::page;
use crate::words as w;

#[component]
pub(super) fn RemarkSection(id: RecordId) -> impl IntoView {
    let ui = ui();
    let page = page();
    let record = page.room.record(id);
    let remark = Memo::new(move |_| {
        let record = record.get()?;
        record.view::<Task>()?.remark().map(str::to_owned)
    });
    let editing = RwSignal::new(false);
    // How far the room was when the person began: what others write meanwhile was not seen.
    let base = StoredValue::new(Seq::ZERO);
    let draft = RwSignal::new(String::new());
    let area = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if editing.get()
            && let Some(area) = area.get()
        {
            let _focused = area.focus();
        }
    });
    let begin = move |_| {
        draft.set(remark.get_untracked().unwrap_or_default());
        base.set_value(page.room.place().1);
        editing.set(true);
    };
    let save = move || {
        let text = draft.get_untracked().trim().to_owned();
        let edit = if text.is_empty() {
            Edit::Clear
        } else {
            Edit::Put(Value::Text(text))
        };
        let edits = vec![(Task::REMARK, edit)];
        let base = base.get_value();
        let verb = Verb::Set { edits };
        match page.room.act_from(base, Task::ID, id, verb, |_| {}) {
            Ok(_) => editing.set(false),
            // What was written stays in the field.
            Err(refusal) => ui.toast(ToastKind::Reject, refusal.reason, None),
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.stop_propagation();
            editing.set(false);
        }
        "Enter" if event.ctrl_key() || event.meta_key() => save(),
        _ => {}
    };
    let shown = move || {
        remark
            .get()
            .unwrap_or_else(|| ui.t(w::ADD_REMARK).to_owned())
    };
    view! {
        <section class="panel-section">
            <h3>{move || ui.t(w::REMARK)}</h3>
            <Show
                when=move || editing.get()
                fallback=move || view! {
                    <button
                        type="button"
                        class="editable"
                        data-empty=move || remark.with(Option::is_none).then_some("")
                        on:click=begin
                    >
                        {shown}
                    </button>
                }
            >
                <textarea
                    node_ref=area
                    class="input"
                    rows="3"
                    aria-label=move || ui.t(w::REMARK)
                    prop:value=move || draft.get()
                    on:input=move |event| draft.set(event_target_value(&event))
                    on:keydown=on_key
                ></textarea>
                <div class="sheet-actions">
                    <button type="button" class="button" on:click=move |_| editing.set(false)>
                        {move || ui.t(w::CANCEL)}
                    </button>
                    <button type="button" class="button" data-kind="primary" on:click=move |_| save()>
                        {move || ui.t(w::SAVE)}
                    </button>
                </div>
            </Show>
        </section>
    }
}
