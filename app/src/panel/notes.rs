//! What people noted on the task; notes are added and never changed.

use leptos::prelude::*;
use shared::model::Task;
use shared::rules::{Edit, Verb};
use shared::schema::{Kind, RecordId};

use super::history::moment;
use crate::ui::ui;
use crate::view::page;
use crate::words as w;

#[component]
pub(super) fn NotesSection(id: RecordId) -> impl IntoView {
    let ui = ui();
    let page = page();
    let record = page.room.record(id);
    let notes = Memo::new(move |_| {
        let record = record.get()?;
        record.view::<Task>()?.notes().map(<[_]>::to_vec)
    });
    let begun = page.drafts.with_value(|drafts| drafts.get(&id).cloned());
    let text = RwSignal::new(begun.unwrap_or_default());
    let write = move |now: String| {
        page.drafts.update_value(|drafts| {
            drafts.insert(id, now.clone());
        });
        text.set(now);
    };
    let add = move || {
        let given = text.get_untracked();
        if given.trim().is_empty() {
            return;
        }
        let edits = vec![(Task::NOTES, Edit::Append(given))];
        if page
            .room
            .act_or_say(Task::ID, id, Verb::Set { edits }, |_| {})
        {
            write(String::new());
        }
    };
    let rows = move || {
        let rows = notes
            .get()
            .unwrap_or_default()
            .into_iter()
            .rev()
            .map(|note| {
                view! {
                    <li class="history-entry">
                        <time class="history-when">{moment(note.at)} " · " {note.by}</time>
                        <p class="history-what">{note.text}</p>
                    </li>
                }
            });
        rows.collect_view()
    };
    view! {
        <section class="panel-section">
            <h3>{move || ui.t(w::NOTES)}</h3>
            <form
                class="note-form"
                on:submit=move |event| {
                    event.prevent_default();
                    add();
                }
            >
                <input
                    class="input"
                    type="text"
                    maxlength="2000"
                    placeholder=move || ui.t(w::NOTE_PLACEHOLDER)
                    aria-label=move || ui.t(w::NOTE_PLACEHOLDER)
                    prop:value=move || text.get()
                    on:input=move |event| write(event_target_value(&event))
                />
                <button type="submit" class="button">{move || ui.t(w::ADD_NOTE)}</button>
            </form>
            <ol class="history">{rows}</ol>
        </section>
    }
}
