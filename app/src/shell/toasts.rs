//! What was just done, and the way back.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::ui::{Toast, ui};
use crate::view::page;
use crate::words as w;

#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    let one = move |toast: Toast| {
        let id = toast.id;
        let text = toast.text.clone();
        let undo = toast.undo.map(|(record, number)| {
            let back = move |_| {
                ui.dismiss(id);
                room.undo_command(record, number);
            };
            view! {
                <button type="button" class="toast-action" on:click=back>
                    {move || ui.t(w::UNDO)}
                    <kbd>"Ctrl Z"</kbd>
                </button>
            }
        });
        view! {
            <div class="toast" data-kind=toast.kind.key()>
                <span class="toast-word">{move || ui.s(&text)}</span>
                {undo}
                <button
                    type="button"
                    class="icon-button"
                    aria-label=move || ui.t(w::CLOSE)
                    on:click=move |_| ui.dismiss(id)
                >
                    {icon(Icon::Close)}
                </button>
            </div>
        }
    };
    view! {
        <section class="toasts" aria-label=move || ui.t(w::MESSAGES)>
            <For each=move || ui.toasts.get() key=|toast| toast.id children=one />
        </section>
    }
}
