//! The tray behind the sync pill: what waits to be sent, what came to nothing, and what becomes of
//! either.

mod file;
mod overwritten;
mod rejected;
mod waiting;

use leptos::prelude::*;

use crate::ui::ui;
use crate::view::page;
use crate::words as w;

use overwritten::OverwrittenList;
use rejected::RejectedList;
use waiting::Waiting;

#[component]
pub(super) fn Tray() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    room.see_tray();
    view! {
        <div
            class="menu tray-panel"
            data-side="end"
            role="dialog"
            tabindex="-1"
            aria-label=move || ui.t(w::SYNC_STATE)
        >
            <Update />
            <Waiting />
            <RejectedList />
            <OverwrittenList />
        </div>
    }
}

/// A new version waits: loading anew is left to the person.
#[component]
fn Update() -> impl IntoView {
    let ui = ui();
    let reload = move |_| {
        // It fails only where the page may not be loaded at all.
        let _loading = window().location().reload();
    };
    view! {
        <Show when=move || ui.update.get()>
            <div class="tray-note">
                <span>{move || ui.t(w::UPDATE_READY)}</span>
                <button type="button" class="button" on:click=reload>
                    {move || ui.t(w::RELOAD)}
                </button>
            </div>
        </Show>
    }
}
