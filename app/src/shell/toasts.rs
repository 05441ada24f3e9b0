//! What was just done, and the way back.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::ui::{Offer, Toast, ui};
use crate::view::page;
use crate::words as w;

#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    let one = move |toast: Toast| {
        let id = toast.id;
        let text = toast.text.clone();
        let offer = toast.offer.map(|offer| {
            let (label, key) = match &offer {
                Offer::Undo(..) => (w::UNDO, Some("Ctrl Z")),
                Offer::Restore(_) => (w::GIVE_BACK, None),
            };
            let take = move |_| {
                ui.dismiss(id);
                match &offer {
                    Offer::Undo(record, number) => room.undo_command(*record, *number),
                    Offer::Restore(overwritten) => room.give_back(overwritten),
                }
            };
            view! {
                <button type="button" class="toast-action" on:click=take>
                    {move || ui.t(label)}
                    {key.map(|key| view! { <kbd>{key}</kbd> })}
                </button>
            }
        });
        view! {
            <div class="toast" data-kind=toast.kind.key()>
                <span class="toast-word">{move || ui.s(&text)}</span>
                {offer}
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
