//! Values that someone replaced without having seen them: to have them back, or to let it be.

use leptos::prelude::*;
use shared::replica::Overwritten;

use crate::ui::ui;
use crate::view::{overwritten_sentence, page};
use crate::words as w;

#[component]
pub(super) fn OverwrittenList() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    view! {
        <Show when=move || room.overwritten.with(|list| !list.is_empty())>
            <p class="menu-title">{move || ui.t(w::OVERWRITTEN_TITLE)}</p>
            <ul class="tray">
                <For
                    each=move || room.overwritten.get()
                    key=|one| (one.seq, one.id, one.field)
                    let(overwritten)
                >
                    <Row overwritten />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn Row(overwritten: Overwritten) -> impl IntoView {
    let ui = ui();
    let page = page();
    let room = page.room;
    let record = overwritten.id;
    let text = room.read(|state| overwritten_sentence(state, &overwritten));
    let one = StoredValue::new(overwritten);
    view! {
        <li class="tray-row">
            <p class="tray-why">{move || ui.s(&text)}</p>
            <div class="tray-actions">
                <button
                    type="button"
                    class="button"
                    on:click=move |_| one.with_value(|one| room.give_back(one))
                >
                    {move || ui.t(w::GIVE_BACK)}
                </button>
                <button type="button" class="button" on:click=move |_| page.open(Some(record))>
                    {move || ui.t(w::LOOK)}
                </button>
                <button
                    type="button"
                    class="button"
                    data-kind="quiet"
                    on:click=move |_| one.with_value(|one| room.let_be(one))
                >
                    {move || ui.t(w::DISMISS)}
                </button>
            </div>
        </li>
    }
}
