//! The tray behind the sync pill: what waits to be sent, what came to nothing, and what becomes of
//! either.

mod file;
mod overwritten;
mod parts;
mod rejected;
mod waiting;

use leptos::prelude::*;

use crate::ui::{Ui, ui};
use crate::view::page;
use crate::words as w;

use overwritten::overwritten;
use parts::press;
use rejected::rejected;
use waiting::Waiting;

#[component]
pub(super) fn Tray() -> impl IntoView {
    let ui = ui();
    let page = page();
    page.room.see_tray();
    view! {
        <div
            class="menu tray-panel"
            data-side="end"
            role="dialog"
            tabindex="-1"
            aria-label=move || ui.t(w::SYNC_STATE)
        >
            {move || update(ui)}
            <Waiting />
            {move || rejected(page, ui)}
            {move || overwritten(page, ui)}
        </div>
    }
    .into_any()
}

/// A new version waits: loading anew is left to the person.
fn update(ui: Ui) -> AnyView {
    if !ui.update.get() {
        return ().into_any();
    }
    let reload = || {
        // It fails only where the page may not be loaded at all.
        let _loading = window().location().reload();
    };
    view! {
        <div class="tray-note">
            <span>{ui.t(w::UPDATE_READY)}</span>
            {press(w::RELOAD, false, reload)}
        </div>
    }
    .into_any()
}
