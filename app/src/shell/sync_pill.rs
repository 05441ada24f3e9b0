//! The pill that says how the connection is; the tray is behind it.

use leptos::html;
use leptos::prelude::*;

use super::outside::on_press_outside;
use super::tray::Tray;
use crate::room::Sync;
use crate::ui::ui;
use crate::view::page;
use crate::words as w;

#[component]
pub(crate) fn SyncPill() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    let open = RwSignal::new(false);
    let key = move || match room.sync() {
        Sync::Synced => "synced",
        Sync::Syncing(_) => "syncing",
        Sync::Offline(_) => "offline",
        Sync::Rejected(_) => "rejected",
    };
    let is_kept = move || room.unkept.get().is_none();
    let words = move || match room.sync() {
        Sync::Offline(count) | Sync::Syncing(count) if count > 0 && !is_kept() => ui.pick(
            format!("{count} 条未存本机"),
            format!("{count} not kept here"),
        ),
        Sync::Synced => ui.t(w::SYNCED).to_owned(),
        Sync::Syncing(_) => ui.t(w::SYNCING).to_owned(),
        Sync::Offline(0) => ui.t(w::OFFLINE).to_owned(),
        Sync::Offline(count) => ui.pick(
            format!("离线 · {count} 条未上传"),
            format!("Offline · {count} not sent"),
        ),
        Sync::Rejected(count) => ui.pick(format!("{count} 条被退回"), format!("{count} rejected")),
    };
    let anchor = NodeRef::<html::Div>::new();
    on_press_outside(anchor, move || open.set(false));
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
        }
    };
    view! {
        <div class="menu-anchor" node_ref=anchor on:keydown=on_key>
            <button
                type="button"
                class="pill"
                data-sync=key
                data-pending=move || room.pending.get().to_string()
                data-kept=move || is_kept().to_string()
                data-update=move || ui.update.get().then_some("")
                aria-haspopup="dialog"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <i class="pill-dot"></i>
                <span class="pill-word">{words}</span>
            </button>
            <Show when=move || open.get()>
                <Tray />
            </Show>
        </div>
    }
}
